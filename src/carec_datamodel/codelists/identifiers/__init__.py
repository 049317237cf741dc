"""Identifiers as types: container number, references, carnet, seal, tariff code.

One small module for each, with the source of its facts and examples that are tests. What
they all share is in `base`, the arithmetic of check digits in `check_digits`. The numbers of
traders and persons, which differ by country, are rows of ``registrations.tsv``.

May be changed here: the form and the check of an identifier, each with its source, and
new identifiers. Not here: tables of codes that exist, such as the headings of the
Harmonized System or the countries; these are code lists.

>>> from carec_datamodel.codelists.identifiers import ContainerNumber
>>> ContainerNumber.parse("csqu 305438-3")
ContainerNumber('CSQU3054383')
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carec_datamodel.codelists.identifiers.base import Problem as Problem
    from carec_datamodel.codelists.identifiers.base import TypedIdentifier as TypedIdentifier
    from carec_datamodel.codelists.identifiers.container_number import ContainerNumber as ContainerNumber
    from carec_datamodel.codelists.identifiers.hs_code import HsCode as HsCode
    from carec_datamodel.codelists.identifiers.masking import mask as mask
    from carec_datamodel.codelists.identifiers.mrn import MovementReferenceNumber as MovementReferenceNumber
    from carec_datamodel.codelists.identifiers.national_identifier import (
        NationalIdentifier as NationalIdentifier,
    )
    from carec_datamodel.codelists.identifiers.registrations import check_registration as check_registration
    from carec_datamodel.codelists.identifiers.registrations import (
        national_identifiers as national_identifiers,
    )
    from carec_datamodel.codelists.identifiers.registrations import recognise as recognise
    from carec_datamodel.codelists.identifiers.seal_number import SealNumber as SealNumber
    from carec_datamodel.codelists.identifiers.tir_carnet import TirCarnetNumber as TirCarnetNumber
    from carec_datamodel.codelists.identifiers.ucr import (
        UniqueConsignmentReference as UniqueConsignmentReference,
    )
    from carec_datamodel.errors import InvalidIdentifier as InvalidIdentifier

IDENTIFIERS: dict[str, str] = {
    "ContainerNumber": f"{__name__}.container_number",
    "HsCode": f"{__name__}.hs_code",
    "MovementReferenceNumber": f"{__name__}.mrn",
    "SealNumber": f"{__name__}.seal_number",
    "TirCarnetNumber": f"{__name__}.tir_carnet",
    "UniqueConsignmentReference": f"{__name__}.ucr",
}
"""Identifier classes by name, and the module of each, so that only what is used is loaded."""

_MODULE_OF = {
    **IDENTIFIERS,
    "InvalidIdentifier": "carec_datamodel.errors",
    "NationalIdentifier": f"{__name__}.national_identifier",
    "Problem": f"{__name__}.base",
    "TypedIdentifier": f"{__name__}.base",
    "check_registration": f"{__name__}.registrations",
    "mask": f"{__name__}.masking",
    "national_identifiers": f"{__name__}.registrations",
    "recognise": f"{__name__}.registrations",
}

__all__ = ["IDENTIFIERS", *sorted(_MODULE_OF)]  # noqa: PLE0604 - built from the table above


if not TYPE_CHECKING:  # a type checker would believe that every name is there

    def __getattr__(name: str) -> Any:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(_MODULE_OF[name]), name)
        globals()[name] = value
        return value
