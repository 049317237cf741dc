"""The transit report: what happened to a movement on its way."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.attached_file import AttachedFile
from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.documents import AdditionalDocument, AdditionalInformation
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import AuthorisationHolder, Office, Party, party_ids
from carec_datamodel.model.person import GovernmentOfficer, Person
from carec_datamodel.model.places import Location
from carec_datamodel.model.references import Discrepancy, ReferencedDeclaration
from carec_datamodel.model.safe_packet import SafePacket
from carec_datamodel.model.transit import TransitConsignment
from carec_datamodel.model.transit_guarantee import TransitGuarantee
from carec_datamodel.model.transit_means import TransitTransportMeans, TransportMeansChange
from carec_datamodel.model.transport_equipment import Seal, TransportEquipment
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


class TrackingDevice(Model, wco="CAREC291"):
    """A GPS unit or electronic seal, and what it said when it reported."""

    id: Identifier | None = element("CAREC292", "Number of the device.", format="an..35")
    type_code: Code | None = element(
        "CAREC293", "Kind of device: GPS unit, electronic seal, vehicle tracker.", format="an..17"
    )
    operator_name: Text | None = element("CAREC294", "Who runs it.", format="an..256")
    battery_measure: Measure | None = element("CAREC295", "Charge left, in per cent.", unit="P1")
    speed_measure: Measure | None = element(
        "CAREC296", "Speed, in kilometres per hour unless a unit is given.", unit="KMH"
    )
    heading_measure: Measure | None = element(
        "CAREC297", "Course, in degrees from north unless a unit is given.", unit="DD"
    )
    accuracy_measure: Measure | None = element(
        "CAREC298", "Radius of the position, in metres unless a unit is given.", unit="MTR"
    )
    alarm_code: Code | None = element("CAREC299", "Alarm that it raised.", format="an..17")


class UnloadingRemark(Model, wco="CAREC300"):
    """What was found when the goods were unloaded at the destination."""

    unloading_date_time: DateTime | None = element("CAREC301", "When the goods were unloaded.")
    conform_indicator: Indicator | None = element("CAREC302", "Whether all is as declared.")
    completed_indicator: Indicator | None = element("CAREC303", "Whether all goods are unloaded.")
    seals_intact_indicator: Indicator | None = element("CAREC304", "Whether the seals were intact.")
    description: Text | None = element("CAREC305", "Remarks.", format="an..4000")
    discrepancy: tuple[Discrepancy, ...] = elements("CAREC286", "Differences, one by one.")
    consignment: TransitConsignment | None = element(
        "28A", "The movement as found: only what differs from the declaration."
    )


class Discharge(Model, wco="CAREC306"):
    """The end of the holder's duties, or what stands in its way."""

    result_code: Code | None = element("CAREC307", "Result of the control at destination.", format="an..17")
    discharge_date_time: DateTime | None = element("CAREC308", "When the movement was discharged.")
    release_indicator: Indicator | None = element("CAREC309", "Whether the goods are released.")
    guarantee_release_indicator: Indicator | None = element("CAREC310", "Whether the guarantee is released.")
    package_quantity: Quantity | None = element("CAREC311", "Packages discharged.")
    description: tuple[Text, ...] = elements("CAREC312", "Reservations; one entry per paragraph.")


class Enquiry(Model, wco="CAREC313"):
    """A question about a movement that did not arrive, and its answer."""

    reason_code: Code | None = element("CAREC314", "Why it is asked.", format="an..17")
    limit_date_time: DateTime | None = element("264", "By when an answer is due.")
    question: Text | None = element("CAREC315", "The question.", format="an..4000")
    answer_code: Code | None = element("CAREC316", "The answer, coded.", format="an..17")
    answer: Text | None = element("CAREC317", "The answer in words.", format="an..4000")
    answered_by: Party | None = element("CAREC318", "Who answers.")


class Endorsement(Model, wco="CAREC754"):
    """The note by which an authority on the way confirms what happened."""

    endorsement_date_time: DateTime | None = element("CAREC755", "When it was confirmed.")
    authority_name: Text | None = element("CAREC756", "Authority that confirms it.", format="an..256")
    place_name: Text | None = element("CAREC496", "Place where it was confirmed.", format="an..256")
    country_code: Code | None = element(
        "CAREC757", "Country of the authority (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    government_officer: GovernmentOfficer | None = element("69A", "Officer who confirms it.")


class TransitEvent(Model, wco="CAREC319"):
    """One thing that happened: who reports it, where, when, what, and what proves it."""

    sequence_numeric: Count | None = element("006", "Position of the event, from 1.")
    type_code: Code = element(
        "CAREC320", "What happened.", format="an..17", required=True, codes="transit-event"
    )
    occurrence_date_time: DateTime | None = element(
        "CAREC321", "When it happened; with time and zone where they are known."
    )
    incident_code: Code | None = element("CAREC322", "Kind of incident.", format="an..17", codes="incident")
    description: Text | None = element("CAREC323", "What happened, in words.", format="an..4000")
    border_crossing_id: Identifier | None = element(
        "CAREC124", "Pair of border crossing points, for example KZ-CN-1.", format="an..17"
    )
    simplified_procedure_indicator: Indicator | None = element(
        "CAREC324", "Whether it took place at an authorised trader's."
    )
    incident_indicator: Indicator | None = element("CAREC758", "Whether there were incidents on the way.")
    continuation_code: Code | None = element(
        "CAREC759", "Which time unloading goes on, or whether it may, coded.", format="an..17"
    )
    requested_limit_date_time: DateTime | None = element("CAREC760", "Later time limit that is asked for.")
    customs_office: Office | None = element("CAREC325", "Office that deals with it.")
    discharge: Discharge | None = element("CAREC306", "End of the movement.")
    enquiry: Enquiry | None = element("CAREC313", "Question about a movement that did not arrive.")
    endorsement: Endorsement | None = element("CAREC754", "Who confirms it.")
    evidence_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents that prove it.")
    evidence_file: tuple[AttachedFile, ...] = elements("CAREC326", "Pictures, scans and logs that prove it.")
    location: Location | None = element("CAREC327", "Where it happened.")
    reporting_party: Party | None = element("CAREC328", "Who reports it.")
    reporting_person: Person | None = element("CAREC329", "Person who reports it, for example the driver.")
    safe_packet: tuple[SafePacket, ...] = elements("CAREC256", "Sealed packages as they were found.")
    seal_after: tuple[Seal, ...] = elements("CAREC330", "Seals after the event.")
    seal_before: tuple[Seal, ...] = elements("44B", "Seals as they were found.")
    tracking_device: TrackingDevice | None = element("CAREC291", "Device that reports it.")
    transport_equipment: tuple[TransportEquipment, ...] = elements("31B", "Containers concerned.")
    transport_means: tuple[TransitTransportMeans, ...] = elements("CAREC331", "Vehicles concerned.")
    transport_means_change: TransportMeansChange | None = element(
        "CAREC231", "Change of vehicle or container."
    )
    unloading_remark: UnloadingRemark | None = element("CAREC300", "What was found on unloading.")


class TransitReport(Message, wco="CAREC332"):
    """A report of what happened to a movement, event by event."""

    title: ClassVar[str] = "Transit report"
    items: ClassVar[str] = "TransitEvent"
    item_title: ClassVar[str] = "event"

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
        "D026", "The sender's own number of the report.", format="an..70"
    )
    id: Identifier | None = element("CAREC333", "Number that customs gave the report.", format="an..70")
    issue_date_time: DateTime | None = element("CAREC334", "When the report was made.")
    type_code: Code | None = element("CAREC335", "Kind of report.", format="an..17")
    status_code: Code | None = element(
        "019", "State of the movement.", format="an..70", codes="transit-status"
    )
    language_code: Code | None = element("CAREC271", "Language of the texts (BCP 47).", format="an..17")
    goods_item_quantity: Quantity | None = element("228", "Number of lines of goods.", box="5")
    submitter: Party | None = element("17B", "Who sends the report.", ids=party_ids("R058", "R059"))
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.")
    authorisation_holder: tuple[AuthorisationHolder, ...] = elements("17C", "Authorisations used.")
    consignment: TransitConsignment | None = element(
        "28A", "The movement, as far as the report repeats its declaration."
    )
    declaration: tuple[ReferencedDeclaration, ...] = elements("42A", "Movements that are reported on.")
    obligation_guarantee: tuple[TransitGuarantee, ...] = elements("90A", "Guarantees concerned.", box="52")
    transit_event: tuple[TransitEvent, ...] = elements("CAREC319", "The events.")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
