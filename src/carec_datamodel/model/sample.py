"""Samples and specimens that a control takes."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Party
from carec_datamodel.model.person import Person
from carec_datamodel.model.places import Location
from carec_datamodel.model.transport_equipment import Seal
from carec_datamodel.model.types import (
    Code,
    Count,
    DateTime,
    Identifier,
    Indicator,
    Quantity,
    Text,
)


class SamplePackaging(Model, wco="CAREC790"):
    """How a sample is packed and sealed."""

    type_code: Code | None = element("CAREC791", "Kind of packing, coded.", format="an..17")
    type_name: tuple[Text, ...] = elements("CAREC792", "Kind of packing in words.")
    seal_id: tuple[Identifier, ...] = elements("CAREC793", "Numbers of the seals on it.")
    description: Text | None = element("CAREC831", "Words on the packing.", format="an..4000")


class Sample(Model, wco="CAREC342"):
    """A sample or specimen that was taken."""

    id: Identifier | None = element("CAREC343", "Number of the sample or its record.", format="an..70")
    kind_code: Code | None = element("CAREC795", "Sample, specimen or the like, coded.", format="an..17")
    goods_item_numeric: Count | None = element("CAREC344", "Goods item that it was taken from.")
    taking_date_time: DateTime | None = element("CAREC345", "When it was taken.")
    quantity_quantity: Quantity | None = element("CAREC346", "How much was taken.")
    object_description: Text | None = element("CAREC796", "What was taken.", format="an..4000")
    purpose_description: Text | None = element(
        "CAREC347", "What it is to be examined for.", format="an..4000"
    )
    conditions_description: tuple[Text, ...] = elements(
        "CAREC348", "Under which conditions it was taken; one entry per paragraph."
    )
    weather_description: Text | None = element("CAREC797", "Weather.", format="an..256")
    light_code: Code | None = element("CAREC798", "Light: of day or of lamps, coded.", format="an..17")
    witnessed_indicator: Indicator | None = element("CAREC799", "Whether those who sign saw it packed.")
    result_description: Text | None = element("CAREC349", "What the laboratory found.", format="an..4000")
    description: Text | None = element("CAREC831", "Remarks.", format="an..4000")
    laboratory: Party | None = element("CAREC350", "Laboratory that examines it.")
    goods_location: tuple[Location, ...] = elements(
        "64A", "Where the goods lie.", ids={"Name": "L016", "ID": "L017"}
    )
    owner: Party | None = element("CAREC801", "Who owns the goods.")
    owner_representative: Person | None = element("CAREC802", "Who acts for the owner.")
    sample_packaging: tuple[SamplePackaging, ...] = elements("CAREC790", "How it is packed.")
    seal: tuple[Seal, ...] = elements("44B", "Seals on the sample.")
    taking_location: Location | None = element("CAREC803", "Where it was taken.")
