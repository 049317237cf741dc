"""An Afghan declaration of ASYCUDA, in transit, becomes the Kyrgyz transit declaration.

Usage: python examples/transit_from_afghanistan.py examples/asycuda-sad-transit.xml FOLDER

Writes three files to FOLDER: the harmonised declaration, and the same in the two formats of
the Eurasian Economic Union: the album of formats, and the structure of the Commission (R.048).
What the Kyrgyz side wants to know besides is said here. What stays behind on the way from
the Afghan document, and what each format cannot say or asks for and does not get, is printed
by name.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import carec_datamodel as cdm
from carec_datamodel import model
from carec_datamodel.derivation.houses import in_one_house

NAMES = {"AF": "Afghanistan", "KG": "Kyrgyzstan", "KZ": "Kazakhstan"}
KINDS = {"380": "04021", "730": "02015", "851": "07011", "830": "09013"}
"""Kinds of documents: UN/EDIFACT 1001, and the classifier of the union; 09013 is a transit declaration."""


def address(country: str, city: str, *lines: str) -> model.Address:
    """Return an address as the formats of the union part it."""
    return model.Address(
        type_code="1", country_code=country, country_name=NAMES.get(country), city_name=city, line=lines
    )


def kyrgyz(derived: cdm.TransitDeclaration) -> cdm.TransitDeclaration:
    """Return the transit that the Afghan document gave, with what the Kyrgyz declaration adds."""
    first = derived.consignment
    driver = model.Person(
        given_name="AHMAD", family_name="NAMUNAZADA", role_code="DRIVER", nationality_code="AF"
    )
    consignment = first.replace(
        # The Afghan form has addresses in lines; the union wants town and country apart.
        consignor=first.consignor.replace(address=address("AF", "KABUL", "ROAD 4, NAMUNA MARKET")),
        consignee=first.consignee.replace(address=address("KZ", "ALMATY", "ULGI AVENUE 71")),
        consignment_item=tuple(line_of(line, first.previous_document) for line in first.consignment_item),
        carrier=model.TransitCarrier(
            name="NAMUNA TRANSIT CO LTD",
            address=address("AF", "KABUL", "ROAD 9"),
            representative_person=(driver,),
        ),
        departure_transport_means=tuple(
            means.replace(mode_code="3", sequence_numeric=number)
            for number, means in enumerate(first.departure_transport_means, start=1)
        ),
        customs_identification=(model.CustomsIdentification(method_code="SEAL", seal=first.seal),),
        entry_office=model.TransitOffice(id="41704130", name="Karamyk", country_code="KG"),
        previous_document=(),
        seal=(),
        transit_destination=model.Office(id="39855301", name="Almaty"),
        transit_destination_country_code="KZ",
    )
    return derived.replace(
        meta_data=model.MetaData(
            responsible_country_code="KG",
            message_id="5a0c1b7e-0000-4000-8000-000000000871",
            preparation_date_time="2026-03-21T09:35:00+06:00",
        ),
        function_code="9",
        functional_reference_id="KG-TT-26-0871",
        issue_date_time="2026-03-21T09:30:00+06:00",
        issue_location_name="OSH",
        type_code="NATIONAL",
        direction_code="VIA",
        declaration_office_id="41704102",
        limit_date_time="2026-03-25",
        guarantee_indicator=True,
        consignment=consignment,
        declarant=model.Party(
            name="ОсОО «УЛГУ ТРАНЗИТ»", id="03112204900066", address=address("KG", "OSH", "ULGU STREET 8")
        ),
        representative_person=model.Signatory(
            given_name="AZAMAT",
            family_name="ULGUBAEV",
            position_name="DECLARANT",
            signing_date_time="2026-03-21",
        ),
        obligation_guarantee=(
            model.TransitGuarantee(
                reference_id="41704102/150326/0000117",
                security_details_code="03",
                amount_amount=cdm.Amount("850000.00", "KGS"),
            ),
        ),
    )


def line_of(line: model.TransitItem, before: tuple[model.PreviousDocument, ...]) -> model.TransitItem:
    """Return *line* with its documents, and those *before* it, of the kinds that the union knows."""
    return line.replace(
        additional_document=tuple(
            paper.replace(type_code=KINDS[paper.type_code], sequence_numeric=number)
            for number, paper in enumerate(line.additional_document, start=1)
        ),
        previous_document=tuple(paper.replace(type_code=KINDS[paper.type_code]) for paper in before),
    )


def elements(findings: list[cdm.Finding]) -> str:
    """Return the elements that *findings* are about, each once."""
    paths = [re.sub(r"\[[0-9]+\]", "", (finding.path or "").partition("/")[2]) for finding in findings]
    return ", ".join(dict.fromkeys(paths)) or "nothing"


def main(source: str, folder: str) -> None:
    """Derive the Kyrgyz declaration of the Afghan one in *source*; write it to *folder* in each format."""
    derived = cdm.derive(cdm.read(source), cdm.TransitDeclaration)
    declaration = kyrgyz(derived.message)
    print("not carried:")
    print(derived.summary())
    target = Path(folder, "kyrgyz-transit.xml")
    cdm.write(declaration, target)
    # The Commission knows goods in house consignments alone, and the transit of the union as TT.
    housed = in_one_house(declaration).replace(type_code="ТТ")
    forms = {"eaeu-esadout-transit": declaration, "eaeu-transit-declaration": housed}
    for name, message in forms.items():
        written = cdm.convert(cdm.dumps(message), to=name)
        Path(folder, f"kyrgyz-{name}.xml").write_bytes(written.output)
        lost = [finding for finding in written.findings if finding.rule == "crosswalk.lost"]
        print(f"{name} cannot say: {elements(lost)}")
        wanted = cdm.validate(written.output, format=name, select=["crosswalk.missing"]).findings
        print(f"{name} also asks for: {elements(list(wanted))}")
    for report in cdm.validate_together([source, target]):
        print(f"{Path(report.name).name}: {report.summary()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
