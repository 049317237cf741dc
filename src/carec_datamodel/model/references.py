"""How one message names another: the declaration, manifest or movement that it is about."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.documents import UCR, Pointer
from carec_datamodel.model.types import Code, Count, DateTime, Identifier, Indicator, Text


class ReferencedDeclaration(Model, wco="42A"):
    """The declaration, manifest or transit that a message is about."""

    message_name: Code | None = element(
        "CAREC275",
        "Which message it is: GoodsDeclaration, CargoManifest, TransitDeclaration.",
        format="an..35",
    )
    acceptance_date_time: DateTime | None = element("023", "When customs accepted it.")
    functional_reference_id: Identifier | None = element(
        "D026", "The declarant's own number of it.", format="an..70"
    )
    id: Identifier | None = element("D014", "Number that customs gave it.", format="an..70")
    tir_carnet_id: Identifier | None = element(
        "CAREC276", "Number of the TIR carnet.", format="an..12", identifier="TirCarnetNumber"
    )
    tir_page_numeric: Count | None = element("CAREC688", "Number of the voucher of the TIR carnet.")
    type_code: Code | None = element("D013", "Kind of declaration.", format="an..70")
    version_id: Identifier | None = element("383", "Version of it.", format="an..9")
    declaration_office_id: Identifier | None = element("065", "Office where it was lodged.", format="an..17")
    goods_item_numeric: tuple[Count, ...] = elements("CAREC277", "Numbers of the goods items meant.")
    ucr: tuple[UCR, ...] = elements("35B", "Unique consignment references.")


class Cancellation(Model, wco="CAREC691"):
    """A request to make a declaration invalid, and the decision on it."""

    request_date_time: DateTime | None = element("CAREC692", "When it was asked for.")
    decision_date_time: DateTime | None = element("CAREC395", "When it was decided.")
    granted_indicator: Indicator | None = element("CAREC694", "Whether it was granted.")
    customs_initiated_indicator: Indicator | None = element("CAREC695", "Whether customs itself wants it.")
    reason_description: Text | None = element("CAREC396", "Why.", format="an..4000")


class Discrepancy(Model, wco="CAREC286"):
    """One difference between what was declared and what was found."""

    sequence_numeric: Count | None = element("006", "Position of the difference, from 1.")
    type_code: Code | None = element(
        "CAREC287", "Kind of difference.", format="an..17", codes="discrepancy-type"
    )
    declared_value: Text | None = element("CAREC288", "What was declared.", format="an..4000")
    found_value: Text | None = element("CAREC289", "What was found.", format="an..4000")
    description: Text | None = element("CAREC290", "The difference in words.", format="an..4000")
    pointer: tuple[Pointer, ...] = elements("97A", "Where in the declaration, step by step.")
