"""Places, countries and the way between them."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.party import Address, Communication, Contact, Office, OtherIdentifier
from carec_datamodel.model.types import (
    Code,
    Count,
    DateTime,
    Identifier,
    Indicator,
    Numeric,
    Quantity,
    Text,
)


class Coordinates(Model, wco="CAREC119"):
    """A point on the ground, in the World Geodetic System 1984."""

    latitude_numeric: Numeric = element(
        "CAREC120", "Degrees north of the equator, south negative.", required=True
    )
    longitude_numeric: Numeric = element(
        "CAREC121", "Degrees east of Greenwich, west negative.", required=True
    )


class Location(Model):
    """A place: a port, a station, a shed, a yard, an address."""

    name: Text | None = element("CAREC010", "Name of the place.", format="an..256")
    id: Identifier | None = element(
        "CAREC011", "Code of the place: UN/LOCODE or a customs location code.", format="an..70"
    )
    type_code: Code | None = element("L110", "Kind of place.", format="an..3")
    country_code: Code | None = element(
        "CAREC012", "Country of the place (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    identification_type_code: Code | None = element(
        "CAREC122",
        "List that the code is from: UN/LOCODE, customs office, railway station, authorisation.",
        format="an..17",
    )
    event_date_time: DateTime | None = element(
        "CAREC123", "When what happens there happens: loading, unloading, handing over."
    )
    operator_id: Identifier | None = element(
        "CAREC550", "Code of who runs it: railway, port, terminal.", format="an..35"
    )
    operator_name: Text | None = element(
        "CAREC551", "Name of who runs it: railway, port, terminal.", format="an..256"
    )
    address: Address | None = element("04A", "Postal address of the place.")
    customs_office: Office | None = element("CAREC127", "Customs office at the place.")
    coordinates: Coordinates | None = element("CAREC119", "Where the place is on the map.")
    additional_id: Identifier | None = element(
        "CAREC680", "Further part of the code, for example gate or ramp.", format="an..17"
    )
    description: tuple[Text, ...] = elements("CAREC831", "Words on the place; one entry per paragraph.")
    other_identifier: tuple[OtherIdentifier, ...] = elements(
        "CAREC115", "Further codes: control zone, railway station, entry in a register."
    )
    contact: tuple[Contact, ...] = elements("34A", "Persons to talk to there.")
    communication: tuple[Communication, ...] = elements("25A", "Telephone, fax, e-mail.")


LOADING_IDS = {"Name": "L009", "ID": "L010", "EventDateTime": "031"}
UNLOADING_IDS = {"Name": "L012", "ID": "L013", "EventDateTime": "173"}
"""WCO ids of the place where goods are loaded or unloaded."""


class Warehouse(Model, wco="43B"):
    """The customs warehouse that the goods enter or leave."""

    name: Text | None = element("L018", "Name of the warehouse.", format="an..256", box="49")
    id: Identifier | None = element("L019", "Code of the warehouse.", format="an..35", box="49")
    type_code: Code | None = element("L112", "Kind of warehouse.", format="an..3", box="49")
    duration_quantity: Quantity | None = element(
        "CAREC013", "How long the goods may stay, in days unless a unit is given.", box="49", unit="DAY"
    )
    arrival_date_time: DateTime | None = element("221", "When the goods arrive at the warehouse.")
    special_storage_indicator: Indicator | None = element(
        "CAREC552", "Whether the goods need special conditions of storage."
    )
    storage_description: Text | None = element(
        "CAREC553", "Conditions of storage that the goods need.", format="an..4000"
    )
    additional_document: tuple[AdditionalDocument, ...] = elements(
        "02A", "Permits of the warehouse and its entries in registers."
    )
    address: Address | None = element("04A", "Postal address of the warehouse.")


class Country(Model):
    """A country that the goods are exported from, with its region."""

    id: Code | None = element("062", "Country (ISO 3166-1 alpha-2).", format="a2", codes="countries")
    name: Text | None = element("CAREC014", "Country as the sender words it.", format="an..70")
    region_id: Identifier | None = element("088", "Region of the country.", format="an..17", box="15b")


class Destination(Model, wco="99B"):
    """The country for which the goods are bound, with its region."""

    country_code: Code | None = element(
        "465", "Country (ISO 3166-1 alpha-2).", format="a2", box="17a", codes="countries"
    )
    country_name: Text | None = element(
        "CAREC015", "Country as the sender words it.", format="an..70", box="17"
    )
    region_id: Identifier | None = element("477", "Region of the country.", format="an..17", box="17b")


class Origin(Model, wco="92A"):
    """Where the goods were obtained or produced."""

    country_code: Code | None = element(
        "063", "Country of origin (ISO 3166-1 alpha-2), or a customs union.", format="an..4", box="34a"
    )
    country_name: Text | None = element(
        "CAREC001", "Country as the sender words it.", format="an..120", box="34"
    )
    region_id: Identifier | None = element("066", "Region of origin.", format="an..17", box="34b")
    type_code: Code | None = element("501", "1 non-preferential, 2 preferential origin.", format="an..3")


class Itinerary(Model, wco="81A"):
    """One stop of the way."""

    sequence_numeric: Count | None = element("006", "Position of the stop, from 1.")
    routing_country_code: Code | None = element(
        "064", "Country passed (ISO 3166-1 alpha-2).", format="a2", box="10", codes="countries"
    )
    name: Text | None = element("L005", "Name of the place passed.", format="an..256")
    id: Identifier | None = element("L006", "Code of the place passed (UN/LOCODE).", format="an..17")
    arrival_date_time: DateTime | None = element("208", "Arrival at the place.")
    departure_date_time: DateTime | None = element("209", "Departure from the place.")
    function_code: Code | None = element(
        "251", "What happens there.", format="an..17", codes="itinerary-function"
    )
    routing_region_id: Identifier | None = element("393", "Region passed.", format="an..35")
    description: Text | None = element("CAREC554", "What is done there, in words.", format="an..4000")
    border_crossing_id: Identifier | None = element(
        "CAREC124", "Pair of border crossing points, for example KZ-CN-1.", format="an..17"
    )
    operator_id: Identifier | None = element(
        "CAREC550", "Code of who runs it: railway, port, terminal.", format="an..35"
    )
    operator_name: Text | None = element(
        "CAREC551", "Name of who runs it: railway, port, terminal.", format="an..256"
    )
    estimated_arrival_date_time: DateTime | None = element("CAREC125", "When arrival is expected.")
    estimated_departure_date_time: DateTime | None = element("CAREC126", "When departure is expected.")
    customs_office: Office | None = element("CAREC127", "Customs office at the place.")
    coordinates: Coordinates | None = element("CAREC119", "Where the place is on the map.")
