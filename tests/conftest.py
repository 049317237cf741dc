"""Settings and fixtures of all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ("pytester",)

# `default` draws the same examples everywhere, so that a red run can be repeated; `thorough`
# looks for new ones: pytest --hypothesis-profile=thorough, or HYPOTHESIS_PROFILE=thorough.
settings.register_profile("default", max_examples=25, deadline=None, derandomize=True, database=None)
settings.register_profile("thorough", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-snapshots",
        action="store_true",
        help="write tests/snapshots and the JSON of examples/messages again instead of comparing with them",
    )


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether what comes out is to be written down as what is expected from now on."""
    return bool(request.config.getoption("--renew-snapshots"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository: official schemas and real messages, too big to carry."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(
            f"there is no folder {folder.name} beside the repository; its samples and schemas are not checked"
        )
    return folder
