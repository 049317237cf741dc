"""What a goods declaration declares, each thing with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.model.refusals import Loc

if TYPE_CHECKING:
    from carec_datamodel.model.base import Model
    from carec_datamodel.model.documents import AdditionalDocument
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem
    from carec_datamodel.model.types import DateTime

ITEMS: Loc = ("GoodsShipment", "GovernmentAgencyGoodsItem")


def items_of(declaration: GoodsDeclaration) -> Iterator[tuple[Loc, GovernmentAgencyGoodsItem]]:
    """Yield the goods items of *declaration*."""
    if declaration.goods_shipment is not None:
        for index, item in enumerate(declaration.goods_shipment.government_agency_goods_item):
            yield (*ITEMS, index), item


def documents_of(declaration: GoodsDeclaration) -> Iterator[tuple[Loc, AdditionalDocument]]:
    """Yield the documents of *declaration* and of its items."""
    for index, document in enumerate(declaration.additional_document):
        yield ("AdditionalDocument", index), document
    for loc, item in items_of(declaration):
        for index, document in enumerate(item.additional_document):
            yield (*loc, "AdditionalDocument", index), document


def day_of(declaration: GoodsDeclaration) -> tuple[str, DateTime] | None:
    """Return the day of *declaration*: of its acceptance, or else its own date; with the element's name."""
    if declaration.acceptance_date_time is not None:
        return "AcceptanceDateTime", declaration.acceptance_date_time
    if declaration.issue_date_time is not None:
        return "IssueDateTime", declaration.issue_date_time
    return None


def is_import(message: Model) -> bool:
    """Return whether *message* is a declaration for import; the direction of flow says less than the type."""
    return getattr(message, "type_code", None) == "IM"
