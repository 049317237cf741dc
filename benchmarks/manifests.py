"""A synthetic cargo manifest to measure with: any number of consignments, the same bytes every time."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import carec_datamodel as cdm
from carec_datamodel import model
from carec_datamodel.codelists.identifiers import ContainerNumber

VALUES_PER_CONSIGNMENT = 37
"""About how many values, leaves and their attributes, one consignment of `manifest` holds."""


class _Cargo(NamedTuple):
    """Goods as a bill of lading words them: words, HS heading, kind of package, mass of one package."""

    described: str
    heading: str
    package: str
    mass: str


_CARGO = (
    _Cargo("COTTON YARN ON CONES, 30/1 COMBED", "520512", "CT", "24.6"),
    _Cargo("PORTABLE COMPUTERS AND PARTS", "847130", "BX", "3.45"),
    _Cargo("ЧАЙ ЗЕЛЁНЫЙ БАЙХОВЫЙ, 25 КГ", "090220", "BG", "25.2"),
    _Cargo("SUSPENSION PARTS FOR MOTOR VEHICLES", "870880", "PK", "18.9"),
    _Cargo("MEDICAMENTS <RETAIL & HOSPITAL PACKS>", "300490", "CT", "7.25"),
)
_PORTS = ("CNSHA", "TRIST", "AEJEA", "INMUN", "GEPTI")


def manifest(consignments: int) -> cdm.CargoManifest:
    """Return the manifest of a ship that brings *consignments* consignments, one container each, to Poti."""
    carried = tuple(_consignment(number) for number in range(1, consignments + 1))
    return cdm.CargoManifest(
        function_code="9",
        functional_reference_id="EX-2026-0117",
        issue_date_time=cdm.DateTime("2026-03-11"),
        declaration_office_id="GE69002",
        consignment_quantity=consignments,
        total_gross_mass_measure=cdm.Measure(sum((_mass(item) for item in carried), Decimal(0)), "KGM"),
        total_package_quantity=model.Quantity(sum((_packages(item) for item in carried), Decimal(0))),
        border_transport_means=model.Conveyance(
            name="EXAMPLE CARRIER",
            id="9074729",
            mode_code="1",
            registration_nationality_code="PA",
            journey_id="V117W",
            departure_date_time=cdm.DateTime("2026-02-19"),
            arrival_date_time=cdm.DateTime("2026-03-12T06:30:00+04:00"),
            transport_equipment_quantity=consignments,
            itinerary=(
                model.Itinerary(sequence_numeric=1, id="CNSHA"),
                model.Itinerary(sequence_numeric=2, id="GEPTI"),
            ),
        ),
        carrier=model.Party(name="Example Lines Ltd", id="GE404000000"),
        consignment=carried,
    )


def _mass(item: model.CargoConsignment) -> Decimal:
    return item.total_gross_mass_measure.value if item.total_gross_mass_measure else Decimal(0)


def _packages(item: model.CargoConsignment) -> Decimal:
    return item.total_package_quantity.value if item.total_package_quantity else Decimal(0)


def _consignment(number: int) -> model.CargoConsignment:
    """Return consignment *number*, from 1; goods and ports go round, so that neighbours differ."""
    cargo = _CARGO[number % len(_CARGO)]
    packages = Decimal(20 + number * 37 % 900)
    mass = packages * Decimal(cargo.mass)
    container = str(ContainerNumber.create(owner_code="EXM", serial=f"{number % 10**6:06}"))
    return model.CargoConsignment(
        sequence_numeric=number,
        total_package_quantity=model.Quantity(packages),
        consignee=_party(
            f"Example Import {number % 97} LLC", f"GE4040{number % 97:05}", "Poti, 2 Example St"
        ),
        consignor=_party("Example Export Co", f"EX{number % 89:07}", "88 Example Road, Shanghai"),
        freight=model.Freight(payment_method_code="PP"),
        loading_location=model.Location(id=_PORTS[number % len(_PORTS)]),
        unloading_location=model.Location(id="GEPTI"),
        transport_contract_document=(
            model.TransportContractDocument(id=f"EXLU{number:08}", type_code="705"),
        ),
        transport_equipment=(
            model.TransportEquipment(
                characteristic_code="45G1",
                fullness_code="5",
                id=container,
                package_quantity=model.Quantity(packages),
                gross_mass_measure=cdm.Measure(mass + 3800, "KGM"),
                seal=(model.Seal(id=f"EX{number:07}"),),
            ),
        ),
        consignment_item=(
            model.CargoItem(
                sequence_numeric=1,
                commodity=model.CargoCommodity(
                    cargo_description=cargo.described,
                    classification=(model.Classification(id=cargo.heading, identification_type_code="HS"),),
                ),
                goods_measure=model.GoodsMeasure(gross_mass_measure=cdm.Measure(mass, "KGM")),
                packaging=(
                    model.Packaging(
                        marks_numbers_id=f"EX/{number:05}",
                        quantity_quantity=model.Quantity(packages),
                        type_code=cargo.package,
                    ),
                ),
            ),
        ),
        cargo_nature_code="24" if number % 3 else "23",
        total_gross_mass_measure=cdm.Measure(mass, "KGM"),
        transport_equipment_quantity=1,
        notify_party=(_party("Example Forwarding LLC", "GE404111111", "Tbilisi, 5 Example Ave"),),
        ucr=model.UCR(id=f"6CN{number:012}"),
    )


def _party(name: str, identifier: str, line: str) -> model.Party:
    return model.Party(name=name, id=identifier, address=model.Address(line=(line,)))
