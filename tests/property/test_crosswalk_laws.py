"""Laws of every crosswalk: no value of a national document is lost, doubled or put in a wrong place."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st
from lxml import etree
from pydantic import ValidationError

from carec_datamodel.api import dumps, with_residue
from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.ledger import Entry, Outcome
from carec_datamodel.crosswalk.plan import Node, Plan, Rule
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CarecError, CrosswalkError, InvalidMessage
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import with_own_tables
from carec_datamodel.model.base import Message
from carec_datamodel.model.leaves import leaves
from carec_datamodel.model.plain import to_plain
from carec_datamodel.testing import national
from carec_datamodel.wire import xml

HARBOUR = CrosswalkFormat(Path(__file__).parents[1] / "crosswalk" / "harbour" / "harbour.toml")
TABLES = [item.crosswalk for item in with_own_tables()]

POSITION = re.compile(r"\[[^\]]*\]")
every_table = pytest.mark.parametrize("table", [*TABLES, HARBOUR], ids=lambda table: table.id)
DRAWS = settings.default.max_examples
SMALL = 20
"""Rows of a table that is small: laws try it as often as the profile says, a greater one less often."""


def least(table: CrosswalkFormat) -> int:
    """Return how many documents are drawn even of the greatest table; a variant shares most of its rows."""
    return max(DRAWS // (24 if table.descriptor.variant_of else 12), 1)


def drawn(law: Callable[..., None]) -> Callable[..., None]:
    """Try *law* on documents that are drawn: the more the smaller the table, for all share one engine."""

    @wraps(law)
    def tried(table: CrosswalkFormat) -> None:
        profile = settings(
            max_examples=min(DRAWS, max(least(table), DRAWS * SMALL // len(table.plan.rows))),
            suppress_health_check=[HealthCheck.filter_too_much],  # small formats have little that can change
        )
        profile(given(choice=st.data())(law))(table=table)

    del tried.__wrapped__  # type: ignore[attr-defined]  # pytest asks for the arguments of what is wrapped
    return tried


XML_BLANKS = " \t\r\n"
CARRIED = {Outcome.EXACT, Outcome.NORMALISED, Outcome.NARROWED}


def draw(choice: st.DataObject, table: CrosswalkFormat, *, clean: bool) -> etree._Element:
    """Draw a document; a failing test shows it."""
    root = choice.draw(national.documents(table, clean=clean))
    note(etree.tostring(root.getroottree(), encoding="unicode"))
    return root


def draw_readable(choice: st.DataObject, table: CrosswalkFormat) -> tuple[etree._Element, Message]:
    """Draw a document, clean or not, of which a message can be made."""
    root = draw(choice, table, clean=choice.draw(st.booleans(), label="clean"))
    message = table.read(root).message
    assume(message is not None)
    return root, message


def tree(element: etree._Element) -> Any:
    """Return *element* as plain tuples: exact, but for the blanks between elements."""
    kind = element.tag if isinstance(element.tag, str) else element.tag.__name__
    content: list[Any] = [element.text or ""]
    for child in element:
        content += [tree(child), child.tail or ""]
    if len(element):
        content = [part for part in content if not isinstance(part, str) or part.strip(XML_BLANKS)]
    return kind, sorted(element.items()), content


def document_tree(root: etree._Element) -> Any:
    """Return the document of *root*, with the comments around it."""
    before = [tree(item) for item in root.itersiblings(preceding=True)]
    return before[::-1], tree(root), [tree(item) for item in root.itersiblings()]


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data)


def implied(table: CrosswalkFormat) -> set[str]:
    """Return what a document says by its kind and its order, not in words: constants, numbers."""
    nodes = [
        node
        for node in table.plan.root.below()
        if node.ordinal or any(rule.transform.constant is not None for rule in node.rules)
    ]
    return {POSITION.sub("", rule.harmonised) for node in nodes for rule in node.rules}


def said(table: CrosswalkFormat, message: Any) -> list[tuple[str, str]]:
    """Return the values of *message* that its document says in words."""
    return [leaf for leaf in leaves(message) if POSITION.sub("", leaf[0]) not in implied(table)]


# --- messages --------------------------------------------------------------------------------------


@every_table
@drawn
def test_a_clean_document_is_read_without_an_error(table: CrosswalkFormat, choice: st.DataObject) -> None:
    reading = table.read(draw(choice, table, clean=True))
    assert reading.errors == ()
    assert reading.message is not None


@every_table
@drawn
def test_a_message_read_from_a_clean_document_is_written_and_read_back_equal(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    message = table.read(draw(choice, table, clean=True)).message
    data, losses, _ = table.dumps(message)
    note(data.decode())
    assert losses == ()
    back = table.read(parsed(data)).message
    if implied(table):
        assert said(table, back) == said(table, message)
    else:
        assert back == message


@every_table
@drawn
def test_a_written_document_is_detected_as_what_it_is_or_as_what_that_is_a_variant_of(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    message = table.read(draw(choice, table, clean=True)).message
    root, _ = table.write(message)
    assume(len(root))
    assert table.detects(root) or (table.base is not None and table.base.detects(root))


@every_table
@drawn
def test_what_the_table_does_not_know_changes_nothing_of_the_message(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root = draw(choice, table, clean=True)
    message = table.read(root).message
    etree.SubElement(root, "{urn:example:stranger}Remark").text = "seen"
    assert table.read(root).message == message


@every_table
@drawn
def test_only_errors_of_this_library_escape_whatever_the_document_holds(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root = draw(choice, table, clean=False)
    reading = table.read(root)
    if reading.message is None:
        assert reading.errors
        with pytest.raises(InvalidMessage):
            table.account(root)
        return
    try:
        account = table.account(root)
        table.dumps(reading.message)
        table.restore(reading.message, account.residue)
    except CarecError as error:
        pytest.fail(f"a document that can be read cannot be accounted for: {error}")


# --- residue ---------------------------------------------------------------------------------------


@every_table
@drawn
def test_message_and_residue_together_give_the_document_again(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root, message = draw_readable(choice, table)
    residue = table.account(root).residue
    assert document_tree(parsed(table.restore(message, residue))) == document_tree(root)


@every_table
@drawn
def test_a_residue_is_the_same_after_a_journey_as_json(table: CrosswalkFormat, choice: st.DataObject) -> None:
    root, message = draw_readable(choice, table)
    residue = table.account(root).residue
    travelled = Residue.from_json(residue.to_json())
    assert travelled == residue
    assert table.restore(message, travelled) == table.restore(message, residue)


@every_table
@drawn
def test_a_message_that_carries_its_residue_in_xml_gives_the_document_again(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root, message = draw_readable(choice, table)
    loaded = with_residue(message, table.account(root).residue)
    travelled = xml.loads(xml.dumps(loaded))
    assert travelled == loaded
    again = dumps(travelled, format=NationalFormat(table))
    assert document_tree(parsed(again)) == document_tree(root)


@every_table
@drawn
def test_a_value_changed_since_is_not_undone_by_the_residue(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root, message = draw_readable(choice, table)
    residue = table.account(root).residue
    changed = draw_change(choice, table, message)
    data, losses, _ = table.dumps(changed)
    written = values_of(table.read(parsed(data)).message)
    wanted = values_of(changed)
    assume(not losses and wanted.items() <= written.items())
    restored = table.restore(changed, residue)
    note(restored.decode(residue.encoding))
    found = values_of(table.read(parsed(restored)).message)
    # What constants of the format say besides may be there or not, as in the document.
    assert wanted.items() <= found.items() <= written.items()


def values_of(message: Message | None) -> dict[str, str]:
    """Return the values of *message* by their paths."""
    return dict(leaves(message)) if message is not None else {}


def draw_change(choice: st.DataObject, table: CrosswalkFormat, message: Message) -> Message:
    """Return *message* with another value in one place that decides nothing else."""
    values = to_plain(message)
    fixed = deciding_keys(table.plan)
    places = [(holder, key) for holder, key in holders(values) if key not in fixed]
    assume(places)
    holder, key = choice.draw(st.sampled_from(places), label="place")
    before = holder[key]
    for other in others(before):
        holder[key] = other
        try:
            changed = type(message).model_validate(values, by_alias=True, by_name=False)
        except ValidationError:
            continue
        note(f"{key}: {before!r} becomes {other!r}")
        return changed
    assume(False)
    raise AssertionError


def holders(values: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for key, value in values.items():
        entries = value if isinstance(value, list) else [value]
        for entry in entries:
            if isinstance(entry, dict):
                yield from holders(entry)
        if isinstance(value, str):
            yield values, key


def deciding_keys(plan: Plan) -> set[str]:
    """Return the keys of the message on which other values depend: selectors, positions, references."""
    keys = set()
    for row in plan.rows:
        keys |= set(re.findall(r"\[([A-Za-z]+)=", row.harmonised))
        if "position" in row.transform:
            keys.add(row.harmonised.rpartition("/")[2])
    for node in plan.root.below():
        for transform in (rule.transform for rule in node.rules):
            for path in (transform.currency, transform.condition.path if transform.condition else None):
                keys |= {rule.key for rule in plan.find(path).rules} if path else set()
    return keys


def others(text: str) -> list[str]:
    """Return values to put in the place of *text*, of its own kind first."""
    if text in {"true", "false"}:
        return ["false" if text == "true" else "true"]
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return ["2031-05-04"]
    try:
        return [str(int(text) + 1), "77"]
    except ValueError:
        pass
    try:
        return [format(Decimal(text) + 1, "f")]
    except InvalidOperation:
        return ["CHANGED SINCE", "CHANGED", "KZ", "ZZZ", "9"]


# --- ledger ----------------------------------------------------------------------------------------


@every_table
@drawn
def test_the_ledger_has_one_entry_for_each_value_of_the_document(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root, _ = draw_readable(choice, table)
    values = [text.strip(XML_BLANKS) for text in root.xpath("//@* | //text()") if text.strip(XML_BLANKS)]
    ledger = table.account(root).ledger
    assert Counter(entry.value for entry in ledger.entries) == Counter(values)
    assert sum(ledger.counts().values()) == len(values)


@every_table
@drawn
def test_a_value_that_the_ledger_calls_exact_stands_in_what_the_message_alone_gives(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root, message = draw_readable(choice, table)
    entries = [entry for entry in table.account(root).ledger.entries if entry.outcome is Outcome.EXACT]
    exact = Counter((node_at(table.plan, entry.path), entry.value) for entry in entries)
    bare, _ = table.write(message)
    assert exact - written(table.plan.root, bare) == Counter()


def written(node: Node, element: etree._Element) -> Counter[tuple[Node, str]]:
    """Return the values of a document that the library wrote, by node."""
    found: Counter[tuple[Node, str]] = Counter()
    if element.text and element.text.strip(XML_BLANKS):
        found[node, element.text.strip(XML_BLANKS)] += 1
    for name, inner in node.attributes.items():
        if element.get(name):
            found[inner, element.get(name)] += 1
    for inner in node.order:
        for child in element:
            if etree.QName(child).localname == inner.name:
                found += written(inner, child)
    return found


@every_table
@drawn
def test_a_value_that_the_ledger_calls_carried_stands_in_the_message_where_the_ledger_says(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root, message = draw_readable(choice, table)
    carried: dict[tuple[Node, str], list[Entry]] = defaultdict(list)
    for entry in table.account(root).ledger.entries:
        node = node_at(table.plan, entry.path) if entry.outcome in CARRIED else None
        if node is not None and not any(rule.transform.constant for rule in node.rules):
            assert entry.harmonised, f"{entry} does not say where"
            carried[node, entry.harmonised].append(entry)
    values = to_plain(message)
    for (node, harmonised), entries in carried.items():
        rules = [rule for rule in node.rules if rule.row.harmonised == harmonised]
        pieces = any(in_pieces(rule) for rule in rules)
        found = list(resolve(values, harmonised.split("/")))
        if not rules:  # the path does not tell the second element of a name from the first in other letters
            assert {flat(entry.value) for entry in entries} <= set(map(flat, found)), (entries, found)
            continue
        remaining = iter(found)
        for entry in entries:  # in the order of the document, which is the order of the message
            where = found if pieces else remaining
            assert any(says(rule, entry.value, text) for text in where for rule in rules), (entry, found)


def in_pieces(rule: Rule) -> bool:
    transform = rule.transform
    return bool(transform.joins or transform.splits or transform.parted or transform.wrap)


def node_at(plan: Plan, path: str) -> Node:
    """Return the node of the element at a readable national path."""
    root, _, below = path.partition("/")
    node = plan.top(root)
    for step in filter(None, below.split("/")):
        name, _, position = step.partition("[")
        inside = node.attributes if name.startswith("@") else node.children
        found = inside[plan.fold(name.removeprefix("@"))]
        node = found.second if position == "2]" and found.second is not None else found
    return node


def resolve(values: Any, steps: list[str]) -> Iterator[str]:
    """Yield the texts at a harmonised path of a message that is a plain dict."""
    if isinstance(values, list):
        for entry in values:
            yield from resolve(entry, steps)
    elif not steps:
        yield values["value"] if isinstance(values, dict) else values
    else:
        step, *rest = steps
        name, *brackets = re.findall(r"[^\[\]]+", step.removeprefix("@"))
        below = values.get(name)
        for key, wanted in (bracket.split("=", 1) for bracket in brackets if "=" in bracket):
            below = [entry for entry in below or [] if entry.get(key) == wanted]
        if below is not None:
            yield from resolve(below, rest)


def says(rule: Rule, national_text: str, text: str) -> bool:
    """Return whether *text* of a message is what *national_text* means, without the engine if possible."""
    calls = dict(re.findall(r"([a-z]+)(?:\(([^;]*)\))?", rule.row.transform))
    if rule.transform.forms is not None:
        return national_text == rule.transform.forms["T" in text]
    if rule.transform.moment:
        return says_moment(calls, national_text, text)
    if rule.transform.joins or rule.transform.wrap:
        return flat(national_text) in flat(text)
    if rule.transform.splits or rule.transform.parted:
        return flat(text) in flat(national_text)
    if "scale" in calls:
        return Decimal(national_text) * Decimal(calls["scale"]) == Decimal(text)
    if {"number", "integer"} & calls.keys():
        return Decimal(national_text) == Decimal(text)
    if "date" in calls:
        found = (iso_date(national_text, pattern) for pattern in calls["date"].split("|"))
        return any(day is not None and (in_utc(day) if "utc" in calls else day) == text for day in found)
    if "flag" in calls:
        return calls["flag"].split(",")[text != "true"].strip() == national_text
    if {"code", "call"} & calls.keys():
        return rule.transform.read(national_text) == text
    return flat(national_text) == flat(text)


def says_moment(calls: dict[str, str], national_text: str, text: str) -> bool:
    """Return whether the date or the time *national_text* is that of the date and time *text*."""
    date, _, time = text.partition("T")
    if "date" in calls:
        return any(iso_date(national_text, pattern) == date for pattern in calls["date"].split("|"))
    return f"{national_text}:00"[:8] == time


def in_utc(text: str) -> str:
    """Return a date, or a time that is UTC unless it says otherwise, in UTC."""
    if "T" not in text:
        return text
    moment = dt.datetime.fromisoformat(text)
    instant = moment.astimezone(dt.UTC) if moment.tzinfo is not None else moment
    return f"{instant.replace(tzinfo=None).isoformat()}Z"


def flat(text: str) -> str:
    return " ".join(text.split())


def iso_date(text: str, pattern: str) -> str | None:
    directives = {"YYYY": "%Y", "YY": "%y", "MM": "%m", "DD": "%d", "M": "%m", "D": "%d"}
    directives |= {"hh": "%H", "mm": "%M", "ss": "%S", "z": "%z", "zz": "%z"}
    layout = re.sub("YYYY|YY|MM|DD|M|D|hh|mm|ss|zz?", lambda match: directives[match.group()], pattern)
    if layout.endswith("%z"):
        text = re.sub(r"([+-][0-9]{2})$", r"\g<1>00", text)
    try:
        moment = dt.datetime.strptime(text, layout)  # noqa: DTZ007
    except ValueError:
        return None
    if "%H" in layout:
        return moment.isoformat().replace("+00:00", "Z" if text.endswith("Z") else "+00:00")
    day = moment.date()
    return (day.replace(year=2069) if day.year == 1969 else day).isoformat()


@every_table
@drawn
def test_a_value_that_the_message_does_not_hold_stands_in_the_residue(
    table: CrosswalkFormat, choice: st.DataObject
) -> None:
    root, _ = draw_readable(choice, table)
    account = table.account(root)
    kept = [flat(text) for text in texts_inside(account.residue.edit)]
    for entry in account.ledger.entries:
        if entry.outcome not in CARRIED:
            assert any(flat(entry.value) in text for text in kept), entry
        if entry.outcome is Outcome.OMITTED:
            assert entry.reason, entry


def texts_inside(value: Any) -> Iterator[str]:
    """Yield the texts in the edit of a residue; of an element kept as XML, those inside it."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts_inside(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_inside(inner)
    elif isinstance(value, str):
        yield value
        try:
            yield from etree.fromstring(f"<x>{value}</x>").xpath("//text() | //@*")
        except etree.XMLSyntaxError:
            return  # a plain text, not an element


def test_a_format_refuses_the_residue_of_another() -> None:
    message = HARBOUR.read(etree.fromstring("<HARBOUR/>")).message
    with pytest.raises(
        CrosswalkError, match="the residue is of other-declaration, not of harbour-declaration"
    ):
        HARBOUR.restore(message, Residue("other-declaration"))
