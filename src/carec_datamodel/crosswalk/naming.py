"""How one document names its elements, where that is not as its format is usually written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Naming:
    """How a document names its elements.

    Attributes:
        namespace: Namespace of the root, empty for none; None for the first of the format.
        prefixes: Namespaces by the prefixes that the document gives them, besides that of the root.
        top: Name of the root element, where the document begins with an inner one; else empty.
        spaces: Namespaces that stand for those of the table, where the document is of another version.
    """

    namespace: str | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    top: str = ""
    spaces: Mapping[str, str] = field(default_factory=dict)


USUAL = Naming()
"""As the format is written unless something else is asked."""
