"""Vehicles that are themselves the goods."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.types import Amount, Code, Count, Date, Identifier, Measure, Text


class GoodsVehicle(Model, wco="CAREC867"):
    """A vehicle that is itself the goods."""

    sequence_numeric: Count | None = element(
        "006", "Number of the vehicle within the item, from 1.", box="31"
    )
    vehicle_id: Identifier | None = element(
        "CAREC182", "Number that the maker gave the vehicle (ISO 3779).", format="an..40", box="31"
    )
    chassis_id: Identifier | None = element(
        "CAREC560", "Number of the chassis, where it is another one.", format="an..40", box="31"
    )
    body_id: Identifier | None = element(
        "CAREC561", "Number of the body, where it is another one.", format="an..40", box="31"
    )
    engine_id: Identifier | None = element("CAREC869", "Number of the engine.", format="an..40", box="31")
    make_name: Text | None = element("CAREC176", "Make.", format="an..256", box="31")
    make_code: Code | None = element("CAREC697", "Make, coded.", format="an..17", box="31")
    model_name: Text | None = element("CAREC177", "Model.", format="an..256", box="31")
    production_date: Date | None = element("CAREC449", "Date of production.", box="31")
    production_year_numeric: Count | None = element(
        "CAREC868", "Year of production, where the day is not known.", box="31"
    )
    engine_capacity_measure: Measure | None = element(
        "CAREC870",
        "Capacity of the engine, in cubic centimetres unless a unit is given.",
        unit="CMQ",
        box="31",
    )
    engine_power_measure: tuple[Measure, ...] = elements(
        "CAREC871", "Greatest power of the engine, in one unit or several.", box="31"
    )
    load_limit_measure: Measure | None = element(
        "CAREC179",
        "Greatest mass that it may carry, in kilograms unless a unit is given.",
        unit="KGM",
        box="31",
    )
    distance_travelled_measure: Measure | None = element(
        "CAREC872",
        "Distance that it has been driven, in kilometres unless a unit is given.",
        unit="KMT",
        box="31",
    )
    value_amount: Amount | None = element("CAREC191", "Price of the vehicle.", box="31")
