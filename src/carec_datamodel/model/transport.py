"""Means of transport, equipment and seals."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.types import Code, Count, Identifier, Measure, Text


class TransportMeans(Model):
    """A vehicle, wagon, vessel or aircraft at one point of the journey."""

    name: Text | None = element("CAREC016", "Name of the means, for example of a vessel.", format="an..256")
    id: Identifier | None = element(
        "CAREC017", "Identity of the means: plates, wagon, IMO or flight number.", format="an..70"
    )
    identification_type_code: Code | None = element(
        "CAREC018", "What kind of number the identity is.", format="an..17"
    )
    type_code: Code | None = element("CAREC019", "Kind of means (UN/ECE Recommendation 28).", format="an..4")
    registration_nationality_code: Code | None = element(
        "CAREC020", "Country of registration (ISO 3166-1 alpha-2).", format="a2"
    )
    mode_code: Code | None = element(
        "CAREC021", "Mode of transport, one digit (UN/ECE Recommendation 19).", format="n1"
    )
    national_mode_code: Code | None = element(
        "CAREC022",
        "Mode of transport in the sender's own list, where that is not Recommendation 19.",
        format="an..4",
    )
    journey_id: Identifier | None = element("149", "Voyage, flight or trip number.", format="an..17")


class Seal(Model, wco="44B"):
    """A seal on a means of transport, a container or a package."""

    sequence_numeric: Count | None = element("006", "Position of the seal, from 1.")
    id: Identifier | None = element("165", "Number or mark of the seal.", format="an..70", box="D")


class TransportEquipment(Model, wco="31B"):
    """A container or another piece of equipment that holds goods."""

    sequence_numeric: Count | None = element("006", "Position of the equipment, from 1.")
    characteristic_code: Code | None = element(
        "152", "Size and type (ISO 6346), or the sender's own code.", format="an..10", box="31"
    )
    fullness_code: Code | None = element("154", "How full it is, coded.", format="an..3", box="31")
    id: Identifier | None = element("159", "Container number (ISO 6346).", format="an..17", box="31")
    goods_item_numeric: Count | None = element(
        "CAREC023", "Number of the goods item whose goods it holds.", box="32"
    )
    gross_mass_measure: Measure | None = element("CAREC024", "Mass of the equipment as declared.", box="31")
    goods_mass_measure: Measure | None = element("CAREC025", "Mass of the goods in the equipment.", box="31")
    cargo_description: Text | None = element(
        "138", "The goods in the equipment, in words.", format="an..4000", box="31"
    )
    packaging: tuple[Packaging, ...] = elements("93A", "Packages in the equipment.", box="31")
    seal: tuple[Seal, ...] = elements("44B", "Seals on the equipment.", box="D")


def means_ids(
    name: str, identifier: str, identification: str, kind: str, nationality: str, mode: str
) -> dict[str, str]:
    """Return the WCO ids of a means of transport in one role."""
    return {
        "Name": name,
        "ID": identifier,
        "IdentificationTypeCode": identification,
        "TypeCode": kind,
        "RegistrationNationalityCode": nationality,
        "ModeCode": mode,
    }
