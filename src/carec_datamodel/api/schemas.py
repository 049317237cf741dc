"""The profiles that there are, and the schemas of messages, profiles and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carec_datamodel.errors import UnknownFormat

if TYPE_CHECKING:
    from carec_datamodel.profile.profile import Profile


def profiles() -> dict[str, Profile]:
    """Return all known profiles by id: messages narrowed for one use."""
    from carec_datamodel.profile.registry import profiles as known

    return dict(known())


def schema(name: str, *, kind: str = "xsd", version: str | None = None) -> bytes:
    """Return the schema of a message, of a profile, or of what `Report.to_json` gives.

    Args:
        name: Name of the message, id of the profile, or ``Report``, whose schema is JSON Schema.
        kind: ``xsd`` or ``json``.
        version: Version of the model; the current one where not given.

    Raises:
        UnknownFormat: There is no such message, profile, kind or version.
    """
    from carec_datamodel.model import MESSAGES, VERSION
    from carec_datamodel.profile.registry import profiles
    from carec_datamodel.wire.generate import schema_bytes

    if kind not in {"xsd", "json"}:
        raise UnknownFormat(f"there is no schema of kind {kind!r}; expected xsd or json")
    if name == "Report":
        return _schema_of_reports(kind, version)
    if version in {None, VERSION} and name not in MESSAGES and name not in profiles():
        raise UnknownFormat(
            f"there is no message {name!r}; known are {', '.join(sorted(MESSAGES))} "
            f"and the profiles {', '.join(profiles())}"
        )
    return schema_bytes(name, kind, version)


def _schema_of_reports(kind: str, version: str | None) -> bytes:
    from carec_datamodel.validation.reports.json import report_schema

    if kind != "json" or version is not None:
        raise UnknownFormat("a Report is JSON and of no version of the model; expected kind json alone")
    return report_schema()
