"""Containers and other equipment that holds goods, its seals and its temperature."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.dangerous_goods import DangerousGoods
from carec_datamodel.model.documents import AdditionalInformation
from carec_datamodel.model.goods_measure import Classification
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.types import (
    Code,
    Count,
    DateTime,
    Identifier,
    Indicator,
    Measure,
    Quantity,
    Text,
)


class Seal(Model, wco="44B"):
    """A seal on a means of transport, a container or a package."""

    sequence_numeric: Count | None = element("006", "Position of the seal, from 1.")
    id: Identifier | None = element(
        "165", "Number or mark of the seal.", format="an..70", box="D", identifier="SealNumber"
    )
    seal_quantity: Count | None = element("CAREC555", "Number of seals with this number or mark.")
    type_code: Code | None = element("CAREC154", "Kind of seal.", format="an..17", codes="seal-type")
    condition_code: Code | None = element(
        "CAREC155", "How the seal was found.", format="an..17", codes="seal-condition"
    )
    sealing_party_code: Code | None = element(
        "CAREC156", "Who put it on: carrier, shipper, customs, terminal.", format="an..17"
    )
    sealing_party_name: Text | None = element("CAREC157", "Name of who put it on.", format="an..256")
    affixing_country_code: Code | None = element(
        "CAREC158", "Country where it was put on (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    affixing_date_time: DateTime | None = element("CAREC159", "When it was put on.")
    removal_date_time: DateTime | None = element("CAREC160", "When it was taken off.")
    description: Text | None = element("CAREC831", "Words on the seal.", format="an..4000")
    foreign_indicator: Indicator | None = element("CAREC687", "Whether customs of another country put it on.")


class Temperature(Model, wco="20B"):
    """A temperature that is kept or was found, in degrees Celsius unless a unit is given."""

    category_code: Code | None = element("319", "Temperature regime, coded.", format="an..17")
    actual_measure: Measure | None = element("320", "Temperature as found.", unit="CEL")
    storage_requirement_measure: Measure | None = element("321", "Temperature to be kept.", unit="CEL")
    minimum_measure: Measure | None = element("CAREC161", "Lowest temperature allowed.", unit="CEL")
    maximum_measure: Measure | None = element("CAREC162", "Highest temperature allowed.", unit="CEL")


class StowPosition(Model, wco="15B"):
    """Where equipment stands aboard."""

    id: Identifier | None = element("L041", "Cell, bay or place on the wagon.", format="an..17")


class TransportEquipment(Model, wco="31B"):
    """A container or another piece of equipment that holds goods."""

    sequence_numeric: Count | None = element("006", "Position of the equipment, from 1.")
    characteristic_code: Code | None = element(
        "152", "Size and type (ISO 6346), or the sender's own code.", format="an..10", box="31"
    )
    fullness_code: Code | None = element("154", "How full it is, coded.", format="an..3", box="31")
    id: Identifier | None = element(
        "159", "Container number (ISO 6346).", format="an..40", box="31", identifier="ContainerNumber"
    )
    name: Text | None = element("358", "Equipment in words.", format="an..256")
    supplier_party_type_code: Code | None = element("151", "Who supplies the equipment.", format="an..3")
    event_status_code: Code | None = element("351", "What happened to the equipment.", format="an..3")
    goods_item_numeric: Count | None = element(
        "CAREC023", "Number of the goods item whose goods it holds.", box="32"
    )
    consignment_item_numeric: tuple[Count, ...] = elements(
        "CAREC163", "Numbers of the lines of the consignment whose goods it holds."
    )
    consignment_numeric: tuple[Count, ...] = elements(
        "CAREC556", "Numbers of the consignments of the manifest whose goods it holds."
    )
    attached_transport_means_id: Identifier | None = element(
        "CAREC164", "Trailer or wagon that carries it.", format="an..70"
    )
    country_code: Code | None = element(
        "CAREC165", "Country where it is registered (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    package_quantity: Quantity | None = element("CAREC166", "Number of packages in it.")
    seal_quantity: Count | None = element("CAREC167", "Number of seals on it.")
    gross_mass_measure: Measure | None = element("CAREC024", "Mass of the equipment as declared.", box="31")
    goods_mass_measure: Measure | None = element("CAREC025", "Mass of the goods in the equipment.", box="31")
    tare_mass_measure: Measure | None = element(
        "CAREC168", "Mass of the empty equipment, in kilograms unless a unit is given.", unit="KGM"
    )
    capacity_quantity: Quantity | None = element("CAREC557", "How much it holds when full.")
    length_measure: Measure | None = element(
        "CAREC558", "Length, in metres unless a unit is given.", unit="MTR"
    )
    unit_load_quantity: Quantity | None = element("CAREC559", "Number of unit loads in or on it.")
    cargo_description: Text | None = element(
        "138", "The goods in the equipment, in words.", format="an..4000", box="31"
    )
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks on the equipment.")
    classification: tuple[Classification, ...] = elements("21A", "Codes of the goods in it.")
    container_operator: Party | None = element("36A", "Who runs the container.", ids={"ID": "R044"})
    dangerous_goods: tuple[DangerousGoods, ...] = elements("12C", "Hazards of the goods in it.")
    equipment_owner: Party | None = element("52A", "Who owns it.", ids=party_ids("R093", "R094"))
    packaging: tuple[Packaging, ...] = elements("93A", "Packages in the equipment.", box="31")
    seal: tuple[Seal, ...] = elements("44B", "Seals on the equipment.", box="D")
    stow_position: StowPosition | None = element("15B", "Where it stands aboard.")
    temperature: Temperature | None = element("20B", "Temperature in it.")
