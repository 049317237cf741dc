"""Reports as validation gives them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.validation.report import Report

ROOT = Path(__file__).parents[3]
WRONG = """<?xml version="1.0" encoding="UTF-8"?>
<GoodsDeclaration xmlns="urn:carec:datamodel:1">
  <TypeCode>IM</TypeCode>
  <TotalGrossMassMeasure unitCode="KGM">1 234,50</TotalGrossMassMeasure>
  <IssueDateTime>پنجشنبه ۱۴۰۵</IssueDateTime>
  <Declarant><Name>شركة المثال</Name><Nom>ТОО Мука</Nom></Declarant>
</GoodsDeclaration>
"""
HOSTILE = Finding(
    rule="structure.unknown",
    message="<script>alert('x')</script> &amp; ]]> \x00\x1b[2J \ud800 \uffff is not an element here",
    path="A/<b>&\x0b" + "/VeryLongNameOfAnElement" * 40,
    line=7,
    value="</td></table><img src=x onerror=alert(1)>\x07\u202e" + "9" * 300,
    expected='"><style>*{display:none}</style>',
    box="3<1",
    wco="&#0;",
    harmonised="C/D\n\tE",
    hint="</script\u2028>",
)


@pytest.fixture(scope="session")
def hostile() -> Report:
    """A report on a document made to do harm."""
    notes = [replace(HOSTILE, severity=severity) for severity in (Severity.WARNING, Severity.NOTE)]
    return Report(
        '"><in>/sad\udcff&\x01.xml',
        "f<&>",
        "M<&>",
        ("structure", "<types>"),
        None,
        None,
        (HOSTILE, *notes),
        3,
    )


@pytest.fixture(scope="session")
def real(hostile: Report) -> list[Report]:
    """Reports on a valid document, on wrong ones, on one without a name, and on a hostile one."""
    examples = ROOT / "examples"
    wrong = cdm.validate(WRONG.encode())
    manifest = cdm.validate(examples / "messages" / "cargo-manifest.xml", profile="loading-list")
    return [
        replace(cdm.validate(examples / "asycuda-sad.xml"), name="examples/asycuda-sad.xml"),
        replace(wrong, name="in/面粉 декларация.xml"),
        wrong,
        replace(manifest, name="manifest.xml").selected(ignore=["profile.unlisted"]),
        hostile,
    ]
