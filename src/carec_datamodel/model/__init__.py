"""The harmonised model: typed, immutable messages. Knows no XML, no files, no country.

May be changed here: classes, elements, their definitions. Not: how they look on the
wire, which `carec_datamodel.wire` derives from what stands here.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carec_datamodel.model.attached_file import AttachedFile as AttachedFile
    from carec_datamodel.model.cargo import AssociatedTransportDocument as AssociatedTransportDocument
    from carec_datamodel.model.cargo import CargoConsignment as CargoConsignment
    from carec_datamodel.model.cargo import CargoPart as CargoPart
    from carec_datamodel.model.cargo import ConsignmentSplit as ConsignmentSplit
    from carec_datamodel.model.cargo import RemainingCargo as RemainingCargo
    from carec_datamodel.model.cargo_item import CargoItem as CargoItem
    from carec_datamodel.model.cargo_manifest import CargoManifest as CargoManifest
    from carec_datamodel.model.cargo_transit import CargoTransit as CargoTransit
    from carec_datamodel.model.carriage import CargoEvent as CargoEvent
    from carec_datamodel.model.carriage import CarriageLeg as CarriageLeg
    from carec_datamodel.model.carriage import Signature as Signature
    from carec_datamodel.model.charges import ChargePayer as ChargePayer
    from carec_datamodel.model.charges import ChargeSection as ChargeSection
    from carec_datamodel.model.charges import ChargeShare as ChargeShare
    from carec_datamodel.model.charges import RailwayCharges as RailwayCharges
    from carec_datamodel.model.charges import ServiceCharge as ServiceCharge
    from carec_datamodel.model.commodity import CargoCommodity as CargoCommodity
    from carec_datamodel.model.commodity import Commodity as Commodity
    from carec_datamodel.model.consignment import Consignment as Consignment
    from carec_datamodel.model.consignment import ConsignmentItem as ConsignmentItem
    from carec_datamodel.model.consignment import Freight as Freight
    from carec_datamodel.model.consignment import TransitControl as TransitControl
    from carec_datamodel.model.consignment import TransitSignature as TransitSignature
    from carec_datamodel.model.control import ControlAction as ControlAction
    from carec_datamodel.model.control import ControlDevice as ControlDevice
    from carec_datamodel.model.control import ControlEquipment as ControlEquipment
    from carec_datamodel.model.control import ControlledDocument as ControlledDocument
    from carec_datamodel.model.control import ControlledTransportMeans as ControlledTransportMeans
    from carec_datamodel.model.control_person import ControlOfficer as ControlOfficer
    from carec_datamodel.model.control_person import ControlParticipant as ControlParticipant
    from carec_datamodel.model.control_person import Statement as Statement
    from carec_datamodel.model.control_result import ControlReliance as ControlReliance
    from carec_datamodel.model.control_result import ControlResult as ControlResult
    from carec_datamodel.model.controlled_goods import ControlledGoods as ControlledGoods
    from carec_datamodel.model.controlled_goods import StorageRequirement as StorageRequirement
    from carec_datamodel.model.controlled_goods import Weighing as Weighing
    from carec_datamodel.model.conveyance import Conveyance as Conveyance
    from carec_datamodel.model.conveyance import OnBoardSupply as OnBoardSupply
    from carec_datamodel.model.corridor_measurement import CorridorActivity as CorridorActivity
    from carec_datamodel.model.corridor_measurement import CorridorMeasurement as CorridorMeasurement
    from carec_datamodel.model.corridor_measurement import CorridorStop as CorridorStop
    from carec_datamodel.model.corridor_measurement import CorridorTrip as CorridorTrip
    from carec_datamodel.model.customs_identification import CustomsIdentification as CustomsIdentification
    from carec_datamodel.model.customs_identification import SealAction as SealAction
    from carec_datamodel.model.dangerous_goods import DangerousGoods as DangerousGoods
    from carec_datamodel.model.dangerous_goods import UNDGContact as UNDGContact
    from carec_datamodel.model.detention import Custody as Custody
    from carec_datamodel.model.detention import Detention as Detention
    from carec_datamodel.model.detention import GoodsReturn as GoodsReturn
    from carec_datamodel.model.detention import ReturnGround as ReturnGround
    from carec_datamodel.model.documents import UCR as UCR
    from carec_datamodel.model.documents import AdditionalDocument as AdditionalDocument
    from carec_datamodel.model.documents import AdditionalInformation as AdditionalInformation
    from carec_datamodel.model.documents import Amendment as Amendment
    from carec_datamodel.model.documents import Assessment as Assessment
    from carec_datamodel.model.documents import Authentication as Authentication
    from carec_datamodel.model.documents import Authenticator as Authenticator
    from carec_datamodel.model.documents import DocumentReference as DocumentReference
    from carec_datamodel.model.documents import Pointer as Pointer
    from carec_datamodel.model.documents import PreviousDocument as PreviousDocument
    from carec_datamodel.model.documents import TransportContractDocument as TransportContractDocument
    from carec_datamodel.model.documents import WriteOff as WriteOff
    from carec_datamodel.model.duties import DutyRate as DutyRate
    from carec_datamodel.model.duties import DutyTaxFee as DutyTaxFee
    from carec_datamodel.model.duties import ObligationGuarantee as ObligationGuarantee
    from carec_datamodel.model.duties import Payment as Payment
    from carec_datamodel.model.extension import Extension as Extension
    from carec_datamodel.model.extension import ExtensionField as ExtensionField
    from carec_datamodel.model.extension import Residue as Residue
    from carec_datamodel.model.goods_declaration import GoodsDeclaration as GoodsDeclaration
    from carec_datamodel.model.goods_declaration import GoodsShipment as GoodsShipment
    from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem as GovernmentAgencyGoodsItem
    from carec_datamodel.model.goods_measure import Classification as Classification
    from carec_datamodel.model.goods_measure import GoodsMeasure as GoodsMeasure
    from carec_datamodel.model.goods_vehicle import GoodsVehicle as GoodsVehicle
    from carec_datamodel.model.handling import Handling as Handling
    from carec_datamodel.model.identity_document import IdentityDocument as IdentityDocument
    from carec_datamodel.model.meta_data import MetaData as MetaData
    from carec_datamodel.model.offence import LegalProvision as LegalProvision
    from carec_datamodel.model.offence import Offence as Offence
    from carec_datamodel.model.packaging import Packaging as Packaging
    from carec_datamodel.model.party import Address as Address
    from carec_datamodel.model.party import AEOMutualRecognitionParty as AEOMutualRecognitionParty
    from carec_datamodel.model.party import AuthorisationHolder as AuthorisationHolder
    from carec_datamodel.model.party import Bank as Bank
    from carec_datamodel.model.party import Branch as Branch
    from carec_datamodel.model.party import Communication as Communication
    from carec_datamodel.model.party import Contact as Contact
    from carec_datamodel.model.party import ContactOffice as ContactOffice
    from carec_datamodel.model.party import DomesticDutyTaxParty as DomesticDutyTaxParty
    from carec_datamodel.model.party import Office as Office
    from carec_datamodel.model.party import OtherIdentifier as OtherIdentifier
    from carec_datamodel.model.party import OtherName as OtherName
    from carec_datamodel.model.party import Party as Party
    from carec_datamodel.model.person import GovernmentOfficer as GovernmentOfficer
    from carec_datamodel.model.person import Person as Person
    from carec_datamodel.model.places import Coordinates as Coordinates
    from carec_datamodel.model.places import Country as Country
    from carec_datamodel.model.places import Destination as Destination
    from carec_datamodel.model.places import Itinerary as Itinerary
    from carec_datamodel.model.places import Location as Location
    from carec_datamodel.model.places import Origin as Origin
    from carec_datamodel.model.places import Warehouse as Warehouse
    from carec_datamodel.model.procedure import GovernmentProcedure as GovernmentProcedure
    from carec_datamodel.model.product import Product as Product
    from carec_datamodel.model.product import ProductGroup as ProductGroup
    from carec_datamodel.model.references import Cancellation as Cancellation
    from carec_datamodel.model.references import Discrepancy as Discrepancy
    from carec_datamodel.model.references import ReferencedDeclaration as ReferencedDeclaration
    from carec_datamodel.model.response import AnnouncedControl as AnnouncedControl
    from carec_datamodel.model.response import AnsweredDeclaration as AnsweredDeclaration
    from carec_datamodel.model.response import AssessedCommodity as AssessedCommodity
    from carec_datamodel.model.response import AssessedGoodsItem as AssessedGoodsItem
    from carec_datamodel.model.response import AssessedGoodsShipment as AssessedGoodsShipment
    from carec_datamodel.model.response import Error as Error
    from carec_datamodel.model.response import PaymentAccount as PaymentAccount
    from carec_datamodel.model.response import RefusedGuarantee as RefusedGuarantee
    from carec_datamodel.model.response import Response as Response
    from carec_datamodel.model.response import SettledDutyTaxFee as SettledDutyTaxFee
    from carec_datamodel.model.response import SettledPayment as SettledPayment
    from carec_datamodel.model.response import Status as Status
    from carec_datamodel.model.risk_assessment import AuditReferral as AuditReferral
    from carec_datamodel.model.risk_assessment import ChannelDecision as ChannelDecision
    from carec_datamodel.model.risk_assessment import RecommendedAction as RecommendedAction
    from carec_datamodel.model.risk_assessment import RiskAssessment as RiskAssessment
    from carec_datamodel.model.risk_assessment import RiskProfileHit as RiskProfileHit
    from carec_datamodel.model.safe_packet import SafePacket as SafePacket
    from carec_datamodel.model.sample import Sample as Sample
    from carec_datamodel.model.sample import SamplePackaging as SamplePackaging
    from carec_datamodel.model.signatory import Signatory as Signatory
    from carec_datamodel.model.supporting_document import AdvanceRuling as AdvanceRuling
    from carec_datamodel.model.supporting_document import AuthorisedTraderStatus as AuthorisedTraderStatus
    from carec_datamodel.model.supporting_document import CertifiedGoods as CertifiedGoods
    from carec_datamodel.model.supporting_document import LaboratoryTest as LaboratoryTest
    from carec_datamodel.model.supporting_document import OriginCriterion as OriginCriterion
    from carec_datamodel.model.supporting_document import SupportingDocument as SupportingDocument
    from carec_datamodel.model.tir_carnet import TIRCarnet as TIRCarnet
    from carec_datamodel.model.tir_carnet import TIRVolet as TIRVolet
    from carec_datamodel.model.transit import DestinationControl as DestinationControl
    from carec_datamodel.model.transit import HouseConsignment as HouseConsignment
    from carec_datamodel.model.transit import TransitConsignment as TransitConsignment
    from carec_datamodel.model.transit_declaration import TransitDeclaration as TransitDeclaration
    from carec_datamodel.model.transit_guarantee import GoodsItemRange as GoodsItemRange
    from carec_datamodel.model.transit_guarantee import GuaranteeReference as GuaranteeReference
    from carec_datamodel.model.transit_guarantee import TransitGuarantee as TransitGuarantee
    from carec_datamodel.model.transit_item import TransitDocument as TransitDocument
    from carec_datamodel.model.transit_item import TransitItem as TransitItem
    from carec_datamodel.model.transit_means import TransitCarrier as TransitCarrier
    from carec_datamodel.model.transit_means import TransitOffice as TransitOffice
    from carec_datamodel.model.transit_means import TransitTransportMeans as TransitTransportMeans
    from carec_datamodel.model.transit_means import TransportMeansChange as TransportMeansChange
    from carec_datamodel.model.transit_report import Discharge as Discharge
    from carec_datamodel.model.transit_report import Endorsement as Endorsement
    from carec_datamodel.model.transit_report import Enquiry as Enquiry
    from carec_datamodel.model.transit_report import TrackingDevice as TrackingDevice
    from carec_datamodel.model.transit_report import TransitEvent as TransitEvent
    from carec_datamodel.model.transit_report import TransitReport as TransitReport
    from carec_datamodel.model.transit_report import UnloadingRemark as UnloadingRemark
    from carec_datamodel.model.transport import AttachedTransportMeans as AttachedTransportMeans
    from carec_datamodel.model.transport import RegisteredTransportMeans as RegisteredTransportMeans
    from carec_datamodel.model.transport import TransportMeans as TransportMeans
    from carec_datamodel.model.transport_equipment import Seal as Seal
    from carec_datamodel.model.transport_equipment import StowPosition as StowPosition
    from carec_datamodel.model.transport_equipment import Temperature as Temperature
    from carec_datamodel.model.transport_equipment import TransportEquipment as TransportEquipment
    from carec_datamodel.model.treatment import Treatment as Treatment
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
    from carec_datamodel.model.valuation_declaration import SaleConditions as SaleConditions
    from carec_datamodel.model.valuation_declaration import ValuationDeclaration as ValuationDeclaration
    from carec_datamodel.model.valuation_declaration import ValuationItem as ValuationItem
    from carec_datamodel.model.valuation_declaration import ValuationRemark as ValuationRemark
    from carec_datamodel.model.valuation_declaration import ValueComponent as ValueComponent
    from carec_datamodel.model.valuation_declaration import ValueConversion as ValueConversion

VERSION = "1.0"
"""Version of the harmonised model, which names its schemas."""

MESSAGES: dict[str, str] = {
    "GoodsDeclaration": "carec_datamodel.model.goods_declaration",
    "CargoManifest": "carec_datamodel.model.cargo_manifest",
    "TransitDeclaration": "carec_datamodel.model.transit_declaration",
    "TransitReport": "carec_datamodel.model.transit_report",
    "ControlResult": "carec_datamodel.model.control_result",
    "RiskAssessment": "carec_datamodel.model.risk_assessment",
    "Response": "carec_datamodel.model.response",
    "SupportingDocument": "carec_datamodel.model.supporting_document",
    "ValuationDeclaration": "carec_datamodel.model.valuation_declaration",
    "CorridorMeasurement": "carec_datamodel.model.corridor_measurement",
}
"""Message classes by name, and the module of each, so that only what is used is loaded."""

_CLASSES: dict[str, tuple[str, ...]] = {
    "types": ("Amount", "Date", "DateTime", "Measure", "Quantity"),
    "attached_file": ("AttachedFile",),
    "cargo": (
        "AssociatedTransportDocument",
        "CargoConsignment",
        "CargoPart",
        "ConsignmentSplit",
        "RemainingCargo",
    ),
    "cargo_item": ("CargoItem",),
    "cargo_manifest": ("CargoManifest",),
    "cargo_transit": ("CargoTransit",),
    "carriage": ("CargoEvent", "CarriageLeg", "Signature"),
    "charges": ("ChargePayer", "ChargeSection", "ChargeShare", "RailwayCharges", "ServiceCharge"),
    "commodity": ("CargoCommodity", "Commodity"),
    "consignment": ("Consignment", "ConsignmentItem", "Freight", "TransitControl", "TransitSignature"),
    "control": (
        "ControlAction",
        "ControlDevice",
        "ControlEquipment",
        "ControlledDocument",
        "ControlledTransportMeans",
    ),
    "conveyance": ("Conveyance", "OnBoardSupply"),
    "control_person": ("ControlOfficer", "ControlParticipant", "Statement"),
    "control_result": ("ControlReliance", "ControlResult"),
    "controlled_goods": ("ControlledGoods", "StorageRequirement", "Weighing"),
    "corridor_measurement": ("CorridorActivity", "CorridorMeasurement", "CorridorStop", "CorridorTrip"),
    "customs_identification": ("CustomsIdentification", "SealAction"),
    "dangerous_goods": ("DangerousGoods", "UNDGContact"),
    "detention": ("Custody", "Detention", "GoodsReturn", "ReturnGround"),
    "documents": (
        "AdditionalDocument",
        "AdditionalInformation",
        "Amendment",
        "Assessment",
        "Authentication",
        "Authenticator",
        "DocumentReference",
        "Pointer",
        "PreviousDocument",
        "TransportContractDocument",
        "UCR",
        "WriteOff",
    ),
    "duties": ("DutyRate", "DutyTaxFee", "ObligationGuarantee", "Payment"),
    "extension": ("Extension", "ExtensionField", "Residue"),
    "goods_declaration": ("GoodsDeclaration", "GoodsShipment"),
    "goods_item": ("GovernmentAgencyGoodsItem",),
    "goods_measure": ("Classification", "GoodsMeasure"),
    "goods_vehicle": ("GoodsVehicle",),
    "handling": ("Handling",),
    "identity_document": ("IdentityDocument",),
    "meta_data": ("MetaData",),
    "offence": ("LegalProvision", "Offence"),
    "packaging": ("Packaging",),
    "party": (
        "AEOMutualRecognitionParty",
        "Address",
        "AuthorisationHolder",
        "Bank",
        "Branch",
        "Communication",
        "Contact",
        "ContactOffice",
        "DomesticDutyTaxParty",
        "Office",
        "OtherIdentifier",
        "OtherName",
        "Party",
    ),
    "person": ("GovernmentOfficer", "Person"),
    "places": ("Coordinates", "Country", "Destination", "Itinerary", "Location", "Origin", "Warehouse"),
    "procedure": ("GovernmentProcedure",),
    "product": ("Product", "ProductGroup"),
    "references": ("Cancellation", "Discrepancy", "ReferencedDeclaration"),
    "response": (
        "AnnouncedControl",
        "AnsweredDeclaration",
        "AssessedCommodity",
        "AssessedGoodsItem",
        "AssessedGoodsShipment",
        "Error",
        "PaymentAccount",
        "RefusedGuarantee",
        "Response",
        "SettledDutyTaxFee",
        "SettledPayment",
        "Status",
    ),
    "risk_assessment": (
        "AuditReferral",
        "ChannelDecision",
        "RecommendedAction",
        "RiskAssessment",
        "RiskProfileHit",
    ),
    "safe_packet": ("SafePacket",),
    "sample": ("Sample", "SamplePackaging"),
    "signatory": ("Signatory",),
    "supporting_document": (
        "AdvanceRuling",
        "AuthorisedTraderStatus",
        "CertifiedGoods",
        "LaboratoryTest",
        "OriginCriterion",
        "SupportingDocument",
    ),
    "tir_carnet": ("TIRCarnet", "TIRVolet"),
    "transit": ("DestinationControl", "HouseConsignment", "TransitConsignment"),
    "transit_declaration": ("TransitDeclaration",),
    "transit_guarantee": ("GoodsItemRange", "GuaranteeReference", "TransitGuarantee"),
    "transit_item": ("TransitDocument", "TransitItem"),
    "transit_means": ("TransitCarrier", "TransitOffice", "TransitTransportMeans", "TransportMeansChange"),
    "transit_report": (
        "Discharge",
        "Endorsement",
        "Enquiry",
        "TrackingDevice",
        "TransitEvent",
        "TransitReport",
        "UnloadingRemark",
    ),
    "transport": ("AttachedTransportMeans", "RegisteredTransportMeans", "TransportMeans"),
    "transport_equipment": ("Seal", "StowPosition", "Temperature", "TransportEquipment"),
    "treatment": ("Treatment",),
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
    "valuation_declaration": (
        "SaleConditions",
        "ValuationDeclaration",
        "ValuationItem",
        "ValuationRemark",
        "ValueComponent",
        "ValueConversion",
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
