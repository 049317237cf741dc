"""Goods inside one item, one by one: who made them, trade mark, model, article, quantity."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.types import Count, Date, Identifier, Quantity, Text


class Product(Model, wco="CAREC861"):
    """Goods of one maker, trade mark, model and kind."""

    sequence_numeric: Count | None = element("006", "Number within the group, from 1.", box="31")
    description: Text | None = element("137", "The goods, named.", format="an..4000", box="31")
    trade_mark_name: Text | None = element(
        "CAREC862", "Trade mark, or that there is none.", format="an..256", box="31"
    )
    brand_name: Text | None = element("CAREC448", "Brand or make.", format="an..256", box="31")
    model_name: Text | None = element("CAREC177", "Model.", format="an..256", box="31")
    article_id: Identifier | None = element(
        "CAREC863", "Article number of the maker or the seller.", format="an..70", box="31"
    )
    grade_name: Text | None = element("CAREC864", "Grade or sort.", format="an..256", box="31")
    standard_name: Text | None = element("CAREC865", "Standard that they meet.", format="an..256", box="31")
    serial_id: tuple[Identifier, ...] = elements("CAREC866", "Serial numbers.", box="31")
    production_date: Date | None = element("CAREC449", "Date of production.", box="31")
    production_place_name: Text | None = element(
        "CAREC572", "Place where they were produced, in words.", format="an..256", box="31"
    )
    quantity: Quantity | None = element("CAREC568", "How many or how much.", box="31")
    manufacturer: Party | None = element("86A", "Who made them.", ids=party_ids("R042", "R043"), box="31")


class ProductGroup(Model, wco="CAREC860"):
    """Goods of one item that go by one name."""

    sequence_numeric: Count | None = element("006", "Number of the group, from 1.", box="31")
    description: Text | None = element("137", "What the goods go by.", format="an..4000", box="31")
    product: tuple[Product, ...] = elements("CAREC861", "The goods, one by one.", box="31")
