"""The result of a control, made so that the neighbour may rely on it."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.attached_file import AttachedFile
from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.control import ControlAction
from carec_datamodel.model.customs_identification import CustomsIdentification, SealAction
from carec_datamodel.model.detention import Detention
from carec_datamodel.model.documents import AdditionalDocument, AdditionalInformation
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import Office, Party, party_ids
from carec_datamodel.model.references import ReferencedDeclaration
from carec_datamodel.model.transport import TransportMeans
from carec_datamodel.model.transport_equipment import Seal, TransportEquipment
from carec_datamodel.model.types import (
    Amount,
    Code,
    DateTime,
    Identifier,
    Indicator,
    Measure,
    Quantity,
    Text,
)


class ControlReliance(Model, wco="CAREC365"):
    """Whether and how far another country may rely on a control."""

    indicator: Indicator = element("CAREC366", "Whether it may.", required=True)
    agreement_id: Identifier | None = element(
        "CAREC367", "Agreement on joint control or recognition.", format="an..70"
    )
    country_code: Code | None = element(
        "CAREC368", "Country that may rely on it.", format="a2", codes="countries"
    )
    scope_description: Text | None = element("CAREC369", "What it may be relied on for.", format="an..4000")
    expiration_date_time: DateTime | None = element("CAREC370", "Until when.")
    condition_description: Text | None = element("CAREC371", "Conditions.", format="an..4000")


class ControlResult(Message, wco="CAREC372"):
    """What customs checked of a consignment, and what it found."""

    title: ClassVar[str] = "Control result"
    items: ClassVar[str] = "Control"
    item_title: ClassVar[str] = "control"

    meta_data: MetaData | None = element(
        "CAREC081", "Version, sender, recipient, number and time of the message."
    )
    function_code: Code | None = element(
        "017",
        "What the message does: 9 original, 4 change, 1 cancellation.",
        format="n..2",
        codes="message-function",
    )
    functional_reference_id: Identifier | None = element(
        "D026", "The sender's own number of the result.", format="an..70"
    )
    id: Identifier | None = element("CAREC373", "Number of the control record.", format="an..70")
    form_id: Identifier | None = element("CAREC471", "Number of the printed form.", format="an..70")
    issue_date_time: DateTime | None = element("CAREC374", "Date of the record.")
    issue_location_name: Text | None = element("CAREC102", "Place of the record in words.", format="an..256")
    document_type_code: Code | None = element("CAREC827", "Kind of the record, coded.", format="an..17")
    type_code: Code | None = element("CAREC375", "Form of control.", format="an..17")
    joint_control_indicator: Indicator | None = element(
        "CAREC376", "Whether officers of both countries took part."
    )
    border_crossing_id: Identifier | None = element(
        "CAREC124", "Pair of border crossing points, for example KZ-CN-1.", format="an..17"
    )
    result_code: Code | None = element(
        "CAREC377", "Result as a whole.", format="an..17", codes="control-result"
    )
    result_description: Text | None = element("CAREC362", "Result in words.", format="an..4000")
    seized_indicator: Indicator | None = element("CAREC378", "Whether anything was seized.")
    goods_presented_indicator: Indicator | None = element("CAREC828", "Whether goods were presented.")
    means_presented_indicator: Indicator | None = element(
        "CAREC829", "Whether means of transport were presented."
    )
    seals_present_indicator: Indicator | None = element("CAREC830", "Whether there were seals.")
    seals_intact_indicator: Indicator | None = element("CAREC304", "Whether the seals were intact.")
    postal_item_id: Identifier | None = element("CAREC842", "Number of the postal item.", format="an..35")
    dispatch_country_code: Code | None = element(
        "CAREC189",
        "Country that the goods were sent from (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    destination_country_code: Code | None = element(
        "CAREC190",
        "Country that the goods are bound for (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    value_amount: Amount | None = element("CAREC356", "Value as found.")
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass as found, in kilograms unless a unit is given.", unit="KGM"
    )
    total_package_quantity: Quantity | None = element("146", "Packages as found.")
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents of the control.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.")
    attached_file: tuple[AttachedFile, ...] = elements("CAREC278", "Pictures and scans.")
    consignee: Party | None = element("27A", "To whom the goods are sent.", ids=party_ids("R014", "R015"))
    consignor: Party | None = element("30A", "Who sends the goods.", ids=party_ids("R020", "R021"))
    control: tuple[ControlAction, ...] = elements("38A", "The controls, one by one.")
    control_office: Office | None = element("CAREC379", "Office that made the control.")
    control_reliance: tuple[ControlReliance, ...] = elements(
        "CAREC365", "Whether the neighbour may rely on it."
    )
    declaration: tuple[ReferencedDeclaration, ...] = elements("42A", "What the control is about.")
    detention: Detention | None = element("CAREC840", "Detention of goods.")
    customs_identification: tuple[CustomsIdentification, ...] = elements(
        "CAREC703", "Seals and other marks as they were found, grouped by kind."
    )
    seal_change: tuple[SealAction, ...] = elements("CAREC681", "Seals taken off, replaced or destroyed.")
    seal_affixing: tuple[SealAction, ...] = elements("CAREC686", "Seals put on.")
    seal_after: tuple[Seal, ...] = elements("CAREC380", "Seals after the control.")
    seal_before: tuple[Seal, ...] = elements("44B", "Seals as they were found.")
    transport_equipment: tuple[TransportEquipment, ...] = elements("31B", "Containers controlled.")
    transport_means: tuple[TransportMeans, ...] = elements("CAREC381", "Means of transport of the goods.")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
