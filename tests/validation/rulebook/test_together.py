"""Rules on documents of one trade: what belongs together, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from carec_datamodel.validation.rulebook.catalogue import rules

UCR = "6CN91000000-XYE-26-0302"


def declared(packages: str = "340", **shipment: Any) -> dict[str, Any]:
    return {"TotalPackageQuantity": {"value": packages}, "GoodsShipment": shipment}


def carried(*consignments: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "CargoManifest", {"Consignment": list(consignments)}


def load(packages: str, **values: Any) -> dict[str, Any]:
    return {"TotalPackageQuantity": {"value": packages}, **values}


def by_document(number: str) -> dict[str, Any]:
    return {"TransportContractDocument": [{"ID": number}]}


def by_ucr(number: str = UCR) -> dict[str, Any]:
    return {"UCR": {"ID": number}}


@pytest.mark.parametrize("rule", [name for name in rules() if name.startswith("together.")])
def test_a_message_alone_is_never_objected_to(objected, rule: str):
    example = rules()[rule].example

    assert objected(rule, example.within, example.bad, *example.beside)
    assert objected(rule, example.within, example.bad) == []


def test_goods_that_share_no_number_are_other_goods(objected):
    manifest = carried(load("1", **by_ucr("6CN91000000-XYF-26-0117")))

    assert objected("together.packages", "GoodsDeclaration", declared(**by_ucr()), manifest) == []


def test_the_finding_names_the_other_document_and_the_place_in_it(objected):
    manifest = carried(load("7"), load("300", **by_ucr()))

    found = objected("together.packages", "GoodsDeclaration", declared(**by_ucr()), manifest)

    place = "document 2, CargoManifest/Consignment[2]/TotalPackageQuantity"
    assert [problem.message for problem in found] == [f"340 packages are declared, 300 carried ({place})"]


def test_a_transport_document_links_where_one_of_both_has_no_ucr(objected):
    declaration = declared(Consignment=by_document("CMR-0004601"), **by_ucr())
    manifest = carried(load("300", **by_document("CMR-0004601")))

    assert len(objected("together.packages", "GoodsDeclaration", declaration, manifest)) == 1


def test_two_ucrs_that_differ_keep_goods_of_one_transport_document_apart(objected):
    declaration = declared(Consignment=by_document("CMR-0004601"), **by_ucr())
    manifest = carried(load("300", **by_document("CMR-0004601"), **by_ucr("6CN91000000-XYF-26-0117")))

    assert objected("together.packages", "GoodsDeclaration", declaration, manifest) == []


def test_a_previous_document_links_a_declaration_with_its_manifest(objected):
    items = [{"SequenceNumeric": 1, "PreviousDocument": [{"ID": "3989402202603130017"}]}]
    name, manifest = carried(load("300"))

    found = objected(
        "together.packages",
        "GoodsDeclaration",
        declared(GovernmentAgencyGoodsItem=items),
        (name, {"ID": "3989402202603130017", **manifest}),
    )

    assert len(found) == 1


def test_a_container_links_only_where_there_is_no_transport_document_to_compare(objected):
    box = [{"ID": "TSTU0001047"}]
    alone = carried(load("300", TransportEquipment=box))
    other = carried(load("300", TransportEquipment=box, **by_document("NXG02")))
    declaration = declared(Consignment={"TransportEquipment": box, **by_document("NXG01")})

    assert len(objected("together.packages", "GoodsDeclaration", declaration, alone)) == 1
    assert objected("together.packages", "GoodsDeclaration", declaration, other) == []


def test_what_two_consignments_and_two_manifests_carry_is_added(objected):
    declaration = declared(
        "340", Consignment={"TransportContractDocument": [{"ID": "NXG01"}, {"ID": "NXG02"}]}
    )
    first = carried(load("200", **by_document("NXG01")))
    second = carried(load("140", **by_document("NXG02")))

    assert objected("together.packages", "GoodsDeclaration", declaration, first, second) == []


def test_a_declaration_of_more_transport_documents_than_are_there_is_not_judged(objected):
    declaration = declared(
        "340", Consignment={"TransportContractDocument": [{"ID": "NXG01"}, {"ID": "NXG02"}]}
    )

    found = objected(
        "together.packages", "GoodsDeclaration", declaration, carried(load("200", **by_document("NXG01")))
    )

    assert found == []


def test_masses_of_two_units_are_not_compared(objected):
    declaration = {
        "TotalGrossMassMeasure": {"value": "9000", "unitCode": "KGM"},
        "GoodsShipment": by_ucr(),
    }
    manifest = carried({"TotalGrossMassMeasure": {"value": "4", "unitCode": "TNE"}, **by_ucr()})

    assert objected("together.gross-mass", "GoodsDeclaration", declaration, manifest) == []


def test_house_consignments_of_a_transit_are_loads_of_their_own(objected):
    houses = [load("340", **by_ucr()), load("285", **by_ucr("6CN91000000-XYF-26-0117"))]
    transit = ("TransitDeclaration", {"Consignment": {"HouseConsignment": houses}})

    found = objected("together.packages", "GoodsDeclaration", declared("341", **by_ucr()), transit)

    assert [problem.expected for problem in found] == ["no more than 340"]


def test_a_line_of_goods_without_code_leaves_the_headings_open(objected):
    lines = [
        {"SequenceNumeric": 1, "Commodity": {"CargoDescription": "toys"}},
        {"SequenceNumeric": 2, "Commodity": {"Classification": [{"ID": "847130"}]}},
    ]
    goods = [{"SequenceNumeric": 1, "Commodity": {"Classification": [{"ID": "9503008900"}]}}]
    declaration = declared(GovernmentAgencyGoodsItem=goods, **by_ucr())

    found = objected(
        "together.hs-headings",
        "GoodsDeclaration",
        declaration,
        carried({"ConsignmentItem": lines, **by_ucr()}),
    )

    assert found == []


def sealed(seal: str) -> dict[str, Any]:
    return {"TransportEquipment": [{"ID": "TSTU0001047", "Seal": [{"ID": seal}]}]}


def test_a_seal_that_a_control_put_on_explains_the_difference(objected):
    transit = {"Consignment": {**sealed("KZ000411"), **by_ucr()}}
    manifest = carried({**sealed("CN9400-552211"), **by_ucr()})
    control = ("ControlResult", {"SealAfter": [{"ID": "KZ000411"}]})

    assert len(objected("together.seals", "TransitDeclaration", transit, manifest)) == 1
    assert objected("together.seals", "TransitDeclaration", transit, manifest, control) == []


def test_a_seal_that_customs_added_to_those_of_the_shipper_is_no_difference(objected):
    seals = [{"ID": "CN9400-552211"}, {"ID": "KZ000411"}]
    both = {"TransportEquipment": [{"ID": "TSTU0001047", "Seal": seals}]}
    manifest = carried({**sealed("CN9400-552211"), **by_ucr()})

    found = objected("together.seals", "TransitDeclaration", {"Consignment": {**both, **by_ucr()}}, manifest)

    assert found == []


@pytest.mark.parametrize(
    ("message", "weak"), [("GoodsDeclaration", False), ("ControlResult", False), ("CargoManifest", True)]
)
def test_only_manifests_and_reports_may_come_in_parts_of_one_number(objected, message, weak):
    first, second = {"ID": "26KZ1"}, {"ID": "26KZ1", "FunctionalReferenceID": "2"}

    found = objected("together.number-once", message, first, (message, second))

    assert [problem.weak for problem in found] == [weak]


def trade(country: str, mass: str) -> dict[str, Any]:
    return {
        "MetaData": {"ResponsibleCountryCode": country},
        "TotalGrossMassMeasure": {"value": mass, "unitCode": "KGM"},
        "GoodsShipment": by_ucr(),
    }


def test_two_declarations_of_one_country_are_parts_of_a_trade_not_its_two_sides(objected):
    other = ("GoodsDeclaration", trade("KZ", "100"))

    assert objected("together.trade-mass", "GoodsDeclaration", trade("KZ", "900"), other) == []


def test_masses_of_two_countries_may_differ_by_what_scales_do(objected):
    export = ("GoodsDeclaration", trade("CN", "1000"))

    assert objected("together.trade-mass", "GoodsDeclaration", trade("KZ", "960"), export) == []
    assert len(objected("together.trade-mass", "GoodsDeclaration", trade("KZ", "940"), export)) == 1


def test_a_change_of_a_declaration_has_its_number_and_another_content(objected):
    change = ("GoodsDeclaration", {"ID": "26KZ1", "TypeCode": "EX", "FunctionCode": "4"})
    original = {"ID": "26KZ1", "TypeCode": "IM", "FunctionCode": "9"}

    assert objected("together.number-once", "GoodsDeclaration", original, change) == []


def test_the_same_document_sent_again_is_no_contradiction(objected):
    again = ("GoodsDeclaration", {"ID": "26KZ1", "MetaData": {"MessageID": "2"}})

    assert objected("together.number-once", "GoodsDeclaration", {"ID": "26KZ1"}, again) == []


def test_a_reference_by_the_number_of_the_carnet_is_known(objected):
    report = {"Declaration": [{"TIRCarnetID": "XJ78901234"}]}
    transit = ("TransitDeclaration", {"TIRCarnet": {"ID": "XJ78901234"}, "ID": "26010/1"})

    assert objected("together.declaration-known", "TransitReport", report, transit) == []


def test_without_documents_of_its_kind_a_reference_is_not_judged(objected):
    response = {"Declaration": {"MessageName": "GoodsDeclaration", "ID": "26KZ1"}}

    assert objected("together.declaration-known", "Response", response, carried(load("1"))) == []


def test_a_seal_that_an_earlier_event_put_on_may_be_found(objected):
    report = {
        "Declaration": [{"ID": "26010/1"}],
        "TransitEvent": [
            {"TypeCode": "SEAL-REPLACED", "SealAfter": [{"ID": "AZ000901"}]},
            {"TypeCode": "SEAL-CHECK", "SealBefore": [{"ID": "AZ000901"}]},
        ],
    }
    transit = ("TransitDeclaration", {"ID": "26010/1", "Consignment": {"Seal": [{"ID": "UZ0012401"}]}})

    assert objected("together.report-seals", "TransitReport", report, transit) == []
