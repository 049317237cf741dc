"""How goods are packed."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element
from carec_datamodel.model.types import Code, Count, Measure, Quantity, Text


class Packaging(Model, wco="93A"):
    """Packages of one kind."""

    sequence_numeric: Count | None = element("006", "Position of the entry, from 1.")
    marks_numbers_id: Text | None = element(
        "142", "Marks and numbers on the packages.", format="an..4000", box="31"
    )
    quantity_quantity: Quantity | None = element("144", "Number of packages.", box="31")
    type_code: Code | None = element(
        "141", "Kind of package (UN/ECE Recommendation 21).", format="an2", box="31", codes="packages"
    )
    national_type_code: Code | None = element(
        "CAREC026",
        "Kind of package in the sender's own list, where that is not Recommendation 21.",
        format="an..17",
        box="31",
    )
    type_name: Text | None = element("CAREC027", "Kind of package in words.", format="an..256", box="31")
    level_code: Code | None = element(
        "CAREC682",
        "What the entry counts, where not packages.",
        format="an..17",
        box="31",
        codes="packaging-level",
    )
    part_quantity: Quantity | None = element(
        "CAREC817", "Number of packages that the goods fill only in part.", box="31"
    )
    packing_material_description: Text | None = element("344", "Material of the packages.", format="an..256")
    length_measure: Measure | None = element("367", "Length of a package.")
    width_measure: Measure | None = element("368", "Width of a package.")
    height_measure: Measure | None = element("402", "Height of a package.")
    volume_measure: Measure | None = element("395", "Volume of a package.")
    gross_mass_measure: Measure | None = element(
        "CAREC549", "Gross mass of these packages, in kilograms unless a unit is given.", unit="KGM"
    )
