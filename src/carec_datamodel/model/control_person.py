"""Persons at a control: officers who make it, persons who are present."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Address, OtherIdentifier
from carec_datamodel.model.person import GovernmentOfficer, Person
from carec_datamodel.model.types import Code, DateTime, Indicator, Text


class ControlOfficer(GovernmentOfficer, wco="69A"):
    """An officer at a control, and what he did in it."""

    role_code: tuple[Code, ...] = elements("CAREC773", "What the officer did in the control, coded.")
    signed_indicator: Indicator | None = element("CAREC774", "Whether the record is signed.")
    signing_date_time: DateTime | None = element("CAREC744", "When the person signed.")


class ControlParticipant(Person):
    """A person who was present at a control, or took goods over."""

    employer_name: Text | None = element("CAREC775", "For whom the person works.", format="an..300")
    other_identifier: tuple[OtherIdentifier, ...] = elements("CAREC115", "Identifiers of the person.")
    address: tuple[Address, ...] = elements("04A", "Addresses of the person.")
    signature_code: Code | None = element(
        "CAREC776", "Whether the person signed or refused, coded.", format="an..17"
    )
    signed_indicator: Indicator | None = element("CAREC774", "Whether the record is signed.")
    signing_date_time: DateTime | None = element("CAREC744", "When the person signed.")


class Statement(Model, wco="CAREC777"):
    """What a person who was present has to say."""

    description: Text | None = element("CAREC831", "The statement.", format="an..4000")
    person: Person | None = element("CAREC779", "Who says it.")
