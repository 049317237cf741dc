"""The result of a control, made so that the neighbour may rely on it."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.documents import AdditionalDocument, AdditionalInformation
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.goods_measure import Classification, GoodsMeasure
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.party import Office, Party, party_ids
from carec_datamodel.model.person import GovernmentOfficer, Person
from carec_datamodel.model.places import Location, Origin
from carec_datamodel.model.references import AttachedFile, Discrepancy, ReferencedDeclaration
from carec_datamodel.model.transport import TransportMeans
from carec_datamodel.model.transport_equipment import Seal, Temperature, TransportEquipment
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    DateTime,
    Identifier,
    Indicator,
    Measure,
    Quantity,
    Text,
)


class ControlEquipment(Model, wco="CAREC338"):
    """A device that a control was made with: a scanner, a scale, a radiation monitor."""

    type_name: Text | None = element("CAREC339", "Kind of device.", format="an..256")
    id: Identifier | None = element("CAREC294", "Number of the device.", format="an..35")
    make_name: Text | None = element("CAREC340", "Make and model.", format="an..256")
    calibration_date_time: DateTime | None = element("CAREC341", "When it was last calibrated.")
    error_measure: Measure | None = element("CAREC342", "Error of the device.")
    reading_measure: Measure | None = element("CAREC343", "What it showed.")
    reading_description: Text | None = element("CAREC344", "What it showed, in words.", format="an..4000")


class Sample(Model, wco="CAREC345"):
    """A sample or specimen that was taken."""

    id: Identifier | None = element("CAREC346", "Number of the sample or its record.", format="an..35")
    goods_item_numeric: Count | None = element("CAREC347", "Goods item that it was taken from.")
    taking_date_time: DateTime | None = element("CAREC348", "When it was taken.")
    quantity_quantity: Quantity | None = element("CAREC349", "How much was taken.")
    purpose_description: Text | None = element(
        "CAREC350", "What it is to be examined for.", format="an..4000"
    )
    conditions_description: Text | None = element(
        "CAREC351", "Under which conditions it was taken.", format="an..4000"
    )
    result_description: Text | None = element("CAREC352", "What the laboratory found.", format="an..4000")
    laboratory: Party | None = element("CAREC353", "Laboratory that examines it.")
    seal: tuple[Seal, ...] = elements("44B", "Seals on the sample.")


class ControlledGoods(Model, wco="CAREC354"):
    """One goods item as it was declared and as it was found."""

    goods_item_numeric: Count | None = element("CAREC355", "Number of the goods item in the declaration.")
    description: Text | None = element("CAREC356", "Goods as found.", format="an..4000")
    result_code: Code | None = element(
        "CAREC357", "Result for the item.", format="an..17", codes="control-result"
    )
    detained_indicator: Indicator | None = element("CAREC358", "Whether the goods are detained.")
    value_amount: Amount | None = element("CAREC359", "Value as found.")
    weighing_method_code: Code | None = element("CAREC360", "How the mass was found.", format="an..17")
    classification: tuple[Classification, ...] = elements("21A", "Codes of the goods as found.")
    discrepancy: tuple[Discrepancy, ...] = elements("CAREC288", "Differences from the declaration.")
    goods_measure: GoodsMeasure | None = element("65A", "Mass and quantities as found.")
    origin: tuple[Origin, ...] = elements("92A", "Origin as found.")
    packaging: tuple[Packaging, ...] = elements("93A", "Packages as found.")
    temperature: Temperature | None = element("20B", "Temperature as found.")


class ControlAction(Model, wco="38A"):
    """One control: what was checked, when, by whom, with what result."""

    sequence_numeric: Count | None = element("006", "Position of the control, from 1.")
    subject_code: Code = element(
        "CAREC361", "What was checked.", format="an..17", required=True, codes="control-subject"
    )
    method_code: Code | None = element(
        "CAREC362", "How it was checked.", format="an..17", codes="control-method"
    )
    extent_measure: Measure | None = element("CAREC363", "Share that was checked, in per cent.", unit="P1")
    inspection_start_date_time: DateTime | None = element("355", "When the control began.")
    inspection_end_date_time: DateTime | None = element("356", "When the control ended.")
    result_code: Code | None = element(
        "CAREC364", "Result of the control.", format="an..17", codes="control-result"
    )
    result_description: Text | None = element("CAREC365", "Result in words.", format="an..4000")
    examination_place: Location | None = element(
        "54A", "Where it was done.", ids={"ID": "L029", "Name": "L069"}
    )
    control_equipment: tuple[ControlEquipment, ...] = elements("CAREC338", "Devices used.")
    controlled_goods: tuple[ControlledGoods, ...] = elements("CAREC354", "Goods items checked.")
    discrepancy: tuple[Discrepancy, ...] = elements("CAREC288", "Differences from the declaration.")
    document: tuple[AdditionalDocument, ...] = elements("02A", "Documents checked.")
    government_officer: tuple[GovernmentOfficer, ...] = elements("69A", "Officers who checked.")
    present_person: tuple[Person, ...] = elements("CAREC366", "Persons who were present.")
    sample: tuple[Sample, ...] = elements("CAREC345", "Samples taken.")
    transport_means: tuple[TransportMeans, ...] = elements("CAREC367", "Means of transport checked.")


class ControlReliance(Model, wco="CAREC368"):
    """Whether and how far another country may rely on a control."""

    indicator: Indicator = element("CAREC369", "Whether it may.", required=True)
    agreement_id: Identifier | None = element(
        "CAREC370", "Agreement on joint control or recognition.", format="an..70"
    )
    country_code: Code | None = element(
        "CAREC371", "Country that may rely on it.", format="a2", codes="countries"
    )
    scope_description: Text | None = element("CAREC372", "What it may be relied on for.", format="an..4000")
    expiration_date_time: DateTime | None = element("CAREC373", "Until when.")
    condition_description: Text | None = element("CAREC374", "Conditions.", format="an..4000")


class ControlResult(Message, wco="CAREC375"):
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
        "D026", "The sender's own number of the result.", format="an..35"
    )
    id: Identifier | None = element("CAREC376", "Number of the control record.", format="an..70")
    issue_date_time: DateTime | None = element("CAREC377", "Date of the record.")
    type_code: Code | None = element("CAREC378", "Form of control.", format="an..17")
    joint_control_indicator: Indicator | None = element(
        "CAREC379", "Whether officers of both countries took part."
    )
    border_crossing_id: Identifier | None = element(
        "CAREC124", "Pair of border crossing points, for example KZ-CN-1.", format="an..17"
    )
    result_code: Code | None = element(
        "CAREC380", "Result as a whole.", format="an..17", codes="control-result"
    )
    result_description: Text | None = element("CAREC365", "Result in words.", format="an..4000")
    seized_indicator: Indicator | None = element("CAREC381", "Whether anything was seized.")
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass as found, in kilograms unless a unit is given.", unit="KGM"
    )
    total_package_quantity: Quantity | None = element("146", "Packages as found.")
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents of the control.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.")
    attached_file: tuple[AttachedFile, ...] = elements("CAREC280", "Pictures and scans.")
    consignee: Party | None = element("27A", "To whom the goods are sent.", ids=party_ids("R014", "R015"))
    consignor: Party | None = element("30A", "Who sends the goods.", ids=party_ids("R020", "R021"))
    control: tuple[ControlAction, ...] = elements("38A", "The controls, one by one.")
    control_office: Office | None = element("CAREC382", "Office that made the control.")
    control_reliance: tuple[ControlReliance, ...] = elements(
        "CAREC368", "Whether the neighbour may rely on it."
    )
    declaration: tuple[ReferencedDeclaration, ...] = elements("42A", "What the control is about.")
    seal_after: tuple[Seal, ...] = elements("CAREC383", "Seals after the control.")
    seal_before: tuple[Seal, ...] = elements("44B", "Seals as they were found.")
    transport_equipment: tuple[TransportEquipment, ...] = elements("31B", "Containers controlled.")
    transport_means: tuple[TransportMeans, ...] = elements("CAREC384", "Means of transport of the goods.")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
