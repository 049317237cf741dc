"""Goods as a control found them: what they are, how heavy, how they must be stored."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.goods_measure import Classification, GoodsMeasure
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.places import Origin
from carec_datamodel.model.references import Discrepancy
from carec_datamodel.model.transport_equipment import Temperature
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    DateTime,
    Indicator,
    Measure,
    Quantity,
    Text,
)


class Weighing(Model, wco="CAREC804"):
    """How the mass of goods was found."""

    weighing_method_code: Code | None = element("CAREC357", "How the mass was found.", format="an..17")
    package_quantity: Quantity | None = element("CAREC805", "Packages whose mass is given.")
    declared_gross_mass_measure: Measure | None = element(
        "CAREC806", "Gross mass as declared, in kilograms unless a unit is given.", unit="KGM"
    )
    gross_mass_measure: Measure | None = element(
        "CAREC807", "Gross mass as found, in kilograms unless a unit is given.", unit="KGM"
    )
    net_mass_measure: Measure | None = element(
        "CAREC808", "Net mass as found, in kilograms unless a unit is given.", unit="KGM"
    )
    weighed_package_quantity: Quantity | None = element("CAREC809", "Packages that were weighed.")
    weighed_gross_mass_measure: tuple[Measure, ...] = elements("CAREC810", "Gross masses of those.")
    weighed_net_mass_measure: tuple[Measure, ...] = elements("CAREC811", "Net masses of those.")
    description: Text | None = element("CAREC831", "The weighing in words.", format="an..4000")


class StorageRequirement(Model, wco="CAREC813"):
    """What must be heeded when goods are stored."""

    dangerous_indicator: Indicator | None = element("CAREC814", "Whether the goods are dangerous.")
    danger_description: Text | None = element("CAREC815", "The danger in words.", format="an..4000")
    perishable_indicator: Indicator | None = element("CAREC537", "Whether the goods are perishable.")
    storage_until_date_time: DateTime | None = element("CAREC816", "Until when they can be stored.")
    description: Text | None = element("CAREC831", "Conditions of storage.", format="an..4000")


class ControlledGoods(Model, wco="CAREC351"):
    """One goods item as it was declared and as it was found."""

    goods_item_numeric: Count | None = element("CAREC352", "Number of the goods item in the declaration.")
    description: Text | None = element("CAREC353", "Goods as found.", format="an..4000")
    result_code: Code | None = element(
        "CAREC354", "Result for the item.", format="an..17", codes="control-result"
    )
    detained_indicator: Indicator | None = element("CAREC355", "Whether the goods are detained.")
    finding_date_time: DateTime | None = element("CAREC818", "When they were found, detained or sampled.")
    value_amount: Amount | None = element("CAREC356", "Value as found.")
    weighing_method_code: Code | None = element("CAREC357", "How the mass was found.", format="an..17")
    classification: tuple[Classification, ...] = elements("21A", "Codes of the goods as found.")
    declared_goods_measure: GoodsMeasure | None = element("CAREC819", "Mass and quantities as declared.")
    discrepancy: tuple[Discrepancy, ...] = elements("CAREC286", "Differences from the declaration.")
    goods_measure: GoodsMeasure | None = element("65A", "Mass and quantities as found.")
    origin: tuple[Origin, ...] = elements("92A", "Origin as found.")
    packaging: tuple[Packaging, ...] = elements("93A", "Packages as found.")
    storage_requirement: StorageRequirement | None = element("CAREC813", "How the goods must be stored.")
    temperature: Temperature | None = element("20B", "Temperature as found.")
