"""The carnet of the TIR Convention and what the offices on the way enter on it."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.person import GovernmentOfficer
from carec_datamodel.model.types import Code, Count, Date, DateTime, Identifier, Indicator, Quantity, Text


class TIRVolet(Model, wco="CAREC239"):
    """One voucher (volet) of a carnet: its page, colour, and what an office entered on it."""

    page_numeric: Count | None = element("CAREC240", "Number of the page.")
    kind_code: Code | None = element(
        "CAREC241", "Colour of the voucher.", format="an..17", codes="tir-volet-kind"
    )
    office_id: Identifier | None = element("CAREC242", "Code of the office.", format="an..17")
    office_name: Text | None = element("CAREC243", "Name of the office.", format="an..256")
    registration_id: Identifier | None = element(
        "CAREC244", "Number in the register of the office.", format="an..256"
    )
    registration_date_time: DateTime | None = element("CAREC245", "When the office dealt with it.")
    certificate_description: Text | None = element(
        "CAREC700", "Certificate of acceptance, or of termination, of the operation.", format="an..4000"
    )
    seals_intact_indicator: Indicator | None = element("CAREC246", "Whether the seals were found intact.")
    package_quantity: Quantity | None = element(
        "CAREC247", "Packages for which the end of the operation is certified."
    )
    limit_date_time: DateTime | None = element("CAREC248", "Time limit that the office set.")
    limit_description: Text | None = element("CAREC701", "Time limit in words.", format="an..256")
    route_description: Text | None = element(
        "CAREC702", "Route, office to go to, and other orders.", format="an..4000"
    )
    reservation_description: Text | None = element("CAREC249", "Reservations.", format="an..4000")
    government_officer: GovernmentOfficer | None = element("69A", "Officer who signed.")


class TIRCarnet(Model, wco="CAREC250"):
    """A carnet of the TIR Convention."""

    id: Identifier | None = element(
        "CAREC251",
        "Number of the carnet with its letters, without blanks.",
        format="an..12",
        identifier="TirCarnetNumber",
    )
    holder_id: Identifier | None = element(
        "CAREC252", "Identifier of the holder: country, association, number.", format="an..18"
    )
    issuing_association_name: Text | None = element(
        "CAREC253", "Association that issued it.", format="an..256"
    )
    expiration_date: Date | None = element(
        "CAREC254", "Last day on which the office of departure may accept it."
    )
    volet_quantity: Count | None = element("CAREC255", "Number of vouchers.")
    tir_volet: tuple[TIRVolet, ...] = elements("CAREC239", "Vouchers in use, in order.")
