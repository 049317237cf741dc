"""What a customs officer reads off an ASYCUDA cargo manifest and its relatives, found twice over.

A fact has an XPath into the national document, and Python attributes of the harmonised
message where an officer would look for it. Nothing here knows the crosswalks. Facts with
one place on either side are rows of the table beside this file; the others are functions.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from lxml import etree

from carec_datamodel import CargoManifest


def _declaration_facts() -> ModuleType:
    """Return the module that reads facts off declarations, for its way to look at either side."""
    file = Path(__file__).with_name("asycuda_facts.py")
    spec = importlib.util.spec_from_file_location("asycuda_facts", file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault("asycuda_facts", importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


SAD = _declaration_facts()
Seen, told, said, held = SAD.Seen, SAD.told, SAD.said, SAD.held

TABLE = [
    SAD.Fact(*line.split("\t"))
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]
]
ROLES = (("Exporter", "consignor"), ("Consignee", "consignee"), ("Notify", "notify_party.0"))
VALUES = (
    ("Freight", "freight.freight_amount"),
    ("Customs", "value_amount"),
    ("Insurance", "insurance_amount"),
    ("Transport", "transport_charge_amount"),
)


def single(place: etree._Element, holder: Any, part: str, prefix: str = "") -> Iterator[Any]:
    """Yield the facts of *part* that stand in one place on either side."""
    for fact in TABLE:
        if fact.part == part:
            yield Seen(prefix + fact.xpath, said(place, fact.xpath, fact.kind), held(holder, fact.attribute))


def lines(place: etree._Element, path: str) -> list[str]:
    """Return the filled lines of the text at *path*."""
    return [
        line.strip() for text in place.xpath(f"{path}/text()") for line in text.split("\n") if line.strip()
    ]


def amount(place: etree._Element, value: str, currency: str) -> tuple[Any, str | None] | None:
    """Return amount and currency; a currency without an amount says nothing."""
    number = said(place, value, "number")
    return None if number is None else (number, told(place, currency))


def as_pair(value: Any) -> tuple[Any, str | None] | None:
    """Return an amount of the message as number and currency."""
    return None if value is None else (value.value, value.currency)


def coded(place: etree._Element, path: str, holder: Any, kind: str) -> Iterator[Any]:
    """Yield a code that is of an international list where it is a number of 700 to 799, or two letters."""
    code = told(place, path)
    known = code is not None and (
        (code.isdigit() and code.startswith("7") and len(code) == 3)
        if kind == "document"
        else (code.isalpha() and len(code) == 2)
    )
    yield Seen(f"{path}, international", code if known else None, held(holder, "type_code"))
    yield Seen(f"{path}, national", None if known else code, held(holder, "national_type_code"))


def header_facts(root: etree._Element, message: CargoManifest) -> Iterator[Any]:
    """Yield the facts of the head that take more than one place to tell."""
    means = message.border_transport_means
    keys = ("General_segment/General_segment_id", "General_segment", "Master_bol", "Manifest_identification")
    departure = told(root, " | ".join(f"{key}/Date_of_departure" for key in keys))
    departure = departure or said(root, "Identification_segment/Date_of_departure", "date")
    yield Seen("departure", departure, held(means, "departure_date_time"))
    arrival = [told(root, f"General_segment/General_segment_id/{n}_of_arrival") for n in ("Date", "Time")]
    yield Seen("arrival", "T".join(filter(None, arrival)) or None, held(means, "arrival_date_time"))
    places = [
        (role, told(root, f"General_segment/Load_unload_place/Place_of_{name}_code"))
        for role, name in (("DEPARTURE", "departure"), ("DESTINATION", "destination"))
    ]
    yield Seen(
        "ends of the journey",
        [(role, place) for role, place in places if place],
        [(stop.function_code, stop.id) for stop in held(means, "itinerary") or ()],
    )
    mode = told(root, "General_segment/Transport_information/Mode_of_transport_code")
    known = mode is not None and len(mode) == 1
    yield Seen("mode", mode if known else None, held(means, "mode_code"))
    yield Seen("mode of a national list", None if known else mode, held(means, "national_mode_code"))
    carrier = "General_segment/Transport_information/Carrier/Carrier_address"
    yield Seen(
        "address of the carrier", lines(root, carrier), list(held(message, "carrier.address.line") or ())
    )
    yield Seen(
        "documents with their files",
        [
            tuple(told(row, f"Attached_document_{name}") for name in ("code", "filename", "content"))
            for row in root.xpath("General_segment/Attached_Document")
        ],
        [
            tuple(
                held(row, name) for name in ("type_code", "attached_file.0.name", "attached_file.0.content")
            )
            for row in message.additional_document
        ],
    )


def bill_facts(bill: etree._Element, consignment: Any, prefix: str) -> Iterator[Any]:
    """Yield the facts of a bill that take more than one place to tell, and those that repeat in it."""
    document = held(consignment, "transport_contract_document.0")
    yield from coded(bill, "Bol_id/Bol_type_code", document, "document")
    yield from coded(bill, "Goods_segment/Package_type_code", held(consignment, PACKAGES), "packages")
    masters = [d.id for d in consignment.associated_transport_document if d.level_code == "MASTER"]
    master = told(bill, "Bol_id/Master_bol_ref_number")
    yield Seen(f"{prefix}master", [master] if master else [], masters)
    for name, role in (*ROLES, ("Carrier", "carrier")):
        path = f"Traders_segment/{name}/{name}_address"
        address = held(consignment, f"{role}.address.line")
        yield Seen(f"{prefix}{path}", lines(bill, path), list(address or ()))
    for name, attribute in VALUES:
        place = f"Value_segment/{name}_segment/{name}"
        pair = amount(bill, f"{place}_value", f"{place}_currency")
        yield Seen(f"{prefix}{name}", pair, as_pair(held(consignment, attribute)))
    yield seals(bill, "Goods_segment/Seals_segment/Marks_of_seals", consignment, prefix)
    yield Seen(
        f"{prefix}declarations",
        [
            " ".join(told(row, name) or "" for name in DECLARATION)
            for row in bill.xpath("Sad_segment[normalize-space()]")
        ],
        [row.id for row in consignment.previous_document],
    )
    yield Seen(
        f"{prefix}parts",
        [tuple(said(row, path, kind) for path, kind in PART_FIELDS) for row in bill.xpath("Split_segment")],
        [tuple(held(row, name) for name in PART_ATTRIBUTES) for row in consignment.cargo_part],
    )


PACKAGES = "consignment_item.0.packaging.0"
DECLARATION = ("Sad_office_code", "Registration_year", "Registration_serial", "Registration_number")
PART_FIELDS = (
    *(("Number_of_packages", "number"), ("Package_type_code", "text"), ("Gross_mass", "number")),
    *(("Shipping_marks", "text"), ("Goods_description", "text"), ("Container/Reference", "text")),
    ("Container/Unloaded", "flag"),
)
PART_ATTRIBUTES = (
    *("packaging.quantity_quantity.value", "packaging.type_code", "goods_measure.gross_mass_measure.value"),
    *("packaging.marks_numbers_id", "cargo_description", "transport_equipment_id", "unloaded_indicator"),
)


def seals(place: etree._Element, path: str, consignment: Any, prefix: str) -> Any:
    """Return the seals of a load, which the document lists in one text."""
    marks = [mark.strip() for mark in (told(place, path) or "").split(",") if mark.strip()]
    return Seen(f"{prefix}{path}", marks, [seal.id for seal in consignment.seal])


def container_facts(bill: etree._Element, consignment: Any, prefix: str) -> Iterator[Any]:
    """Yield the facts of the containers of a bill."""
    rows, equipment = bill.xpath("ctn_segment"), consignment.transport_equipment
    yield Seen(f"{prefix}containers", len(rows), len(equipment))
    for number, (row, container) in enumerate(zip(rows, equipment, strict=False), start=1):
        below = f"{prefix}container {number}: "
        yield from single(row, container, "container", below)
        marks = [told(row, path) for path in ("Marks1 | Seal_number", "Marks2", "Marks3")]
        found = [seal.id for seal in container.seal if seal.id is not None]
        yield Seen(f"{below}seals", list(filter(None, marks)), found)
        hazard = [
            (held(goods, "imdg_class_code"), held(goods, "undgid")) for goods in container.dangerous_goods
        ]
        said_hazard = (told(row, "IMCO"), told(row, "UN"))
        yield Seen(f"{below}dangerous goods", [said_hazard] if any(said_hazard) else [], hazard)
        chapter = told(row, "Commodity_code")
        codes = [(code.identification_type_code, code.id) for code in container.classification]
        yield Seen(f"{below}chapter", [("HS", chapter)] if chapter else [], codes)


def waybill_facts(waybill: etree._Element, consignment: Any) -> Iterator[Any]:
    """Yield the facts of a waybill that take more than one place to tell."""
    document = held(consignment, "transport_contract_document.0")
    yield from coded(waybill, "Bol_type_segment/Code", document, "document")
    packages = held(consignment, PACKAGES)
    yield from coded(waybill, "Packages_segment/Package_type_code", packages, "packages")
    level = told(waybill, "Status")
    yield Seen("level", {"HSE": "HOUSE"}.get(level or "", level), consignment.level_code)
    for name, role in ROLES:
        address = list(held(consignment, f"{role}.address.line") or ())
        yield Seen(f"{name}, address", lines(waybill, f"{name}_segment/Address"), address)
    for name, attribute in VALUES:
        pair = amount(waybill, f"{name}_segment/Value", f"{name}_segment/Currency")
        yield Seen(name, pair, as_pair(held(consignment, attribute)))
    yield seals(waybill, "Seals_segment/Marks_of_seals", consignment, "")
    codes = [
        (code.identification_type_code, code.id)
        for code in held(consignment, "consignment_item.0.commodity.classification") or ()
    ]
    code = told(waybill, "Goods_segment/Goods_hs_code")
    yield Seen("code of the goods", [("HS", code)] if code else [], codes)
    remarks = {
        row.statement_type_code: row.statement_description for row in consignment.additional_information
    }
    yield Seen("remark", told(waybill, "Information_segment/Information_part_a"), remarks.get(None))
    place = told(waybill, "Operations_segment/Location_segment/Information")
    yield Seen("remark on the place", place, remarks.get("LOC"))
    papers = {row.category_code: row.id for row in consignment.additional_document}
    for category, name in (("TRN", "Transit"), ("TRS", "Transhipment")):
        path = f"Operations_segment/Onward_transport_segment/{name}_segment/Document_reference"
        yield Seen(path, told(waybill, path), papers.get(category))


def units(message: CargoManifest) -> Any:
    """Return the units that masses and volumes have in the message: kilograms and cubic metres."""
    found = {
        (name.rpartition("_")[0], measure.unit)
        for consignment in message.consignment
        for holder in (consignment, consignment.remaining_cargo, *consignment.transport_equipment)
        for name, measure in (vars(holder) if holder is not None else {}).items()
        if name.endswith("_measure") and measure is not None
    }
    wrong = {pair for pair in found if pair[1] != ("MTQ" if "volume" in pair[0] else "KGM")}
    return Seen("units", [], sorted(wrong))


def facts(root: etree._Element, message: CargoManifest) -> list[Any]:
    """Return every fact of the manifest *root* that either side tells: the head, then bill by bill."""
    seen = [*single(root, message, "header"), *header_facts(root, message), units(message)]
    bills = root.xpath("Bol_segment | Bol_specific_segment")
    seen.append(Seen("number of bills", len(bills), len(message.consignment)))
    for number, (bill, consignment) in enumerate(zip(bills, message.consignment, strict=False), start=1):
        prefix = f"bill {number}: "
        if bill.tag == "Bol_specific_segment":
            seen += [*single(bill, consignment, "waybill"), *waybill_facts(bill, consignment)]
            continue
        seen += single(bill, consignment, "bill", prefix)
        seen += [*bill_facts(bill, consignment, prefix), *container_facts(bill, consignment, prefix)]
    return [fact for fact in seen if fact.national not in (None, []) or fact.harmonised not in (None, [])]


def differences(root: etree._Element, message: CargoManifest) -> list[Any]:
    """Return the facts that the two sides tell differently."""
    return [fact for fact in facts(root, message) if fact.national != fact.harmonised]
