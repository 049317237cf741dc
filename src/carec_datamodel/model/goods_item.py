"""A goods item: what the goods are, where from, under which procedure, at what value and duty."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.documents import (
    UCR,
    AdditionalDocument,
    AdditionalInformation,
    PreviousDocument,
    WriteOff,
)
from carec_datamodel.model.duties import DutyTaxFee, Payment
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.goods_measure import Classification, GoodsMeasure
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.places import Country, Destination, Origin
from carec_datamodel.model.transport import TransportEquipment
from carec_datamodel.model.types import Amount, Code, Count, Identifier, Text
from carec_datamodel.model.valuation import (
    CustomsValuation,
    InvoiceLine,
    MarketValuation,
    TradeTerms,
    ValuationAdjustment,
)


class DangerousGoods(Model, wco="12C"):
    """Goods that are dangerous to carry."""

    undgid: Code | None = element("506", "UN number of the substance.", format="n..4", box="31")
    imdg_class_code: Code | None = element(
        "CAREC071", "Hazard class (UN Recommendations).", format="an..10", box="31"
    )
    packing_group_code: Code | None = element(
        "CAREC072", "Packing group I, II or III.", format="an..3", box="31"
    )


class Commodity(Model, wco="23A"):
    """The goods themselves."""

    description: Text | None = element(
        "137", "Goods as the trader describes them.", format="an..4000", box="31"
    )
    tariff_description: Text | None = element(
        "CAREC073", "Goods as the tariff words them.", format="an..4000", box="31"
    )
    id: Identifier | None = element("147", "The trader's own product code.", format="an..35", box="33")
    classification: tuple[Classification, ...] = elements("21A", "Codes of the goods.", box="33")
    dangerous_goods: tuple[DangerousGoods, ...] = elements("12C", "Hazards of the goods.", box="31")
    duty_tax_fee: tuple[DutyTaxFee, ...] = elements("50A", "Duties, taxes and fees on the goods.", box="47")
    goods_measure: GoodsMeasure | None = element("65A", "Mass and quantities.")
    invoice_line: InvoiceLine | None = element("79A", "Price of the goods.", box="42")
    transport_equipment: tuple[TransportEquipment, ...] = elements(
        "31B", "Containers that hold the goods.", box="31"
    )


class GovernmentProcedure(Model, wco="70A"):
    """A customs procedure that the goods enter, and the one they come from."""

    current_code: Code | None = element(
        "166", "Procedure requested, or an additional procedure.", format="an..7", box="37"
    )
    previous_code: Code | None = element(
        "161", "Procedure that the goods were under before.", format="an..7", box="37"
    )


class AEOMutualRecognitionParty(Model, wco="16C"):
    """A trader whose authorised status another country recognises."""

    id: Identifier | None = element("R143", "Identifier of the trader.", format="an..35")
    role_code: Code | None = element("R005", "Role of the trader.", format="an..3")


class DomesticDutyTaxParty(Model, wco="55B"):
    """A trader with a tax identifier of the country."""

    id: Identifier | None = element("R119", "Tax identifier of the trader.", format="an..35")
    role_code: Code | None = element("R005", "Role of the trader.", format="an..3")


class GovernmentAgencyGoodsItem(Model, wco="68A"):
    """One item of the declaration: goods of one kind, origin and procedure."""

    customs_value_amount: Amount | None = element("108", "Customs value of the item, in national currency.")
    sequence_numeric: Count = element("006", "Number of the item, from 1.", box="32", required=True)
    statistical_value_amount: Amount | None = element("114", "Statistical value of the item.", box="46")
    transaction_nature_code: Code | None = element(
        "103", "Nature of the transaction.", format="an..2", box="24"
    )
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents for the item.", box="44")
    additional_information: tuple[AdditionalInformation, ...] = elements(
        "03A", "Remarks on the item.", box="44"
    )
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = elements(
        "16C", "Authorised traders."
    )
    buyer: Party | None = element("16A", "Who buys the goods.", ids=party_ids("R009", "R010"))
    commodity: Commodity | None = element("23A", "The goods.", box="31")
    consignee: Party | None = element(
        "27A", "To whom the goods are sent.", ids=party_ids("R014", "R015"), box="8"
    )
    consignor: Party | None = element("30A", "Who sends the goods.", ids=party_ids("R020", "R021"), box="2")
    customs_valuation: CustomsValuation | None = element("41A", "How the value was arrived at.", box="45")
    destination: Destination | None = element("99B", "Country of destination of the item.", box="17")
    domestic_duty_tax_party: tuple[DomesticDutyTaxParty, ...] = elements("55B", "Traders by tax identifier.")
    export_country: Country | None = element("95B", "Country that the item is exported from.", box="15")
    government_procedure: tuple[GovernmentProcedure, ...] = elements(
        "70A", "Procedures; the first is the main one.", box="37"
    )
    market_valuation: MarketValuation | None = element("CAREC062", "Value of like goods on the market.")
    origin: tuple[Origin, ...] = elements("92A", "Origin of the goods.", box="34")
    packaging: tuple[Packaging, ...] = elements("93A", "Packages of the item.", box="31")
    payment: Payment | None = element("94A", "Duties and taxes of the item, summed.", box="47")
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Where the item comes from.", box="40")
    seller: Party | None = element("09B", "Who sells the goods.", ids=party_ids("R050", "R051"))
    trade_terms: TradeTerms | None = element("22B", "Terms of delivery of the item.", box="20")
    ucr: UCR | None = element("35B", "Unique consignment reference of the item.", box="7")
    valuation_adjustment: tuple[ValuationAdjustment, ...] = elements(
        "39B", "Corrections of the value.", box="45"
    )
    write_off: WriteOff | None = element("22C", "What the item is written off with.", box="40")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
