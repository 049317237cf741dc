from __future__ import annotations

import json

from click.testing import CliRunner, Result

from carec_datamodel.cli import main
from carec_datamodel.validation.rulebook.catalogue import rules


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def test_rules_are_listed_a_line_each():
    result = run("rules")
    assert result.exit_code == 0
    header, *lines = result.stdout.splitlines()
    assert header.split() == ["ID", "SEVERITY", "WHY"]
    assert [line.split()[0] for line in lines] == list(rules())


def test_a_rule_is_told_with_all_there_is_to_say():
    result = run("rules", "total.goods-gross-mass")
    assert result.stdout.splitlines()[:2] == ["total.goods-gross-mass", "  severity     error"]
    assert "GoodsDeclaration/TotalGrossMassMeasure" in result.stdout


def test_the_beginning_of_an_id_names_all_rules_that_begin_so():
    result = run("rules", "dangerous", "--json")
    assert {rule["id"].partition(".")[0] for rule in json.loads(result.stdout)} == {"dangerous"}


def test_weights_are_those_of_the_rule_profile(tmp_path):
    file = tmp_path / "mild.toml"
    file.write_text(
        'id = "mild"\ntitle = "T"\nexplanation = "E."\nsource = "S"\n[severity]\ntotal = "note"\n', "utf-8"
    )
    found = json.loads(run("rules", "total", "--profile", str(file), "--json").stdout)
    assert {rule["severity"] for rule in found} == {"note"}


def test_a_rule_that_is_not_there_is_told_with_the_families():
    result = run("rules", "tot")
    assert result.exit_code == 2
    assert "there is no rule 'tot'" in result.stderr
    assert "total" in result.stderr


def test_profiles_are_listed_with_what_they_are_of():
    lines = run("profiles").stdout.splitlines()
    assert any(line.split()[:2] == ["loading-list", "CargoManifest"] for line in lines)
    assert any(line.split()[:2] == ["regional", "rules"] for line in lines)
    cards = json.loads(run("profiles", "--json").stdout)
    assert all(card["title"] and card["explanation"] and card["source"] for card in cards)
