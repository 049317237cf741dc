"""Rule profiles: which rules run, what they weigh, and what is wrong with a file of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel.errors import ProfileError, UnknownFormat
from carec_datamodel.findings import Severity
from carec_datamodel.validation.against import against
from carec_datamodel.validation.rulebook.catalogue import rules
from carec_datamodel.validation.rulebook.rule_set import read_rule_set, rule_sets

HEAD = 'id = "own"\ntitle = "Own"\nexplanation = "Mine."\nsource = "me"\n'
UNEVEN = cdm.GoodsDeclaration(
    total_gross_mass_measure=cdm.Measure("10"),
    goods_shipment={
        "government_agency_goods_item": [
            {
                "sequence_numeric": 1,
                "commodity": {
                    "description": "Fabric",
                    "goods_measure": {"gross_mass_measure": cdm.Measure("9")},
                },
            },
            {"sequence_numeric": 1},
        ]
    },
    goods_item_quantity=cdm.Quantity("3"),
)


def own(tmp_path: Path, content: str) -> Path:
    file = tmp_path / "own.toml"
    file.write_text(content, "utf-8")
    return file


def ids(**options: object) -> list[str]:
    return [finding.rule for finding in cdm.validate(cdm.dumps(UNEVEN), **options).findings]


def test_all_rules_run_where_nothing_is_chosen_but_those_on_request():
    left_out = set(rules().values()) - set(rule_sets()["regional"].rules)
    assert {rule.family for rule in left_out} == {"e-commerce", "ucr"}
    assert ids() == ["total.goods-items", "distinct.goods-item-numbers"]


def test_rules_are_selected_and_ignored_by_id_and_by_beginning():
    assert ids(select=["total"]) == ["total.goods-items"]
    assert ids(ignore=["total"]) == ["distinct.goods-item-numbers"]
    assert ids(select=["total", "distinct"], ignore=["total.goods-items"]) == ["distinct.goods-item-numbers"]


def test_a_profile_of_ones_own_changes_weights_the_longest_beginning_deciding(tmp_path):
    text = HEAD + 'ignore = ["distinct"]\n[severity]\ntotal = "note"\n"total.goods-items" = "warning"\n'
    file = own(tmp_path, text)
    (finding,) = cdm.validate(cdm.dumps(UNEVEN), profile=str(file)).findings
    assert (finding.rule, finding.severity) == ("total.goods-items", Severity.WARNING)
    weights = read_rule_set(file)
    assert weights.weight(rules()["total.goods-gross-mass"]) is Severity.NOTE
    assert weights.weight(rules()["date.seal-time"]) is Severity.ERROR


def test_rules_on_request_run_where_a_profile_or_a_user_names_them(tmp_path):
    file = own(tmp_path, HEAD + 'extend = ["ucr"]\nselect = ["total"]\n')
    assert ids(profile=str(file)) == ["total.goods-items", "ucr.given"]
    assert ids(profile=str(file), select=["distinct", "ucr"]) == ["ucr.given"]
    assert ids(select=["ucr"]) == ["ucr.given"]
    assert {rule.family for rule in rule_sets()["e-commerce"].rules} >= {"e-commerce", "total", "ucr"}


def test_a_profile_of_the_message_and_one_of_the_rules_go_together(tmp_path):
    found = against(["loading-list", str(own(tmp_path, HEAD + 'select = ["total"]\n'))])
    assert found.profile is not None
    assert found.profile.id == "loading-list"
    assert {rule.family for rule in found.rule_set.rules} == {"total"}


def test_two_of_one_kind_are_refused():
    with pytest.raises(ProfileError, match="loading-list and tir-transit"):
        against(["loading-list", "tir-transit"])


def test_a_descriptor_may_be_named_by_its_path(tmp_path):
    file = own(tmp_path, HEAD + 'select = ["total"]\n')
    assert ids(profile=file) == ids(profile=[file]) == ["total.goods-items"]


@pytest.mark.parametrize("profile", [5, [None], b"regional", object(), ["regional", 7]])
def test_what_is_no_profile_is_refused_and_never_passed_over(profile):
    with pytest.raises(UnknownFormat, match="is no profile; expected one, its id, or the path"):
        against(profile)


def test_a_name_that_no_profile_has_is_told_with_those_there_are():
    with pytest.raises(UnknownFormat, match=r"'regionl'; known are delivery-control, .*regional"):
        cdm.validate(cdm.dumps(UNEVEN), profile="regionl")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id = ", "own.toml: Invalid value"),
        ('id = "own"\n', "title is missing; expected a text"),
        (HEAD + "extra = 1\n", "the key extra is unknown; expected one of id, title"),
        (HEAD + 'select = "total"\n', "select is 'total'; expected a list of texts"),
        (HEAD + 'ignore = ["totals"]\n', "'totals' names no rule; expected an id or the beginning of one"),
        (HEAD + "severity = 1\n", "severity is 1; expected a table"),
        (
            HEAD + '[severity]\ntotal = "fatal"\n',
            "severity of total is 'fatal'; expected one of error, warning",
        ),
        (HEAD + '[parameters]\nnothing = "1"\n', "no rule has a parameter 'nothing'"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path, content: str, told: str):
    with pytest.raises(ProfileError) as error:
        read_rule_set(own(tmp_path, content))
    assert told in str(error.value)
    assert "own.toml" in str(error.value)


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(ProfileError, match=r"missing\.toml: the file cannot be read"):
        cdm.validate(cdm.dumps(UNEVEN), profile="missing.toml")


# --- of a country ---------------------------------------------------------------------------------------


def declared_as(code: str) -> cdm.GoodsDeclaration:
    item = {
        "sequence_numeric": 1,
        "commodity": {"classification": [{"id": code, "identification_type_code": "HS"}]},
    }
    return cdm.GoodsDeclaration(goods_shipment={"government_agency_goods_item": [item]})


@pytest.mark.parametrize(
    ("country", "right", "wrong"),
    [
        ("china", "8471300000", "84713000"),
        ("pakistan", "84713000", "847130"),
        ("uzbekistan", "8471300000", "8471300000000"),
    ],
)
def test_a_country_has_tariff_codes_of_its_own_length(country: str, right: str, wrong: str):
    def found(code: str) -> list[str]:
        report = cdm.validate(cdm.dumps(declared_as(code)), profile=country, select=["hs.length"])
        return [finding.rule for finding in report.findings]

    assert found(right) == []
    assert found(wrong) == ["hs.length"]
    regional = cdm.validate(cdm.dumps(declared_as(wrong)), select=["hs.length"])
    assert regional.ok


def test_a_rule_profile_beside_formats_of_ones_own_is_known_by_its_id(tmp_path, monkeypatch):
    (tmp_path / "mine.rules.toml").write_text(HEAD + 'ignore = ["total"]\n', "utf-8")
    monkeypatch.setenv("CAREC_FORMATS", str(tmp_path))
    assert ids(profile="own") == ["distinct.goods-item-numbers"]
    monkeypatch.delenv("CAREC_FORMATS")
    with pytest.raises(UnknownFormat, match="there is no profile 'own'"):
        ids(profile="own")


def test_two_rule_profiles_of_one_id_are_refused(tmp_path, monkeypatch):
    (tmp_path / "mine.rules.toml").write_text(HEAD.replace('"own"', '"regional"'), "utf-8")
    monkeypatch.setenv("CAREC_FORMATS", str(tmp_path))
    with pytest.raises(ProfileError, match="two rule profiles have the id 'regional'"):
        ids()
