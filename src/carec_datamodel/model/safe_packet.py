"""The safe packet: documents that travel under seal from one customs office to another."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.party import Office
from carec_datamodel.model.places import Itinerary
from carec_datamodel.model.transport_equipment import Seal
from carec_datamodel.model.types import Count, DateTime, Identifier


class SafePacket(Model, wco="CAREC256"):
    """A sealed package of documents that travels with the goods from one customs office to another."""

    id: Identifier | None = element("CAREC257", "Number of the sealed package.", format="an..35")
    sealing_date_time: DateTime | None = element("CAREC258", "When it was sealed.")
    limit_date_time: DateTime | None = element("CAREC259", "By when it must be handed over.")
    opening_date_time: DateTime | None = element("CAREC260", "When it was opened.")
    document_quantity: Count | None = element("CAREC261", "Number of documents in it.")
    content_document: tuple[AdditionalDocument, ...] = elements("CAREC262", "Documents in it.")
    itinerary: tuple[Itinerary, ...] = elements("81A", "Way that it must take.")
    opening_office: Office | None = element("CAREC263", "Office that may open it.")
    seal: tuple[Seal, ...] = elements("44B", "Seals on it.")
    sealing_office: Office | None = element("CAREC264", "Office that sealed it.")
