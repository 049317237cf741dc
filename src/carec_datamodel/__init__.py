"""carec_datamodel: one harmonised model of trade for the customs services of the CAREC region.

>>> import carec_datamodel as cdm
>>> declaration = cdm.GoodsDeclaration(function_code="9", invoice_amount=cdm.Amount("12.50", "USD"))
>>> cdm.loads(cdm.dumps(declaration)) == declaration
True

What is named here is the public interface, with the classes in `carec_datamodel.model`.
Everything is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carec_datamodel.api import convert as convert
    from carec_datamodel.api import detect as detect
    from carec_datamodel.api import dumps as dumps
    from carec_datamodel.api import formats as formats
    from carec_datamodel.api import iter_items as iter_items
    from carec_datamodel.api import loads as loads
    from carec_datamodel.api import profiles as profiles
    from carec_datamodel.api import read as read
    from carec_datamodel.api import schema as schema
    from carec_datamodel.api import validate as validate
    from carec_datamodel.api import validate_together as validate_together
    from carec_datamodel.api import write as write
    from carec_datamodel.conversion import Conversion as Conversion
    from carec_datamodel.crosswalk.ledger import Ledger as Ledger
    from carec_datamodel.crosswalk.residue import Residue as Residue
    from carec_datamodel.derivation.derive import Derived as Derived
    from carec_datamodel.derivation.derive import Left as Left
    from carec_datamodel.derivation.derive import derive as derive
    from carec_datamodel.errors import CarecError as CarecError
    from carec_datamodel.errors import ChangeError as ChangeError
    from carec_datamodel.errors import CodeListError as CodeListError
    from carec_datamodel.errors import InvalidMessage as InvalidMessage
    from carec_datamodel.errors import LocatorError as LocatorError
    from carec_datamodel.errors import LossyConversion as LossyConversion
    from carec_datamodel.errors import ProfileError as ProfileError
    from carec_datamodel.errors import UnknownFormat as UnknownFormat
    from carec_datamodel.errors import UnsafeDocument as UnsafeDocument
    from carec_datamodel.findings import Finding as Finding
    from carec_datamodel.findings import Severity as Severity
    from carec_datamodel.formats.base import Format as Format
    from carec_datamodel.model.cargo_manifest import CargoManifest as CargoManifest
    from carec_datamodel.model.changes import Change as Change
    from carec_datamodel.model.changes import apply as apply
    from carec_datamodel.model.changes import diff as diff
    from carec_datamodel.model.control_result import ControlResult as ControlResult
    from carec_datamodel.model.corridor_measurement import CorridorMeasurement as CorridorMeasurement
    from carec_datamodel.model.goods_declaration import GoodsDeclaration as GoodsDeclaration
    from carec_datamodel.model.locator import Locator as Locator
    from carec_datamodel.model.response import Response as Response
    from carec_datamodel.model.risk_assessment import RiskAssessment as RiskAssessment
    from carec_datamodel.model.supporting_document import SupportingDocument as SupportingDocument
    from carec_datamodel.model.transit_declaration import TransitDeclaration as TransitDeclaration
    from carec_datamodel.model.transit_report import TransitReport as TransitReport
    from carec_datamodel.model.types import Amount as Amount
    from carec_datamodel.model.types import Date as Date
    from carec_datamodel.model.types import DateTime as DateTime
    from carec_datamodel.model.types import Measure as Measure
    from carec_datamodel.model.types import Quantity as Quantity
    from carec_datamodel.model.valuation_declaration import ValuationDeclaration as ValuationDeclaration
    from carec_datamodel.profile.profile import Profile as Profile
    from carec_datamodel.validation.report import Report as Report
    from carec_datamodel.wire.safety import Limits as Limits

__version__ = "0.1.0"

_MODULES: dict[str, tuple[str, ...]] = {
    "api": (
        *("convert", "detect", "dumps", "iter_items", "loads"),
        *("profiles", "read", "schema", "validate", "validate_together", "write"),
    ),
    "conversion": ("Conversion",),
    "crosswalk.ledger": ("Ledger",),
    "crosswalk.residue": ("Residue",),
    "derivation.derive": ("Derived", "Left", "derive"),
    "errors": (
        "CarecError",
        "ChangeError",
        "CodeListError",
        "InvalidMessage",
        "LocatorError",
        "LossyConversion",
        "ProfileError",
        "UnknownFormat",
        "UnsafeDocument",
    ),
    "findings": ("Finding", "Severity"),
    "formats.base": ("Format",),
    "model.cargo_manifest": ("CargoManifest",),
    "model.changes": ("Change", "apply", "diff"),
    "model.control_result": ("ControlResult",),
    "model.corridor_measurement": ("CorridorMeasurement",),
    "model.goods_declaration": ("GoodsDeclaration",),
    "model.locator": ("Locator",),
    "model.response": ("Response",),
    "model.risk_assessment": ("RiskAssessment",),
    "model.supporting_document": ("SupportingDocument",),
    "model.transit_declaration": ("TransitDeclaration",),
    "model.transit_report": ("TransitReport",),
    "model.valuation_declaration": ("ValuationDeclaration",),
    "model.types": ("Amount", "Date", "DateTime", "Measure", "Quantity"),
    "profile.profile": ("Profile",),
    "validation.report": ("Report",),
    "wire.safety": ("Limits",),
}
_MODULE_OF = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}

__all__ = ["__version__", "formats", *sorted(_MODULE_OF)]  # noqa: PLE0604 - built from the table above


if not TYPE_CHECKING:  # a type checker would believe that every name is there

    def __getattr__(name: str) -> Any:
        if name == "formats":  # the folder of that name is the function too
            return importlib.import_module(f"{__name__}.formats")
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(_MODULE_OF[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
