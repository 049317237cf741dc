"""Which profiles there are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from carec_datamodel.errors import UnknownFormat
from carec_datamodel.profile.profile import Profile, read_profile

_BUILT_IN = Path(__file__).parent / "tables"


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the profiles of this package by id, in alphabetical order."""
    found = (read_profile(file) for file in sorted(_BUILT_IN.glob("*.toml")))
    return {profile.id: profile for profile in found}


def find_profile(name: str) -> Profile:
    """Return the profile called *name*, or the one whose descriptor is the file *name*, a ``.toml``.

    Raises:
        UnknownFormat: There is none of that name; names the ones there are.
        ProfileError: The file is missing, or the profile in it is wrong.
    """
    if name.endswith(".toml"):
        return read_profile(Path(name))
    known = profiles()
    if name not in known:
        raise UnknownFormat(
            f"there is no profile {name!r}; known are {', '.join(known)}, or name a descriptor, a .toml file"
        )
    return known[name]
