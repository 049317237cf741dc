"""Natural persons: drivers, crew, officers, those who sign."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.identity_document import IdentityDocument
from carec_datamodel.model.party import Communication
from carec_datamodel.model.types import Code, Date, Identifier, Text


class Person(Model):
    """A natural person in some role."""

    name: Text | None = element("CAREC135", "Name of the person.", format="an..300")
    given_name: Text | None = element("CAREC652", "Given name, where the parts are known.", format="an..150")
    middle_name: Text | None = element("CAREC653", "Middle name or name after the father.", format="an..150")
    family_name: Text | None = element("CAREC654", "Family name.", format="an..150")
    id: Identifier | None = element("CAREC136", "Identifier of the person.", format="an..35")
    role_code: Code | None = element(
        "CAREC137", "What the person does.", format="an..17", codes="person-role"
    )
    position_name: Text | None = element("CAREC138", "Post that the person holds.", format="an..256")
    nationality_code: Code | None = element(
        "CAREC139", "Nationality (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    birth_date: Date | None = element("CAREC140", "Date of birth.")
    birth_place_name: Text | None = element("CAREC642", "Place of birth.", format="an..256")
    identity_document: tuple[IdentityDocument, ...] = elements("CAREC128", "Papers of the person.")
    communication: tuple[Communication, ...] = elements("25A", "Telephone, fax, e-mail.")


class GovernmentOfficer(Model, wco="69A"):
    """An officer of customs or of another border agency."""

    name: Text | None = element("R079", "Name of the officer.", format="an..300")
    given_name: Text | None = element("CAREC652", "Given name, where the parts are known.", format="an..150")
    middle_name: Text | None = element("CAREC653", "Middle name or name after the father.", format="an..150")
    family_name: Text | None = element("CAREC654", "Family name.", format="an..150")
    id: Identifier | None = element("R080", "Number or stamp of the officer.", format="an..35")
    position_name: Text | None = element("CAREC141", "Post that the officer holds.", format="an..256")
    agency_name: Text | None = element("CAREC142", "Agency that the officer serves.", format="an..256")
    office_id: Identifier | None = element("CAREC143", "Code of the officer's office.", format="an..17")
    office_name: Text | None = element("CAREC655", "Name of the officer's office.", format="an..256")
    country_code: Code | None = element(
        "CAREC144", "Country that the officer serves (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )


PERSON_IDS = {
    "master": {"Name": "R016", "ID": "R017", "NationalityCode": "213", "BirthDate": "028"},
    "crew": {"ID": "R033"},
}
"""WCO ids of a person in the roles that have some of their own."""
