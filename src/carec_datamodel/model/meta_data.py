"""The envelope data that travels with every message."""

from __future__ import annotations

from carec_datamodel.model import VERSION
from carec_datamodel.model.base import Model, element
from carec_datamodel.model.types import Code, DateTime, Identifier, Text


class MetaData(Model, wco="CAREC081"):
    """Version, sender, recipient, number and time of a message."""

    wco_data_model_version_code: Code | None = element(
        "CAREC082", "Version of the WCO Data Model behind it.", format="an..6"
    )
    wco_type_name: Text | None = element("CAREC083", "WCO name of the message type.", format="an..70")
    model_version_code: Code | None = element(
        "CAREC084",
        f"Version of the harmonised model that the message is in: {VERSION}.",
        format="an..6",
        only=VERSION,
    )
    responsible_country_code: Code | None = element(
        "CAREC085",
        "Country responsible for the message (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    responsible_agency_name: Text | None = element(
        "CAREC086", "Agency responsible for the message.", format="an..70"
    )
    agency_assigned_customization_code: Code | None = element(
        "CAREC087", "The agency's own profile.", format="an..6"
    )
    agency_assigned_customization_version_code: Code | None = element(
        "CAREC088", "Version of that profile.", format="an..6"
    )
    sender_id: Identifier | None = element("CAREC089", "Who sends the message.", format="an..70")
    recipient_id: Identifier | None = element("CAREC090", "Who receives the message.", format="an..70")
    message_id: Identifier | None = element(
        "CAREC091", "The sender's number of the message.", format="an..70"
    )
    preparation_date_time: DateTime | None = element("CAREC092", "When the message was made.")
