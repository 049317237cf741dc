"""Disinfection and other treatment of goods."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element
from carec_datamodel.model.types import DateTime, Measure, Text


class Treatment(Model, wco="CAREC434"):
    """How goods were disinfected, disinfested or otherwise treated."""

    treatment_date_time: DateTime | None = element("CAREC435", "When.")
    method_description: Text | None = element("CAREC436", "How.", format="an..4000")
    substance_name: Text | None = element("CAREC437", "Active substance.", format="an..256")
    concentration_measure: Measure | None = element("CAREC438", "Concentration.")
    dose_measure: Measure | None = element("CAREC439", "Dose.")
    duration_measure: Measure | None = element(
        "CAREC440", "How long, in hours unless a unit is given.", unit="HUR"
    )
    temperature_measure: Measure | None = element(
        "CAREC441", "At which temperature, in degrees Celsius unless a unit is given.", unit="CEL"
    )
    description: Text | None = element("CAREC584", "Remarks on the treatment.", format="an..4000")
