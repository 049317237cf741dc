"""The public interface as a user's type checker sees it. Checked by mypy, never run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

import carec_datamodel as cdm
from carec_datamodel import model
from carec_datamodel.codelists import identifiers
from carec_datamodel.crosswalk.ledger import Entry, Outcome
from carec_datamodel.model.amendments import Delta, Replacement, amendment_of, delta, replacement
from carec_datamodel.model.base import Message
from carec_datamodel.validation.reports import Unread, reports_html


def sources() -> None:
    assert_type(cdm.read("sad.xml"), Message)
    assert_type(cdm.read(Path("sad.xml"), format="asycuda-sad"), Message)
    assert_type(cdm.read(b"<ASYCUDA/>", limits=cdm.Limits(bytes=1024)), Message)
    assert_type(cdm.read(io.BytesIO()), Message)
    with Path("sad.xml").open("rb") as file:
        assert_type(cdm.read(file), Message)
    assert_type(cdm.loads(b"<ASYCUDA/>"), Message)
    assert_type(cdm.iter_items("declaration.xml"), Iterator[Any])


def formats() -> None:
    assert_type(cdm.formats(), dict[str, cdm.Format])
    found = cdm.detect("sad.xml")
    assert_type(found, cdm.Format)
    assert_type(found.id, str)
    assert_type(found.harmonised, bool)
    assert_type(found.card.countries, tuple[str, ...])
    cdm.read("sad.xml", format=found)


def conversion() -> None:
    done = cdm.convert("sad.xml", to="carec-json", embed_residue=True, strict=False)
    assert_type(done, cdm.Conversion)
    assert_type(done.message, Message)
    assert_type(done.output, bytes)
    assert_type(done.residue, cdm.Residue | None)
    assert_type(done.ledger, cdm.Ledger)
    assert_type(done.ledger.counts(), dict[Outcome, int])
    assert_type(done.ledger.entries, tuple[Entry, ...])
    assert_type(done.ledger.survival, float)
    assert_type(done.findings, tuple[cdm.Finding, ...])
    assert_type(done.source_format, cdm.Format)
    back = cdm.dumps(done.message, format=done.source_format, residue=done.residue)
    assert_type(back, bytes)


def derivation(declaration: cdm.GoodsDeclaration) -> None:
    derived = cdm.derive(declaration, cdm.TransitDeclaration)
    assert_type(derived, cdm.Derived[cdm.TransitDeclaration])
    assert_type(derived.message, cdm.TransitDeclaration)
    assert_type(derived.left, tuple[cdm.Left, ...])
    assert_type(derived.left[0].reason, str)


def validation() -> None:
    report = cdm.validate("sad.xml")
    assert_type(report, cdm.Report)
    assert_type(report.ok, bool)
    assert_type(report.items, int | None)
    assert_type(report.to_text(), str)
    assert_type(report.to_text(colour=True), str)
    assert_type(report.to_json(), str)
    assert_type(report.to_sarif(), str)
    assert_type(report.to_junit(), str)
    assert_type(report.to_html(lambda _rule: None), str)
    assert_type(report.selected(["type"], ignore=["type.date"]), cdm.Report)
    assert_type(reports_html([report, Unread("half.xml", "empty")]), str)
    for finding in report.findings:
        assert_type(finding, cdm.Finding)
        assert_type(finding.severity, cdm.Severity)
        assert_type(finding.line, int | None)
        assert_type(finding.as_dict(), dict[str, Any])
    assert_type(cdm.schema("GoodsDeclaration", kind="json"), bytes)
    assert_type(cdm.schema("GoodsDeclaration", version="1.0"), bytes)


def validation_together(declaration: cdm.GoodsDeclaration) -> None:
    reports = cdm.validate_together(["manifest.xml", Path("sad.xml"), b"<ASYCUDA/>", declaration])
    assert_type(reports, tuple[cdm.Report, ...])
    assert_type(cdm.validate_together((), limits=cdm.Limits(bytes=1024)), tuple[cdm.Report, ...])


def profiles() -> None:
    assert_type(cdm.profiles(), dict[str, cdm.Profile])
    profile = cdm.profiles()["loading-list"]
    assert_type(profile.id, str)
    assert_type(cdm.validate("list.xml", profile=profile), cdm.Report)
    assert_type(cdm.validate("list.xml", profile="loading-list"), cdm.Report)
    assert_type(cdm.schema("loading-list"), bytes)


def errors() -> None:
    try:
        cdm.read("sad.xml")
    except (cdm.InvalidMessage, cdm.LossyConversion) as error:
        assert_type(error.findings, tuple[cdm.Finding, ...])
    except (cdm.UnknownFormat, cdm.UnsafeDocument) as error:
        assert_type(error.message, str)
    except cdm.CarecError as error:
        assert_type(error.path, str | None)
        assert_type(error.line, int | None)


def locators(declaration: cdm.GoodsDeclaration) -> None:
    locator = cdm.Locator.parse("42A/67A/68A[1].108", cdm.GoodsDeclaration)
    assert_type(locator, cdm.Locator)
    assert_type(locator.remarks, tuple[str, ...])
    assert_type(locator.to_wco(declaration), str)
    assert_type(locator.to_pointers(), tuple[model.Pointer, ...])
    assert_type(locator.to_xpath(prefix="c"), str)
    assert_type(locator.to_json_pointer(), str)
    assert_type(locator.resolve(declaration), Any)
    try:
        cdm.Locator.from_xpath("/GoodsDeclaration/Nothing", cdm.GoodsDeclaration)
    except cdm.LocatorError as error:
        assert_type(error.text, str)
        assert_type(error.step, int)
        assert_type(error.known, tuple[str, ...])


def changes(older: cdm.GoodsDeclaration, newer: cdm.GoodsDeclaration) -> None:
    found = cdm.diff(older, newer)
    assert_type(found, tuple[cdm.Change, ...])
    assert_type(found[0].locator, cdm.Locator)
    assert_type(cdm.apply(older, found), cdm.GoodsDeclaration)


def amending(older: cdm.GoodsDeclaration, newer: cdm.GoodsDeclaration) -> None:
    change = delta(older, newer, "28", reason=lambda locator: locator.to_path())
    assert_type(change, Delta)
    assert_type(change.to_message(), Message)
    assert_type(replacement(newer, reason="Weighed again"), Replacement)
    asked = amendment_of(change.to_message())
    assert_type(asked, Replacement | Delta)
    assert_type(asked.apply_to(older).message, Message)
    assert_type(asked.apply_to(older).findings, tuple[cdm.Finding, ...])


def narrowing(message: Message) -> None:
    if isinstance(message, cdm.GoodsDeclaration):
        assert_type(message, cdm.GoodsDeclaration)


def values(declaration: cdm.GoodsDeclaration) -> None:
    assert_type(declaration.id, str | None)
    assert_type(declaration.form_numeric, int | None)
    assert_type(declaration.invoice_amount, cdm.Amount | None)
    assert_type(declaration.total_gross_mass_measure, cdm.Measure | None)
    assert_type(declaration.total_package_quantity, cdm.Quantity | None)
    assert_type(declaration.acceptance_date_time, cdm.DateTime | None)
    if declaration.invoice_amount is not None:
        assert_type(declaration.invoice_amount.value, Decimal)
        assert_type(declaration.invoice_amount.currency, str | None)
    assert_type(declaration.declarant, model.Party | None)
    assert_type(declaration.currency_exchange, tuple[model.CurrencyExchange, ...])
    if declaration.goods_shipment is not None:
        items = declaration.goods_shipment.government_agency_goods_item
        assert_type(items, tuple[model.GovernmentAgencyGoodsItem, ...])
        for item in items:
            assert_type(item.sequence_numeric, int)
    if declaration.consignment is not None:
        assert_type(declaration.consignment.container_indicator, bool | None)


def identifying() -> None:
    code = identifiers.HsCode.parse("8517.62")
    assert_type(code, identifiers.HsCode)
    assert_type(code.subheading, str | None)
    assert_type(identifiers.HsCode.check("8517.62"), tuple[identifiers.Problem, ...])
    number = identifiers.ContainerNumber.create(owner_code="CSQ", serial="305438")
    assert_type(number, identifiers.ContainerNumber)
    assert_type(number.check_digit, int)
    try:
        identifiers.TirCarnetNumber("XJ 78901234")
    except identifiers.InvalidIdentifier as error:
        assert_type(error.expected, str)


def building() -> None:
    declaration = cdm.GoodsDeclaration(
        function_code="9",
        form_numeric=1,
        invoice_amount=cdm.Amount("12.50", "USD"),
        total_gross_mass_measure=cdm.Measure(Decimal("12.5"), "KGM"),
        total_package_quantity=cdm.Quantity("3", unit_name="bags"),
        goods_shipment=model.GoodsShipment(
            government_agency_goods_item=(model.GovernmentAgencyGoodsItem(sequence_numeric=1),)
        ),
    )
    assert_type(declaration.replace(function_code="4"), cdm.GoodsDeclaration)
    cdm.write(declaration, "declaration.xml")
    cdm.write(declaration, Path("sad.xml"), format="asycuda-sad")
    cdm.write(declaration, io.BytesIO())
