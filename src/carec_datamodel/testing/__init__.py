"""For the tests of whoever builds on this library: assertions, fixtures, files as tests, strategies.

May be changed here: how a fault is shown, what is drawn, and how likely. Not: what is valid,
which the model alone decides. The assertions need nothing else; the pytest plugin and the
strategies need the extra that brings pytest and Hypothesis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carec_datamodel.testing.assertions import assert_roundtrip as assert_roundtrip
    from carec_datamodel.testing.assertions import assert_same_message as assert_same_message
    from carec_datamodel.testing.assertions import assert_valid as assert_valid

__all__ = ["assert_roundtrip", "assert_same_message", "assert_valid"]


if not TYPE_CHECKING:  # pytest imports this package in every project where the library is installed

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from carec_datamodel.testing import assertions

        return getattr(assertions, name)


def __dir__() -> list[str]:
    return __all__
