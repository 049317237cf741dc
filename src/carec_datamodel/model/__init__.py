"""The harmonised model: typed, immutable messages. Knows no XML, no files, no country.

May be changed here: classes, elements, their definitions. Not: how they look on the
wire, which `carec_datamodel.wire` derives from what stands here.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carec_datamodel.model.consignment import Consignment as Consignment
    from carec_datamodel.model.consignment import ConsignmentItem as ConsignmentItem
    from carec_datamodel.model.consignment import Freight as Freight
    from carec_datamodel.model.consignment import TransitControl as TransitControl
    from carec_datamodel.model.consignment import TransitSignature as TransitSignature
    from carec_datamodel.model.documents import UCR as UCR
    from carec_datamodel.model.documents import AdditionalDocument as AdditionalDocument
    from carec_datamodel.model.documents import AdditionalInformation as AdditionalInformation
    from carec_datamodel.model.documents import Amendment as Amendment
    from carec_datamodel.model.documents import Assessment as Assessment
    from carec_datamodel.model.documents import Authentication as Authentication
    from carec_datamodel.model.documents import Authenticator as Authenticator
    from carec_datamodel.model.documents import Pointer as Pointer
    from carec_datamodel.model.documents import PreviousDocument as PreviousDocument
    from carec_datamodel.model.documents import TransportContractDocument as TransportContractDocument
    from carec_datamodel.model.documents import WriteOff as WriteOff
    from carec_datamodel.model.duties import DutyTaxFee as DutyTaxFee
    from carec_datamodel.model.duties import ObligationGuarantee as ObligationGuarantee
    from carec_datamodel.model.duties import Payment as Payment
    from carec_datamodel.model.extension import Extension as Extension
    from carec_datamodel.model.extension import ExtensionField as ExtensionField
    from carec_datamodel.model.extension import Residue as Residue
    from carec_datamodel.model.goods_declaration import GoodsDeclaration as GoodsDeclaration
    from carec_datamodel.model.goods_declaration import GoodsShipment as GoodsShipment
    from carec_datamodel.model.goods_item import AEOMutualRecognitionParty as AEOMutualRecognitionParty
    from carec_datamodel.model.goods_item import Commodity as Commodity
    from carec_datamodel.model.goods_item import DangerousGoods as DangerousGoods
    from carec_datamodel.model.goods_item import DomesticDutyTaxParty as DomesticDutyTaxParty
    from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem as GovernmentAgencyGoodsItem
    from carec_datamodel.model.goods_item import GovernmentProcedure as GovernmentProcedure
    from carec_datamodel.model.goods_measure import Classification as Classification
    from carec_datamodel.model.goods_measure import GoodsMeasure as GoodsMeasure
    from carec_datamodel.model.meta_data import MetaData as MetaData
    from carec_datamodel.model.packaging import Packaging as Packaging
    from carec_datamodel.model.party import Address as Address
    from carec_datamodel.model.party import AuthorisationHolder as AuthorisationHolder
    from carec_datamodel.model.party import Bank as Bank
    from carec_datamodel.model.party import Communication as Communication
    from carec_datamodel.model.party import Contact as Contact
    from carec_datamodel.model.party import Office as Office
    from carec_datamodel.model.party import Party as Party
    from carec_datamodel.model.places import Country as Country
    from carec_datamodel.model.places import Destination as Destination
    from carec_datamodel.model.places import Itinerary as Itinerary
    from carec_datamodel.model.places import Location as Location
    from carec_datamodel.model.places import Origin as Origin
    from carec_datamodel.model.places import Warehouse as Warehouse
    from carec_datamodel.model.transport import Seal as Seal
    from carec_datamodel.model.transport import TransportEquipment as TransportEquipment
    from carec_datamodel.model.transport import TransportMeans as TransportMeans
    from carec_datamodel.model.types import Amount as Amount
    from carec_datamodel.model.types import Date as Date
    from carec_datamodel.model.types import DateTime as DateTime
    from carec_datamodel.model.types import Measure as Measure
    from carec_datamodel.model.types import Quantity as Quantity
    from carec_datamodel.model.valuation import ChargeDeduction as ChargeDeduction
    from carec_datamodel.model.valuation import CurrencyExchange as CurrencyExchange
    from carec_datamodel.model.valuation import CustomsValuation as CustomsValuation
    from carec_datamodel.model.valuation import Invoice as Invoice
    from carec_datamodel.model.valuation import InvoiceLine as InvoiceLine
    from carec_datamodel.model.valuation import MarketValuation as MarketValuation
    from carec_datamodel.model.valuation import TradeTerms as TradeTerms
    from carec_datamodel.model.valuation import ValuationAdjustment as ValuationAdjustment

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


if not TYPE_CHECKING:  # a type checker would believe that every name is there

    def __getattr__(name: str) -> Any:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(_MODULE_OF[name]), name)
        globals()[name] = value
        return value
