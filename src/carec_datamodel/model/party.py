"""Parties, and how to reach them. One class serves every role; the role gives some of the ids."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.identity_document import IdentityDocument
from carec_datamodel.model.types import Code, Identifier, Text


class Address(Model, wco="04A"):
    """Where a party or a place is found by post."""

    type_code: Code | None = element("410", "Kind of address: registered, actual, postal.", format="an..3")
    city_name: Text | None = element("241", "Town or city.", format="an..120")
    country_code: Code | None = element(
        "242", "Country (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    country_name: Text | None = element("CAREC001", "Country as the sender words it.", format="an..120")
    country_sub_division_code: Code | None = element("244", "Province or region, coded.", format="an..17")
    country_sub_division_name: Text | None = element("243", "Province or region, named.", format="an..120")
    line: tuple[Text, ...] = elements("239", "Street, number, box; one entry per line.")
    postcode_id: Identifier | None = element("245", "Postal code.", format="an..17")
    district_name: Text | None = element("CAREC656", "District of the province or region.", format="an..120")
    settlement_name: Text | None = element("CAREC657", "Village or quarter.", format="an..120")
    building_id: Identifier | None = element(
        "CAREC658", "House and building, where they are given apart.", format="an..120"
    )
    room_id: Identifier | None = element(
        "CAREC659", "Flat, office or room, where it is given apart.", format="an..120"
    )
    post_office_box_id: Identifier | None = element(
        "CAREC660", "Post office box, where it is given apart.", format="an..35"
    )
    description: Text | None = element("CAREC661", "The whole address in words.", format="an..1000")


class Communication(Model, wco="25A"):
    """A telephone number, an electronic address and the like."""

    id: Identifier | None = element("240", "The number or address.", format="an..1000")
    type_code: Code | None = element(
        "253", "Kind of channel (UN/EDIFACT 3155): TE telephone, FX fax, EM e-mail.", format="an..3"
    )
    type_name: Text | None = element("CAREC662", "Kind of channel in words.", format="an..120")


class Contact(Model, wco="34A"):
    """A person to talk to."""

    name: Text | None = element("246", "Name of the person or department.", format="an..256")
    position_name: Text | None = element("CAREC138", "Post that the person holds.", format="an..256")
    communication: tuple[Communication, ...] = elements("25A", "Telephone, fax, e-mail of the person.")


class OtherName(Model, wco="CAREC112"):
    """Another name of a party: short, or in another language or script."""

    name: Text | None = element("CAREC113", "The name.", format="an..300")
    language_code: Code | None = element(
        "CAREC114", "Language and script (BCP 47): kk-Cyrl, kk-Latn, zh-Hans, fa-Arab.", format="an..17"
    )
    type_code: Code | None = element("CAREC663", "Which name it is.", format="an..17", codes="name-type")


class OtherIdentifier(Model, wco="CAREC115"):
    """A further identifier of a party or a place, or its entry in a register."""

    id: Identifier | None = element("CAREC116", "The identifier.", format="an..70")
    type_code: Code | None = element(
        "CAREC117", "Which identifier it is: BIN, IIN, INN, TIN, VOEN, EORI, TIR.", format="an..20"
    )
    country_code: Code | None = element(
        "CAREC118", "Country whose register it is from (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    register_code: Code | None = element("CAREC664", "Register that it is from, coded.", format="an..17")
    category_code: Code | None = element(
        "CAREC665", "Kind of entry, for example type of an authorised trader.", format="an..17"
    )
    reissue_code: Code | None = element(
        "CAREC666", "Mark that the entry was made anew, coded.", format="an..17"
    )


class Branch(Model, wco="CAREC667"):
    """A branch of a company that acts for it."""

    name: Text | None = element("CAREC668", "Name of the branch.", format="an..300")
    country_code: Code | None = element(
        "CAREC671",
        "Country where the branch is registered (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    legal_form_code: Code | None = element("CAREC669", "Legal form, coded.", format="an..20")
    legal_form_name: Text | None = element("CAREC670", "Legal form in words.", format="an..300")
    other_name: tuple[OtherName, ...] = elements("CAREC112", "Further names of the branch.")
    other_identifier: tuple[OtherIdentifier, ...] = elements("CAREC115", "Identifiers of the branch.")
    address: Address | None = element("04A", "Postal address of the branch.")
    communication: tuple[Communication, ...] = elements("25A", "Telephone, fax, e-mail.")


class Party(Model):
    """A person or company in some role. It is enough to give the identifier if the register knows it."""

    name: Text | None = element("CAREC002", "Name of the party.", format="an..300")
    id: Identifier | None = element(
        "CAREC003", "Identifier of the party: tax or trader number.", format="an..70"
    )
    function_code: Code | None = element("102", "In what capacity an agent acts.", format="an..3")
    role_code: Code | None = element(
        "R005", "Role of the party where the class leaves it open.", format="an..3"
    )
    representative_name: Text | None = element(
        "CAREC004", "Natural person who acts for the party.", format="an..300"
    )
    other_name: tuple[OtherName, ...] = elements("CAREC112", "The name in other languages and scripts.")
    other_identifier: tuple[OtherIdentifier, ...] = elements("CAREC115", "Further identifiers of the party.")
    address: Address | None = element("04A", "Postal address of the party.")
    contact: tuple[Contact, ...] = elements("34A", "Persons to talk to.")
    communication: tuple[Communication, ...] = elements("25A", "Telephone, fax, e-mail.")
    country_code: Code | None = element(
        "CAREC671",
        "Country where the party is registered (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    special_case_code: Code | None = element(
        "CAREC672",
        "Why the party is not described here.",
        format="an..17",
        codes="party-special-case",
    )
    legal_form_code: Code | None = element("CAREC669", "Legal form, coded.", format="an..20")
    legal_form_name: Text | None = element("CAREC670", "Legal form in words.", format="an..300")
    other_address: tuple[Address, ...] = elements("CAREC673", "Further addresses of the party.")
    identity_document: tuple[IdentityDocument, ...] = elements("CAREC128", "Papers of a natural person.")
    branch: Branch | None = element("CAREC667", "Branch that acts for the party.")


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
    country_code: Code | None = element(
        "CAREC713", "Country of the office (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )


class ContactOffice(Office):
    """An office that can be asked, and how to reach it."""

    communication: tuple[Communication, ...] = elements("25A", "Telephone, fax, e-mail.")
    address: Address | None = element("04A", "Postal address of the office.")
    description: tuple[Text, ...] = elements("CAREC831", "Remarks; one entry per paragraph.")


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
