"""The table of relations: it speaks of elements that there are, and compares what can be compared."""

from __future__ import annotations

from importlib.resources import files

import pytest

from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Model
from carec_datamodel.model.relations import Path, Relation, Side, relations, relations_of
from carec_datamodel.model.structure import Field, classes_of, field_index, message_class

CLASSES = {cls for name in MESSAGES for cls in classes_of(message_class(name))}
CLASSES |= {base for cls in CLASSES for base in cls.__mro__ if issubclass(base, Model)}
BY_NAME = {cls.__name__: cls for cls in CLASSES}

NUMBERS = {"Amount", "Measure", "Quantity", "Count", "Decimal"}
DATES = {"Date", "DateTime"}

every_relation = pytest.mark.parametrize("relation", relations().values(), ids=relations().keys())


def way(relation: Relation, path: Path) -> list[Field]:
    """Return the elements on the way to *path*."""
    current: type[Model] | None = BY_NAME[relation.within]
    found = []
    for step in path:
        assert current is not None, f"{path} goes on below a value"
        found.append(field_index(current)[step])
        current = found[-1].target
    return found


def sides(relation: Relation) -> list[Side]:
    return [side for side in (relation.left, relation.right) if side is not None]


def kind_of(relation: Relation, side: Side) -> str:
    """Return whether *side* is a number, a date or a text."""
    if side.number is not None or side.take == "count":
        return "number"
    leaves = {way(relation, path)[-1].leaf for path in side.paths}
    if leaves <= NUMBERS:
        return "number"
    return "date" if leaves <= DATES else "text"


@every_relation
def test_a_relation_is_within_a_class_of_the_model_and_says_why_it_holds(relation: Relation):
    assert relation.within in BY_NAME
    assert relation.explanation.endswith(".")
    assert relation.source


@every_relation
def test_every_path_leads_to_an_element(relation: Relation):
    for path in [path for side in sides(relation) for path in side.paths]:
        assert way(relation, path)
    for condition in relation.unless:
        assert way(relation, condition.path)[-1].target is None


@every_relation
def test_paths_are_written_with_brackets_behind_what_repeats(relation: Relation):
    for path in [path for side in sides(relation) for path in side.paths]:
        written = "/".join(f"{item.name}{'[]' if item.repeats else ''}" for item in way(relation, path))
        assert written in relation.wording


@every_relation
def test_what_is_compared_can_be_compared(relation: Relation):
    kinds = {kind_of(relation, side) for side in sides(relation)}
    assert len(kinds) == 1
    assert relation.sign == "distinct" or "text" not in kinds


@every_relation
def test_what_is_summed_are_numbers_and_what_is_counted_or_distinct_repeats(relation: Relation):
    for side in sides(relation):
        for path in side.paths:
            *_, last = items = way(relation, path)
            assert side.take != "sum" or last.leaf in NUMBERS
            assert side.take != "count" or last.repeats
            assert relation.sign != "distinct" or any(item.repeats for item in items)


@every_relation
def test_an_equality_has_one_total_on_its_left(relation: Relation):
    if relation.sign == "=":
        assert relation.left.take == "each"
        assert not any(item.repeats for item in way(relation, relation.left.paths[0]))
        assert relation.right.take in {"sum", "count"}


def test_every_row_of_the_table_is_a_relation_of_its_own():
    table = files("carec_datamodel.model").joinpath("relations.tsv").read_text("utf-8")
    rows = [line for line in table.splitlines()[1:] if not line.startswith("#")]
    assert len(relations()) == len(rows)
    assert {row.count("\t") for row in rows} == {8}
    assert {relation.sign for relation in relations().values()} == {"=", "<=", "distinct"}


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_has_relations(name: str):
    assert any(relations_of(cls) for cls in classes_of(message_class(name)))


def test_a_class_keeps_the_relations_of_the_class_that_it_derives_from():
    driver = type("Driver", (BY_NAME["Person"],), {"__module__": __name__})
    assert [relation.id for relation in relations_of(driver)] == ["person-papers"]


def test_every_id_is_words_and_hyphens():
    assert all(part.isalpha() and part.islower() for name in relations() for part in name.split("-"))
