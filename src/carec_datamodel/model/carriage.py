"""How cargo moves: the parts of the way, each with its carrier, and what happens on it."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.person import Person
from carec_datamodel.model.places import Itinerary, Location
from carec_datamodel.model.transport import TransportMeans
from carec_datamodel.model.types import Code, Count, DateTime, Identifier, Text


class Signature(Model, wco="CAREC606"):
    """A signature on a transport document."""

    role_code: Code | None = element("CAREC607", "Who signs.", format="an..20", codes="signature-role")
    signature_date_time: DateTime | None = element("CAREC608", "When it was signed.")
    content: Text | None = element("CAREC609", "The signature, as text or in Base64.")
    signatory: Party | None = element("CAREC610", "Company and person that sign.")


class CargoEvent(Model, wco="CAREC611"):
    """What happens to the cargo at one place, and who confirms it: a stamp of the consignment note."""

    sequence_numeric: Count | None = element("006", "Position of the event, from 1.")
    type_code: Code | None = element("CAREC612", "What happens.", format="an..17", codes="cargo-event")
    scheduled_date_time: DateTime | None = element("CAREC613", "When it is planned.")
    occurrence_date_time: DateTime | None = element("CAREC614", "When it happened or began.")
    end_date_time: DateTime | None = element("CAREC615", "When it ended.")
    description: Text | None = element("CAREC323", "What happened, in words.", format="an..4000")
    result_description: Text | None = element("CAREC362", "Result in words.", format="an..4000")
    location: Location | None = element("CAREC327", "Where it happened.")
    party: Party | None = element("CAREC616", "Who did it or confirms it.")


class CarriageLeg(Model, wco="CAREC617"):
    """A part of the way with its carrier, its means of transport and its ends."""

    sequence_numeric: Count | None = element("006", "Position of the part, from 1.")
    stage_code: Code | None = element(
        "CAREC618", "Stage of the carriage (UN/EDIFACT 8051): 10 before, 20 main, 30 after.", format="an..3"
    )
    journey_id: Identifier | None = element("149", "Voyage, flight or trip number.", format="an..35")
    departure_date_time: DateTime | None = element("209", "When it begins.")
    arrival_date_time: DateTime | None = element("208", "When it ends.")
    arrival_location: Location | None = element("CAREC597", "Where this part of the way ends.")
    carrier: Party | None = element("18A", "Who carries the goods.", ids=party_ids("R011", "R012"))
    carrier_representative: tuple[Person, ...] = elements(
        "CAREC619", "Drivers and others who act for the carrier."
    )
    departure_location: Location | None = element("CAREC600", "Where this part of the way begins.")
    itinerary: tuple[Itinerary, ...] = elements("81A", "Places passed, in order.")
    transport_means: TransportMeans | None = element("CAREC481", "Means of transport.")
