"""What a document is held against: a profile that narrows its message, another that tunes the rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from carec_datamodel.codelists.own_lists import CodeLists
from carec_datamodel.errors import ProfileError, UnknownFormat
from carec_datamodel.profile.profile import Profile, read_profile
from carec_datamodel.profile.registry import profiles
from carec_datamodel.validation.descriptions import checks
from carec_datamodel.validation.rulebook.catalogue import rules
from carec_datamodel.validation.rulebook.rule_set import DEFAULT, RuleSet, read_rule_set, rule_sets
from carec_datamodel.validation.selection import covers

KindT = TypeVar("KindT", bound=Profile | RuleSet)

ProfileName = str | os.PathLike[str] | Profile | RuleSet
"""A profile or a rule profile, its id, or the path of its descriptor, a ``.toml``."""


@dataclass(frozen=True, slots=True)
class Against:
    """What documents are held against, and which findings are told.

    Attributes:
        profile: The narrowing of the message; None where there is none.
        rule_set: The rules.
        lists: The code lists that they look codes up in.
        select: Ids or beginnings of ids of the findings to tell; all if empty.
        ignore: Likewise, of those not to tell.
    """

    profile: Profile | None
    rule_set: RuleSet
    lists: CodeLists
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def against(
    names: ProfileName | Sequence[ProfileName] | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    lists: CodeLists | None = None,
) -> Against:
    """Return what *names* stand for.

    Args:
        names: Profiles and rule profiles, one of each kind at most; the rules of the region where
            no rule profile is named.
        select: Rules that alone are reported on.
        ignore: Rules that are not.
        lists: The code lists; those of the library where not given.

    Raises:
        UnknownFormat: There is no profile of one of the names, or no rule of one in *select* or *ignore*.
        ProfileError: A file is wrong, or two profiles of one kind are named.
    """
    select, ignore = tuple(select), tuple(ignore)
    for name in (*select, *ignore):
        _check_rule(name)
    if names is None:
        names = ()
    elif isinstance(names, str | os.PathLike | Profile | RuleSet) or not isinstance(names, Iterable):
        names = (names,)
    found = [_found(name) for name in names]
    narrowing = _only([item for item in found if isinstance(item, Profile)])
    tuning = _only([item for item in found if isinstance(item, RuleSet)])
    rule_set = (tuning or rule_sets()[DEFAULT]).narrowed(select, ignore)
    return Against(narrowing, rule_set, lists or CodeLists(), select, ignore)


@cache
def _check_rule(name: str) -> None:
    """Raise unless *name* is the id of a rule or of a check, or the beginning of one."""
    ids = (*rules(), *checks())
    if not any(covers(name, id) for id in ids):
        families = dict.fromkeys(id.partition(".")[0] for id in ids)
        raise UnknownFormat(
            f"there is no rule {name!r}; expected an id or the beginning of one: {', '.join(families)}"
        )


def _found(named: ProfileName) -> Profile | RuleSet:
    if isinstance(named, Profile | RuleSet):
        return named
    if not isinstance(named, str | os.PathLike):
        raise UnknownFormat(f"{named!r} is no profile; expected one, its id, or the path of its descriptor")
    name = os.fspath(named)
    if name.endswith(".toml"):
        return _read(Path(name))
    narrowings, tunings = profiles(), rule_sets()
    if name in narrowings:
        return narrowings[name]
    if name in tunings:
        return tunings[name]
    known = ", ".join((*narrowings, *tunings))
    raise UnknownFormat(
        f"there is no profile {name!r}; known are {known}, or name a descriptor, a .toml file"
    )


def _read(descriptor: Path) -> Profile | RuleSet:
    try:
        narrows = descriptor.with_suffix(".tsv").exists()
    except OSError:  # reading the descriptor tells why
        narrows = False
    return read_profile(descriptor) if narrows else read_rule_set(descriptor)


def _only(found: list[KindT]) -> KindT | None:
    if len(found) > 1:
        raise ProfileError(
            f"two profiles of one kind are named, {found[0].id} and {found[1].id}; expected one that narrows"
            " the message and one that tunes the rules at most"
        )
    return found[0] if found else None
