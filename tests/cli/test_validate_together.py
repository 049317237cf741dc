"""`carec validate --together`: documents of one trade held against each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carec_datamodel.cli import main

MESSAGES = Path(__file__).parents[2] / "examples" / "messages"
TRANSIT = (MESSAGES / "transit-declaration.xml").read_text("utf-8")
TOO_MANY = """<?xml version="1.0" encoding="UTF-8"?>
<GoodsDeclaration xmlns="urn:carec:datamodel:1">
  <TotalPackageQuantity>640</TotalPackageQuantity>
  <GoodsShipment>
    <UCR><ID>6CN91000000-XYE-26-0302</ID></UCR>
    <GovernmentAgencyGoodsItem>
      <SequenceNumeric>1</SequenceNumeric>
      <Commodity/>
    </GovernmentAgencyGoodsItem>
  </GoodsShipment>
</GoodsDeclaration>
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], catch_exceptions=False)


def found(result: Result) -> dict[str, list[str]]:
    """Return the rules of findings about several documents, by the name of the document."""
    documents = json.loads(result.stdout)
    return {
        one["document"]: [item["rule"] for item in one["findings"] if item["rule"].startswith("together.")]
        for one in documents
    }


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a transit declaration and one of more packages of the same trade."""
    monkeypatch.chdir(tmp_path)
    Path("trade").mkdir()
    Path("trade/transit.xml").write_text(TRANSIT, "utf-8")
    Path("trade/import.xml").write_text(TOO_MANY, "utf-8")
    return tmp_path


def test_documents_are_held_against_each_other_only_where_that_is_asked_for():
    alone = run("trade", "--select", "together", "--report", "json")
    assert (alone.exit_code, found(alone)) == (0, {"trade/import.xml": [], "trade/transit.xml": []})
    together = run("trade", "--together", "--select", "together", "--report", "json")
    assert together.exit_code == 1
    assert found(together) == {"trade/import.xml": ["together.packages"], "trade/transit.xml": []}


def test_the_other_document_is_named():
    result = run("trade/import.xml", "trade/transit.xml", "--together", "--select", "together.packages")
    assert "620 carried (trade/transit.xml," in " ".join(result.stdout.split())


def test_a_document_that_cannot_be_read_is_told_and_the_others_judged():
    Path("trade/half.xml").write_text(TRANSIT[:900], "utf-8")
    result = run(
        "trade", "--together", "--select", "together", "--report", "json", "--report", "junit=junit.xml"
    )
    assert result.exit_code == 3
    assert "trade/half.xml, line " in result.stderr
    assert found(result) == {"trade/import.xml": ["together.packages"], "trade/transit.xml": []}
    assert "half.xml" in Path("junit.xml").read_text("utf-8")


def test_a_profile_of_one_message_leaves_the_others_to_the_model():
    result = run("trade", "--together", "--profile", "national-transit", "--report", "json")
    checks = {one["document"]: one["checks"] for one in json.loads(result.stdout)}
    assert "profile national-transit" in checks["trade/transit.xml"]
    assert not any("profile" in check for check in checks["trade/import.xml"])
