"""Guarantees of a transit."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.duties import ObligationGuarantee
from carec_datamodel.model.types import Amount, Code, Count, Identifier


class GuaranteeReference(Model, wco="CAREC715"):
    """One reference under which an amount is secured."""

    sequence_numeric: Count | None = element("006", "Position of the reference, from 1.")
    reference_id: Identifier | None = element("100", "Reference of the guarantee.", format="an..70", box="52")
    access_code: Code | None = element(
        "499", "Code that allows use of the guarantee.", format="an..4", box="52"
    )
    amount_amount: Amount | None = element("492", "Amount secured.", box="52")


class GoodsItemRange(Model, wco="CAREC716"):
    """Goods items from one number to another, both included."""

    first_numeric: Count | None = element("CAREC717", "Number of the first item.")
    last_numeric: Count | None = element("CAREC718", "Number of the last item.")


class TransitGuarantee(ObligationGuarantee, wco="90A"):
    """Security for what may become payable in transit."""

    sequence_numeric: Count | None = element("006", "Position of the guarantee, from 1.")
    national_security_code: Code | None = element(
        "CAREC719", "Kind of guarantee by national law, beside the kind.", format="an..17", box="52"
    )
    goods_item_numeric: tuple[Count, ...] = elements("CAREC277", "Numbers of the goods items meant.")
    goods_item_range: tuple[GoodsItemRange, ...] = elements("CAREC716", "Goods items meant, from and to.")
    guarantee_reference: tuple[GuaranteeReference, ...] = elements(
        "CAREC715", "References and amounts, where there are several.", box="52"
    )
    additional_document: tuple[AdditionalDocument, ...] = elements(
        "02A", "Certificate, contract of surety and the like.", box="52"
    )
