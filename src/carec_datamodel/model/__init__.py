"""The harmonised model: typed, immutable messages. Knows no XML, no files, no country.

May be changed here: classes, elements, their definitions. Not: how they look on the
wire, which `carec_datamodel.wire` derives from what stands here.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration as GoodsDeclaration
    from carec_datamodel.model.types import Amount as Amount
    from carec_datamodel.model.types import Date as Date
    from carec_datamodel.model.types import DateTime as DateTime
    from carec_datamodel.model.types import Measure as Measure
    from carec_datamodel.model.types import Quantity as Quantity

VERSION = "1.0"
"""Version of the harmonised model, which names its schemas."""

MESSAGES: dict[str, str] = {
    "GoodsDeclaration": "carec_datamodel.model.goods_declaration",
}
"""Message classes by name, and the module of each, so that only what is used is loaded."""

_CLASSES: dict[str, tuple[str, ...]] = {
    "types": ("Amount", "Date", "DateTime", "Measure", "Quantity"),
    "consignment": ("Consignment", "ConsignmentItem", "Freight", "TransitControl", "TransitSignature"),
    "documents": (
        "AdditionalDocument",
        "AdditionalInformation",
        "Amendment",
        "Assessment",
        "Authentication",
        "Authenticator",
        "Pointer",
        "PreviousDocument",
        "TransportContractDocument",
        "UCR",
        "WriteOff",
    ),
    "duties": ("DutyTaxFee", "ObligationGuarantee", "Payment"),
    "extension": ("Extension", "ExtensionField", "Residue"),
    "goods_declaration": ("GoodsDeclaration", "GoodsShipment"),
    "goods_item": (
        "AEOMutualRecognitionParty",
        "Commodity",
        "DangerousGoods",
        "DomesticDutyTaxParty",
        "GovernmentAgencyGoodsItem",
        "GovernmentProcedure",
    ),
    "goods_measure": ("Classification", "GoodsMeasure"),
    "meta_data": ("MetaData",),
    "packaging": ("Packaging",),
    "party": ("Address", "AuthorisationHolder", "Bank", "Communication", "Contact", "Office", "Party"),
    "places": ("Country", "Destination", "Itinerary", "Location", "Origin", "Warehouse"),
    "transport": ("Seal", "TransportEquipment", "TransportMeans"),
    "valuation": (
        "ChargeDeduction",
        "CurrencyExchange",
        "CustomsValuation",
        "Invoice",
        "InvoiceLine",
        "MarketValuation",
        "TradeTerms",
        "ValuationAdjustment",
    ),
}
_MODULE_OF = {name: f"carec_datamodel.model.{module}" for module, names in _CLASSES.items() for name in names}

__all__ = ["MESSAGES", "VERSION", *sorted(_MODULE_OF)]  # noqa: PLE0604 - built from the table above


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value
