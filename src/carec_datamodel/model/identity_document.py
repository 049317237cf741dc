"""Papers that say who a natural person is."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element
from carec_datamodel.model.types import Code, Date, Identifier, Text


class IdentityDocument(Model, wco="CAREC128"):
    """A passport, identity card, driving licence or the like."""

    type_code: Code | None = element(
        "CAREC129", "Kind of document: passport, identity card, driving licence.", format="an..17"
    )
    type_name: Text | None = element("CAREC649", "Kind of document in words.", format="an..500")
    series_id: Identifier | None = element(
        "CAREC650", "Series of the document, where it is given apart.", format="an..35"
    )
    id: Identifier | None = element(
        "CAREC130", "Number of the document, with its series where that is not given apart.", format="an..70"
    )
    issuing_country_code: Code | None = element(
        "CAREC131", "Country that issued it (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    issuer_id: Identifier | None = element(
        "CAREC651", "Code of the authority that issued it.", format="an..35"
    )
    issuer_name: Text | None = element("CAREC132", "Authority that issued it.", format="an..300")
    issue_date: Date | None = element("CAREC133", "Date of issue.")
    expiration_date: Date | None = element("CAREC134", "Until when it holds.")
