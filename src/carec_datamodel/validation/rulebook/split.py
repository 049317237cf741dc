"""Rules on consignments that travel in parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.cargo import CargoConsignment
    from carec_datamodel.model.cargo_manifest import CargoManifest


def _parts(manifest: CargoManifest) -> list[tuple[str, list[tuple[int, CargoConsignment]]]]:
    """Return the parts of each split consignment, behind the number of its transport document.

    A master and a house may go by the same number, and so may documents of two kinds.
    """
    found: dict[tuple[str, str | None, str | None], list[tuple[int, CargoConsignment]]] = {}
    for index, consignment in enumerate(manifest.consignment):
        documents = consignment.transport_contract_document
        if consignment.consignment_split is not None and documents and documents[0].id:
            key = (documents[0].id, documents[0].type_code, consignment.level_code)
            found.setdefault(key, []).append((index, consignment))
    return [(number, parts) for (number, *_), parts in found.items()]


def _part(number: int, packages: str, whole: str = "30") -> dict[str, object]:
    """Return a part of two of one consignment, as the examples have it."""
    return {
        "TransportContractDocument": [{"ID": "NXG01"}],
        "ConsignmentSplit": {
            "PartNumeric": number,
            "PartQuantity": 2,
            "PackageQuantity": {"value": packages},
            "TotalPackageQuantity": {"value": whole},
        },
    }


@rule(
    "manifest.part-numbers",
    "CargoManifest",
    "Consignment[]/ConsignmentSplit/PartNumeric",
    "Consignment[]/TransportContractDocument[]/ID",
    good={"Consignment": [_part(1, "10"), _part(2, "20")]},
    bad={"Consignment": [_part(1, "10"), _part(1, "20")]},
    source="ASYCUDA manifest",
)
def manifest_part_numbers(manifest: CargoManifest, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """No two parts of a split consignment have one number."""
    for document, parts in _parts(manifest):
        seen: set[int] = set()
        for index, consignment in parts:
            split = consignment.consignment_split
            number = split.part_numeric if split is not None else None
            if number is None:
                continue
            if number in seen:
                yield Problem(
                    ("Consignment", index, "ConsignmentSplit", "PartNumeric"),
                    f"part {number} of {document} is there twice",
                    "each part once",
                    str(number),
                )
            seen.add(number)


@rule(
    "manifest.part-packages",
    "CargoManifest",
    "Consignment[]/ConsignmentSplit/PackageQuantity",
    "Consignment[]/ConsignmentSplit/TotalPackageQuantity",
    good={"Consignment": [_part(1, "10"), _part(2, "20")]},
    bad={"Consignment": [_part(1, "10"), _part(2, "25")]},
    source="ASYCUDA manifest",
    severity=Severity.WARNING,
)
def manifest_part_packages(manifest: CargoManifest, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The parts of a split consignment have the packages of the whole where all are there, and never more."""
    for document, parts in _parts(manifest):
        splits = [item.consignment_split for _, item in parts if item.consignment_split is not None]
        totals = {split.total_package_quantity.value for split in splits if split.total_package_quantity}
        packages = [split.package_quantity.value for split in splits if split.package_quantity]
        if len(totals) != 1 or len(packages) != len(splits):
            continue
        (whole,), there = totals, sum(packages, Decimal())
        complete = all(split.part_quantity == len(splits) for split in splits)
        if there > whole or (complete and there < whole):
            yield Problem(
                ("Consignment", parts[-1][0], "ConsignmentSplit", "PackageQuantity"),
                f"{len(splits)} parts of {document} have {there:f} packages, the whole {whole:f}",
                f"{whole:f}" if complete else f"no more than {whole:f}",
                f"{there:f}",
            )
