"""Rules on the documents that go with goods: valid on the day, complete, named where needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.soundness import is_after
from carec_datamodel.validation.rulebook.declared import ITEMS, day_of, documents_of, items_of
from carec_datamodel.validation.rulebook.document_roles import document_roles
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.documents import AdditionalDocument
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.types import DateTime

_ITEM = "GoodsShipment/GovernmentAgencyGoodsItem[]"
_DOCUMENT = f"{_ITEM}/AdditionalDocument[]"
_BOX_44 = "Single Administrative Document, box 44"


def _item(*documents: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {"SequenceNumeric": 1, "AdditionalDocument": list(documents), **others}
            ]
        }
    }


@rule(
    "documents.expired",
    "GoodsDeclaration",
    "AdditionalDocument[]/ExpirationDateTime",
    f"{_DOCUMENT}/ExpirationDateTime",
    "AcceptanceDateTime",
    "IssueDateTime",
    good={"AcceptanceDateTime": "2026-03-21", **_item({"ID": "L-17", "ExpirationDateTime": "2026-03-21"})},
    bad={"AcceptanceDateTime": "2026-03-21", **_item({"ID": "L-17", "ExpirationDateTime": "2026-03-20"})},
    source=_BOX_44,
    needs=(),
)
def expired(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """A document holds on the day of the declaration."""
    day = day_of(declaration)
    if day is None:
        return
    for loc, document in documents_of(declaration):
        last = document.expiration_date_time
        if last is not None and is_after(day[1], last):
            yield Problem(
                (*loc, "ExpirationDateTime"),
                f"the document holds until {last}, {day[0]} is {day[1]}",
                f"a document that holds on {day[1]}",
                last,
            )


@rule(
    "documents.issued-later",
    "GoodsDeclaration",
    f"{_DOCUMENT}/IssueDateTime",
    f"{_DOCUMENT}/EffectiveDateTime",
    "GoodsShipment/Invoice[]/IssueDateTime",
    "GoodsShipment/PreviousDocument[]/IssueDateTime",
    "GoodsShipment/Consignment/TransportContractDocument[]/IssueDateTime",
    f"{_ITEM}/PreviousDocument[]/IssueDateTime",
    "AcceptanceDateTime",
    good={"AcceptanceDateTime": "2026-03-21", **_item({"ID": "KYT-26", "EffectiveDateTime": "2026-03-21"})},
    bad={"AcceptanceDateTime": "2026-03-21", **_item({"ID": "KYT-26", "EffectiveDateTime": "2026-03-22"})},
    source=_BOX_44,
    severity=Severity.WARNING,
    needs=("AcceptanceDateTime",),
)
def issued_later(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """A document was issued before customs accepted the declaration, unless it is to be presented later."""
    accepted = declaration.acceptance_date_time
    for loc, issued in _issued(declaration):
        if accepted is not None and issued is not None and is_after(issued, accepted):
            yield Problem(
                loc,
                f"the document is of {issued}, the declaration was accepted on {accepted}",
                f"a date that is not after {accepted}",
                issued,
            )


def _issued(declaration: GoodsDeclaration) -> Iterator[tuple[Loc, DateTime | None]]:
    for loc, document in documents_of(declaration):
        if document.presentation_date is None:
            name = "IssueDateTime" if document.issue_date_time is not None else "EffectiveDateTime"
            yield (*loc, name), document.issue_date_time or document.effective_date_time
    shipment = declaration.goods_shipment
    if shipment is None:
        return
    for index, invoice in enumerate(shipment.invoice):
        yield ("GoodsShipment", "Invoice", index, "IssueDateTime"), invoice.issue_date_time
    for index, previous in enumerate(shipment.previous_document):
        yield ("GoodsShipment", "PreviousDocument", index, "IssueDateTime"), previous.issue_date_time
    contracts = shipment.consignment.transport_contract_document if shipment.consignment is not None else ()
    for index, contract in enumerate(contracts):
        place = ("GoodsShipment", "Consignment", "TransportContractDocument", index, "IssueDateTime")
        yield place, contract.issue_date_time
    for loc, item in items_of(declaration):
        for index, previous in enumerate(item.previous_document):
            yield (*loc, "PreviousDocument", index, "IssueDateTime"), previous.issue_date_time


@rule(
    "documents.licence-complete",
    "AdditionalDocument",
    "TypeCode",
    "ID",
    "EffectiveDateTime",
    "IssueDateTime",
    good={"TypeCode": "911", "ID": "IL-2026-118", "EffectiveDateTime": "2026-01-15"},
    bad={"TypeCode": "911", "ID": "IL-2026-118"},
    source=_BOX_44,
    severity=Severity.WARNING,
)
def licence_complete(document: AdditionalDocument, _scope: Scope) -> Iterator[Problem]:
    """A licence is known by its number and its date."""
    if (
        document_roles().get(document.type_code or "") != "licence"
        or document.lpco_exemption_code is not None
    ):
        return
    if document.id is None:
        yield Problem(("ID",), "the licence has no number", "its number")
    if document.effective_date_time is None and document.issue_date_time is None:
        yield Problem(("EffectiveDateTime",), "the licence has no date", "its date")


@rule(
    "origin.preference-document",
    "GoodsDeclaration",
    f"{_ITEM}/Origin[]/TypeCode",
    f"{_DOCUMENT}/TypeCode",
    good=_item({"TypeCode": "861", "ID": "CT-1 0451"}, Origin=[{"CountryCode": "UZ", "TypeCode": "2"}]),
    bad=_item(Origin=[{"CountryCode": "UZ", "TypeCode": "2"}]),
    source="Revised Kyoto Convention, specific annex K",
    severity=Severity.WARNING,
    needs=("GoodsShipment",),
)
def preference_document(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Preferential origin is proved by a document: a certificate or a declaration of origin.

    Kinds of documents that are of no list we know may be one.
    """
    common = _may_prove_origin(declaration.additional_document)
    for loc, item in items_of(declaration):
        preferential = [index for index, origin in enumerate(item.origin) if origin.type_code == "2"]
        if preferential and not common and not _may_prove_origin(item.additional_document):
            yield Problem(
                (*loc, "Origin", preferential[0], "TypeCode"),
                "preferential origin, and no document of origin",
                "a certificate or declaration of origin among the documents",
                "2",
            )


def _may_prove_origin(documents: Iterable[AdditionalDocument]) -> bool:
    """Return whether one of *documents* is of origin, or of a kind that UN/EDIFACT does not know."""
    for document in documents:
        code = document.type_code or ""
        if document_roles().get(code) == "origin" or not (code.isdecimal() and len(code) == 3):  # noqa: PLR2004
            return True
    return False


@rule(
    "documents.listed-once",
    "GoodsDeclaration",
    f"{_DOCUMENT}/TypeCode",
    f"{_DOCUMENT}/ID",
    f"{_DOCUMENT}/EffectiveDateTime",
    good=_item({"TypeCode": "380", "ID": "KYT-26-0311"}, {"TypeCode": "380", "ID": "KYT-26-0312"}),
    bad=_item({"TypeCode": "380", "ID": "KYT-26-0311"}, {"TypeCode": "380", "ID": "KYT-26-0311"}),
    source=_BOX_44,
    severity=Severity.WARNING,
    needs=("GoodsShipment",),
)
def listed_once(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """An item names each document once."""
    for loc, item in items_of(declaration):
        seen = set()
        for index, document in enumerate(item.additional_document):
            key = (
                document.type_code,
                document.id,
                document.effective_date_time,
                document.line_numeric,
                document.goods_item_numeric,
            )
            if document.id is not None and document.type_code is not None and key in seen:
                yield Problem(
                    (*loc, "AdditionalDocument", index, "ID"),
                    f"document {document.type_code} {document.id} is named twice",
                    "each document once",
                    document.id,
                )
            seen.add(key)


@rule(
    "documents.item-exists",
    "GoodsDeclaration",
    "AdditionalDocument[]/GoodsItemNumeric",
    "GoodsShipment/Consignment/TransportEquipment[]/GoodsItemNumeric",
    "GoodsShipment/PreviousDocument[]/GoodsItemNumeric",
    f"{_ITEM}/SequenceNumeric",
    good={
        "AdditionalDocument": [{"ID": "KYT-26-0311", "GoodsItemNumeric": 1}],
        "GoodsShipment": {"GovernmentAgencyGoodsItem": [{"SequenceNumeric": 1}]},
    },
    bad={
        "AdditionalDocument": [{"ID": "KYT-26-0311", "GoodsItemNumeric": 2}],
        "GoodsShipment": {"GovernmentAgencyGoodsItem": [{"SequenceNumeric": 1}]},
    },
    source="meaning of the elements",
    needs=("GoodsShipment",),
)
def item_exists(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """A document or a container that is for one item names an item of the declaration."""
    numbers = {item.sequence_numeric for _, item in items_of(declaration)}
    if not numbers or None in numbers:
        return
    for loc, number in _item_numbers(declaration):
        if number and number not in numbers:
            yield Problem(
                (*loc, "GoodsItemNumeric"),
                f"item {number} is not in the declaration",
                f"the number of an item: 1 to {max(numbers)}",
                str(number),
            )


def _item_numbers(declaration: GoodsDeclaration) -> Iterator[tuple[Loc, int | None]]:
    for index, document in enumerate(declaration.additional_document):
        yield ("AdditionalDocument", index), document.goods_item_numeric
    shipment = declaration.goods_shipment
    if shipment is None:
        return
    for index, previous in enumerate(shipment.previous_document):
        yield (*ITEMS[:1], "PreviousDocument", index), previous.goods_item_numeric
    equipment = shipment.consignment.transport_equipment if shipment.consignment is not None else ()
    for index, container in enumerate(equipment):
        place = (*ITEMS[:1], "Consignment", "TransportEquipment", index)
        yield place, container.goods_item_numeric
