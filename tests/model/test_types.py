from __future__ import annotations

import copy
import datetime as dt
import pickle
import re
from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from carec_datamodel.model.types import (
    LEXICAL,
    Amount,
    Code,
    Count,
    Date,
    DateTime,
    Identifier,
    Indicator,
    Measure,
    Numeric,
    Quantity,
    Text,
)

TYPES = {
    "Text": Text,
    "Code": Code,
    "Identifier": Identifier,
    "Indicator": Indicator,
    "Decimal": Numeric,
    "Count": Count,
    "Date": Date,
    "DateTime": DateTime,
}
ADAPTERS = {name: TypeAdapter(type_) for name, type_ in TYPES.items()}

LINE = [
    "a",
    "0",
    "A 1",
    "Қорғас",
    "ჩაი",
    "شاي",
    "绿茶",
    "😀",
    "\u00a0",
    "a\u00a0",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "<&>\"'",
]
DAY = [
    "2026-03-12",
    "2026-03-12Z",
    "2026-03-12+05:00",
    "2026-03-12-00:00",
    "2026-03-12+14:00",
    "2024-02-29",
    "0001-01-01",
]
NO_DAY = [
    "",
    "2026-3-12",
    "26-03-12",
    "12.03.2026",
    "2026/03/12",
    "20260312",
    "2026-W11-4",
    "2026-071",
    "2026-03",
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-00-01",
    "2026-01-00",
    "0000-01-01",
    "-2026-03-12",
    "12026-03-12",
    " 2026-03-12",
    "2026-03-12 ",
    "2026-03-12\n",
    "2026-03-12z",
    "2026-03-12+05",
    "2026-03-12+0500",
    "2026-03-12+05:60",
    "2026-03-12+14:01",
    "2026-03-12+15:00",
    "2026-03-12 +05:00",
    "２０２６-03-12",
    "٢٠٢٦-٠٣-١٢",
    "1741737600",
    "today",
]
CONTROLS = ["\x00", "\x08", "\x0b", "\x0c", "\x0e", "\x1f", "\ufffe", "\uffff", "\ud800", "\udfff"]

ACCEPTED = {
    "Text": [*LINE, " a", "a ", "a\nb", "a\r\nb", "\ta", "\n\na"],
    "Code": LINE,
    "Identifier": LINE,
    "Indicator": ["true", "false"],
    "Decimal": [
        "0",
        "-0",
        "0.0",
        "1.50",
        "-0.10",
        "12345678901234567890",
        "0.123456789012345678",
        "99999999999999999999.999999999999999999",
        "-1",
        "10",
        "100.00",
    ],
    "Count": ["0", "1", "10", "999999999999999999"],
    "Date": DAY,
    "DateTime": [
        *DAY,
        "2026-03-12T09:30:00",
        "2026-03-12T00:00:00",
        "2026-03-12T23:59:59",
        "2026-03-12T09:30:00.1",
        "2026-03-12T09:30:00.123456",
        "2026-03-12T09:30:00Z",
        "2026-03-12T09:30:00.5+05:45",
    ],
}
REFUSED = {
    "Text": ["", " ", "\n", " \t\r\n", *CONTROLS, *(f"a{control}" for control in CONTROLS)],
    "Code": [
        "",
        " ",
        " a",
        "a ",
        "a\n",
        "\na",
        "a\nb",
        "a\tb",
        "a\rb",
        *(f"a{control}b" for control in CONTROLS),
    ],
    "Identifier": [
        "",
        " ",
        " a",
        "a ",
        "a\n",
        "a\nb",
        "a\tb",
        "a\rb",
        *(f"a{control}b" for control in CONTROLS),
    ],
    "Indicator": ["", "0", "1", "yes", "no", "True", "FALSE", "t", " true", "true ", "true\n", "да"],
    "Decimal": [
        "",
        "+1",
        "01",
        "-01",
        "00",
        ".5",
        "5.",
        "1,5",
        "1 000",
        "1_000",
        "1'000",
        "1E3",
        "1e-3",
        "0x1F",
        "NaN",
        "INF",
        "-INF",
        "Infinity",
        "--1",
        "- 1",
        "−1",
        " 1",
        "1 ",
        "1\n",
        "١٢",
        "１２",
        "一",
        "½",
        "123456789012345678901",
        "0." + "1" * 40,
        "12.50 USD",
    ],
    "Count": [
        "",
        "-1",
        "-0",
        "+1",
        "01",
        "1.0",
        "1.",
        "1e3",
        "1_000",
        "1 000",
        " 1",
        "1\n",
        "١٢",
        "１",
        "9" * 19,
    ],
    "Date": [*NO_DAY, "2026-03-12T09:30:00", "2026-03-12T00:00:00Z"],
    "DateTime": [
        *NO_DAY,
        "2026-03-12 09:30:00",
        "2026-03-12t09:30:00",
        "2026-03-12T09:30",
        "2026-03-12T9:30:00",
        "2026-03-12T24:00:00",
        "2026-03-12T09:60:00",
        "2026-03-12T09:30:60",
        "2026-03-12T09:30:00.",
        "2026-03-12T09:30:00,5",
        "2026-03-12T09:30:00.1234567",
        "2026-03-12T09:30:00+5",
        "2026-03-12T09:30:00 Z",
        "2026-02-30T09:30:00",
        "T09:30:00",
        "2026-03-12T",
    ],
}


def table(texts: dict[str, list[str]]) -> pytest.MarkDecorator:
    rows = [(name, text) for name, column in texts.items() for text in column]
    return pytest.mark.parametrize(
        ("name", "text"), rows, ids=[f"{name}-{text!r:.30}" for name, text in rows]
    )


# --- the lexical table ----------------------------------------------------------------------------


def test_every_type_is_in_the_tables():
    assert set(ACCEPTED) == set(REFUSED) == set(LEXICAL) == set(TYPES)


@table(ACCEPTED)
def test_a_text_of_the_form_of_its_type_is_accepted(name, text):
    ADAPTERS[name].validate_python(text)


@table(REFUSED)
def test_any_other_text_is_refused(name, text):
    with pytest.raises(ValidationError):
        ADAPTERS[name].validate_python(text)


@table(ACCEPTED)
def test_what_is_accepted_fits_the_pattern_that_schemas_publish(name, text):
    assert re.fullmatch(LEXICAL[name].pattern.removeprefix("^").removesuffix("$"), text)


@pytest.mark.parametrize("name", LEXICAL)
def test_a_pattern_is_anchored_and_matches_only_whole_texts(name):
    pattern = LEXICAL[name].pattern
    assert pattern.startswith("^")
    assert pattern.endswith("$")
    assert not re.compile(pattern).search("\x00")


@pytest.mark.parametrize("name", ["Text", "Code", "Identifier"])
def test_texts_are_kept_as_written(name):
    for text in ACCEPTED[name]:
        assert ADAPTERS[name].validate_python(text) == text


@pytest.mark.parametrize("text", ACCEPTED["Decimal"])
def test_a_decimal_keeps_sign_digits_and_scale(text):
    assert str(ADAPTERS["Decimal"].validate_python(text)) == text


@pytest.mark.parametrize("name", ["Date", "DateTime"])
def test_a_date_is_kept_as_written(name):
    for text in ACCEPTED[name]:
        assert ADAPTERS[name].validate_python(text) == text


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_an_indicator_becomes_a_truth_value(text, value):
    assert ADAPTERS["Indicator"].validate_python(text) is value


def test_a_count_becomes_a_whole_number():
    assert ADAPTERS["Count"].validate_python("12") == 12


# --- JSON -----------------------------------------------------------------------------------------

OF_JSON = [
    ("Text", '"a"', "a"),
    ("Decimal", '"1.50"', Decimal("1.50")),
    ("Count", "12", 12),
    ("Indicator", "true", True),
    ("Date", '"2026-03-12"', "2026-03-12"),
    ("DateTime", '"2026-03-12T09:30:00Z"', "2026-03-12T09:30:00Z"),
]
NOT_OF_JSON = [
    ("Text", "1"),
    ("Text", "true"),
    ("Text", "null"),
    ("Decimal", "1.50"),
    ("Decimal", "1"),
    ("Decimal", '"1e3"'),
    ("Count", '"12"'),
    ("Count", "1.0"),
    ("Count", "-1"),
    ("Count", "true"),
    ("Count", "1000000000000000000"),
    ("Indicator", '"true"'),
    ("Indicator", "1"),
    ("Date", "20260312"),
    ("Date", '"2026-03-12T00:00:00"'),
    ("DateTime", "1741737600"),
]


@pytest.mark.parametrize(("name", "text", "value"), OF_JSON)
def test_json_has_a_type_for_each_of_ours(name, text, value):
    assert ADAPTERS[name].validate_json(text) == value


@pytest.mark.parametrize(("name", "text"), NOT_OF_JSON)
def test_another_json_type_is_refused(name, text):
    with pytest.raises(ValidationError):
        ADAPTERS[name].validate_json(text)


# --- values of Python -----------------------------------------------------------------------------

ALMATY = dt.timezone(dt.timedelta(hours=5))
MORNING = dt.datetime(2026, 3, 12, 9, 30)  # noqa: DTZ001 - papers rarely give a zone
MIDNIGHT = MORNING.replace(hour=0, minute=0)
OF_PYTHON = [
    ("Decimal", Decimal("1.50"), Decimal("1.50")),
    ("Decimal", Decimal("-0.10"), Decimal("-0.10")),
    ("Decimal", Decimal("1E+3"), Decimal(1000)),
    ("Count", 0, 0),
    ("Count", 10**18 - 1, 10**18 - 1),
    ("Indicator", True, True),
    ("Indicator", False, False),
    ("Date", dt.date(2026, 3, 12), "2026-03-12"),
    ("Date", dt.date(1, 1, 1), "0001-01-01"),
    ("Date", Date("2026-03-12Z"), "2026-03-12Z"),
    ("DateTime", dt.date(2026, 3, 12), "2026-03-12"),
    ("DateTime", MORNING, "2026-03-12T09:30:00"),
    ("DateTime", MORNING.replace(microsecond=5), "2026-03-12T09:30:00.000005"),
    ("DateTime", MORNING.replace(tzinfo=ALMATY), "2026-03-12T09:30:00+05:00"),
    ("DateTime", MORNING.replace(tzinfo=dt.UTC), "2026-03-12T09:30:00+00:00"),
    ("DateTime", DateTime("2026-03-12T09:30:00Z"), "2026-03-12T09:30:00Z"),
]
NOT_OF_PYTHON = [
    ("Text", 1),
    ("Text", None),
    ("Text", b"a"),
    ("Code", 1),
    ("Code", True),
    ("Identifier", 260001),
    ("Decimal", 1.5),
    ("Decimal", float("nan")),
    ("Decimal", True),
    ("Decimal", None),
    ("Decimal", Decimal("NaN")),
    ("Decimal", Decimal("Infinity")),
    ("Decimal", Decimal("-Infinity")),
    ("Decimal", Decimal("1E+20")),
    ("Decimal", Decimal("1E-40")),
    ("Decimal", Decimal(123456789012345678901)),
    ("Count", True),
    ("Count", False),
    ("Count", 1.0),
    ("Count", Decimal(1)),
    ("Count", -1),
    ("Count", 10**18),
    ("Count", None),
    ("Indicator", 1),
    ("Indicator", 0),
    ("Indicator", None),
    ("Date", 1741737600),
    ("Date", 1741737600.0),
    ("Date", b"2026-03-12"),
    ("Date", MORNING),
    ("Date", dt.time(9, 30)),
    ("DateTime", 1741737600),
    ("DateTime", dt.time(9, 30)),
    ("DateTime", MORNING.replace(tzinfo=dt.timezone(dt.timedelta(hours=15)))),
    ("DateTime", MORNING.replace(tzinfo=dt.timezone(dt.timedelta(seconds=3)))),
]


@pytest.mark.parametrize(("name", "value", "expected"), OF_PYTHON, ids=repr)
def test_a_value_of_python_is_accepted_for_its_type(name, value, expected):
    found = ADAPTERS[name].validate_python(value)
    assert (found, type(found) is bool) == (expected, type(expected) is bool)


@pytest.mark.parametrize(("name", "value"), NOT_OF_PYTHON, ids=repr)
def test_any_other_value_of_python_is_refused(name, value):
    with pytest.raises(ValidationError):
        ADAPTERS[name].validate_python(value)


@pytest.mark.parametrize("text", ["1.50", "-0.10", "100", "0.00", "1E-7"])
def test_a_decimal_of_python_keeps_its_scale(text):
    assert ADAPTERS["Decimal"].validate_python(Decimal(text)).as_tuple() == Decimal(text).as_tuple()


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2026-03-12", "2026-03-12Z", "2026-03-12+05:00"])
def test_a_date_gives_the_day_without_its_zone(text):
    assert Date(text).date() == dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-12", MIDNIGHT),
        ("2026-03-12Z", MIDNIGHT.replace(tzinfo=dt.UTC)),
        ("2026-03-12+05:00", MIDNIGHT.replace(tzinfo=ALMATY)),
        ("2026-03-12T09:30:00", MORNING),
        ("2026-03-12T09:30:00.5", MORNING.replace(microsecond=500_000)),
        ("2026-03-12T09:30:00Z", MORNING.replace(tzinfo=dt.UTC)),
        ("2026-03-12T09:30:00+05:00", MORNING.replace(tzinfo=ALMATY)),
    ],
)
def test_a_date_time_gives_the_moment_aware_where_a_zone_is_given(text, moment):
    found = DateTime(text).datetime()
    assert (found, found.utcoffset()) == (moment, moment.utcoffset())


@pytest.mark.parametrize("text", ["2026-03-12", "2026-03-12T09:30:00+05:00"])
def test_a_date_time_gives_the_day_too(text):
    assert DateTime(text).date() == dt.date(2026, 3, 12)


@pytest.mark.parametrize("name", ["Date", "DateTime"])
def test_every_date_that_is_accepted_can_be_asked_for_its_day(name):
    for text in ACCEPTED[name]:
        found = ADAPTERS[name].validate_python(text)
        assert found.date().isoformat() == text[:10]


def test_two_spellings_of_one_zone_stay_apart():
    assert ADAPTERS["DateTime"].validate_python("2026-03-12Z") != DateTime("2026-03-12+00:00")


@pytest.mark.parametrize("cls", [Date, DateTime])
def test_a_date_stays_a_date_when_copied_and_pickled(cls):
    value = cls("2026-03-12")
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301
        assert (again, type(again)) == (value, cls)


# --- amounts, measures, quantities ----------------------------------------------------------------


@pytest.mark.parametrize("number", ["12.50", Decimal("12.50")])
def test_an_amount_takes_its_number_as_text_or_decimal(number):
    assert Amount(number, "USD") == Amount(value=Decimal("12.50"), currency="USD")


@pytest.mark.parametrize("number", [12.5, True, None, "12,50", "", Decimal("NaN")])
@pytest.mark.parametrize("cls", [Amount, Measure, Quantity])
def test_a_number_that_is_not_exact_is_refused(cls, number):
    with pytest.raises(ValidationError):
        cls(number)


@pytest.mark.parametrize("unit", ["", " ", "USDX", "U\nS", " US", 840, True])
def test_a_currency_that_is_no_code_is_refused(unit):
    with pytest.raises(ValidationError):
        Amount("1", unit)


def test_a_unit_has_at_most_eight_characters():
    assert Measure("1", "KILOGRAM").unit == "KILOGRAM"
    with pytest.raises(ValidationError):
        Measure("1", "KILOGRAMS")


def test_currency_and_unit_may_be_absent():
    assert (Amount("1").currency, Measure("1").unit, Quantity("1").unit_name) == (None, None, None)


@pytest.mark.parametrize("cls", [Amount, Measure, Quantity])
def test_a_number_is_required(cls):
    with pytest.raises((ValidationError, TypeError)):
        cls()


def test_attributes_answer_to_their_names_on_the_wire():
    assert Amount(value="1", currencyID="USD") == Amount("1", "USD")
    assert Quantity(value="1", unitCode="C62", unitName="ящик") == Quantity("1", "C62", "ящик")


@pytest.mark.parametrize(
    ("cls", "attribute"), [(Amount, "unit"), (Measure, "currency"), (Measure, "unitName"), (Quantity, "rate")]
)
def test_an_attribute_that_the_type_does_not_have_is_refused(cls, attribute):
    with pytest.raises(ValidationError):
        cls(value="1", **{attribute: "X"})


def test_amounts_are_equal_by_value_and_currency():
    assert Amount("12.50", "USD") == Amount("12.5", "USD")
    assert Amount("12.50", "USD") != Amount("12.50", "KZT")
    assert Amount("12.50", "USD") != Amount("12.50")
    assert Amount("12.50") != Measure("12.50")


def test_equal_amounts_have_equal_hashes():
    assert len({Amount("12.50", "USD"), Amount("12.5", "USD"), Amount("1", "USD")}) == 2


@pytest.mark.parametrize("value", [Amount("1", "USD"), Measure("1", "KGM"), Quantity("1", "C62", "ящик")])
def test_an_amount_cannot_be_changed(value):
    with pytest.raises(FrozenInstanceError):
        value.value = Decimal(2)


@pytest.mark.parametrize("value", [Amount("1.50", "USD"), Measure("1.50"), Quantity("1.50", "C62", "ящик")])
def test_an_amount_stays_the_same_when_copied_and_pickled(value):
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301
        assert (again, str(again.value)) == (value, "1.50")
