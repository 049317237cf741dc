"""What carriage costs: single charges, and the charges of a railway consignment note."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.places import Location
from carec_datamodel.model.types import Amount, Code, Count, Identifier, Measure, Numeric, Quantity, Text


class ServiceCharge(Model, wco="CAREC578"):
    """One charge for carriage or for a service beside it."""

    type_code: Code | None = element(
        "CAREC579",
        "What for; or a code of the tariff.",
        format="an..17",
        codes="service-charge",
    )
    name: Text | None = element("CAREC580", "What for, in words.", format="an..256")
    charge_amount: Amount | None = element("CAREC581", "Amount of the charge.")
    rate_amount: Amount | None = element("310", "Charge for one unit of the rate.")
    rate_type_code: Code | None = element("309", "What the rate is for.", format="an..3")
    rate_quantity: Quantity | None = element("308", "Number of units.")
    paying_party_code: Code | None = element(
        "CAREC582", "Who pays it: consignor, consignee, another.", format="an..17"
    )
    payment_method_code: Code | None = element("098", "How it is paid, coded.", format="an..3")


class ChargeShare(Model, wco="CAREC583"):
    """What the consignor or the consignee pays, in the currency of the tariff and in that of payment."""

    carriage_amount: Amount | None = element("CAREC584", "Carriage, in the currency of the tariff.")
    carriage_payment_amount: Amount | None = element("CAREC585", "Carriage, in the currency of payment.")
    extra_amount: Amount | None = element("CAREC586", "Extra charges, in the currency of the tariff.")
    extra_payment_amount: Amount | None = element("CAREC587", "Extra charges, in the currency of payment.")
    total_amount: Amount | None = element("CAREC588", "Sum of both, in the currency of the tariff.")
    total_payment_amount: Amount | None = element("CAREC589", "Sum of both, in the currency of payment.")


class ChargeSection(Model, wco="CAREC590"):
    """The charges of one carrier for its part of the way (SMGS boxes 37 to 59)."""

    sequence_numeric: Count | None = element("006", "Position of the section, from 1.")
    carrier_id: Identifier | None = element("CAREC591", "Code of the carrier.", format="an..70")
    distance_measure: Measure | None = element(
        "CAREC592", "Way that is charged, in kilometres unless a unit is given.", unit="KMT"
    )
    chargeable_mass_measure: Measure | None = element(
        "CAREC593", "Mass that is charged, in kilograms unless a unit is given.", unit="KGM"
    )
    tariff_code: Code | None = element("CAREC594", "Tariff applied.", format="an..70")
    tariff_goods_code: Code | None = element("CAREC595", "Code of the goods in that tariff.", format="an..70")
    rate_numeric: Numeric | None = element(
        "CAREC596", "Rate between the currency of the tariff and that of payment."
    )
    arrival_location: Location | None = element("CAREC597", "Where this part of the way ends.")
    consignee_share: ChargeShare | None = element("CAREC598", "What the consignee pays.")
    consignor_share: ChargeShare | None = element("CAREC599", "What the consignor pays.")
    departure_location: Location | None = element("CAREC600", "Where this part of the way begins.")
    service_charge: tuple[ServiceCharge, ...] = elements("CAREC578", "Extra charges, one by one.")


class ChargePayer(Model, wco="CAREC601"):
    """Who pays the charges of one carrier (SMGS box 23)."""

    carrier_id: Identifier | None = element("CAREC591", "Code of the carrier.", format="an..70")
    carrier_name: Text | None = element("CAREC602", "Name of the carrier.", format="an..256")
    payer: Party | None = element("56B", "Who pays.", ids=party_ids("R120", "R121"))


class RailwayCharges(Model, wco="CAREC603"):
    """The charges of a railway consignment note (SMGS boxes 23 and 37 to 65)."""

    calculation_description: Text | None = element(
        "CAREC604", "Notes on how the charges were calculated.", format="an..4000"
    )
    collection_description: Text | None = element(
        "CAREC605", "What is to be collected from the consignor in addition.", format="an..4000"
    )
    charge_payer: tuple[ChargePayer, ...] = elements("CAREC601", "Who pays the charges of which carrier.")
    charge_section: tuple[ChargeSection, ...] = elements("CAREC590", "The charges, carrier by carrier.")
    consignee_share: ChargeShare | None = element("CAREC598", "What the consignee pays in all.")
    consignor_share: ChargeShare | None = element("CAREC599", "What the consignor pays in all.")
