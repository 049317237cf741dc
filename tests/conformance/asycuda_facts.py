"""What a customs officer reads off an ASYCUDA declaration, found twice over.

A fact has an XPath into the national document, and Python attributes of the harmonised
message where an officer would look for it. Nothing here knows the crosswalk: the two ends
are written down independently of it, so a value in the wrong place shows. Facts with one
place on either side are rows of the table beside this file; the others are functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from carec_datamodel import GoodsDeclaration

TYPES = {"იმ": "IM", "ექ": "EX"}
"""Georgian kinds of declaration that mean one of the WCO's."""
CODES = {"840": "USD", "796": "H87", "166": "KGM"}
"""Numeric currencies and units that Georgian declarations carry."""
EXPORTS = frozenset({"EX", "ექ", "რექ"})
"""Kinds of declaration under which goods leave, whatever flow is printed: Georgia always prints I."""
CHARGES = (
    ("Gs_internal_freight", "item_internal_freight", "1FR"),
    ("Gs_insurance", "item_insurance", "2IN"),
    ("Gs_other_cost", "item_other_cost", "3OT"),
    ("Gs_deduction", "item_deduction", "4DE"),
)


class Fact(NamedTuple):
    """A row of the table: a fact with one place on either side.

    Attributes:
        part: ``header`` or ``item``.
        xpath: Where the document says it, below the header blocks or below an item.
        attribute: Where the message says it, below the declaration or a goods item; a digit is an entry.
        kind: ``text``, ``number``, ``date``, ``flag`` or ``code``.
    """

    part: str
    xpath: str
    attribute: str
    kind: str


TABLE = [
    Fact(*line.split("\t"))
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]
]


class Seen(NamedTuple):
    """A fact as both sides tell it."""

    name: str
    national: Any
    harmonised: Any


def told(place: etree._Element, path: str) -> str | None:
    """Return the first filled text at the XPath *path* on one line, or None."""
    texts = (" ".join((found.text or "").split()) for found in place.xpath(path))
    return next(filter(None, texts), None)


def said(place: etree._Element, path: str, kind: str = "text") -> Any:
    """Return the national value at the XPath *path* as what it means."""
    text = told(place, path)
    if text is None:
        return None
    match kind:
        case "number":
            return Decimal(text)
        case "flag":
            return text in {"true", "1"}
        case "code":
            return CODES.get(text, text)
        case "date":
            first, second, year = text.split("/")
            if len(year) == 4:  # the one kind of date here that puts the day first
                return f"{year}-{int(second):02}-{int(first):02}"
            return f"20{year}-{int(first):02}-{int(second):02}"
    return text


def held(holder: Any, attribute: str) -> Any:
    """Return what stands at the dotted *attribute* of *holder*; None where the way ends."""
    for name in filter(None, attribute.split(".")):
        if holder is None:
            return None
        if name.isdigit():
            holder = holder[int(name)] if int(name) < len(holder) else None
        else:
            holder = getattr(holder, name)
    return " ".join(holder.split()) if isinstance(holder, str) else holder


def single(place: etree._Element, holder: Any, part: str, prefix: str = "") -> Iterator[Seen]:
    """Yield the facts of *part* that stand in one place on either side."""
    for fact in TABLE:
        if fact.part == part:
            yield Seen(prefix + fact.xpath, said(place, fact.xpath, fact.kind), held(holder, fact.attribute))


def header_facts(header: etree._Element, message: GoodsDeclaration) -> Iterator[Seen]:
    """Yield the facts of the header that take more than one place to tell."""
    kind = told(header, "Identification/Type/Type_of_declaration")
    yield Seen(
        "kind of declaration", TYPES.get(kind or "", kind), message.type_code or message.national_type_code
    )
    shipment = message.goods_shipment
    for name, way, holder in (
        ("Registration", "Identification/Registration", held(message, "id")),
        ("Assessment", "Identification/Assessment", held(message, "assessment.id")),
        (
            "receipt",
            "Identification/*[name()='receipt' or name()='reciept']",
            held(message, "payment.reference_id"),
        ),
    ):
        words = [told(header, f"{way}/Serial_number"), told(header, f"{way}/Number")]
        yield Seen(name, " ".join(filter(None, words)) or None, holder)
    nature = [
        told(
            header, f"Financial/Financial_transaction/*[contains(name(), 'ode') and contains(name(), '{n}')]"
        )
        for n in "12"
    ]
    yield Seen(
        "nature of transaction",
        "".join(filter(None, nature)) or None,
        held(shipment, "transaction_nature_code"),
    )
    manifests = [d.id for d in held(shipment, "previous_document") or () if d.type_code == "785"]
    yield Seen(
        "manifest",
        told(header, "Identification/Manifest_reference_number"),
        manifests[0] if manifests else None,
    )
    for path, party in (
        ("Traders/Exporter/Exporter_name", message.exporter),
        ("Traders/Consignee/Consignee_name", held(shipment, "consignee")),
        ("Traders/Financial/Financial_name", held(shipment, "payer")),
        ("Declarant/Declarant_name", message.declarant),
    ):
        lines = [
            line.strip()
            for name in header.xpath(path)
            for line in (name.text or "").splitlines()
            if line.strip()
        ]
        yield Seen(path, lines[0] if lines else None, held(party, "name"))
        yield Seen(f"{path}, address", lines[1:], list(held(party, "address.line") or ()))
    yield from transport_facts(header, message)


def transport_facts(header: etree._Element, message: GoodsDeclaration) -> Iterator[Seen]:
    """Yield what depends on the direction of the goods, and modes that may be of a national list."""
    leaves = (
        told(header, "*/Sad_flow") == "E"
        or told(header, "Identification/Type/Type_of_declaration") in EXPORTS
    )
    consignment = held(message, "goods_shipment.consignment")
    means, other = ("departure", "arrival") if leaves else ("arrival", "departure")
    place = "Transport/Means_of_transport"
    active = held(consignment, f"{means}_transport_means")
    yield Seen(
        f"{means} means", told(header, f"{place}/Departure_arrival_information/Identity"), held(active, "id")
    )
    nationality = told(header, f"{place}/Departure_arrival_information/Nationality")
    yield Seen(f"{means} nationality", nationality, held(active, "registration_nationality_code"))
    yield Seen(f"{other} means", None, held(consignment, f"{other}_transport_means"))
    for name, path, holder in (
        ("inland mode", f"{place}/Inland_mode_of_transport", active),
        ("border mode", f"{place}/Border_information/Mode", message.border_transport_means),
    ):
        mode = told(header, path)
        known = mode is not None and len(mode) == 1
        yield Seen(f"{name}, Recommendation 19", mode if known else None, held(holder, "mode_code"))
        yield Seen(f"{name}, national list", None if known else mode, held(holder, "national_mode_code"))
    office, other = ("exit", "entry") if leaves else ("entry", "exit")
    yield Seen(
        f"{office} office", told(header, "Transport/Border_office/Code"), held(message, f"{office}_office.id")
    )
    yield Seen(
        f"{office} office name",
        told(header, "Transport/Border_office/Name"),
        held(message, f"{office}_office.name"),
    )
    yield Seen(f"{other} office", None, held(message, f"{other}_office"))


def valuation_facts(place: etree._Element, valuation: Any, column: int, prefix: str) -> Iterator[Seen]:
    """Yield the lines of the valuation note: column 0 of `CHARGES` for the header, 1 for an item."""
    freight = ("*[starts-with(name(), 'Gs_') and ", "*[starts-with(name(), 'item_') and ")[column]
    freight += (
        "translate(name(), 'E', 'e') = '" + ("Gs_external_freight", "item_external_freight")[column] + "']"
    )
    lines = [
        (
            freight,
            "external freight",
            held(valuation, "freight_charge_amount"),
            held(valuation, "currency_exchange"),
        )
    ]
    for charge in CHARGES:
        entries = [c for c in held(valuation, "charge_deduction") or () if c.charges_type_code == charge[2]]
        entry = entries[0] if entries else None
        amount = held(entry, "other_charge_deduction_amount")
        lines.append((charge[column], charge[column], amount, held(entry, "currency_exchange")))
    for path, name, amount, exchange in lines:
        foreign = said(place, f"{path}/Amount_foreign_currency", "number")
        yield Seen(f"{prefix}{name}", foreign, held(amount, "value"))
        currency = said(place, f"{path}/Currency_code", "code") if foreign is not None else None
        yield Seen(f"{prefix}{name}, currency", currency, held(amount, "currency"))
        national = said(place, f"{path}/Amount_national_currency", "number")
        yield Seen(
            f"{prefix}{name}, national currency", national, held(exchange, "national_currency_amount.value")
        )
        yield Seen(
            f"{prefix}{name}, rate",
            said(place, f"{path}/Currency_rate", "number"),
            held(exchange, "rate_numeric"),
        )


def item_facts(element: etree._Element, item: Any, prefix: str) -> Iterator[Seen]:
    """Yield the facts of an item that take more than one place to tell, and those that repeat in it."""
    code = "".join(
        filter(None, (told(element, f"Tarification/HScode/{n}") for n in ("Commodity_code", "Precision_1")))
    )
    codes = [c.id for c in held(item, "commodity.classification") or () if c.identification_type_code == "HS"]
    yield Seen(f"{prefix}HS code", [code] if code else [], codes)
    extended = told(element, "Tarification/Extended_customs_procedure") or ""
    procedure = held(item, "government_procedure.0")
    yield Seen(f"{prefix}procedure requested", extended[:2] or None, held(procedure, "current_code"))
    yield Seen(f"{prefix}procedure before", extended[2:] or None, held(procedure, "previous_code"))
    kind = told(element, "Packages/Kind_of_packages_code")
    national = kind is not None and kind.isdigit()
    yield Seen(f"{prefix}kind of packages", None if national else kind, held(item, "packaging.0.type_code"))
    yield Seen(
        f"{prefix}national kind", kind if national else None, held(item, "packaging.0.national_type_code")
    )
    marks = [mark for n in "12" if (mark := told(element, f"Packages/Marks{n}_of_packages"))]
    yield Seen(f"{prefix}marks", " ".join(marks) or None, held(item, "packaging.0.marks_numbers_id"))
    yield Seen(
        f"{prefix}supplementary units",
        [
            (
                said(unit, "Suppplementary_unit_quantity", "number"),
                said(unit, "Suppplementary_unit_code", "code"),
                told(unit, name),
            )
            for unit in element.xpath(
                "Tarification/Supplementary_unit[normalize-space(Suppplementary_unit_quantity)]"
            )
            for name in ["Suppplementary_unit_name | Supplementary_unit_name"]
        ],
        [
            (q.value, q.unit, held(q, "unit_name"))
            for q in held(item, "commodity.goods_measure.tariff_quantity") or ()
        ],
    )
    fields = (("code", "text"), ("Base", "number"), ("rate", "number"), ("amount", "number"), ("MP", "text"))
    yield Seen(
        f"{prefix}duties and taxes",
        [
            tuple(said(line, f"Duty_tax_{name}", kind) for name, kind in fields)
            for line in element.xpath("Taxation/Taxation_line[normalize-space(Duty_tax_code)]")
        ],
        [
            tuple(
                held(fee, name)
                for name in (
                    "type_code",
                    "ad_valorem_tax_base_amount.value",
                    "tax_rate_numeric",
                    "payment.tax_assessed_amount.value",
                    "payment.method_code",
                )
            )
            for fee in held(item, "commodity.duty_tax_fee") or ()
            if fee.type_code
        ],
    )
    yield from item_papers(element, item, prefix)


def item_papers(element: etree._Element, item: Any, prefix: str) -> Iterator[Seen]:
    """Yield documents, earlier documents, licence and remarks of an item."""
    fields = (
        ("code", "text"),
        ("name", "text"),
        ("reference", "text"),
        ("date", "date"),
        ("from_rule", "flag"),
    )
    yield Seen(
        f"{prefix}documents",
        [
            tuple(said(row, f"Attached_document_{name}", kind) for name, kind in fields)
            for row in element.xpath("Attached_documents[normalize-space()]")
        ],
        [
            tuple(
                held(row, name)
                for name in ("type_code", "name", "id", "effective_date_time", "rule_indicator")
            )
            for row in item.additional_document
            if row.category_code is None
        ],
    )
    licences = [row.id for row in item.additional_document if row.category_code == "LIC"]
    yield Seen(
        f"{prefix}licence",
        told(element, "Licence_number | Licence_number/Licence_number | Licence/Licence_number"),
        licences[0] if licences else None,
    )
    for category, path in (("X", "Summary_declaration"), ("Z", "Previous_document_reference")):
        earlier = [row for row in item.previous_document if row.category_code == category]
        yield Seen(f"{prefix}{path}", told(element, f"Previous_doc/{path}"), held(earlier, "0.id"))
        if category == "Z":
            yield Seen(
                f"{prefix}warehouse before",
                told(element, "Previous_doc/Previous_warehouse_code"),
                held(earlier, "0.warehouse_id"),
            )
    yield Seen(
        f"{prefix}free texts",
        [text for n in "12" if (text := told(element, f"Free_text_{n} | Free_Text_{n}"))],
        [held(row, "statement_description") for row in item.additional_information],
    )


def containers(root: etree._Element, message: GoodsDeclaration) -> Seen:
    """Return the containers and the items whose goods they hold."""
    fields = (
        *(
            ("Item_Number", "number"),
            ("Container_identity", "text"),
            ("Container_type", "text"),
            ("Empty_full_indicator", "text"),
        ),
        *(
            ("Gross_weight", "number"),
            ("Goods_description", "text"),
            ("Packages_type", "text"),
            ("Packages_number", "number"),
        ),
        ("Packages_weight", "number"),
    )
    attributes = (
        *("goods_item_numeric", "id", "characteristic_code", "fullness_code", "gross_mass_measure.value"),
        *(
            "cargo_description",
            "packaging.0.type_code",
            "packaging.0.quantity_quantity.value",
            "goods_mass_measure.value",
        ),
    )
    rows = root.xpath("Container | SAD/Container")
    equipment = held(message, "goods_shipment.consignment.transport_equipment") or ()
    return Seen(
        "containers",
        [tuple(said(row, name, kind) for name, kind in fields) for row in rows],
        [tuple(held(row, name) for name in attributes) for row in equipment],
    )


def earlier_declarations(root: etree._Element, message: GoodsDeclaration) -> Seen:
    """Return the earlier declarations that this one writes off, with what was there and what it takes."""
    rows = root.xpath("Prev_decl | SAD/Prev_decl")
    key, quantities = (
        ("office_code", "reg_year", "reg_serial", "reg_number"),
        ("number_packages", "weight", "supp_quantity"),
    )
    amounts = [f"{name}{end}" for end in ("", "_written_off") for name in (*quantities, "ref_value")]
    columns = ("package_quantity", "net_weight_measure", "quantity_quantity", "amount_amount")
    documents = held(message, "goods_shipment.previous_document") or ()
    return Seen(
        "earlier declarations",
        [
            (
                " ".join(told(row, f"Prev_decl_{name}") or "" for name in key),
                told(row, "Prev_decl_item_number"),
                "".join(told(row, f"Prev_decl_HS_{name}") or "" for name in ("code", "prec")),
                told(row, "Prev_decl_country_origin"),
                said(row, "Prev_decl_current_item", "number"),
                *(said(row, f"Prev_decl_{name}", "number") for name in amounts),
            )
            for row in rows
        ],
        [
            (
                *(
                    held(d, name)
                    for name in ("id", "line_numeric", "classification.0.id", "origin_country_code")
                ),
                d.goods_item_numeric,
                *(held(d, f"{side}.{name}.value") for side in ("balance", "write_off") for name in columns),
            )
            for d in documents
            if d.category_code == "Y"
        ],
    )


def assessed_taxes(header: etree._Element, message: GoodsDeclaration) -> Seen:
    """Return the taxes of the assessment notice, which some forms list by kind."""
    fields = (("code", "text"), ("description", "text"), ("amount", "number"), ("mop", "text"))
    attributes = ("type_code", "type_name", "payment.tax_assessed_amount.value", "payment.method_code")
    return Seen(
        "taxes of the assessment notice",
        [
            tuple(said(row, f"Tax_{name}", kind) for name, kind in fields)
            for row in header.xpath("Assessment_notice/Items_taxes/Item_tax")
        ],
        [tuple(held(fee, name) for name in attributes) for fee in message.duty_tax_fee],
    )


def facts(root: etree._Element, message: GoodsDeclaration) -> list[Seen]:
    """Return every fact of the declaration *root* that either side tells: the header, then item by item."""
    wrapper = root.find("SAD")
    header = root if wrapper is None else wrapper
    seen = [*single(header, message, "header"), *header_facts(header, message)]
    seen += valuation_facts(
        header.find("Valuation"), held(message, "goods_shipment.customs_valuation"), 0, ""
    )
    seen += [containers(root, message), earlier_declarations(root, message), assessed_taxes(header, message)]
    elements = root.xpath("Item | Items/Item")
    goods = held(message, "goods_shipment.government_agency_goods_item") or ()
    seen.append(Seen("number of items", len(elements), len(goods)))
    for number, (element, item) in enumerate(zip(elements, goods, strict=False), start=1):
        prefix = f"item {number}: "
        seen += [
            Seen(f"{prefix}number", number, item.sequence_numeric),
            *single(element, item, "item", prefix),
        ]
        seen += item_facts(element, item, prefix)
        for place in element.xpath("Valuation_item"):
            seen += valuation_facts(place, item.customs_valuation, 1, prefix)
    return [fact for fact in seen if fact.national not in (None, []) or fact.harmonised not in (None, [])]


def differences(root: etree._Element, message: GoodsDeclaration) -> list[Seen]:
    """Return the facts that the two sides tell differently."""
    return [fact for fact in facts(root, message) if fact.national != fact.harmonised]
