"""How one message names another: the declaration, manifest or movement that it is about."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.documents import UCR, Pointer
from carec_datamodel.model.types import Code, Count, DateTime, Identifier, Text


class ReferencedDeclaration(Model, wco="42A"):
    """The declaration, manifest or transit that a message is about."""

    message_name: Code | None = element(
        "CAREC277",
        "Which message it is: GoodsDeclaration, CargoManifest, TransitDeclaration.",
        format="an..35",
    )
    acceptance_date_time: DateTime | None = element("023", "When customs accepted it.")
    functional_reference_id: Identifier | None = element(
        "D026", "The declarant's own number of it.", format="an..35"
    )
    id: Identifier | None = element("D014", "Number that customs gave it.", format="an..70")
    tir_carnet_id: Identifier | None = element(
        "CAREC278", "Number of the TIR carnet.", format="an..12", identifier="TirCarnetNumber"
    )
    type_code: Code | None = element("D013", "Kind of declaration.", format="an..17")
    version_id: Identifier | None = element("383", "Version of it.", format="an..9")
    declaration_office_id: Identifier | None = element("065", "Office where it was lodged.", format="an..17")
    goods_item_numeric: tuple[Count, ...] = elements("CAREC279", "Numbers of the goods items meant.")
    ucr: tuple[UCR, ...] = elements("35B", "Unique consignment references.")


class AttachedFile(Model, wco="CAREC280"):
    """A file that goes with a message: a picture, a scan, a log."""

    name: Text | None = element("CAREC281", "Name of the file.", format="an..256")
    mime_code: Code | None = element("CAREC282", "Media type, for example image/jpeg.", format="an..70")
    kind_code: Code | None = element("CAREC283", "What it shows.", format="an..17")
    creation_date_time: DateTime | None = element("CAREC284", "When it was made.")
    checksum: Code | None = element("CAREC285", "SHA-256 of the content, in hexadecimal.", format="an..64")
    uri: Identifier | None = element("CAREC286", "Where it can be fetched.", format="an..1024")
    content: Text | None = element("CAREC287", "The content in Base64.")


class Discrepancy(Model, wco="CAREC288"):
    """One difference between what was declared and what was found."""

    sequence_numeric: Count | None = element("006", "Position of the difference, from 1.")
    type_code: Code | None = element(
        "CAREC289", "Kind of difference.", format="an..17", codes="discrepancy-type"
    )
    declared_value: Text | None = element("CAREC290", "What was declared.", format="an..4000")
    found_value: Text | None = element("CAREC291", "What was found.", format="an..4000")
    description: Text | None = element("CAREC292", "The difference in words.", format="an..4000")
    pointer: tuple[Pointer, ...] = elements("97A", "Where in the declaration, step by step.")
