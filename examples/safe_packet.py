"""Documents sealed at a Kyrgyz inland office travel with the truck to the Kazakh office.

Usage: python examples/safe_packet.py kyrgyz-transit.xml FOLDER

The transit declaration (that of transit_from_afghanistan.py, for example) gets its sealed
package: number, contents, seal, offices, route and limit. At the destination a report says
what came; held against the declaration, it shows whether package, seals, way and time are
those declared. Two reports are written: one of a truck that came as it should, and one of
a truck that did not.
"""

from __future__ import annotations

import sys
from pathlib import Path

import carec_datamodel as cdm
from carec_datamodel import model

OSH, ALMATY = model.Office(id="41704102", name="Osh"), model.Office(id="39855301", name="Almaty")
LIMIT = "2026-03-25T18:00:00+05:00"


def sealed(transit: cdm.TransitDeclaration) -> cdm.TransitDeclaration:
    """Return *transit* with its papers in a sealed package, registered and released at Osh."""
    lines = transit.consignment.consignment_item
    papers = {paper.id: paper for line in lines for paper in line.additional_document}
    contents = tuple(
        model.AdditionalDocument(
            id=paper.id,
            name=paper.name,
            type_code=paper.type_code,
            effective_date_time=paper.effective_date_time,
        )
        for paper in papers.values()
    )
    way = (
        model.Itinerary(sequence_numeric=1, routing_country_code="KG", name="Osh", function_code="DEPARTURE"),
        model.Itinerary(
            sequence_numeric=2,
            routing_country_code="KZ",
            name="Kordai",
            border_crossing_id="KZ-KG-1",
            estimated_arrival_date_time="2026-03-23T10:00:00+05:00",
        ),
        model.Itinerary(
            sequence_numeric=3, routing_country_code="KZ", name="Almaty", function_code="DESTINATION"
        ),
    )
    packet = model.SafePacket(
        id="SP-KG-0000871",
        sealing_date_time="2026-03-21T10:40:00+06:00",
        limit_date_time=LIMIT,
        document_quantity=len(contents),
        content_document=contents,
        itinerary=way,
        opening_office=ALMATY,
        seal=(model.Seal(id="KG-DOC-0000871", type_code="LABEL"),),
        sealing_office=OSH,
    )
    return transit.replace(
        type_code="SAFE-PACKET",
        id="41704102/210326/0000871",
        acceptance_date_time="2026-03-21T10:00:00+06:00",
        release_date_time="2026-03-21T10:45:00+06:00",
        binding_itinerary_indicator=True,
        limit_date_time=LIMIT,
        consignment=transit.consignment.replace(
            transit_departure=OSH,
            transport_contract_document=tuple(
                model.TransportContractDocument(id=paper.id, type_code="730")
                for paper in papers.values()
                if paper.type_code in {"730", "02015"}  # UN/EDIFACT, classifier of the union
            ),
        ),
        safe_packet=(packet,),
    )


def report_of(
    declaration: cdm.TransitDeclaration, arrival: str, crossing: str, packet_seal: str, truck_seal: str
) -> cdm.TransitReport:
    """Return what the office of destination says of *declaration*: when and how the truck came."""
    (packet,) = declaration.safe_packet
    found = model.SafePacket(
        id=packet.id, content_document=packet.content_document, seal=(model.Seal(id=packet_seal),)
    )
    events = (
        model.TransitEvent(
            sequence_numeric=1,
            type_code="BORDER-ENTRY",
            occurrence_date_time="2026-03-23T10:25:00+05:00",
            border_crossing_id=crossing,
        ),
        model.TransitEvent(
            sequence_numeric=2,
            type_code="ARRIVAL",
            occurrence_date_time=arrival,
            customs_office=ALMATY,
            safe_packet=(found,),
            seal_before=(model.Seal(id=truck_seal),),
        ),
    )
    return cdm.TransitReport(
        function_code="9",
        issue_date_time=arrival,
        declaration=(model.ReferencedDeclaration(id=declaration.id, message_name="TransitDeclaration"),),
        transit_event=events,
    )


def main(source: str, folder: str) -> None:
    """Seal the papers of the transit in *source*; write the declaration and both reports to *folder*."""
    transit = cdm.read(source)
    declaration = sealed(transit)
    papers = ", ".join(paper.id for paper in declaration.safe_packet[0].content_document)
    print(f"{declaration.safe_packet[0].id} holds {papers}")
    target = Path(folder, "safe-packet.xml")
    cdm.write(declaration, target)
    for finding in cdm.validate(target, profile="safe-packet", select=["profile.missing"]).findings:
        print(finding.message)
    reports = {
        "arrived.xml": report_of(
            declaration, "2026-03-24T16:20:00+05:00", "KZ-KG-1", "KG-DOC-0000871", "AF0004471"
        ),
        "arrived-late.xml": report_of(
            declaration, "2026-03-27T09:05:00+05:00", "KG-UZ-1", "KG-DOC-0000999", "AF0004499"
        ),
    }
    for name, report in reports.items():
        cdm.write(report, Path(folder, name))
        found = cdm.validate_together([target, Path(folder, name)], select=["together"])[1]
        print(f"{name}: {found.summary()}")
        for finding in found.findings:
            print(f"  {finding.path}: {finding.message.partition(' (')[0]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
