"""The natural person who signs a declaration, and by what right."""

from __future__ import annotations

from carec_datamodel.model.base import element
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.person import Person
from carec_datamodel.model.types import DateTime, Identifier


class Signatory(Person):
    """A natural person who signs for the declarant."""

    signing_date_time: DateTime | None = element("CAREC744", "When the person signed.", box="54")
    qualification_certificate_id: Identifier | None = element(
        "CAREC745", "Certificate that the person is a customs specialist.", format="an..35", box="54"
    )
    power_of_attorney: AdditionalDocument | None = element(
        "CAREC746", "Document that allows the person to sign.", box="54"
    )


SIGNATORY_IDS = {"Name": "R006", "PositionName": "248"}
"""WCO ids of a representative person."""
