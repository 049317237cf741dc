"""Each transform, both ways, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from carec_datamodel.crosswalk.codes import CodeTable
from carec_datamodel.crosswalk.transforms import Condition, Transform, compile_transform
from carec_datamodel.errors import CrosswalkError, LexicalError

UNITS = CodeTable("units", {"166": "KGM", "KG": "KGM", "L": "LTR"}, {"KGM": "166", "LTR": "L"})


def no_codes(name: str) -> CodeTable:
    raise CrosswalkError(f"there is no code table {name!r}")


def transform(column: str, *, token: bool = False) -> Transform:
    return compile_transform(
        column, token=token, codes=lambda _: UNITS, callers={"shout": (str.upper, str.lower)}
    )


# --- text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["", "text"])
def test_text_stays_as_it_is_both_ways(column):
    found = transform(column)
    assert found.read("Чай,  зелёный\n3 кг") == "Чай,  зелёный\n3 кг"
    assert found.write("Чай,  зелёный\n3 кг") == "Чай,  зелёный\n3 кг"


@pytest.mark.parametrize(
    ("text", "token"),
    [("INV\n        2026", "INV 2026"), ("INV \r\n 2026", "INV 2026"), ("INV  2026", "INV  2026")],
)
def test_a_code_or_identifier_that_breaks_over_lines_becomes_one_line(text, token):
    assert transform("text", token=True).read(text) == token


# --- numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1250.50", "1250.50"),
        ("199.0000", "199.0000"),
        ("33.0", "33.0"),
        ("0", "0"),
        ("-12.5", "-12.5"),
        ("007", "7"),
        ("+5", "5"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("1.0623724E7", "10623724"),
        ("1.5E-4", "0.00015"),
        ("1e3", "1000"),
        ("0.0", "0.0"),
        ("12345678901234567890.123456789012345678901234", "12345678901234567890.123456789012345678901234"),
    ],
)
def test_a_number_is_read_as_a_plain_decimal_with_its_scale(text, number):
    assert transform("number").read(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "1,234.50",
        "1 234,50",
        "12_000",
        "١٢",
        "NaN",
        "Infinity",
        "0x10",
        "1.2.3",
        "--1",
        "",
        "1E",
        "1E1000",
        "12 kg",
        ".",
    ],
)
def test_what_is_no_number_is_refused_with_an_example_of_one(text):
    with pytest.raises(LexicalError, match=r"is not a number; write it like 1234\.50"):
        transform("number").read(text)


def test_a_number_is_written_as_it_stands_in_the_message():
    assert transform("number").write("1250.50") == "1250.50"


@pytest.mark.parametrize(
    ("text", "number"), [("2.0", "2"), ("2", "2"), ("1.0E1", "10"), ("-3.000", "-3"), ("007", "7")]
)
def test_a_whole_number_may_be_printed_as_a_double(text, number):
    assert transform("integer").read(text) == number


@pytest.mark.parametrize("text", ["2.5", "1E-1", "two"])
def test_a_fraction_is_no_whole_number(text):
    with pytest.raises(LexicalError):
        transform("integer").read(text)


def test_scale_multiplies_on_reading_and_divides_on_writing():
    tonnes = transform("scale(1000)")
    assert tonnes.read("2.5") == "2500.0"
    assert tonnes.write("2500") == "2.5"
    assert tonnes.write("2000000") == "2000"


def test_scale_reads_the_spellings_of_a_number():
    assert transform("scale(1000)").read("1.5E3") == "1500000"
    with pytest.raises(LexicalError):
        transform("scale(1000)").read("1,5")


def test_scale_keeps_every_digit_of_a_long_number():
    scaled = transform("scale(1000)").read("12345678901234567.123456789012345")
    assert scaled is not None
    assert Decimal(scaled) == Decimal("12345678901234567123.456789012345")


def test_scale_does_not_write_a_quotient_that_has_no_end():
    assert transform("scale(3)").write("10") is None


# --- dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "date"),
    [
        ("M/D/YY", "3/31/26", "2026-03-31"),
        ("M/D/YY", "12/1/69", "2069-12-01"),
        ("M/D/YY", "12/1/70", "1970-12-01"),
        ("DD.MM.YYYY", "05.03.2026", "2026-03-05"),
        ("YYYY-MM-DD", "2026-03-05", "2026-03-05"),
        ("YYYYMMDD", "20260305", "2026-03-05"),
        ("DDMMYY", "050326", "2026-03-05"),
    ],
)
def test_a_date_is_read_and_written_by_its_pattern(pattern, text, date):
    found = transform(f"date({pattern})")
    assert found.read(text) == date
    assert found.write(date) == text


def test_months_and_days_may_have_a_zero_before_them_where_the_pattern_has_one_letter():
    assert transform("date(M/D/YY)").read("03/05/26") == "2026-03-05"


@pytest.mark.parametrize(
    "text",
    ["31/3/26", "2/30/26", "3/31/2026", "3-31-26", "3/31/26 ", "٣/31/26", "0/1/26", "march", "3/31/26x"],
)
def test_what_is_no_date_of_the_pattern_is_refused_with_the_pattern(text):
    with pytest.raises(LexicalError, match=r"is not a date; expected M/D/YY"):
        transform("date(M/D/YY)").read(text)


def test_a_dot_in_a_pattern_is_a_dot():
    with pytest.raises(LexicalError):
        transform("date(DD.MM.YYYY)").read("05-03-2026")


def test_of_several_patterns_the_first_that_gives_a_date_is_read_and_the_first_is_written():
    found = transform("date(M/D/YY|D/M/YYYY)")
    assert found.read("31/12/2026") == "2026-12-31"
    assert found.read("5/6/26") == "2026-05-06"
    assert found.write("2026-12-31") == "12/31/26"


@pytest.mark.parametrize("value", ["2026-03-31T09:30:00", "2026-03-31Z", "2026-03-31T09:30:00+05:00"])
def test_a_time_or_a_zone_that_the_pattern_cannot_say_is_not_written(value):
    assert transform("date(M/D/YY)").write(value) is None


@pytest.mark.parametrize("value", ["1969-12-31", "2070-01-01", "1900-01-01"])
def test_a_year_that_two_digits_cannot_tell_is_not_written(value):
    assert transform("date(M/D/YY)").write(value) is None


# --- codes and flags -------------------------------------------------------------------------------


def test_a_code_is_looked_up_both_ways():
    units = transform("code(units)")
    assert units.read("KG") == "KGM"
    assert units.write("KGM") == "166"


def test_a_code_outside_the_table_is_none_of_its_own():
    units = transform("code(units)")
    assert units.read("ZZZ") is None
    assert units.write("ZZZ") is None


def test_a_flag_has_a_spelling_for_yes_and_one_for_no():
    flag = transform("flag(J,N)")
    assert (flag.read("J"), flag.read("N")) == ("true", "false")
    assert (flag.write("true"), flag.write("false")) == ("J", "N")


def test_a_flag_with_another_spelling_is_refused_with_the_two():
    with pytest.raises(LexicalError, match="'true' is neither 'J' nor 'N'"):
        transform("flag(J,N)").read("true")


def test_a_flag_without_a_spelling_for_no_does_not_write_it():
    flag = transform("flag(X,)")
    assert flag.write("true") == "X"
    assert flag.write("false") is None


def test_a_function_of_the_format_is_called_both_ways():
    found = transform("call(shout)")
    assert (found.read("red"), found.write("RED")) == ("RED", "red")


# --- what a row says besides -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "attribute", "value"),
    [
        ("unit(KGM)", "unit", "KGM"),
        ("currency(Head/Currency)", "currency", "Head/Currency"),
        ("chars(1,8)", "chars", (0, 8)),
        ("chars(9,)", "chars", (8, None)),
        ("slice(1,2)", "slice", (0, 2)),
        ("slice(3,)", "slice", (2, None)),
        ("part(2,4)", "word", (1, 4)),
        ("lines(2)", "lines", 1),
        ("line(1)", "line", 0),
        ("row(2)", "row_of", 1),
        ("const(H1)", "constant", "H1"),
        ("also", "also", True),
        ("same", "same", True),
        ("position", "position", True),
        ("when(Head/Flow=E|R)", "condition", Condition("Head/Flow", frozenset({"E", "R"}), negated=False)),
        ("when(Head/Flow!=E)", "condition", Condition("Head/Flow", frozenset({"E"}), negated=True)),
    ],
)
def test_a_transform_is_noted_with_its_argument(column, attribute, value):
    assert getattr(transform(column), attribute) == value


def test_a_fallback_repeats_another_value_and_is_not_written():
    found = transform("fallback")
    assert found.same
    assert found.readonly
    assert not transform("same").readonly


def test_transforms_of_one_row_are_parted_by_semicolons():
    found = transform("number; unit(KGM) ;same")
    assert found.names == ("number", "unit", "same")
    assert (found.unit, found.same, found.read("007")) == ("KGM", True, "7")


@pytest.mark.parametrize(
    ("column", "text", "holds"),
    [
        ("when(Flow=E|R)", "R", True),
        ("when(Flow=E|R)", "I", False),
        ("when(Flow=E|R)", "", False),
        ("when(Flow!=E)", "I", True),
        ("when(Flow!=E)", "", True),
        ("when(Flow!=E|R)", "R", False),
    ],
)
def test_a_condition_holds_for_its_values_or_for_all_others(column, text, holds):
    condition = transform(column).condition
    assert condition is not None
    assert condition.holds(text) is holds


def test_pieces_of_a_national_value_split_it_and_pieces_of_a_harmonised_one_join():
    assert all(transform(column).splits for column in ("slice(1,2)", "lines(1)", "line(1)"))
    assert all(transform(column).joins for column in ("chars(1,2)", "part(1,2)", "row(1)"))
    assert not any((transform("text").splits, transform("text").joins))


# --- faults of a table -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "column", ["texts", "Number", "number unit(KGM)", "number, unit(KGM)", "trim()", "42", "(x)", "number)"]
)
def test_what_is_no_transform_is_refused(column):
    with pytest.raises(CrosswalkError, match="is not a transform"):
        transform(column)


@pytest.mark.parametrize("column", ["when(Flow)", "when(=E)", "when(Flow=)", "when()"])
def test_a_condition_needs_a_path_and_a_value(column):
    with pytest.raises(CrosswalkError, match="expected when"):
        transform(column)


def test_a_function_that_the_format_does_not_bring_is_refused():
    with pytest.raises(CrosswalkError, match=r"call\(whisper\): the format has no such function"):
        transform("call(whisper)")


def test_a_code_table_that_does_not_exist_is_refused():
    with pytest.raises(CrosswalkError, match="there is no code table 'units'"):
        compile_transform("code(units)", token=False, codes=no_codes, callers={})


@pytest.mark.parametrize(
    "column",
    [
        "date()",
        "date(YYYY)",
        "date(MM/DD)",
        "date(M/D/YY|)",
        "date(M/D/YY hh)",
        "date(D/D/YY)",
        "scale()",
        "scale(0)",
        "scale(x)",
        "chars()",
        "chars(0,4)",
        "chars(4,1)",
        "chars(a,b)",
        "slice()",
        "slice(0,2)",
        "slice(3,2)",
        "part()",
        "part(1)",
        "part(0,2)",
        "part(3,2)",
        "line()",
        "line(0)",
        "lines(0)",
        "row(0)",
        "row()",
        "flag()",
        "flag(J,J)",
        "unit()",
        "currency()",
        "number(2)",
        "same(x)",
    ],
)
def test_a_transform_with_a_wrong_argument_is_refused_when_the_table_is_loaded(make: Callable, column):
    target = {
        "date": "IssueDateTime",
        "scale": "TotalGrossMassMeasure",
        "flag": "GoodsShipment/Consignment/ContainerIndicator",
    }
    name = column.partition("(")[0]
    column = f"number; {column}" if name in {"unit", "currency"} else column
    number = "InvoiceAmount" if name in {"unit", "currency", "number"} else "ID"
    table = make(("Value", target.get(name, number), column))
    with pytest.raises(CrosswalkError, match=r"small\.tsv:2: "):
        _ = table.plan


def test_a_transform_that_stands_twice_is_refused(make: Callable):
    """The second would take the place of the first without a word."""
    with pytest.raises(CrosswalkError, match="when stands twice"):
        make(("A", "ID", "when(../B=1); when(../C=2)"), ("B", "TypeCode", ""), ("C", "FlowCode", "")).plan  # noqa: B018
