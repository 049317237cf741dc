"""Breaches of the law that a control finds, and the provisions concerned."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.types import Code, Date, Identifier, Text


class LegalProvision(Model, wco="CAREC780"):
    """One place in a law or another legal act."""

    act_name: Text | None = element("CAREC781", "Name of the act.", format="an..500")
    act_id: Identifier | None = element("CAREC782", "Number of the act.", format="an..70")
    act_date: Date | None = element("CAREC783", "Date of the act.")
    article_id: Identifier | None = element("CAREC784", "Article.", format="an..17")
    paragraph_id: Identifier | None = element("CAREC785", "Paragraph.", format="an..17")
    sub_paragraph_id: Identifier | None = element("CAREC786", "Part of the paragraph.", format="an..17")


class Offence(Model, wco="CAREC787"):
    """Signs that a law was broken."""

    offence_code: tuple[Code, ...] = elements("CAREC788", "Kinds of offence, coded.")
    description: tuple[Text, ...] = elements("CAREC831", "The offence; one entry per paragraph.")
    legal_provision: tuple[LegalProvision, ...] = elements("CAREC780", "Provisions that were broken.")
