"""What carriage costs: single charges, and the charges of a railway consignment note."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.places import Location
from carec_datamodel.model.types import Amount, Code, Count, Identifier, Measure, Numeric, Quantity, Text


class ServiceCharge(Model, wco="CAREC589"):
    """One charge for carriage or for a service beside it."""

    type_code: Code | None = element(
        "CAREC590",
        "What for; or a code of the tariff.",
        format="an..17",
        codes="service-charge",
    )
    name: Text | None = element("CAREC591", "What for, in words.", format="an..256")
    charge_amount: Amount | None = element("CAREC592", "Amount of the charge.")
    rate_amount: Amount | None = element("310", "Charge for one unit of the rate.")
    rate_type_code: Code | None = element("309", "What the rate is for.", format="an..3")
    rate_quantity: Quantity | None = element("308", "Number of units.")
    paying_party_code: Code | None = element(
        "CAREC593", "Who pays it: consignor, consignee, another.", format="an..17"
    )
    payment_method_code: Code | None = element("098", "How it is paid, coded.", format="an..3")


class ChargeShare(Model, wco="CAREC594"):
    """What the consignor or the consignee pays, in the currency of the tariff and in that of payment."""

    carriage_amount: Amount | None = element("CAREC595", "Carriage, in the currency of the tariff.")
    carriage_payment_amount: Amount | None = element("CAREC596", "Carriage, in the currency of payment.")
    extra_amount: Amount | None = element("CAREC597", "Extra charges, in the currency of the tariff.")
    extra_payment_amount: Amount | None = element("CAREC598", "Extra charges, in the currency of payment.")
    total_amount: Amount | None = element("CAREC599", "Sum of both, in the currency of the tariff.")
    total_payment_amount: Amount | None = element("CAREC600", "Sum of both, in the currency of payment.")


class ChargeSection(Model, wco="CAREC601"):
    """The charges of one carrier for its part of the way (SMGS boxes 37 to 59)."""

    sequence_numeric: Count | None = element("006", "Position of the section, from 1.")
    carrier_id: Identifier | None = element("CAREC602", "Code of the carrier.", format="an..70")
    distance_measure: Measure | None = element(
        "CAREC603", "Way that is charged, in kilometres unless a unit is given.", unit="KMT"
    )
    chargeable_mass_measure: Measure | None = element(
        "CAREC604", "Mass that is charged, in kilograms unless a unit is given.", unit="KGM"
    )
    tariff_code: Code | None = element("CAREC605", "Tariff applied.", format="an..70")
    tariff_goods_code: Code | None = element("CAREC606", "Code of the goods in that tariff.", format="an..70")
    rate_numeric: Numeric | None = element(
        "CAREC607", "Rate between the currency of the tariff and that of payment."
    )
    arrival_location: Location | None = element("CAREC608", "Where this part of the way ends.")
    consignee_share: ChargeShare | None = element("CAREC609", "What the consignee pays.")
    consignor_share: ChargeShare | None = element("CAREC610", "What the consignor pays.")
    departure_location: Location | None = element("CAREC611", "Where this part of the way begins.")
    service_charge: tuple[ServiceCharge, ...] = elements("CAREC589", "Extra charges, one by one.")


class ChargePayer(Model, wco="CAREC612"):
    """Who pays the charges of one carrier (SMGS box 23)."""

    carrier_id: Identifier | None = element("CAREC602", "Code of the carrier.", format="an..70")
    carrier_name: Text | None = element("CAREC613", "Name of the carrier.", format="an..256")
    payer: Party | None = element("56B", "Who pays.", ids=party_ids("R120", "R121"))


class RailwayCharges(Model, wco="CAREC614"):
    """The charges of a railway consignment note (SMGS boxes 23 and 37 to 65)."""

    calculation_description: Text | None = element(
        "CAREC615", "Notes on how the charges were calculated.", format="an..4000"
    )
    collection_description: Text | None = element(
        "CAREC616", "What is to be collected from the consignor in addition.", format="an..4000"
    )
    charge_payer: tuple[ChargePayer, ...] = elements("CAREC612", "Who pays the charges of which carrier.")
    charge_section: tuple[ChargeSection, ...] = elements("CAREC601", "The charges, carrier by carrier.")
    consignee_share: ChargeShare | None = element("CAREC609", "What the consignee pays in all.")
    consignor_share: ChargeShare | None = element("CAREC610", "What the consignor pays in all.")
