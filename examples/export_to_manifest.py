"""A Kazakh declaration of export becomes the cargo information for the neighbour, without retyping.

Usage: python examples/export_to_manifest.py examples/eaeu-esadout-export.xml manifest.xml

Goods, packages, masses, parties and vehicle are those of the declaration. What the manifest
says besides is said here: the numbers that customs and the carrier gave, the carrier and
his driver, the offices at the border, when the truck is expected. What does not go along,
and what the loading list of the two neighbours wants and nobody has said, is printed by name.
"""

from __future__ import annotations

import sys

import carec_datamodel as cdm
from carec_datamodel import model

KINDS = {"02015": "730", "04021": "380", "07011": "851"}
"""Documents that both sides know: number in the classifier of the union, and in UN/EDIFACT 1001."""


def papers(line: model.CargoItem) -> model.CargoItem:
    """Return *line* with its documents as the neighbour knows them; the contract stays at home."""
    known = (paper for paper in line.additional_document if paper.type_code in KINDS)
    return line.replace(
        additional_document=tuple(paper.replace(type_code=KINDS[paper.type_code]) for paper in known)
    )


def manifest_of(derived: cdm.CargoManifest) -> cdm.CargoManifest:
    """Return the manifest that the declaration gave, with what only the carrier and customs know."""
    (consignment,) = derived.consignment
    lines = tuple(papers(line) for line in consignment.consignment_item)
    mass = cdm.Measure(sum(line.goods_measure.gross_mass_measure.value for line in lines), "KGM")
    notes = {
        paper.id: paper for line in lines for paper in line.additional_document if paper.type_code == "730"
    }
    consignment = consignment.replace(
        sequence_numeric=1,
        consignment_item=lines,
        total_gross_mass_measure=mass,
        transport_contract_document=tuple(
            model.TransportContractDocument(
                id=paper.id, type_code="730", issue_date_time=paper.effective_date_time
            )
            for paper in notes.values()
        ),
        previous_document=(model.PreviousDocument(id="55302/240326/0000388", type_code="830"),),
    )
    truck = derived.border_transport_means.replace(
        estimated_arrival_date_time="2026-03-25T14:00:00+05:00",
        crew_member=(model.Person(name="NAMUNAEV BEK", role_code="DRIVER", nationality_code="UZ"),),
        itinerary=(model.Itinerary(routing_country_code="UZ", border_crossing_id="KZ-UZ-1"),),
    )
    return derived.replace(
        meta_data=model.MetaData(responsible_country_code="KZ", message_id="LL-2026-0003388"),
        function_code="9",
        issue_date_time="2026-03-24T12:00:00+05:00",
        consignment_quantity=1,
        total_gross_mass_measure=mass,
        border_transport_means=truck,
        carrier=model.Party(
            name="NAMUNA TRANS LLC", id="900000045", address=model.Address(country_code="UZ")
        ),
        consignment=(consignment,),
        entry_office=model.Office(id="UZ26013", name="Yallama"),
    )


def main(source: str, target: str) -> None:
    """Derive the manifest of the declaration *source*, write it to *target*, and tell what is open."""
    declaration = cdm.read(source)
    derived = cdm.derive(declaration, cdm.CargoManifest)
    manifest = manifest_of(derived.message)
    cdm.write(manifest, target)
    print("not carried:")
    print(derived.summary())
    here = {
        paper.id for line in manifest.consignment[0].consignment_item for paper in line.additional_document
    }
    for line in derived.message.consignment[0].consignment_item:
        for paper in line.additional_document:
            if paper.id not in here:
                print(f"left at home: {paper.name} {paper.id}, kind {paper.type_code} of the union")
    print("missing in the loading list:")
    for finding in cdm.validate(target, profile="loading-list", select=["profile.missing"]).findings:
        print(finding.message)
    for report in cdm.validate_together([source, target]):
        print(f"{report.name}: {report.summary()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
