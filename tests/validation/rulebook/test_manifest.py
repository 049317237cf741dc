"""Rules on manifests, their houses and parts."""

from __future__ import annotations


def bill(number: str, level: str, master: str | None = None) -> dict[str, object]:
    named = [{"ID": master, "LevelCode": "MASTER"}] if master else []
    return {
        "LevelCode": level,
        "TransportContractDocument": [{"ID": number, "TypeCode": "705"}],
        "AssociatedTransportDocument": named,
    }


def manifest(*consignments: dict[str, object]) -> dict[str, object]:
    return {"Consignment": list(consignments)}


def test_a_waybill_of_one_house_need_not_name_its_master(objected):
    assert objected("manifest.house-names-master", "CargoManifest", manifest(bill("H1", "HOUSE"))) == []


def test_houses_of_a_message_that_names_the_master_once_need_not(objected):
    houses = {
        **manifest(bill("H1", "HOUSE"), bill("H2", "HOUSE")),
        "AssociatedTransportDocument": {"ID": "M1"},
    }

    assert objected("manifest.house-names-master", "CargoManifest", houses) == []


def test_a_house_of_a_master_that_is_not_listed_is_told(objected):
    listed = manifest(bill("M1", "MASTER"), bill("H1", "HOUSE", "M1"), bill("H2", "HOUSE", "M2"))

    found = objected("manifest.master-listed", "CargoManifest", listed)

    assert [problem.loc for problem in found] == [("Consignment", 2, "AssociatedTransportDocument", 0, "ID")]
    assert found[0].message == "the master document M2 is not in the manifest"


def test_houses_without_any_master_in_the_message_are_not_judged(objected):
    listed = manifest(bill("H1", "HOUSE", "M1"), bill("H2", "HOUSE", "M2"))

    assert objected("manifest.master-listed", "CargoManifest", listed) == []


def test_a_document_of_another_kind_or_level_may_have_the_same_number(objected):
    listed = manifest(bill("1", "MASTER"), bill("1", "HOUSE"))

    assert objected("manifest.documents-once", "CargoManifest", listed) == []


def part(number: int, packages: str, parts: int = 2) -> dict[str, object]:
    split = {
        "PartNumeric": number,
        "PartQuantity": parts,
        "PackageQuantity": {"value": packages},
        "TotalPackageQuantity": {"value": "30"},
    }
    return {"TransportContractDocument": [{"ID": "NXG01"}], "ConsignmentSplit": split}


def test_parts_of_which_some_are_elsewhere_may_have_fewer_packages_than_the_whole(objected):
    there = manifest(part(1, "10", 3), part(2, "10", 3))

    assert objected("manifest.part-packages", "CargoManifest", there) == []


def test_parts_never_have_more_packages_than_the_whole(objected):
    found = objected("manifest.part-packages", "CargoManifest", manifest(part(1, "20", 3), part(2, "20", 3)))

    assert [problem.message for problem in found] == ["2 parts of NXG01 have 40 packages, the whole 30"]


def test_a_master_and_a_house_of_one_number_are_split_each_for_itself(objected):
    listed = manifest({**part(1, "30"), "LevelCode": "MASTER"}, {**part(1, "30"), "LevelCode": "HOUSE"})

    assert objected("manifest.part-numbers", "CargoManifest", listed) == []
    assert objected("manifest.part-packages", "CargoManifest", listed) == []


def test_all_parts_have_the_packages_of_the_whole(objected):
    found = objected("manifest.part-packages", "CargoManifest", manifest(part(1, "10"), part(2, "10")))

    assert [problem.expected for problem in found] == ["30"]
