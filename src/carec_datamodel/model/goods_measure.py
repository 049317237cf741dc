"""Codes and measures of goods."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.types import Code, Identifier, Measure, Quantity


class Classification(Model, wco="21A"):
    """A code of the goods in some classification."""

    id: Identifier | None = element(
        "145",
        "The code, complete, without blanks or points.",
        format="an..18",
        box="33",
        identifier="HsCode",
        where="IdentificationTypeCode=HS",
    )
    identification_type_code: Code | None = element(
        "337",
        "Classification the code is from: HS is the Harmonised System with its national digits.",
        format="an..17",
        box="33",
    )


class GoodsMeasure(Model, wco="65A"):
    """Mass and supplementary quantities of the goods."""

    gross_mass_measure: Measure | None = element(
        "126", "Gross mass, in kilograms unless a unit is given.", box="35", unit="KGM"
    )
    net_net_weight_measure: Measure | None = element(
        "128", "Net mass without packing, in kilograms unless a unit is given.", box="38", unit="KGM"
    )
    unpacked_mass_measure: Measure | None = element(
        "CAREC892",
        "Net mass without any packing, where box 38 counts some, in kilograms unless a unit is given.",
        unit="KGM",
    )
    tariff_quantity: tuple[Quantity, ...] = elements(
        "130", "Quantities in the units that the tariff asks for.", box="41"
    )
