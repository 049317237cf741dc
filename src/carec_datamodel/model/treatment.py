"""Disinfection and other treatment of goods."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element
from carec_datamodel.model.types import DateTime, Measure, Text


class Treatment(Model, wco="CAREC431"):
    """How goods were disinfected, disinfested or otherwise treated."""

    treatment_date_time: DateTime | None = element("CAREC432", "When.")
    method_description: Text | None = element("CAREC433", "How.", format="an..4000")
    substance_name: Text | None = element("CAREC434", "Active substance.", format="an..256")
    concentration_measure: Measure | None = element("CAREC435", "Concentration.")
    dose_measure: Measure | None = element("CAREC436", "Dose.")
    duration_measure: Measure | None = element(
        "CAREC437", "How long, in hours unless a unit is given.", unit="HUR"
    )
    temperature_measure: Measure | None = element(
        "CAREC438", "At which temperature, in degrees Celsius unless a unit is given.", unit="CEL"
    )
    description: Text | None = element("CAREC573", "Remarks on the treatment.", format="an..4000")
