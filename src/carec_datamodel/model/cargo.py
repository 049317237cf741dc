"""A consignment of a cargo manifest: what one transport document covers."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.cargo_item import CargoItem
from carec_datamodel.model.cargo_transit import CargoTransit
from carec_datamodel.model.carriage import CargoEvent, CarriageLeg, Signature
from carec_datamodel.model.charges import RailwayCharges, ServiceCharge
from carec_datamodel.model.consignment import Consignment
from carec_datamodel.model.conveyance import Conveyance
from carec_datamodel.model.customs_identification import CustomsIdentification
from carec_datamodel.model.dangerous_goods import UNDGContact
from carec_datamodel.model.documents import (
    UCR,
    AdditionalDocument,
    AdditionalInformation,
    Amendment,
    PreviousDocument,
)
from carec_datamodel.model.goods_measure import GoodsMeasure
from carec_datamodel.model.handling import Handling
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.party import Office, Party, party_ids
from carec_datamodel.model.places import Location, Warehouse
from carec_datamodel.model.procedure import GovernmentProcedure
from carec_datamodel.model.transport import means_ids
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    Identifier,
    Indicator,
    Measure,
    Quantity,
    Text,
)
from carec_datamodel.model.valuation import CustomsValuation, TradeTerms


class AssociatedTransportDocument(Model, wco="11A"):
    """The transport document of the level above or below: master of a house, house of a master."""

    id: Identifier | None = element("D008", "Number of the document.", format="an..70")
    type_code: Code | None = element("D009", "Kind of document, coded.", format="an..6")
    level_code: Code | None = element(
        "CAREC643", "Level of that document.", format="an..17", codes="consignment-level"
    )
    condition_code: Code | None = element(
        "091", "Condition of the contract of carriage, coded.", format="an..17"
    )


class ConsignmentSplit(Model, wco="CAREC199"):
    """Which part of a consignment is aboard where one consignment travels in several parts."""

    type_code: Code | None = element(
        "CAREC625", "Whether the whole or a part is aboard, coded.", format="an..17"
    )
    part_numeric: Count | None = element("CAREC200", "Number of the part, from 1.")
    part_quantity: Count | None = element("CAREC201", "Number of parts in all.")
    package_quantity: Quantity | None = element("CAREC202", "Packages of this part.")
    total_package_quantity: Quantity | None = element("CAREC626", "Packages of all parts.")
    gross_mass_measure: Measure | None = element(
        "CAREC203", "Gross mass of this part, in kilograms unless a unit is given.", unit="KGM"
    )
    manifest_id: tuple[Identifier, ...] = elements("CAREC204", "Manifests on which the other parts travel.")


class CargoPart(Model, wco="CAREC646"):
    """Part of the goods of a consignment: those of one kind of package, or in one container."""

    cargo_description: Text | None = element(
        "138", "Goods of the part as the transport document words them.", format="an..4000"
    )
    transport_equipment_id: Identifier | None = element(
        "159", "Container that holds the part (ISO 6346).", format="an..40"
    )
    unloaded_indicator: Indicator | None = element("CAREC647", "Whether that container has been unloaded.")
    goods_measure: GoodsMeasure | None = element("65A", "Mass of the part.")
    packaging: Packaging | None = element("93A", "Packages of the part.")


class RemainingCargo(Model, wco="CAREC205"):
    """What has not yet been written off by declarations."""

    package_quantity: Quantity | None = element("CAREC206", "Packages that remain.")
    gross_mass_measure: Measure | None = element(
        "CAREC207", "Gross mass that remains, in kilograms unless a unit is given.", unit="KGM"
    )


class CargoConsignment(Consignment, wco="28A"):
    """Goods that one transport document covers: a bill of lading, air waybill or consignment note."""

    consignment_item: tuple[CargoItem, ...] = elements("29A", "Lines of the transport document.")
    carrier_assigned_id: Identifier | None = element("004", "The carrier's own number.", format="an..70")
    level_code: Code | None = element(
        "CAREC208", "Level of the transport document.", format="an..17", codes="consignment-level"
    )
    sub_line_numeric: Count | None = element("CAREC209", "Position below the line of the master document.")
    cargo_nature_code: Code | None = element(
        "CAREC210", "Where the goods go.", format="an..3", codes="cargo-nature"
    )
    consolidation_indicator: Indicator | None = element(
        "CAREC211", "Whether the consignment gathers goods of several consignees."
    )
    empty_indicator: Indicator | None = element(
        "CAREC212", "Whether there are no goods: an empty vehicle or empty containers."
    )
    transport_split_indicator: Indicator | None = element(
        "011", "Whether the consignment travels in several parts."
    )
    transhipment_indicator: Indicator | None = element(
        "CAREC627", "Whether the goods may be moved to another means of transport."
    )
    unloading_indicator: Indicator | None = element(
        "CAREC628", "Whether the goods are unloaded in the country that gets the report."
    )
    goods_status_code: tuple[Code, ...] = elements("094", "Customs status of the goods.")
    dangerous_goods_status_code: Code | None = element(
        "CAREC213", "Whether the consignment holds dangerous goods, coded.", format="an..35"
    )
    special_cargo_code: Code | None = element("CAREC214", "Special cargo, coded.", format="an..17")
    special_cargo_description: Text | None = element("CAREC215", "Special cargo in words.", format="an..256")
    priority_code: Code | None = element("CAREC629", "Priority of the carriage, coded.", format="an..17")
    load_type_code: Code | None = element(
        "CAREC630", "How it is loaded: whole wagon or vehicle, part load, container.", format="an..17"
    )
    load_type_name: Text | None = element("CAREC631", "How it is loaded, in words.", format="an..256")
    loading_party_code: Code | None = element(
        "CAREC632", "Who loads the goods: consignor, carrier.", format="an..17"
    )
    loading_party_name: Text | None = element("CAREC633", "Who loads the goods, in words.", format="an..256")
    weighing_method_description: Text | None = element(
        "CAREC634", "How the mass was found, in words.", format="an..256"
    )
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass of the consignment, in kilograms unless a unit is given.", unit="KGM"
    )
    total_net_mass_measure: Measure | None = element(
        "CAREC635", "Net mass of the consignment, in kilograms unless a unit is given.", unit="KGM"
    )
    cargo_quantity: Quantity | None = element(
        "CAREC636", "Quantity of the cargo in a unit other than mass and packages."
    )
    goods_item_quantity: Quantity | None = element("228", "Number of lines of goods.")
    form_quantity: Count | None = element("CAREC108", "Number of sheets of the transport document.")
    transport_equipment_quantity: Count | None = element("150", "Number of containers.")
    vehicle_quantity: Count | None = element("CAREC216", "Number of vehicles that are cargo.")
    seal_quantity: Count | None = element("227", "Number of seals on the load.")
    sealing_party_code: Code | None = element(
        "CAREC217", "Who sealed the load: carrier, shipper, customs, terminal.", format="an..17"
    )
    sealing_party_name: Text | None = element("CAREC218", "Name of who sealed the load.", format="an..256")
    value_amount: Amount | None = element("110", "Value of the goods, as declared to the carrier.")
    transport_charge_amount: Amount | None = element("CAREC219", "Cost of onward carriage.")
    insurance_amount: Amount | None = element("CAREC220", "Cost of insurance.")
    subordinate_consignment_quantity: Count | None = element(
        "CAREC221", "Number of house documents below this one."
    )
    origin_place_name: Text | None = element("CAREC222", "Place that the goods come from.", format="an..256")
    destination_place_name: Text | None = element(
        "CAREC223", "Place that the goods are bound for.", format="an..256"
    )
    dispatch_country_code: Code | None = element(
        "CAREC189",
        "Country that the goods were sent from (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    destination_country_code: Code | None = element(
        "CAREC190",
        "Country that the goods are bound for (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents of the consignment.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.")
    agent: Party | None = element("05A", "The carrier's agent.", ids=party_ids("R003", "R004"))
    amendment: tuple[Amendment, ...] = elements("06A", "Changes asked for.")
    associated_transport_document: tuple[AssociatedTransportDocument, ...] = elements(
        "11A", "Master document of a house, or houses of a master."
    )
    border_transport_means: Conveyance | None = element(
        "15A",
        "Means of transport, where it is not that of the whole manifest.",
        ids=means_ids("T005", "T006", "T018", "T010", "T014", "T022"),
    )
    cargo_part: tuple[CargoPart, ...] = elements(
        "CAREC646", "The same goods, parted by kind of package or by container."
    )
    buyer: Party | None = element("16A", "Who buys the goods.", ids=party_ids("R009", "R010"))
    cargo_event: tuple[CargoEvent, ...] = elements("CAREC611", "What happens to the goods, in order.")
    cargo_transit: CargoTransit | None = element("CAREC620", "Transit that is planned for the goods.")
    carriage_leg: tuple[CarriageLeg, ...] = elements("CAREC617", "Parts of the way, each with its carrier.")
    consignment_split: ConsignmentSplit | None = element("CAREC199", "Which part is aboard.")
    consolidator: Party | None = element("31A", "Who packs it together.", ids=party_ids("R018", "R019"))
    customs_valuation: CustomsValuation | None = element("41A", "Freight and other costs.")
    deconsolidator: Party | None = element("43A", "Who takes it apart.", ids=party_ids("R022", "R023"))
    customs_identification: tuple[CustomsIdentification, ...] = elements(
        "CAREC703", "Seals and other marks of the load, grouped by kind."
    )
    delivery_destination: Party | None = element(
        "44A", "Where and to whom the goods are delivered.", ids=party_ids("R027", "R028")
    )
    goods_consigned_place: tuple[Location, ...] = elements(
        "63A", "Place that the goods were sent from.", ids={"Name": "L023", "ID": "L024"}
    )
    goods_receipt_place: Location | None = element(
        "66A", "Place where the carrier takes the goods over.", ids={"Name": "L003", "ID": "L004"}
    )
    government_procedure: tuple[GovernmentProcedure, ...] = elements("70A", "Procedures asked for.")
    handling: tuple[Handling, ...] = elements("73A", "Instructions for handling.")
    intermediate_carrier: Party | None = element(
        "76A", "Carrier between the first and the last.", ids=party_ids("R105", "R106")
    )
    notify_party: tuple[Party, ...] = elements(
        "89A", "Who is told of the arrival.", ids=party_ids("R045", "R046")
    )
    onward_carrier: Party | None = element("CAREC224", "Who carries the goods on.")
    ordering_party: Party | None = element("CAREC637", "On whose order the consignor sends the goods.")
    packaging: tuple[Packaging, ...] = elements("93A", "Packages of the consignment as a whole.")
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Where the goods come from.")
    railway_charges: RailwayCharges | None = element("CAREC603", "Charges of a railway consignment note.")
    remaining_cargo: RemainingCargo | None = element("CAREC205", "What has not yet been written off.")
    sales_platform: Party | None = element("CAREC638", "Electronic market or shop where the goods were sold.")
    seller: Party | None = element("09B", "Who sells the goods.", ids=party_ids("R050", "R051"))
    service_charge: tuple[ServiceCharge, ...] = elements("CAREC578", "Charges, one by one.")
    signature: tuple[Signature, ...] = elements("CAREC606", "Signatures on the transport document.")
    trade_terms: TradeTerms | None = element("22B", "Terms of delivery.")
    transhipment_location: Location | None = element(
        "23B",
        "Where the goods change the means; further places stand in the itinerary.",
        ids={"Name": "L014", "ID": "L015"},
    )
    transit_departure: Office | None = element("25B", "Office where the transit starts.", ids={"ID": "L087"})
    transit_office: tuple[Office, ...] = elements("27B", "Offices passed in transit.", ids={"ID": "G006"})
    ucr: UCR | None = element("35B", "Unique consignment reference.")
    undg_contact: tuple[UNDGContact, ...] = elements(
        "37B", "Whom to call when dangerous goods leak, burn or are lost."
    )
    warehouse: Warehouse | None = element("43B", "Warehouse where the goods are to be stored.")
