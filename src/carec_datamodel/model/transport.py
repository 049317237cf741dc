"""Means of transport, and what they draw."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Party
from carec_datamodel.model.places import Location
from carec_datamodel.model.transport_equipment import Seal
from carec_datamodel.model.types import (
    Code,
    Count,
    Date,
    Identifier,
    Indicator,
    Measure,
    Quantity,
    Text,
)


class AttachedTransportMeans(Model, wco="CAREC169"):
    """A trailer, semi-trailer or wagon that a means of transport draws."""

    sequence_numeric: Count | None = element("CAREC170", "Position from the front, from 1.")
    id: Identifier | None = element("CAREC171", "Registration plate or wagon number.", format="an..70")
    identification_type_code: Code | None = element(
        "CAREC172", "What kind of number the identity is.", format="an..17"
    )
    type_code: Code | None = element(
        "CAREC173", "Kind of means: trailer, semi-trailer, covered wagon, tank wagon.", format="an..4"
    )
    registration_nationality_code: Code | None = element(
        "CAREC174", "Country of registration (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    national_type_code: Code | None = element(
        "CAREC693", "Kind of means in the sender's own list.", format="an..17"
    )
    type_name: Text | None = element("CAREC696", "Kind of means in words.", format="an..256")
    vehicle_id: Identifier | None = element(
        "CAREC175", "Number that the maker gave it (ISO 3779).", format="an..40"
    )
    chassis_id: Identifier | None = element(
        "CAREC560", "Number of the chassis, where it is another one.", format="an..40"
    )
    body_id: Identifier | None = element(
        "CAREC561", "Number of the body, where it is another one.", format="an..40"
    )
    make_name: Text | None = element("CAREC176", "Make.", format="an..256")
    make_code: Code | None = element("CAREC697", "Make, coded.", format="an..17")
    model_name: Text | None = element("CAREC177", "Model.", format="an..256")
    registration_document_id: Identifier | None = element(
        "CAREC698", "Number of the registration certificate.", format="an..70"
    )
    operator_id: Identifier | None = element(
        "CAREC550", "Code of who runs it: railway, port, terminal.", format="an..35"
    )
    operator_name: Text | None = element(
        "CAREC551", "Name of who runs it: railway, port, terminal.", format="an..256"
    )
    supplier_party_code: Code | None = element(
        "CAREC562", "Who provides it: consignor, carrier.", format="an..17"
    )
    carrying_transport_means_id: Identifier | None = element(
        "CAREC563", "Wagon that carries it, where it travels on a train.", format="an..70"
    )
    tare_mass_measure: Measure | None = element(
        "CAREC178", "Mass of the empty means, in kilograms unless a unit is given.", unit="KGM"
    )
    load_limit_measure: Measure | None = element(
        "CAREC179", "Greatest mass that it may carry, in kilograms unless a unit is given.", unit="KGM"
    )
    goods_mass_measure: Measure | None = element(
        "CAREC025", "Mass of the goods on it, in kilograms unless a unit is given.", unit="KGM"
    )
    load_state_code: Code | None = element(
        "CAREC894", "Whether it is loaded.", format="an..17", codes="load-state"
    )
    length_measure: Measure | None = element(
        "CAREC558", "Length, in metres unless a unit is given.", unit="MTR"
    )
    package_quantity: Quantity | None = element("CAREC166", "Number of packages on it.")
    unit_load_quantity: Quantity | None = element("CAREC559", "Number of unit loads in or on it.")
    axle_quantity: Count | None = element("CAREC180", "Number of axles.")
    return_indicator: Indicator | None = element("CAREC564", "Whether it goes back.")
    temporary_admission_indicator: Indicator | None = element(
        "CAREC895", "Whether it is brought in for a time only."
    )
    remark_description: Text | None = element("CAREC896", "Remark on it.", format="an..512")
    dispatch_country_code: Code | None = element(
        "CAREC897", "Country that it comes from (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    destination_country_code: Code | None = element(
        "CAREC898", "Country that it is bound for (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    transport_contract_document_id: tuple[Identifier, ...] = elements(
        "CAREC899", "Transport documents whose goods it carries."
    )
    transport_equipment_id: tuple[Identifier, ...] = elements(
        "CAREC900", "Containers on it (ISO 6346).", identifier="ContainerNumber"
    )
    departure_location: Location | None = element("CAREC901", "Place, for example the station, that it left.")
    destination_location: Location | None = element(
        "CAREC902", "Place, for example the station, that it is bound for."
    )
    owner: Party | None = element("CAREC181", "Who owns it.")
    seal: tuple[Seal, ...] = elements("44B", "Seals on it.", box="D")


class TransportMeans(Model):
    """A vehicle, wagon, vessel or aircraft at one point of the journey."""

    name: Text | None = element("CAREC016", "Name of the means, for example of a vessel.", format="an..256")
    id: Identifier | None = element(
        "CAREC017", "Identity of the means: plates, wagon, IMO or flight number.", format="an..70"
    )
    identification_type_code: Code | None = element(
        "CAREC018", "What kind of number the identity is.", format="an..17"
    )
    type_code: Code | None = element("CAREC019", "Kind of means (UN/ECE Recommendation 28).", format="an..4")
    registration_nationality_code: Code | None = element(
        "CAREC020", "Country of registration (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    mode_code: Code | None = element(
        "CAREC021",
        "Mode of transport, one digit (UN/ECE Recommendation 19).",
        format="n1",
        codes="transport_modes",
    )
    national_mode_code: Code | None = element(
        "CAREC022",
        "Mode of transport in the sender's own list, where that is not Recommendation 19.",
        format="an..4",
    )
    journey_id: Identifier | None = element("149", "Voyage, flight or trip number.", format="an..35")
    vehicle_id: Identifier | None = element(
        "CAREC182", "Number that the maker gave the vehicle (ISO 3779).", format="an..40"
    )
    make_name: Text | None = element("CAREC176", "Make.", format="an..256")
    model_name: Text | None = element("CAREC177", "Model.", format="an..256")
    registration_place_name: Text | None = element(
        "CAREC183", "Place of registration, for example port of registry.", format="an..256"
    )
    registration_date: Date | None = element("CAREC184", "Date of registration.")
    attached_transport_means: tuple[AttachedTransportMeans, ...] = elements(
        "CAREC169", "Trailers, semi-trailers or wagons, from the front."
    )


class RegisteredTransportMeans(TransportMeans):
    """A means of transport with what its own papers say."""

    national_type_code: Code | None = element(
        "CAREC693", "Kind of means in the sender's own list.", format="an..17"
    )
    type_name: Text | None = element("CAREC696", "Kind of means in words.", format="an..256")
    make_code: Code | None = element("CAREC697", "Make, coded.", format="an..17")
    registration_document_id: Identifier | None = element(
        "CAREC698", "Number of the registration certificate.", format="an..70"
    )
    chassis_id: Identifier | None = element(
        "CAREC560", "Number of the chassis, where it is another one.", format="an..40"
    )
    body_id: Identifier | None = element(
        "CAREC561", "Number of the body, where it is another one.", format="an..40"
    )


def means_ids(
    name: str, identifier: str, identification: str, kind: str, nationality: str, mode: str
) -> dict[str, str]:
    """Return the WCO ids of a means of transport in one role."""
    return {
        "Name": name,
        "ID": identifier,
        "IdentificationTypeCode": identification,
        "TypeCode": kind,
        "RegistrationNationalityCode": nationality,
        "ModeCode": mode,
    }
