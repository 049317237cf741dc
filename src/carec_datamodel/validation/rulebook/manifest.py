"""Rules on a manifest and its consignments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.cargo import CargoConsignment
    from carec_datamodel.model.cargo_manifest import CargoManifest


def numbers_of(consignment: CargoConsignment) -> set[str]:
    """Return the numbers that a consignment goes by: of its transport documents, and the carrier's own."""
    numbers = {document.id for document in consignment.transport_contract_document}
    return {number for number in (*numbers, consignment.carrier_assigned_id) if number}


def masters_of(consignment: CargoConsignment) -> set[str]:
    """Return the numbers of the master documents that a consignment names."""
    named = consignment.associated_transport_document
    return {document.id for document in named if document.id and document.level_code in {None, "MASTER"}}


@rule(
    "manifest.house-names-master",
    "CargoManifest",
    "Consignment[]/AssociatedTransportDocument[]/ID",
    "Consignment[]/LevelCode",
    "AssociatedTransportDocument/ID",
    good={
        "Consignment": [
            {"LevelCode": "MASTER", "CarrierAssignedID": "NXG02"},
            {"LevelCode": "HOUSE", "AssociatedTransportDocument": [{"ID": "NXG02"}]},
        ]
    },
    bad={"Consignment": [{"LevelCode": "MASTER", "CarrierAssignedID": "NXG02"}, {"LevelCode": "HOUSE"}]},
    source="ASYCUDA manifest, UN/EDIFACT CUSCAR",
    severity=Severity.WARNING,
)
def manifest_house_names_master(manifest: CargoManifest, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Beside other consignments, a house names the master document that it is carried under."""
    if manifest.associated_transport_document is not None or len(manifest.consignment) == 1:
        return
    for index, consignment in enumerate(manifest.consignment):
        if consignment.level_code == "HOUSE" and not consignment.associated_transport_document:
            yield Problem(
                ("Consignment", index, "AssociatedTransportDocument"),
                "the house consignment names no master document",
                "the number of its master",
            )


@rule(
    "manifest.master-listed",
    "CargoManifest",
    "Consignment[]/AssociatedTransportDocument[]/ID",
    "Consignment[]/TransportContractDocument[]/ID",
    "Consignment[]/LevelCode",
    good={
        "Consignment": [
            {"LevelCode": "MASTER", "TransportContractDocument": [{"ID": "NXG02"}]},
            {"LevelCode": "HOUSE", "AssociatedTransportDocument": [{"ID": "NXG02"}]},
        ]
    },
    bad={
        "Consignment": [
            {"LevelCode": "MASTER", "TransportContractDocument": [{"ID": "NXG02"}]},
            {"LevelCode": "HOUSE", "AssociatedTransportDocument": [{"ID": "NXG03"}]},
        ]
    },
    source="ASYCUDA manifest, UN/EDIFACT CUSCAR",
    severity=Severity.WARNING,
)
def manifest_master_listed(manifest: CargoManifest, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Where a manifest lists master documents, that of each of its houses is among them."""
    masters = {
        number
        for consignment in manifest.consignment
        if consignment.level_code == "MASTER"
        for number in numbers_of(consignment)
    }
    for index, consignment in enumerate(manifest.consignment):
        named = masters_of(consignment)
        if masters and named and consignment.level_code == "HOUSE" and not named & masters:
            yield Problem(
                ("Consignment", index, "AssociatedTransportDocument", 0, "ID"),
                f"the master document {', '.join(sorted(named))} is not in the manifest",
                "the number of a master that is in it",
                min(named),
            )


@rule(
    "manifest.master-has-houses",
    "CargoManifest",
    "Consignment[]/LevelCode",
    "Consignment[]/AssociatedTransportDocument[]/ID",
    good={
        "Consignment": [
            {"LevelCode": "MASTER", "TransportContractDocument": [{"ID": "NXG02"}]},
            {"LevelCode": "HOUSE", "AssociatedTransportDocument": [{"ID": "NXG02"}]},
        ]
    },
    bad={
        "Consignment": [
            {"LevelCode": "MASTER", "TransportContractDocument": [{"ID": "NXG02"}]},
            {"LevelCode": "MASTER", "TransportContractDocument": [{"ID": "NXG03"}]},
            {"LevelCode": "HOUSE", "AssociatedTransportDocument": [{"ID": "NXG02"}]},
        ]
    },
    source="ASYCUDA manifest, UN/EDIFACT CUSCAR",
    severity=Severity.NOTE,
)
def manifest_master_has_houses(manifest: CargoManifest, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Where a manifest lists house consignments, each master has some, or they come in a message apart."""
    houses = [item for item in manifest.consignment if item.level_code == "HOUSE"]
    if not houses or any(not masters_of(house) for house in houses):
        return
    named = {number for house in houses for number in masters_of(house)}
    for index, consignment in enumerate(manifest.consignment):
        numbers = numbers_of(consignment)
        if consignment.level_code == "MASTER" and numbers and not numbers & named:
            yield Problem(
                ("Consignment", index, "LevelCode"),
                f"no house consignment names the master document {min(numbers)}",
                "one or more house consignments",
                "MASTER",
            )


@rule(
    "manifest.documents-once",
    "CargoManifest",
    "Consignment[]/TransportContractDocument[]/ID",
    good={
        "Consignment": [
            {"TransportContractDocument": [{"ID": "NXG01"}]},
            {"TransportContractDocument": [{"ID": "NXG02"}]},
        ]
    },
    bad={
        "Consignment": [
            {"TransportContractDocument": [{"ID": "NXG01"}]},
            {"TransportContractDocument": [{"ID": "NXG01"}]},
        ]
    },
    source="ASYCUDA manifest, FAL Convention",
    severity=Severity.WARNING,
)
def manifest_documents_once(manifest: CargoManifest, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """No two consignments of a manifest go by one transport document, unless they are parts of one."""
    seen: dict[tuple[str, str | None, str | None], int] = {}
    for index, consignment in enumerate(manifest.consignment):
        if consignment.transport_split_indicator or consignment.consignment_split is not None:
            continue
        for position, document in enumerate(consignment.transport_contract_document):
            if not document.id:
                continue
            key = (document.id, document.type_code, consignment.level_code)
            first = seen.setdefault(key, index)
            if first != index:
                yield Problem(
                    ("Consignment", index, "TransportContractDocument", position, "ID"),
                    f"{document.id} is the transport document of consignment {first + 1} too",
                    "a number of its own",
                    document.id,
                )


@rule(
    "manifest.containers-listed",
    "CargoManifest",
    "Consignment[]/TransportEquipment[]/ID",
    "TransportEquipment[]/ID",
    needs=("Consignment", "TransportEquipment"),
    good={
        "TransportEquipment": [{"ID": "TSTU0001010"}],
        "Consignment": [{"TransportEquipment": [{"ID": "TSTU0001010"}]}],
    },
    bad={
        "TransportEquipment": [{"ID": "TSTU0001010"}],
        "Consignment": [{"TransportEquipment": [{"ID": "TSTU0001026"}]}],
    },
    source="China sea and rail manifests, FAL Convention",
    severity=Severity.WARNING,
)
def manifest_containers_listed(manifest: CargoManifest, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Where a manifest lists its containers, those of its consignments are among them."""
    listed = {equipment.id for equipment in manifest.transport_equipment}
    if None in listed:
        return
    for index, consignment in enumerate(manifest.consignment):
        for position, equipment in enumerate(consignment.transport_equipment):
            if equipment.id is not None and equipment.id not in listed:
                yield Problem(
                    ("Consignment", index, "TransportEquipment", position, "ID"),
                    f"the container {equipment.id} is not in the list of the manifest",
                    "one of the containers listed",
                    equipment.id,
                )


@rule(
    "manifest.empty-consignment",
    "CargoConsignment",
    "EmptyIndicator",
    "ConsignmentItem[]/ValueAmount",
    good={"EmptyIndicator": True},
    bad={
        "EmptyIndicator": True,
        "ConsignmentItem": [{"ValueAmount": {"value": "18480", "currencyID": "USD"}}],
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def manifest_empty_consignment(consignment: CargoConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A consignment of empty containers has no goods of value in it."""
    if not consignment.empty_indicator:
        return
    for index, item in enumerate(consignment.consignment_item):
        if item.value_amount is not None and item.value_amount.value > 0:
            yield Problem(
                ("ConsignmentItem", index, "ValueAmount"),
                f"the consignment is said to be empty and has goods of {item.value_amount.value:f}",
                "no goods",
                f"{item.value_amount.value:f}",
            )
