"""The corridor measurement: how long a trip took at each stop, and what it cost."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.places import Location
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    DateTime,
    Identifier,
    Indicator,
    Measure,
    Text,
)


class CorridorActivity(Model, wco="CAREC514"):
    """One thing done at a stop: how long it took, what was paid for it."""

    sequence_numeric: Count | None = element("006", "Position of the activity, from 1.")
    type_code: Code = element(
        "CAREC515", "What was done.", format="an..17", required=True, codes="corridor-activity"
    )
    description: Text | None = element("CAREC516", "The activity in words.", format="an..256")
    start_date_time: DateTime | None = element("CAREC517", "When it began.")
    end_date_time: DateTime | None = element("CAREC518", "When it ended.")
    duration_measure: Measure | None = element(
        "CAREC519", "How long it took, in minutes unless a unit is given.", unit="MIN"
    )
    waiting_measure: Measure | None = element(
        "CAREC520", "How long it was waited for before, in minutes unless a unit is given.", unit="MIN"
    )
    payment_amount: Amount | None = element("CAREC521", "What was paid, in its own currency.")
    payment_dollar_amount: Amount | None = element("CAREC522", "What was paid, in United States dollars.")
    official_indicator: Indicator | None = element(
        "CAREC523", "Whether the payment is an official one, with a receipt."
    )


class CorridorStop(Model, wco="CAREC524"):
    """A stop of the trip, and what was done there."""

    sequence_numeric: Count | None = element("006", "Position of the stop, from 1.")
    border_crossing_id: Identifier | None = element(
        "CAREC124", "Pair of border crossing points, for example KZ-CN-1.", format="an..17"
    )
    direction_code: Code | None = element(
        "CAREC525", "Side of the border.", format="an..17", codes="border-direction"
    )
    arrival_date_time: DateTime | None = element("208", "Arrival at the stop.")
    departure_date_time: DateTime | None = element("209", "Departure from the stop.")
    distance_measure: Measure | None = element(
        "CAREC526", "Way from the stop before, in kilometres unless a unit is given.", unit="KMT"
    )
    driving_measure: Measure | None = element(
        "CAREC527", "Time under way from the stop before, in minutes unless a unit is given.", unit="MIN"
    )
    driving_cost_amount: Amount | None = element(
        "CAREC528", "Cost of carriage from the stop before, in United States dollars."
    )
    activity: tuple[CorridorActivity, ...] = elements("CAREC514", "What was done there.")
    location: Location | None = element("CAREC529", "Where the stop is.")


class CorridorTrip(Model, wco="CAREC530"):
    """One trip of one vehicle, train or container along a corridor."""

    id: Identifier | None = element("CAREC531", "Number of the trip.", format="an..35")
    corridor_code: Code | None = element(
        "CAREC532", "CAREC corridor and branch, for example 1b.", format="an..6"
    )
    section_name: Text | None = element("CAREC533", "Section of the corridor.", format="an..256")
    mode_code: Code | None = element(
        "CAREC534",
        "Mode of transport, one digit (UN/ECE Recommendation 19).",
        format="n1",
        codes="transport_modes",
    )
    vehicle_type_code: Code | None = element("CAREC535", "Kind of vehicle or train.", format="an..17")
    tir_indicator: Indicator | None = element("CAREC536", "Whether under a TIR carnet.")
    container_indicator: Indicator | None = element("096", "Whether the goods travel in containers.")
    perishable_indicator: Indicator | None = element("CAREC537", "Whether the goods are perishable.")
    empty_indicator: Indicator | None = element("CAREC538", "Whether without goods.")
    start_date_time: DateTime | None = element("CAREC539", "When the trip began.")
    end_date_time: DateTime | None = element("CAREC540", "When the trip ended.")
    load_measure: Measure | None = element(
        "CAREC541", "Mass of the load, in tonnes unless a unit is given.", unit="TNE"
    )
    distance_measure: Measure | None = element(
        "CAREC542", "Way as a whole, in kilometres unless a unit is given.", unit="KMT"
    )
    cargo_description: Text | None = element("138", "The goods.", format="an..4000")
    carrier: Party | None = element("18A", "Who carries.", ids=party_ids("R011", "R012"))
    destination_location: Location | None = element("CAREC543", "Where the trip ends.")
    origin_location: Location | None = element("CAREC544", "Where the trip begins.")
    stop: tuple[CorridorStop, ...] = elements("CAREC524", "The stops, in order.")


class CorridorMeasurement(Message, wco="CAREC545"):
    """Trips along the corridors with time and cost at every stop."""

    title: ClassVar[str] = "Corridor measurement"
    items: ClassVar[str] = "Trip"
    item_title: ClassVar[str] = "trip"

    meta_data: MetaData | None = element(
        "CAREC081", "Version, sender, recipient, number and time of the message."
    )
    functional_reference_id: Identifier | None = element(
        "D026", "The sender's own number of the measurement.", format="an..70"
    )
    issue_date_time: DateTime | None = element("CAREC546", "When the measurement was put together.")
    period_start_date_time: DateTime | None = element("CAREC547", "First day measured.")
    period_end_date_time: DateTime | None = element("CAREC548", "Last day measured.")
    submitter: Party | None = element(
        "17B", "Who sends it, for example an association of carriers.", ids=party_ids("R058", "R059")
    )
    trip: tuple[CorridorTrip, ...] = elements("CAREC530", "The trips.")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
