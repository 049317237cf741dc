"""Every example in every format: nothing is lost or added without a word.

What is written, and what the format cannot say, is as it was for the format of the example itself, the
harmonised ones, and one format of each kind and family, `PRINCIPAL`.

Where a change is meant to show here, write the snapshots again and look at the difference:
``pytest tests/test_snapshots.py --renew-snapshots``. Below `SNAPSHOTS` each example has a
folder, and in it for each format ``ID.xml`` or ``ID.json``, the output; ``ID.losses.txt``,
path and value of what the output does not hold, where there is any; and in
``cannot-hold.txt`` the formats that have no room for the message at all.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.crosswalk.format import Written
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.format import NationalJsonFormat
from carec_datamodel.model.base import Message
from carec_datamodel.model.leaves import leaves

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SNAPSHOTS = ROOT / "tests" / "snapshots"
CANNOT_HOLD = "cannot-hold.txt"
PRINCIPAL = {
    "asycuda-manifest",
    "asycuda-sad",
    "eaeu-cmr",
    "eaeu-customs-value",
    "eaeu-esadout",
    "eaeu-esadout-transit",
    "eaeu-goods-declaration",
    "eaeu-preliminary-auto",
    "eaeu-smgs",
    "eaeu-transit-declaration",
    "ncts-cc007c",
    "ncts-cc015c",
    "wco-declaration",
    "wco-response",
}


def examples() -> Iterator[Path]:
    """Yield every example; of one that there is in XML and in JSON, the XML."""
    for file in sorted(EXAMPLES.rglob("*")):
        twin = file.suffix == ".json" and file.with_suffix(".xml").is_file()
        if file.suffix in {".xml", ".json"} and not twin:
            yield file


FILES = {file.relative_to(EXAMPLES).with_suffix("").as_posix(): file for file in examples()}
FORMATS = cdm.formats()
CELLS = [(name, format_id) for name in FILES for format_id in FORMATS]


@cache
def message_of(name: str) -> Message:
    return cdm.read(FILES[name])


def can_hold(name: str, format_id: str) -> bool:
    return type(message_of(name)).__name__ in FORMATS[format_id].card.messages


def is_kept(name: str, format_id: str) -> bool:
    """Return whether what *format_id* says of the example is kept as a snapshot."""
    return FORMATS[format_id].harmonised or format_id in PRINCIPAL or format_id == cdm.detect(FILES[name]).id


HELD = [cell for cell in CELLS if can_hold(*cell)]
KEPT = [cell for cell in HELD if is_kept(*cell)]
every_held_cell = pytest.mark.parametrize(("name", "format_id"), HELD)
every_kept_cell = pytest.mark.parametrize(("name", "format_id"), KEPT)
every_example = pytest.mark.parametrize("name", FILES)


@cache
def written(name: str, format_id: str) -> Written:
    return FORMATS[format_id].dumps(message_of(name))


def output_file(name: str, format_id: str) -> Path:
    return SNAPSHOTS / name / f"{format_id}.{FORMATS[format_id].card.syntax}"


def losses_file(name: str, format_id: str) -> Path:
    return SNAPSHOTS / name / f"{format_id}.losses.txt"


def losses_text(losses: Sequence[cdm.Finding]) -> str:
    return "".join(f"{loss.path}\t{json.dumps(loss.value, ensure_ascii=False)}\n" for loss in losses)


def cannot_hold_text(name: str) -> str:
    return "".join(f"{format_id}\n" for format_id in FORMATS if not can_hold(name, format_id))


def compare(file: Path, found: str, *, renew: bool) -> None:
    """Compare *found* with the snapshot *file*, which is not there where nothing is to be said."""
    if renew and found:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found, "utf-8", newline="")
    elif renew:
        file.unlink(missing_ok=True)
    expected = file.read_bytes().decode("utf-8") if file.is_file() else ""
    assert found == expected, (
        f"{file.relative_to(ROOT)} differs; if it should, run pytest {Path(__file__).name} --renew-snapshots"
    )


@every_kept_cell
def test_what_is_written_is_as_in_the_snapshot(name: str, format_id: str, renew: bool):
    output = written(name, format_id).data
    compare(output_file(name, format_id), output.decode("utf-8"), renew=renew)


@every_kept_cell
def test_what_the_format_cannot_say_is_as_in_the_snapshot(name: str, format_id: str, renew: bool):
    losses = written(name, format_id).losses
    compare(losses_file(name, format_id), losses_text(losses), renew=renew)


@every_example
def test_the_formats_that_cannot_hold_the_message_are_as_in_the_snapshot(name: str, renew: bool):
    compare(SNAPSHOTS / name / CANNOT_HOLD, cannot_hold_text(name), renew=renew)


@every_example
def test_formats_that_cannot_hold_the_message_say_so(name: str):
    for format_id in FORMATS:
        if not can_hold(name, format_id):
            with pytest.raises(cdm.CarecError, match=f"{format_id} is for "):
                cdm.dumps(message_of(name), format=format_id)


def bare(path: str | None) -> str:
    """Return *path* without positions, which change where an entry before is lost."""
    return re.sub(r"\[[^]]*\]", "", path or "")


def moment(text: str) -> str:
    """Return *text*, or, of a time with a zone, that instant in UTC, which is all that some formats say."""
    try:
        found = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return text
    return found.astimezone(UTC).isoformat() if found is not None and found.tzinfo is not None else text


def copied(format_id: str) -> set[str]:
    """Return where the format says a value more than once: the mass of a bill is that of its goods."""
    format_ = FORMATS[format_id]
    if not isinstance(format_, NationalFormat | NationalJsonFormat):
        return set()
    rows = format_.crosswalk.plan.rows
    elements = {row.path for row in rows if "also" in row.transform.split("; ")}
    places = {bare(f"{format_.card.messages[0]}/{row.harmonised}") for row in rows if row.path in elements}
    return places | {f"{place}/{unit}" for place in places for unit in ("currencyID", "unitCode")}


def implied(format_id: str) -> set[str]:
    """Return what a document says by its kind and its order: that it amends, that an entry is the second."""
    format_ = FORMATS[format_id]
    if not isinstance(format_, NationalFormat | NationalJsonFormat):
        return set()
    rows = format_.crosswalk.plan.rows
    constant = {row.path for row in rows if row.transform.startswith("const(")}
    said = [row for row in rows if row.path in constant or "ordinal" in row.transform]
    return {bare(f"{format_.card.messages[0]}/{row.harmonised}") for row in said}


@every_held_cell
def test_every_value_comes_back_or_is_told_as_lost_and_no_other_does(name: str, format_id: str):
    output, losses, _ = written(name, format_id)
    before = Counter((bare(path), moment(text)) for path, text in leaves(message_of(name)))
    lost = Counter((bare(loss.path), moment(loss.value or "")) for loss in losses)
    back = cdm.read(output, format=format_id)
    found = Counter((bare(path), moment(text)) for path, text in leaves(back))
    assert before - lost - found == Counter()
    more = Counter(
        {
            leaf: number
            for leaf, number in (found - (before - lost)).items()
            if leaf[0] not in implied(format_id)
        }
    )
    assert {path for path, _ in more} <= copied(format_id)
    assert {text for _, text in more} <= {text for _, text in found - more}
    assert losses or more or back == message_of(name)


@every_held_cell
def test_what_is_written_is_valid(name: str, format_id: str):
    output = written(name, format_id).data
    format_ = FORMATS[format_id]
    message = type(message_of(name)).__name__
    if format_.harmonised and format_.card.syntax == "xml":
        schema(message).assertValid(etree.fromstring(output))
    elif format_.harmonised:
        validator(message).validate(json.loads(output))
    assert format_.read(Document(output), thorough=True).errors == ()


@cache
def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(cdm.schema(name)))


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(cdm.schema(name, kind="json")))


def test_there_is_no_snapshot_of_what_is_gone(renew: bool):
    known = {SNAPSHOTS / name / CANNOT_HOLD for name in FILES}
    for cell in KEPT:
        known |= {output_file(*cell), losses_file(*cell)}
    left = {file for file in SNAPSHOTS.rglob("*") if file.is_file()} - known
    if renew:
        for file in left:
            file.unlink()
        left = set()
    assert left == set()


def test_the_examples_hold_every_message_and_every_profile():
    assert {type(message_of(name)).__name__ for name in FILES} == set(FORMATS["carec-xml"].card.messages)
    assert set(cdm.profiles()) <= {name.rpartition("/")[2] for name in FILES}
