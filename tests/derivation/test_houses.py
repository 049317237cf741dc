from __future__ import annotations

from pathlib import Path

import carec_datamodel as cdm
from carec_datamodel.derivation.houses import in_one_house

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_goods_parties_and_sums_move_and_vehicle_and_seals_stay():
    before = cdm.read(EXAMPLES / "messages" / "safe-packet.xml")
    after = in_one_house(before).consignment
    (house,) = after.house_consignment
    assert (after.consignment_item, after.consignor, after.ucr) == ((), None, None)
    assert (house.consignor, house.consignee) == (before.consignment.consignor, before.consignment.consignee)
    assert [line.commodity for line in house.consignment_item] == [
        line.commodity for line in before.consignment.consignment_item
    ]
    assert [line.declaration_goods_item_numeric for line in house.consignment_item] == [1, 2]
    assert after.departure_transport_means == before.consignment.departure_transport_means
    assert after.seal == before.consignment.seal
    assert after.carrier == before.consignment.carrier


def test_a_message_with_houses_is_as_it_was():
    declaration = cdm.read(EXAMPLES / "messages" / "transit-declaration.xml")
    assert in_one_house(declaration) is declaration


def test_what_moved_makes_no_findings(tmp_path):
    cdm.write(in_one_house(cdm.read(EXAMPLES / "messages" / "safe-packet.xml")), tmp_path / "house.xml")
    assert cdm.validate(tmp_path / "house.xml").findings == ()
