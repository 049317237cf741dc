"""Goods that are dangerous to carry."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Communication
from carec_datamodel.model.types import Code, Indicator, Measure, Text


class UNDGContact(Model, wco="37B"):
    """Whom to call when dangerous goods leak, burn or are lost."""

    name: Text | None = element("R047", "Name of the person or service.", format="an..256")
    communication: tuple[Communication, ...] = elements("25A", "Telephone, fax, e-mail.")


class DangerousGoods(Model, wco="12C"):
    """Goods that are dangerous to carry."""

    undgid: Code | None = element("506", "UN number of the substance.", format="n..4", box="31")
    imdg_class_code: Code | None = element(
        "CAREC071", "Hazard class (UN Recommendations).", format="an..10", box="31"
    )
    packing_group_code: Code | None = element(
        "CAREC072", "Packing group I, II or III.", format="an..3", box="31"
    )
    subsidiary_class_code: tuple[Code, ...] = elements("CAREC145", "Further hazard classes.")
    proper_shipping_name: Text | None = element("CAREC146", "Proper shipping name.", format="an..256")
    technical_name: Text | None = element("CAREC147", "Chemical or technical name.", format="an..256")
    regulation_code: Code | None = element(
        "CAREC148", "Rules of carriage that apply: ADR, RID, IMDG, ICAO, SMGS-2.", format="an..10"
    )
    hazard_identification_code: Code | None = element(
        "CAREC149", "Hazard number of the orange plate.", format="an..6"
    )
    tunnel_restriction_code: Code | None = element("CAREC150", "Tunnel restriction (ADR).", format="an..6")
    limited_quantity_indicator: Indicator | None = element(
        "CAREC151", "Whether the goods travel in limited quantities."
    )
    flashpoint_measure: Measure | None = element(
        "388", "Flash point, in degrees Celsius unless a unit is given.", unit="CEL"
    )
    net_quantity_measure: Measure | None = element("CAREC152", "Quantity of the dangerous substance.")
    undg_contact: UNDGContact | None = element("37B", "Whom to call in an emergency.")
