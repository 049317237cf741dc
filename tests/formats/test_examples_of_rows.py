"""The example of every row, both ways: ``national => harmonised`` is what its transform says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.plan import Rule
from carec_datamodel.formats.registry import with_own_tables

HARBOUR = CrosswalkFormat(Path(__file__).parents[1] / "crosswalk" / "harbour" / "harbour.toml")
TABLES = [*(item.crosswalk for item in with_own_tables()), HARBOUR]
ARROW = "=>"


every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)


def examples(table: CrosswalkFormat) -> Iterator[Rule]:
    """Yield the rule of every row with an example once, however many elements use its fragment."""
    seen = set()
    for node in table.plan.root.below():
        for rule in node.rules:
            if rule.row.example and rule.row.place not in seen:
                seen.add(rule.row.place)
                yield rule


def parts(rule: Rule) -> tuple[str, str]:
    national, _, harmonised = rule.row.example.partition(ARROW)
    return national.strip(), harmonised.strip()


def piece_of(rule: Rule, national: str) -> str:
    """Return the characters or the line of a national value that the row takes."""
    transform = rule.transform
    if transform.slice is not None:
        return national[slice(*transform.slice)]
    if transform.line is not None:
        return national.splitlines()[transform.line]
    if transform.lines is not None:
        return "\n".join(national.splitlines()[transform.lines :])
    if transform.parted is not None:
        return national.split(transform.parted[0], maxsplit=1)[0]
    return national


def piece_for(rule: Rule, harmonised: str) -> str:
    """Return the characters, the word or the line of a harmonised value that the row's element holds."""
    transform = rule.transform
    if transform.chars is not None:
        return harmonised[slice(*transform.chars)]
    if transform.word is not None:
        index, total = transform.word
        words = harmonised.split(" ")
        return words[index - (total - len(words))]
    if transform.row_of is not None:
        return harmonised.split("\n")[transform.row_of]
    return harmonised


def meaning_of(rule: Rule) -> str:
    """Return the harmonised value of the example, or the piece of it that the row's element holds."""
    harmonised = parts(rule)[1]
    return piece_for(rule, harmonised) if rule.transform.joins else harmonised


@every_table
def test_an_example_has_a_national_and_a_harmonised_value(table):
    halves = {rule.row.place: rule.row.example.split(ARROW) for rule in examples(table)}
    assert [
        place for place, found in halves.items() if len(found) != 2 or not all(map(str.strip, found))
    ] == []


@every_table
def test_the_national_value_of_an_example_is_read_as_the_harmonised_one(table):
    wrong = []
    for rule in examples(table):
        national, constant = parts(rule)[0], rule.transform.constant
        read = national if constant is not None else rule.transform.read(piece_of(rule, national))
        wanted = constant if constant is not None else meaning_of(rule)
        if read != wanted:
            wrong.append(f"{rule.row.place}: {rule.row.example!r} is read as {read!r}")
    assert wrong == []


@every_table
def test_the_harmonised_value_of_an_example_is_written_as_a_national_one_that_means_the_same(table):
    """The spelling may differ, as 1.0623724E7 does; read again it is the same value."""
    wrong = []
    for rule in examples(table):
        transform, (national, harmonised) = rule.transform, parts(rule)
        if transform.constant is not None:
            continue
        meant = piece_for(rule, harmonised)
        written = transform.write(meant)
        again = transform.read(written) if written is not None else None
        if again != meant or (again == written and written != transform.read(piece_of(rule, national))):
            wrong.append(
                f"{rule.row.place}: {rule.row.example!r} is written as {written!r}, read as {again!r}"
            )
    assert wrong == []


@every_table
def test_a_value_that_the_table_carries_has_an_example(table):
    """Pieces of a value need none: what one of them is shows only beside the others."""
    without = {
        rule.row.place
        for node in table.plan.root.below()
        for rule in node.rules
        if not (rule.row.example or rule.transform.joins or rule.transform.splits or rule.transform.constant)
    }
    assert without == set()


@every_table
def test_an_example_of_a_code_is_a_code_of_its_table(table):
    for node in table.plan.root.below():
        for rule in node.rules:
            if "code" in rule.transform.names and rule.row.example:
                assert rule.transform.read(parts(rule)[0]) is not None, rule.row.place
