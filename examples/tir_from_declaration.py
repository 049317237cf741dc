"""The data of a TIR carnet, filled in from a Kazakh declaration of export.

Usage: python examples/tir_from_declaration.py examples/eaeu-esadout-export.xml FOLDER

Goods, parties and vehicle come from the declaration. The profile `tir-transit` says what a
carnet asks for: what is missing is printed, then said here, by the holder and the association.
What the profile has no place for is left out, and printed by name. The result is written
as the profile has it, and as the TIR carnet of the Eurasian Economic Union.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import carec_datamodel as cdm
from carec_datamodel import model
from carec_datamodel.derivation.houses import in_one_house
from carec_datamodel.model.changes import Kind


def findings_of(declaration: cdm.TransitDeclaration, rule: str) -> tuple[cdm.Finding, ...]:
    """Return what the profile has to say of *declaration* by *rule*."""
    return cdm.validate(cdm.dumps(declaration), profile="tir-transit", select=[rule]).findings


def elements(paths: Iterable[str]) -> str:
    """Return the elements at *paths*, each once."""
    return ", ".join(dict.fromkeys(re.sub(r"\[[0-9]+\]", "", path.partition("/")[2]) for path in paths))


def six_digits(line: model.TransitItem) -> model.TransitItem:
    """Return *line* with the six digits of the Harmonised System, as a carnet has them."""
    codes = tuple(code.replace(id=code.id[:6]) for code in line.commodity.classification)
    return line.replace(commodity=line.commodity.replace(classification=codes))


def prefilled(derived: cdm.TransitDeclaration) -> cdm.TransitDeclaration:
    """Return the transit that the declaration gave, as far as it fills in a carnet."""
    first = derived.consignment
    lines = tuple(six_digits(line) for line in first.consignment_item)
    notes = {
        paper.id: model.TransportContractDocument(
            id=paper.id, type_code="730", issue_date_time=paper.effective_date_time
        )
        for line in lines
        for paper in line.additional_document
        if paper.type_code == "02015"  # CMR note, in the classifier of the union
    }
    mass = sum(line.goods_measure.gross_mass_measure.value for line in lines)
    return derived.replace(
        function_code="9",
        type_code="TIR",
        total_gross_mass_measure=cdm.Measure(mass, "KGM"),
        consignment=first.replace(consignment_item=lines, transport_contract_document=tuple(notes.values())),
    )


def filled_in(declaration: cdm.TransitDeclaration) -> cdm.TransitDeclaration:
    """Return *declaration* with what only the holder, the association and the offices know."""
    almaty, yallama, tashkent = (
        model.Office(id="39855301", name="Almaty"),
        model.TransitOffice(id="UZ26013", name="Yallama"),
        model.Office(id="UZ26001", name="Tashkent"),
    )
    holder = model.Party(
        name="NAMUNA TRANS LLC",
        id="900000045",
        address=model.Address(country_code="UZ", city_name="Tashkent", line=("Karvon street 7",)),
    )
    way = (
        model.Itinerary(sequence_numeric=1, routing_country_code="KZ", function_code="DEPARTURE"),
        model.Itinerary(sequence_numeric=2, routing_country_code="UZ", function_code="DESTINATION"),
    )
    volets = tuple(
        model.TIRVolet(page_numeric=page, kind_code=kind, office_id=office.id, office_name=office.name)
        for page, kind, office in (
            (1, "WHITE", almaty),
            (2, "GREEN", model.Office(id="39851001", name="Konysbaeva")),
            (3, "WHITE", yallama),
            (4, "GREEN", tashkent),
        )
    )
    return declaration.replace(
        functional_reference_id="TIR-26-0388",
        issue_date_time="2026-03-24T11:00:00+05:00",
        direction_code="OUT",
        declaration_office_id="39855301",
        consignment=declaration.consignment.replace(
            itinerary=way,
            transit_principal=holder,
            transit_departure=almaty,
            transit_office=(model.TransitOffice(id="39851001", name="Konysbaeva"), yallama),
            transit_destination=tashkent,
            transit_destination_country_code="UZ",
        ),
        obligation_guarantee=(
            model.TransitGuarantee(
                reference_id="XB71204410",
                security_details_code="B",
                guarantee_association=model.Party(name="Association of carriers of Uzbekistan", id="012"),
            ),
        ),
        tir_carnet=model.TIRCarnet(
            id="XB71204410",
            holder_id="UZB/012/00045",
            issuing_association_name="Association of carriers of Uzbekistan",
            expiration_date="2026-05-10",
            volet_quantity=4,
            tir_volet=volets,
        ),
    )


def of_the_union(declaration: cdm.TransitDeclaration) -> cdm.TransitDeclaration:
    """Return *declaration* as the carnet of the union has it: goods in a house, countries beside it."""
    first = declaration.consignment
    housed = in_one_house(declaration)
    return housed.replace(
        # 06 of the classifier of the union is the guarantee under the Convention.
        obligation_guarantee=tuple(
            guarantee.replace(security_details_code="06") for guarantee in housed.obligation_guarantee
        ),
        consignment=housed.consignment.replace(
            dispatch_country_code=first.dispatch_country_code,
            destination_country_code=first.destination_country_code,
        ),
    )


def narrowed(declaration: cdm.TransitDeclaration) -> cdm.TransitDeclaration:
    """Return *declaration* without what the profile does not list, and print what that is."""
    places = [
        cdm.Locator.from_path(finding.path, cdm.TransitDeclaration)
        for finding in findings_of(declaration, "profile.unlisted")
    ]
    changes = [cdm.Change(Kind.REMOVED, place, place.resolve(declaration)) for place in places]
    print(f"no place in the profile: {elements(str(place) for place in places)}")
    return cdm.apply(declaration, changes)


def main(source: str, folder: str) -> None:
    """Fill in a carnet from the declaration *source*, and write it to *folder* in two formats."""
    derived = cdm.derive(cdm.read(source), cdm.TransitDeclaration)
    print("not carried:")
    print(derived.summary())
    declaration = prefilled(derived.message)
    print("asked of the holder:")
    for finding in findings_of(declaration, "profile.missing"):
        print(f"  {finding.message.partition(';')[0]}")
    complete = filled_in(declaration)
    declaration = narrowed(complete)
    target = Path(folder, "tir-transit.xml")
    cdm.write(declaration, target)
    print(f"{target.name}: {cdm.validate(target, profile='tir-transit').summary()}")
    carnet = cdm.convert(cdm.dumps(of_the_union(complete)), to="eaeu-tir-carnet")
    Path(folder, "eaeu-tir-carnet.xml").write_bytes(carnet.output)
    lost = [finding.path for finding in carnet.findings if finding.rule == "crosswalk.lost"]
    print(f"eaeu-tir-carnet cannot say: {elements(lost)}")
    for finding in cdm.validate(
        carnet.output, format="eaeu-tir-carnet", select=["crosswalk.missing"]
    ).findings:
        print(f"eaeu-tir-carnet: {finding.message}")


if __name__ == "__main__":
    main(*sys.argv[1:])
