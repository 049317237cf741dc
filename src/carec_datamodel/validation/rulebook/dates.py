"""Rules on years that must agree with dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.declared import day_of
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration


@rule(
    "dates.reference-year",
    "GoodsDeclaration",
    "FunctionalReferenceYearNumeric",
    "IssueDateTime",
    "AcceptanceDateTime",
    good={"FunctionalReferenceYearNumeric": 2026, "IssueDateTime": "2026-03-21"},
    bad={"FunctionalReferenceYearNumeric": 2016, "IssueDateTime": "2026-03-21"},
    source="Single Administrative Document, box 7",
    severity=Severity.WARNING,
)
def reference_year(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """The declarant's number is of the year of the declaration, or of the one before."""
    year, day = declaration.functional_reference_year_numeric, day_of(declaration)
    if year is not None and day is not None and year not in {day[1].date().year, day[1].date().year - 1}:
        yield Problem(
            ("FunctionalReferenceYearNumeric",),
            f"the year of the reference is {year}, {day[0]} {day[1]}",
            str(day[1].date().year),
            str(year),
        )


@rule(
    "dates.registration-year",
    "GoodsDeclaration",
    "Assessment/RegistrationYearNumeric",
    "AcceptanceDateTime",
    good={"AcceptanceDateTime": "2026-03-21", "Assessment": {"RegistrationYearNumeric": 2026}},
    bad={"AcceptanceDateTime": "2026-03-21", "Assessment": {"RegistrationYearNumeric": 2025}},
    source="ASYCUDA exports",
    needs=("Assessment", "AcceptanceDateTime"),
)
def registration_year(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """The year of registration is that of acceptance."""
    accepted = declaration.acceptance_date_time
    year = declaration.assessment.registration_year_numeric if declaration.assessment is not None else None
    if year is not None and accepted is not None and year != accepted.date().year:
        yield Problem(
            ("Assessment", "RegistrationYearNumeric"),
            f"the year of registration is {year}, the declaration was accepted on {accepted}",
            str(accepted.date().year),
            str(year),
        )
