"""A goods item: what the goods are, where from, under which procedure, at what value and duty."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.commodity import Commodity
from carec_datamodel.model.documents import (
    UCR,
    AdditionalDocument,
    AdditionalInformation,
    PreviousDocument,
    WriteOff,
)
from carec_datamodel.model.duties import Payment
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.party import AEOMutualRecognitionParty, DomesticDutyTaxParty, Party, party_ids
from carec_datamodel.model.places import Country, Destination, Origin
from carec_datamodel.model.procedure import GovernmentProcedure
from carec_datamodel.model.types import Amount, Code, Count
from carec_datamodel.model.valuation import (
    CustomsValuation,
    MarketValuation,
    TradeTerms,
    ValuationAdjustment,
)


class GovernmentAgencyGoodsItem(Model, wco="68A"):
    """One item of the declaration: goods of one kind, origin and procedure."""

    customs_value_amount: Amount | None = element("108", "Customs value of the item, in national currency.")
    sequence_numeric: Count = element("006", "Number of the item, from 1.", box="32", required=True)
    statistical_value_amount: Amount | None = element("114", "Statistical value of the item.", box="46")
    transaction_nature_code: Code | None = element(
        "103", "Nature of the transaction.", format="an..3", box="24"
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
    total_packaging: Packaging | None = element("CAREC843", "All packages of the item together.", box="31")
    trade_terms: TradeTerms | None = element("22B", "Terms of delivery of the item.", box="20")
    ucr: UCR | None = element("35B", "Unique consignment reference of the item.", box="7")
    valuation_adjustment: tuple[ValuationAdjustment, ...] = elements(
        "39B", "Corrections of the value.", box="45"
    )
    write_off: WriteOff | None = element("22C", "What the item is written off with.", box="40")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
