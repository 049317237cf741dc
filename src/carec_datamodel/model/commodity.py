"""The goods themselves: what they are, how they are classified."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.dangerous_goods import DangerousGoods
from carec_datamodel.model.duties import DutyTaxFee
from carec_datamodel.model.goods_measure import Classification, GoodsMeasure
from carec_datamodel.model.goods_vehicle import GoodsVehicle
from carec_datamodel.model.product import ProductGroup
from carec_datamodel.model.transport_equipment import Temperature, TransportEquipment
from carec_datamodel.model.types import Code, Count, DateTime, Identifier, Text
from carec_datamodel.model.valuation import InvoiceLine


class Commodity(Model, wco="23A"):
    """The goods themselves."""

    description: Text | None = element(
        "137", "Goods as the trader describes them.", format="an..4000", box="31"
    )
    tariff_description: Text | None = element(
        "CAREC073", "Goods as the tariff words them.", format="an..4000", box="31"
    )
    language_code: Code | None = element(
        "CAREC271", "Language of the description (BCP 47).", format="an..17", box="31"
    )
    id: Identifier | None = element("147", "The trader's own product code.", format="an..35", box="33")
    container_quantity: Count | None = element(
        "CAREC884", "Number of containers of the goods, as declared.", box="31"
    )
    container_type_code: Code | None = element(
        "CAREC885", "Kind of those containers (UN/ECE Recommendation 21).", format="an..17", box="31"
    )
    classification: tuple[Classification, ...] = elements("21A", "Codes of the goods.", box="33")
    dangerous_goods: tuple[DangerousGoods, ...] = elements("12C", "Hazards of the goods.", box="31")
    duty_tax_fee: tuple[DutyTaxFee, ...] = elements("50A", "Duties, taxes and fees on the goods.", box="47")
    goods_measure: GoodsMeasure | None = element("65A", "Mass and quantities.")
    goods_vehicle: tuple[GoodsVehicle, ...] = elements("CAREC867", "Vehicles that are the goods.", box="31")
    invoice_line: InvoiceLine | None = element("79A", "Price of the goods.", box="42")
    product_group: tuple[ProductGroup, ...] = elements(
        "CAREC860", "The goods one by one, in groups that go by one name.", box="31"
    )
    transport_equipment: tuple[TransportEquipment, ...] = elements(
        "31B", "Containers that hold the goods.", box="31"
    )


class CargoCommodity(Model, wco="23A"):
    """The goods of one line of a transport document, as the carrier knows them."""

    cargo_description: Text | None = element(
        "138", "Goods as the transport document words them.", format="an..4000", box="31"
    )
    description: Text | None = element("137", "Goods as the trader words them.", format="an..4000", box="31")
    language_code: Code | None = element(
        "CAREC271", "Language of the descriptions (BCP 47).", format="an..17", box="31"
    )
    id: Identifier | None = element("147", "The trader's own product code.", format="an..35")
    chemical_id: Identifier | None = element(
        "CAREC153", "Number of a chemical substance (CUS, CAS).", format="an..17"
    )
    sensitive_goods_code: Code | None = element("234", "Why the goods need special care.", format="an..3")
    lot_number_id: Identifier | None = element("265", "Lot or batch.", format="an..70")
    product_expiry_date_time: DateTime | None = element("354", "Until when the goods can be used.")
    intended_use: Text | None = element("327", "What the goods are for.", format="an..4000")
    label_description: Text | None = element(
        "CAREC571", "Labels and marks on the goods themselves.", format="an..4000"
    )
    production_place_name: tuple[Text, ...] = elements(
        "CAREC572", "Places where the goods were produced, in words."
    )
    classification: tuple[Classification, ...] = elements("21A", "Codes of the goods.", box="33")
    dangerous_goods: tuple[DangerousGoods, ...] = elements("12C", "Hazards of the goods.", box="31")
    goods_vehicle: tuple[GoodsVehicle, ...] = elements("CAREC867", "Vehicles that are the goods.", box="31")
    product_group: tuple[ProductGroup, ...] = elements(
        "CAREC860", "The goods one by one, in groups that go by one name.", box="31"
    )
    temperature: Temperature | None = element("20B", "Temperature that the goods need.")
