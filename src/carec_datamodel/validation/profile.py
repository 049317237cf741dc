"""Checking a document against a profile: what is missing, what is too much, which format, which code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from carec_datamodel.crosswalk.reading import Reading
from carec_datamodel.findings import Finding, Spot, clip, one_of
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.spots import lines
from carec_datamodel.model.notation import has_format, in_words
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.refusals import Loc, json_text, place_of
from carec_datamodel.model.shape import Member, Part, Shape
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, fields_of, message_class
from carec_datamodel.profile.profile import Profile
from carec_datamodel.validation.readable import readable_values

_MOST_CODES = 12
"""How many codes a finding names; the rest is counted."""

_ATTRIBUTES = frozenset(part.name for parts in VALUED_ATTRIBUTES.values() for part in parts)


def check_profile(
    document: Document, format_: Format, reading: Reading, profile: Profile
) -> list[Finding] | None:
    """Return what *profile* objects to in *document*, in the order of the message.

    Args:
        document: The document, in *format_*.
        format_: Its format.
        reading: What was read from it. Where errors leave no message, everything is
            checked that can be read, if the document has the form of the model.
        profile: The profile.

    Returns:
        The findings; None where nothing can be checked.
    """
    name = format_.message_of(document)
    if name != profile.message:
        expected = f"a document that holds a {profile.message}"
        text = f"the document holds a {name}; the profile {profile.id} expects {expected}"
        return [Finding(rule="profile.message", message=text, path=name, expected=expected)]
    as_written = format_.harmonised and not any(_of_version(finding) for finding in reading.findings)
    if reading.message is not None:
        values = to_plain(reading.message)
    elif as_written:
        values = readable_values(document, name)
    else:
        return None
    found = profile_findings(values, profile)
    if as_written:
        line_of = lines(document, message_class(name))
        return [replace(finding, line=line_of(loc)) for loc, finding in found]
    if format_.harmonised or reading.message is None:
        # What was upgraded has other places than the document: the findings are in terms of the model.
        return [replace(finding, path=None) for _, finding in found]
    spot_of = format_.spots(document, reading.message)
    return [_at(finding, spot_of(loc)) for loc, finding in found]


def _at(finding: Finding, spot: Spot) -> Finding:
    """Return *finding* with its place in the sender's own document."""
    value = finding.value if spot.value is None else spot.value
    return replace(finding, path=spot.path, line=spot.line, value=value, box=spot.box or finding.box)


def _of_version(finding: Finding) -> bool:
    """Return whether *finding* tells that the document is of another version of the model."""
    return finding.rule.startswith("version.")


def profile_findings(values: Mapping[str, Any], profile: Profile) -> list[tuple[Loc, Finding]]:
    """Return what *profile* objects to, in the order of the message, each with its place.

    Args:
        values: A message of the profile's class, or what could be read of one: nested dicts
            and lists by wire names. What does not fit the model there is passed over.
        profile: The profile.
    """
    return list(_Check(profile).structure(profile.shape, values, ()))


class _Check:
    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.message = message_class(profile.message)

    def structure(self, shape: Shape, values: Mapping[str, Any], loc: Loc) -> Iterator[tuple[Loc, Finding]]:
        """Yield what is wrong in the structure at *loc*, which should have *shape*."""
        members = {member.name: member for member in shape.members}
        for item in fields_of(shape.cls):
            member = members.get(item.name)
            here: Loc = (*loc, item.name)
            if member is None:
                if item.name in values:
                    yield self._unlisted(item.name, here)
                continue
            found = values.get(item.name)
            entries = [] if found is None else found if isinstance(found, list) else [found]
            yield from self._count(member, len(entries), here)
            for index, entry in enumerate(entries):
                below: Loc = (*here, index) if item.repeats else here
                if member.below is None:
                    yield from self._leaf(member, entry, below)
                elif isinstance(entry, dict):
                    yield from self.structure(member.below, entry, below)

    def _count(self, member: Member, count: int, loc: Loc) -> Iterator[tuple[Loc, Finding]]:
        if count == 0 and member.least:
            yield self._missing(member.name, loc)
        elif count < member.least:
            expected = f"{member.name} at least {_times(member.least)}"
            yield self._note("count", loc, f"{member.name} occurs {_times(count)}", expected)
        elif member.most is not None and count > member.most:
            expected = f"{member.name} at most {_times(member.most)}"
            yield self._note("count", loc, f"{member.name} occurs {_times(count)}", expected)

    def _leaf(self, member: Member, entry: Any, loc: Loc) -> Iterator[tuple[Loc, Finding]]:
        leaf = member.field.leaf
        if not member.field.valued:
            yield from self._value(leaf, member, json_text(entry), loc)
        elif isinstance(entry, dict):
            yield from self._value("Decimal", member, json_text(entry.get("value")), loc)
            yield from self._parts(member, entry, loc)

    def _parts(self, member: Member, entry: Mapping[str, Any], loc: Loc) -> Iterator[tuple[Loc, Finding]]:
        parts = {part.name: part for part in member.parts}
        for known in VALUED_ATTRIBUTES[member.field.leaf]:
            part, here = parts.get(known.name), (*loc, known.name)
            text = json_text(entry.get(known.name))
            if part is None and text is not None:
                yield self._unlisted(known.name, here)
            elif part is not None and part.required and text is None:
                yield self._missing(known.name, here)
            elif part is not None:
                yield from self._value(part.leaf, part, text, here)

    def _value(
        self, leaf: str, item: Member | Part, text: str | None, loc: Loc
    ) -> Iterator[tuple[Loc, Finding]]:
        if not text:  # the model says so
            return
        if item.format and not has_format(leaf, text, item.format):
            found = f"{clip(text)!r} does not have the format {item.format}"
            yield self._note("format", loc, found, in_words(leaf, item.format), text)
        elif item.codes and text not in item.codes:
            yield self._note(
                "code", loc, f"{clip(text)!r} is another code", one_of(item.codes, _MOST_CODES), text
            )

    def _unlisted(self, name: str, loc: Loc) -> tuple[Loc, Finding]:
        return self._note("unlisted", loc, f"{name} is there", f"no {name} here")

    def _missing(self, name: str, loc: Loc) -> tuple[Loc, Finding]:
        return self._note("missing", loc, f"{name} is missing", name)

    def _note(
        self, rule: str, loc: Loc, found: str, expected: str, value: str | None = None
    ) -> tuple[Loc, Finding]:
        place = place_of(self.message, loc)
        steps = [f"@{step}" if step in _ATTRIBUTES else step for step in loc if isinstance(step, str)]
        return loc, Finding(
            rule=f"profile.{rule}",
            message=f"{found}; the profile {self.profile.id} expects {expected}",
            path=place.path,
            value=value,
            expected=expected,
            box=(place.field.element.box or None) if place.field else None,
            wco=place.wco or None,
            harmonised=place.path,
            hint=self.profile.note(*steps) or None,
        )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
