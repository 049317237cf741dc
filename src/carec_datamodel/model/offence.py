"""Breaches of the law that a control finds, and the provisions concerned."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.types import Code, Date, Identifier, Text


class LegalProvision(Model, wco="CAREC931"):
    """One place in a law or another legal act."""

    act_name: Text | None = element("CAREC932", "Name of the act.", format="an..500")
    act_id: Identifier | None = element("CAREC933", "Number of the act.", format="an..70")
    act_date: Date | None = element("CAREC934", "Date of the act.")
    article_id: Identifier | None = element("CAREC935", "Article.", format="an..17")
    paragraph_id: Identifier | None = element("CAREC936", "Paragraph.", format="an..17")
    sub_paragraph_id: Identifier | None = element("CAREC937", "Part of the paragraph.", format="an..17")


class Offence(Model, wco="CAREC938"):
    """Signs that a law was broken."""

    offence_code: tuple[Code, ...] = elements("CAREC939", "Kinds of offence, coded.")
    description: tuple[Text, ...] = elements("CAREC985", "The offence; one entry per paragraph.")
    legal_provision: tuple[LegalProvision, ...] = elements("CAREC931", "Provisions that were broken.")
