"""How customs will know goods again: seals, stamps, marks, samples, photographs."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.transport_equipment import Seal
from carec_datamodel.model.types import Code, Count, DateTime, Identifier, Text


class CustomsIdentification(Model, wco="CAREC703"):
    """One way by which customs will know the goods again, with its seals where these are meant."""

    sequence_numeric: Count | None = element("006", "Position of the entry, from 1.")
    method_code: Code | None = element(
        "CAREC704", "How customs will know them.", format="an..17", box="D", codes="identification-method"
    )
    type_code: Code | None = element("CAREC154", "Kind of seal.", format="an..17", box="D", codes="seal-type")
    seal_quantity: Count | None = element("CAREC705", "Number of seals or marks of the entry.", box="D")
    description: tuple[Text, ...] = elements("CAREC831", "Words on the seals or marks.", box="D")
    seal: tuple[Seal, ...] = elements("44B", "The seals, where their numbers are given apart.", box="D")


class SealAction(Model, wco="CAREC707"):
    """What an officer did with seals."""

    sequence_numeric: Count | None = element("006", "Position of the entry, from 1.")
    action_code: Code | None = element(
        "CAREC708", "What was done with them.", format="an..17", codes="seal-action"
    )
    action_date_time: DateTime | None = element("CAREC709", "When.")
    transport_means_id: tuple[Identifier, ...] = elements("CAREC710", "Vehicles that the seals are on.")
    customs_identification: tuple[CustomsIdentification, ...] = elements("CAREC703", "The seals.")
