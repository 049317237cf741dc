"""Parties, and how to reach them. One class serves every role; the role gives some of the ids."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.types import Code, Identifier, Text


class Address(Model, wco="04A"):
    """Where a party or a place is found by post."""

    type_code: Code | None = element("410", "How the place is identified.", format="an..3")
    city_name: Text | None = element("241", "Town or city.", format="an..70")
    country_code: Code | None = element(
        "242", "Country (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    country_name: Text | None = element("CAREC001", "Country as the sender words it.", format="an..70")
    country_sub_division_code: Code | None = element("244", "Province or region, coded.", format="an..9")
    country_sub_division_name: Text | None = element("243", "Province or region, named.", format="an..70")
    line: tuple[Text, ...] = elements("239", "Street, number, box; one entry per line.")
    postcode_id: Identifier | None = element("245", "Postal code.", format="an..17")


class Contact(Model, wco="34A"):
    """A person to talk to."""

    name: Text | None = element("246", "Name of the person or department.", format="an..256")


class Communication(Model, wco="25A"):
    """A telephone number, an electronic address and the like."""

    id: Identifier | None = element("240", "The number or address.", format="an..256")
    type_code: Code | None = element(
        "253", "Kind of channel (UN/EDIFACT 3155): TE telephone, FX fax, EM e-mail.", format="an..3"
    )


class OtherName(Model, wco="CAREC112"):
    """The name of a party in another language or script."""

    name: Text | None = element("CAREC113", "The name.", format="an..256")
    language_code: Code | None = element(
        "CAREC114", "Language and script (BCP 47): kk-Cyrl, kk-Latn, zh-Hans, fa-Arab.", format="an..17"
    )


class OtherIdentifier(Model, wco="CAREC115"):
    """A further identifier of a party."""

    id: Identifier | None = element("CAREC116", "The identifier.", format="an..70")
    type_code: Code | None = element(
        "CAREC117", "Which identifier it is: BIN, IIN, INN, TIN, VOEN, EORI, TIR.", format="an..17"
    )
    country_code: Code | None = element(
        "CAREC118", "Country whose register it is from (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )


class Party(Model):
    """A person or company in some role. It is enough to give the identifier if the register knows it."""

    name: Text | None = element("CAREC002", "Name of the party.", format="an..256")
    id: Identifier | None = element(
        "CAREC003", "Identifier of the party: tax or trader number.", format="an..35"
    )
    function_code: Code | None = element("102", "In what capacity an agent acts.", format="an..3")
    role_code: Code | None = element(
        "R005", "Role of the party where the class leaves it open.", format="an..3"
    )
    representative_name: Text | None = element(
        "CAREC004", "Natural person who acts for the party.", format="an..256"
    )
    other_name: tuple[OtherName, ...] = elements("CAREC112", "The name in other languages and scripts.")
    other_identifier: tuple[OtherIdentifier, ...] = elements("CAREC115", "Further identifiers of the party.")
    address: Address | None = element("04A", "Postal address of the party.")
    contact: tuple[Contact, ...] = elements("34A", "Persons to talk to.")
    communication: tuple[Communication, ...] = elements("25A", "Telephone, fax, e-mail.")


class AEOMutualRecognitionParty(Model, wco="16C"):
    """A trader whose authorised status another country recognises."""

    id: Identifier | None = element("R143", "Identifier of the trader.", format="an..35")
    role_code: Code | None = element("R005", "Role of the trader.", format="an..3")


class DomesticDutyTaxParty(Model, wco="55B"):
    """A trader with a tax identifier of the country."""

    id: Identifier | None = element("R119", "Tax identifier of the trader.", format="an..35")
    role_code: Code | None = element("R005", "Role of the trader.", format="an..3")


class AuthorisationHolder(Model, wco="17C"):
    """Who holds an authorisation that the declaration relies on, and of what kind."""

    id: Identifier | None = element("R144", "Identifier of the holder.", format="an..35")
    category_code: Code | None = element("R145", "Kind of authorisation.", format="an..4")
    authorisation_id: Identifier | None = element("CAREC005", "Number of the authorisation.", format="an..70")


class Office(Model):
    """A customs office."""

    id: Identifier | None = element("CAREC006", "Code of the customs office.", format="an..17")
    name: Text | None = element("CAREC007", "Name of the customs office as declared.", format="an..256")


class Bank(Model, wco="14A"):
    """The bank through which the transaction or the duties are settled."""

    id: Identifier | None = element("372", "Code of the bank.", format="an..35", box="28")
    name: Text | None = element("CAREC008", "Name of the bank.", format="an..256", box="28")
    branch_name: Text | None = element("CAREC009", "Branch of the bank.", format="an..256", box="28")
    reference_id: Identifier | None = element(
        "R069", "Reference of the file or letter of credit.", format="an..70", box="28"
    )


def party_ids(name: str, identifier: str) -> dict[str, str]:
    """Return the WCO ids of a party's name and identifier in one role."""
    return {"Name": name, "ID": identifier}
