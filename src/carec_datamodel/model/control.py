"""One control: what was checked, with which equipment, by whom, with what result."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.control_person import ControlOfficer, ControlParticipant, Statement
from carec_datamodel.model.controlled_goods import ControlledGoods, Weighing
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.offence import Offence
from carec_datamodel.model.places import Location
from carec_datamodel.model.references import Discrepancy
from carec_datamodel.model.sample import Sample
from carec_datamodel.model.transport import RegisteredTransportMeans
from carec_datamodel.model.types import (
    Code,
    Count,
    DateTime,
    Identifier,
    Indicator,
    Measure,
    Text,
)


class ControlDevice(Model, wco="CAREC820"):
    """A device that a control was made with: a scanner, a scale, a radiation monitor."""

    type_name: Text | None = element("CAREC337", "Kind of device.", format="an..256")
    id: Identifier | None = element("CAREC292", "Number of the device.", format="an..100")
    make_name: Text | None = element("CAREC176", "Make.", format="an..70")
    model_name: Text | None = element("CAREC177", "Model.", format="an..256")
    calibration_date_time: DateTime | None = element("CAREC338", "When it was last calibrated.")
    error_measure: Measure | None = element("CAREC339", "Error of the device.")
    error_description: Text | None = element("CAREC821", "Error of the device, in words.", format="an..1000")


class ControlEquipment(Model, wco="CAREC336"):
    """Devices used together, and what they showed."""

    reading_measure: Measure | None = element("CAREC340", "What they showed.")
    reading_description: Text | None = element("CAREC341", "What they showed, in words.", format="an..4000")
    control_device: tuple[ControlDevice, ...] = elements("CAREC820", "The devices.")


class ControlledDocument(AdditionalDocument, wco="02A"):
    """A document that was checked."""

    ground_indicator: Indicator | None = element("CAREC822", "Whether it is why the control was made.")
    detained_indicator: Indicator | None = element("CAREC823", "Whether the document is detained.")


class ControlledTransportMeans(RegisteredTransportMeans):
    """A means of transport that was checked."""

    presented_as_code: Code | None = element(
        "CAREC824", "Whether it came as goods or as means of transport, coded.", format="an..17"
    )
    carrying_means_id: tuple[Identifier, ...] = elements("CAREC825", "Means on which it was brought.")
    description: tuple[Text, ...] = elements("CAREC831", "Words on it; one entry per paragraph.")


class ControlAction(Model, wco="38A"):
    """One control: what was checked, when, by whom, with what result."""

    sequence_numeric: Count | None = element("006", "Position of the control, from 1.")
    subject_code: Code | None = element(
        "CAREC358", "What was checked.", format="an..17", codes="control-subject"
    )
    method_code: Code | None = element(
        "CAREC359", "How it was checked.", format="an..17", codes="control-method"
    )
    extent_measure: Measure | None = element("CAREC360", "Share that was checked, in per cent.", unit="P1")
    inspection_start_date_time: DateTime | None = element("355", "When the control began.")
    inspection_end_date_time: DateTime | None = element("356", "When the control ended.")
    result_code: Code | None = element(
        "CAREC361", "Result of the control.", format="an..17", codes="control-result"
    )
    result_description: tuple[Text, ...] = elements("CAREC362", "Result in words; one entry per paragraph.")
    ground_code: tuple[Code, ...] = elements("CAREC706", "Why the control was made, coded.")
    ground_description: Text | None = element(
        "CAREC841", "Why the control was made, in words.", format="an..4000"
    )
    owner_absence_code: tuple[Code, ...] = elements("CAREC778", "Why the owner was not present, coded.")
    owner_absence_description: tuple[Text, ...] = elements(
        "CAREC789", "Why the owner was not present; one entry per paragraph."
    )
    examination_place: Location | None = element(
        "54A", "Where it was done.", ids={"ID": "L029", "Name": "L069"}
    )
    control_equipment: tuple[ControlEquipment, ...] = elements("CAREC336", "Devices used.")
    controlled_goods: tuple[ControlledGoods, ...] = elements("CAREC351", "Goods items checked.")
    discrepancy: tuple[Discrepancy, ...] = elements("CAREC286", "Differences from the declaration.")
    document: tuple[ControlledDocument, ...] = elements("02A", "Documents checked.")
    government_officer: tuple[ControlOfficer, ...] = elements("69A", "Officers who checked.")
    offence: tuple[Offence, ...] = elements("CAREC787", "Signs that a law was broken.")
    present_person: tuple[ControlParticipant, ...] = elements("CAREC363", "Persons who were present.")
    sample: tuple[Sample, ...] = elements("CAREC342", "Samples taken.")
    statement: tuple[Statement, ...] = elements("CAREC777", "What those present have to say.")
    transport_means: tuple[ControlledTransportMeans, ...] = elements(
        "CAREC364", "Means of transport checked."
    )
    weighing: tuple[Weighing, ...] = elements("CAREC804", "How the mass of the goods was found.")
