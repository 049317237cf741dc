"""How cargo is to be handled."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element
from carec_datamodel.model.types import Code, Text


class Handling(Model, wco="73A"):
    """One instruction for handling the goods."""

    instructions: Text | None = element("092", "Instruction in words.", format="an..4000")
    instructions_code: Code | None = element("093", "Instruction, coded.", format="an..17")
