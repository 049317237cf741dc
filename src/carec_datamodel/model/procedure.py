"""Customs procedures."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element
from carec_datamodel.model.types import Code


class GovernmentProcedure(Model, wco="70A"):
    """A customs procedure that the goods enter, and the one they come from."""

    current_code: Code | None = element(
        "166", "Procedure requested, or an additional procedure.", format="an..7", box="37"
    )
    previous_code: Code | None = element(
        "161", "Procedure that the goods were under before.", format="an..7", box="37"
    )
