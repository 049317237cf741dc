"""Transport documents of the album: tables against the facts, samples there and back, places of values."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.table import Row
from carec_datamodel.findings import Severity
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.model.leaves import leaves
from carec_datamodel.testing.tree_difference import tree_differences

TABLES = {
    "eaeu-cmr": ("cmr", "CMR"),
    "eaeu-smgs": ("smgs_railway_bill", "RailwayBill"),
    "eaeu-tir-carnet": ("tir_carnet", "TIR_Carnet"),
    "eaeu-cutir-carnet": ("cutir_carnet", "CUTIR_Carnet"),
    "eaeu-pi-auto": ("pi_auto_arrive", "PI_AutoArrive"),
    "eaeu-pi-rail": ("pi_rw_arrive", "PI_RwArrive"),
    "eaeu-pi-air": ("pi_air_arrive", "PI_AirArrive"),
    "eaeu-pi-consignment": ("pi_consignment", "PI_Consignment"),
    "eaeu-transmission-list": ("transmission_list", "TransmissionList"),
    "eaeu-reg-td-number-info": ("transit_registration", "RegTDNumberInfo"),
    "eaeu-td-solution": ("transit_decision", "TDSolution"),
    "eaeu-notif-arrival-transit": ("transit_arrival_notice", "NotifArrivalTransit"),
}
"""Format, its facts and the official schema of its newest version."""
SAMPLES = {
    "fictional/cmr_cn_kg_5.23.0": "eaeu-cmr",
    "fictional/smgs_railway_bill_cn_kz_uz_5.23.0": "eaeu-smgs",
    "fictional/tir_carnet_cn_kg_5.23.0": "eaeu-tir-carnet",
    "fictional/pi_auto_arrive_cn_kg_5.23.0": "eaeu-pi-auto",
    "fictional/rail_transmission_list_dostyk_5.23.0": "eaeu-transmission-list",
    "constructed/recreated/smgs_railway_bill_cn_kz_ru_5.9.0": "eaeu-smgs",
}
FILLED = {
    "constructed/max/CMR_5.23.0": "eaeu-cmr",
    "constructed/max/RailwayBill_5.23.0": "eaeu-smgs",
    "constructed/max/TIR_Carnet_5.23.0": "eaeu-tir-carnet",
    "constructed/max/CUTIR_Carnet_5.23.0": "eaeu-cutir-carnet",
    "constructed/max/PI_AutoArrive_5.23.0": "eaeu-pi-auto",
    "constructed/max/PI_RwArrive_5.23.0": "eaeu-pi-rail",
    "constructed/max/PI_AirArrive_5.23.0": "eaeu-pi-air",
    "constructed/max/PI_Consignment_5.23.0": "eaeu-pi-consignment",
    "constructed/max/TransmissionList_5.23.0": "eaeu-transmission-list",
    "constructed/max/RegTDNumberInfo_5.23.0": "eaeu-reg-td-number-info",
    "constructed/max/TDSolution_5.23.0": "eaeu-td-solution",
    "constructed/max/NotifArrivalTransit_5.23.0": "eaeu-notif-arrival-transit",
}
"""Every element once, with values that mean nothing."""
WRAPPED = {
    "constructed/recreated/pi_rw_arrive_soap_new_5.0.5": "eaeu-pi-rail",
    "constructed/recreated/pi_rw_arrive_soap_change_5.0.5": "eaeu-pi-rail",
    "constructed/recreated/pi_rw_arrive_soap_new_cp1251_5.0.5": "eaeu-pi-rail",
}
"""Documents in an envelope, with all goods in one element."""
DUMMIES = {"111", "BBB", "MEA", "W", "T-AddressKindCode"}
"""Codes in them that no list has."""
OTHER_CONTROLS = "/ControlNoCustoms/"
"""Forms of quarantine and veterinary control; only their permits and parties are of the cargo."""
UNKNOWN = {"eaeu-cmr": ["StampSign"]}
"""Elements that the schema demands and that a message cannot know."""
POOR = {"fictional/rail_transmission_list_dostyk_5.23.0": 0.75}
"""Of a wagon the model does not hold whether it is empty, its countries and its notes."""
every_format = pytest.mark.parametrize("format_id", TABLES)
every_sample = pytest.mark.parametrize("name", SAMPLES | FILLED | WRAPPED)


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of documents of the union."""
    return shared / "samples" / "eaeu"


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file, strict=False)


@cache
def schema(folder: Path, format_id: str) -> etree.XMLSchema:
    file = folder / "schemas" / "eaeu" / "album_5.23.0" / f"{TABLES[format_id][1]}.xsd"
    return etree.XMLSchema(etree.parse(file))


# --- tables ------------------------------------------------------------------------------------------


def facts(shared: Path, format_id: str) -> dict[str, dict[str, str]]:
    file = shared / "reference" / "eaeu" / f"{TABLES[format_id][0]}.csv"
    with file.open(encoding="utf-8") as lines:
        return {fact["path"]: fact for fact in csv.DictReader(lines)}


def paths(known: dict[str, dict[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every path below the root with its fact, also those inside a block ``as`` another."""
    inside: dict[str, list[str]] = {}
    for path in known:
        inside.setdefault(path.rpartition("/")[0], []).append(path)

    def below(source: str, path: str) -> Iterator[tuple[str, dict[str, str]]]:
        own = {one.rpartition("/")[2]: one for one in inside.get(source, ())}
        kind = known[source]["format"]
        copied = inside.get(kind.removeprefix("as "), ()) if kind.startswith("as ") else ()
        for name, one in ({one.rpartition("/")[2]: one for one in copied} | own).items():
            yield f"{path}{name}", known[one]
            yield from below(one, f"{path}{name}/")

    yield from below(next(iter(known)), "")


def rows(format_id: str) -> dict[str, Row]:
    found = registry()[format_id]
    assert isinstance(found, NationalFormat)
    by_path: dict[str, Row] = {}
    for row in found.crosswalk.plan.rows:
        name = "/".join(step.split("|")[0] for step in row.path.replace("[]", "").split("/"))
        by_path.setdefault(name, row)
    return by_path


@every_format
def test_every_element_has_a_row(shared: Path, format_id: str):
    table = rows(format_id)
    expected = dict(paths(facts(shared, format_id)))
    assert len(expected) > 20
    assert sorted(set(expected) - set(table)) == []


@every_format
def test_every_row_says_what_it_omits_and_why(format_id: str):
    omitted = [row for row in rows(format_id).values() if row.relation == "none"]
    assert all(len(row.reason) > 10 for row in omitted)
    of_cargo = [row for row in omitted if OTHER_CONTROLS not in f"/{row.path}"]
    assert len(of_cargo) < len(rows(format_id)) / 4


# --- there and back ----------------------------------------------------------------------------------


@every_sample
def test_a_sample_is_recognised_and_comes_back(samples: Path, name: str):
    file = samples / f"{name}.xml"
    format_id = (SAMPLES | FILLED | WRAPPED)[name]
    assert cdm.detect(file).id == format_id
    conversion = converted(file)
    back = cdm.dumps(conversion.message, format=format_id, residue=conversion.residue)
    assert list(tree_differences(etree.parse(file).getroot(), etree.fromstring(back))) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_survives_without_its_residue(samples: Path, name: str):
    conversion = converted(samples / f"{name}.xml")
    assert conversion.ledger is not None
    assert conversion.ledger.survival is not None
    assert conversion.ledger.survival >= POOR.get(name, 0.95)
    assert all(finding.severity is Severity.NOTE for finding in conversion.findings)


@pytest.mark.parametrize("name", FILLED)
def test_of_a_document_with_every_element_only_doubles_and_what_rows_name_is_lost(samples: Path, name: str):
    ledger = converted(samples / f"{name}.xml").ledger
    assert ledger is not None
    lost = [entry for entry in ledger.entries if entry.outcome.value not in {"exact", "normalised"}]
    assert all(entry.reason or entry.value in DUMMIES for entry in lost)
    of_cargo = [entry for entry in lost if OTHER_CONTROLS not in entry.path]
    assert len(of_cargo) < len(ledger.entries) / 4


def missing(judge: etree.XMLSchema, document: etree._Element) -> list[str]:
    """Return the elements that *judge* misses in *document*, adding each until nothing else is wrong."""
    if judge.validate(document):
        return []
    return [str(error.message) for error in judge.error_log]


@pytest.mark.parametrize("name", [name for name in SAMPLES if "5.23.0" in name and name not in POOR])
def test_what_is_written_from_the_message_alone_is_valid_but_for_what_it_cannot_know(
    shared: Path, samples: Path, name: str
):
    format_id = SAMPLES[name]
    judge = schema(shared, format_id)
    original = etree.parse(samples / f"{name}.xml").getroot()
    judge.assertValid(original)
    bare = etree.fromstring(cdm.dumps(converted(samples / f"{name}.xml").message, format=format_id))
    for unknown in UNKNOWN.get(format_id, ()):
        assert not judge.validate(bare)
        (element,) = original.findall(f"{{*}}{unknown}")
        bare.insert(
            len([part for part in original.iterchildren() if same_before(part, element, bare)]), element
        )
    judge.assertValid(bare)


def same_before(part: etree._Element, element: etree._Element, bare: etree._Element) -> bool:
    """Return whether *part* of the original stands before *element* and came back."""
    parent = element.getparent()
    assert parent is not None
    return parent.index(part) < parent.index(element) and bare.find(part.tag) is not None


# --- facts -------------------------------------------------------------------------------------------

CMR, SMGS, TIR, AUTO, TRAIN = list(SAMPLES)[:5]
LINE = "Consignment[1]/ConsignmentItem"
HOUSE = "Consignment/HouseConsignment[1]"
FACTS = {
    (CMR, "FunctionalReferenceID"): "DocumentID",
    (CMR, "Consignment[1]/TransportContractDocument[1]/ID"): "//RegID",
    (CMR, "Consignment[1]/TransportContractDocument[1]/TypeCode"): "'730'",
    (CMR, "Consignment[1]/Consignor/Address/CountryCode"): "//Consignor//CountryCode",
    (CMR, "Consignment[1]/Consignee/ID"): "//KGINN",
    (CMR, "Consignment[1]/Carrier/ID"): "//BIN",
    (CMR, "Consignment[1]/UnloadingLocation/Address/CityName"): "DeliveryPlace/City",
    (CMR, "Consignment[1]/LoadingLocation/EventDateTime"): "//TakingCargoDate",
    (CMR, "Consignment[1]/TransitDestination/ID"): "//DestinationOfficeIdenifier",
    (CMR, "BorderTransportMeans/ID"): "//PrimeMoverStateSignID",
    (CMR, "BorderTransportMeans/AttachedTransportMeans[1]/ID"): "//TrailerStateSignID",
    (CMR, f"{LINE}[2]/Commodity/Classification[1]/ID"): "(//GoodsNomenclatureCode)[2]",
    (CMR, f"{LINE}[1]/Packaging[1]/QuantityQuantity"): "(//PakingQuantity)[1]",
    (CMR, "Consignment[1]/ServiceCharge[2]/ChargeAmount/currencyID"): "//CMRTransportCost/CurrencyCode",
    (SMGS, "Consignment[1]/TransportContractDocument[1]/ID"): "Number",
    (SMGS, "Consignment[1]/TransportContractDocument[1]/TypeCode"): "'722'",
    (SMGS, "Consignment[1]/LoadingLocation/ID"): "DepartureStation/StationCode",
    (SMGS, "Consignment[1]/UnloadingLocation/Name"): "//RailwayAndStationName",
    (SMGS, "Consignment[1]/Itinerary[2]/ID"): "BorderStation[2]/StationCode",
    (SMGS, f"{LINE}[1]/Commodity/Classification[2]/ID"): "//HarmonizedRangeGoods",
    (SMGS, f"{LINE}[1]/TransportEquipmentID[2]"): "(//ContainerNumber)[2]",
    (SMGS, f"{LINE}[1]/ValueAmount"): "//GCost",
    (SMGS, "Consignment[1]/TransportEquipment[2]/TareMassMeasure"): "(//Container)[2]/Tare",
    (SMGS, "BorderTransportMeans/AttachedTransportMeans[1]/LoadLimitMeasure"): "//Power",
    (SMGS, "Consignment[1]/Seal[2]/ID"): "(//SealID)[2]",
    (SMGS, "Consignment[1]/CarriageLeg[3]/Carrier/ID"): "(//CarrierCode)[3]",
    (SMGS, "Consignment[1]/CarriageLeg[2]/ArrivalLocation/Name"): "(//ToStation)[2]/StationName",
    (SMGS, "Consignment[1]/CargoEvent[1]/OccurrenceDateTime"): "//ContractCarrierDate/Date",
    (TIR, "TIRCarnet/ID"): "concat(//TIRSeries, //TIRID)",
    (TIR, "TIRCarnet/HolderID"): "//TIRHolderID",
    (TIR, "TIRCarnet/TIRVolet[1]/PageNumeric"): "//TIRWhitePageNumber",
    (TIR, "TypeCode"): "'TIR'",
    (TIR, "Consignment/TransitPrincipal/Name"): "Carrier/*[1]",
    (TIR, "Consignment/DepartureTransportMeans[1]/ID"): "//TMNumber",
    (TIR, "Consignment/DepartureTransportMeans[1]/RegistrationNationalityCode"): "'KZ'",
    (TIR, f"{HOUSE}/TransitDeparture/Name"): "//DepartureCustomsOffice",
    (TIR, f"{HOUSE}/TransitDestination/ID"): "//DestinationCustomsCode",
    (TIR, f"{HOUSE}/CustomsIdentification[1]/Description[1]"): "//MarkDescription",
    (TIR, f"{HOUSE}/ConsignmentItem[2]/ValueAmount"): "(//InvoicedCost)[2]",
    (
        AUTO,
        "BorderTransportMeans/EstimatedArrivalDateTime",
    ): "concat(//DateExpectedArrival, 'T', //TimeExpectedArrival)",
    (AUTO, "BorderTransportMeans/ID"): "//TransportIdentifier",
    (AUTO, "BorderTransportMeans/MakeCode"): "//TransportMarkCode",
    (AUTO, "EntryOffice/ID"): "//BorderCustoms/Code",
    (AUTO, "Consignment[1]/DestinationCountryCode"): "//DestinationCountry/CountryACode",
    (AUTO, "Consignment[1]/OriginPlaceName"): "//DispatchCountry/CountryPlace",
    (AUTO, f"{LINE}[1]/Packaging[1]/TypeCode"): "(//CargoCode)[1]",
    (AUTO, f"{LINE}[2]/Origin[1]/CountryCode"): "(//OriginCountryCode)[2]",
    (TRAIN, "BorderTransportMeans/JourneyID"): "//TrainNumber",
    (TRAIN, "BorderTransportMeans/AttachedTransportMeans[2]/ID"): "//CarriageInfo[2]/Number",
    (TRAIN, "CargoEvent[1]/Location/ID"): "//DirectionalRailwayStation/RailwayStationCode",
    (TRAIN, "Consignment[2]/TransportContractDocument[1]/ID"): "//List[2]/BillNumber",
    (TRAIN, "Consignment[1]/UnloadingLocation/Name"): "//List[1]/DestinationStation/RailwayStationName",
    (TRAIN, "Consignment[1]/TransportEquipment[2]/ID"): "(//List/ContainerNumber)[2]",
    (TRAIN, "Consignment[2]/TotalGrossMassMeasure"): "(//BillQuantity/Quantity)[2]",
    (TRAIN, "EntryOffice/ID"): "//Customs/Code",
}
"""Harmonised places, and an XPath from the root of the sample that tells what must stand there."""


@cache
def without_namespaces(file: Path) -> etree._Element:
    root = etree.parse(file).getroot()
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


@cache
def values(file: Path) -> dict[str, str]:
    return {path.partition("/")[2]: text for path, text in leaves(converted(file).message)}


@pytest.mark.parametrize(("name", "place"), FACTS)
def test_a_fact_stands_in_its_place(samples: Path, name: str, place: str):
    file = samples / f"{name}.xml"
    expected = without_namespaces(file).xpath(f"string({FACTS[name, place]})")
    assert expected
    assert values(file)[place] == expected
