"""A declaration of transit from Georgia becomes that of the next country, without retyping.

Usage: python examples/transit_onwards.py examples/ncts-cc015c.xml onwards.xml

The goods, the parties, the vehicle, the container and the seals are those of the first
declaration. What the next country wants to know besides is said here: who declares, from
which of its offices to which, what secures the duties. Nothing else is invented: what its
profile expects and nobody has said is printed, for the declarant to fill in.
"""

from __future__ import annotations

import sys

import carec_datamodel as cdm
from carec_datamodel import model


def onwards(first: cdm.TransitDeclaration) -> cdm.TransitDeclaration:
    """Return the declaration for Azerbaijan of the transit that *first* declared in Georgia."""
    if first.consignment is None:
        raise SystemExit("the declaration names no goods")
    consignment = first.consignment.replace(
        transit_principal=model.Party(name="XEZER TRANSIT LLC", id="0000000131"),
        transit_departure=model.Office(id="AZ00501"),
        transit_destination=model.Office(id="AZ00901"),
        loading_location=model.Location(name="Red Bridge", country_code="AZ"),
        unloading_location=model.Location(name="Aktau", id="KZAAU", country_code="KZ"),
        previous_document=(
            model.PreviousDocument(id=first.functional_reference_id, type_code="821", category_code="Z"),
        ),
        goods_location=None,
        border_transport_means=(),
    )
    return cdm.TransitDeclaration(
        meta_data=model.MetaData(responsible_country_code="AZ", message_id="AZ-26-0088"),
        function_code="9",
        functional_reference_id="AZ-26-0088",
        type_code=first.type_code,
        issue_date_time="2026-03-14T09:15:00+04:00",
        limit_date_time="2026-03-20",
        declaration_office_id="AZ00501",
        consignment=consignment,
        obligation_guarantee=(
            model.TransitGuarantee(reference_id="AZ26G0000417", security_details_code="1"),
        ),
    )


def main(source: str, target: str) -> None:
    """Read the declaration *source*, write that of the next country to *target*, and compare the two."""
    first = cdm.read(source)
    if not isinstance(first, cdm.TransitDeclaration):
        raise SystemExit(f"{source} is no declaration of transit")
    second = onwards(first)
    cdm.write(second, target)
    print(f"{source}: {first.functional_reference_id} of Georgia")
    print(f"{target}: {second.functional_reference_id} of Azerbaijan")
    taken = {str(change.locator).split("/")[1].split("[")[0] for change in cdm.diff(first, second)}
    print(f"changed: {', '.join(sorted(taken))}")
    for report in cdm.validate_together([source, target]):
        print(f"{report.name}: {report.summary()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
