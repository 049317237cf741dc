"""A means of transport on its journey: crew, way, times, what it carries beside cargo."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Office, Party
from carec_datamodel.model.person import PERSON_IDS, Person
from carec_datamodel.model.places import Itinerary
from carec_datamodel.model.transport import RegisteredTransportMeans
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


class OnBoardSupply(Model, wco="CAREC565"):
    """Spare parts, equipment or supplies that a means of transport carries for itself."""

    kind_code: Code | None = element("CAREC566", "What they are, coded.", format="an..17")
    present_indicator: Indicator | None = element("CAREC567", "Whether there are any.")
    description: Text | None = element("137", "What they are, in words.", format="an..4000")
    quantity: Quantity | None = element("CAREC568", "How many or how much.")


class Conveyance(RegisteredTransportMeans):
    """A means of transport on its journey across the border."""

    stay_id: Identifier | None = element("010", "Number of the call or stay.", format="an..35")
    call_purpose_code: Code | None = element("148", "Why it comes.", format="an..3")
    discharge_completed_date_time: DateTime | None = element("029", "When unloading was finished.")
    departure_date_time: DateTime | None = element("156", "When it leaves or left.")
    arrival_date_time: DateTime | None = element("172", "When it arrives or arrived.")
    estimated_arrival_date_time: DateTime | None = element(
        "CAREC185", "When it is expected at the office of entry."
    )
    first_arrival_location_id: Identifier | None = element(
        "085", "First place in the country (UN/LOCODE).", format="an..17"
    )
    crew_quantity: Count | None = element("119", "Number of crew.")
    passenger_quantity: Count | None = element("140", "Number of passengers.")
    transport_equipment_quantity: Count | None = element("150", "Number of containers carried.")
    gross_weight_measure: Measure | None = element("132", "Gross tonnage.")
    net_weight_measure: Measure | None = element("133", "Net tonnage.")
    loaded_mass_measure: Measure | None = element(
        "CAREC569", "Mass of the vehicle with its load, in kilograms unless a unit is given.", unit="KGM"
    )
    register_type_code: Code | None = element(
        "CAREC570", "Register that it is entered in, coded.", format="an..17"
    )
    border_office: Office | None = element("CAREC186", "Customs office where it crosses the border.")
    crew_member: tuple[Person, ...] = elements("39A", "Drivers, train staff, crew.", ids=PERSON_IDS["crew"])
    itinerary: tuple[Itinerary, ...] = elements("81A", "Places on the way, in order.")
    on_board_supply: tuple[OnBoardSupply, ...] = elements(
        "CAREC565", "Spare parts, equipment and supplies on board."
    )
    master: Person | None = element("87A", "Who commands it.", ids=PERSON_IDS["master"])
    transport_means_operator: Party | None = element("32B", "Who operates it.", ids={"ID": "R056"})
    transport_means_owner: Party | None = element("33B", "Who owns it.", ids={"ID": "R090"})
