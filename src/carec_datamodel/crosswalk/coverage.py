"""What a table carries and what it does not, with the reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from carec_datamodel.crosswalk.plan import Plan
from carec_datamodel.crosswalk.table import Row


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a table carries the national format.

    Attributes:
        format_id: The format.
        elements: Number of national elements that can hold a value.
        carried: Rows of elements that the harmonised model carries, in table order.
        omitted: Rows of elements that it does not carry.
    """

    format_id: str
    elements: int
    carried: tuple[Row, ...]
    omitted: tuple[Row, ...]

    def reasons(self) -> list[tuple[str, int]]:
        """Return the reasons for what is not carried, with the number of elements, most frequent first."""
        return Counter(row.reason for row in self.omitted).most_common()

    @property
    def share(self) -> float:
        """Share of the elements that are carried, 0 to 1."""
        return 1 - len({row.path for row in self.omitted}) / self.elements if self.elements else 1.0


def coverage_of(plan: Plan) -> Coverage:
    """Return the coverage of the compiled table *plan*."""
    carried = tuple(row for row in plan.rows if row.relation not in {"none", "struct"})
    omitted = tuple(row for row in plan.rows if row.relation == "none" and row.type != "struct")
    elements = {row.path.partition("|")[0] for row in (*carried, *omitted)}
    return Coverage(plan.descriptor.id, len(elements), carried, omitted)
