"""Goods that customs detains: why, who keeps them, to whom they are given back."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.control_person import ControlOfficer, ControlParticipant
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.offence import LegalProvision
from carec_datamodel.model.party import ContactOffice
from carec_datamodel.model.places import Location
from carec_datamodel.model.types import DateTime, Indicator, Text


class Custody(Model, wco="CAREC826"):
    """The keeping of detained goods."""

    storage_until_date_time: DateTime | None = element("CAREC816", "Until when they can be stored.")
    seals_intact_indicator: Indicator | None = element("CAREC304", "Whether the seals were intact.")
    description: tuple[Text, ...] = elements("CAREC831", "Remarks; one entry per paragraph.")
    contact_office: ContactOffice | None = element(
        "35A", "Office that answers questions.", ids={"ID": "G002"}
    )
    detaining_officer: ControlOfficer | None = element("CAREC832", "Officer who detained the goods.")
    handing_over_officer: ControlOfficer | None = element("CAREC833", "Officer who handed the goods over.")
    keeper: ControlParticipant | None = element("CAREC834", "Who took the goods over to keep them.")
    keeper_officer: ControlOfficer | None = element(
        "CAREC835", "The keeper, where customs itself keeps the goods."
    )
    storage_location: Location | None = element("CAREC836", "Where the goods are kept.")


class ReturnGround(Model, wco="CAREC837"):
    """Why detained goods are given back."""

    description: tuple[Text, ...] = elements("CAREC831", "Remarks; one entry per paragraph.")
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents that prove it.")


class GoodsReturn(Model, wco="CAREC838"):
    """The giving back of detained goods."""

    seals_intact_indicator: Indicator | None = element("CAREC304", "Whether the seals were intact.")
    description: tuple[Text, ...] = elements("CAREC831", "Remarks; one entry per paragraph.")
    recipient: ControlParticipant | None = element("CAREC839", "Who got the goods back.")
    return_ground: tuple[ReturnGround, ...] = elements("CAREC837", "Why they were given back.")


class Detention(Model, wco="CAREC840"):
    """The detention of goods, from the ground of it to its end."""

    ground_description: tuple[Text, ...] = elements("CAREC841", "Why; one entry per paragraph.")
    custody: Custody | None = element("CAREC826", "Who keeps the goods.")
    goods_return: GoodsReturn | None = element("CAREC838", "How they were given back.")
    legal_provision: tuple[LegalProvision, ...] = elements("CAREC780", "Provisions that allow it.")
