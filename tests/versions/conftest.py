"""Two older versions of the model, 0.8 and 0.9, as if they had been released, and the steps from them.

Version 0.8 called the sender of any message ``Sender``, and in a goods declaration the
goods item ``GoodsItem``. Up to version 0.9 a goods declaration had one element
``IssuePlace`` for code and name of the place of issue, parted by `` / ``, and the goods
were presented at the office of the declaration unless it said otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from carec_datamodel.model import MESSAGES, VERSION, GoodsDeclaration, MetaData
from carec_datamodel.model.base import Message
from carec_datamodel.validation import schema
from carec_datamodel.wire import json as wire_json
from carec_datamodel.wire import shipped, upgrades, xml
from carec_datamodel.wire.generate import schema_bytes
from carec_datamodel.wire.plan import NAMESPACE
from carec_datamodel.wire.shipped import schema_path
from carec_datamodel.wire.upgrades import Refusal, Step, made_of, tag

C = {"c": NAMESPACE}
XS = {"xs": "http://www.w3.org/2001/XMLSchema"}
PARTED = " / "

# --- the steps, as a released library would have them -----------------------------------------------


def _rename_sender(root: etree._Element) -> Iterable[Refusal]:
    for sender in root.findall("c:MetaData/c:Sender", C):
        sender.tag = tag("SenderID")
    return ()


def _rename_items(root: etree._Element) -> Iterable[Refusal]:
    for item in root.xpath("/c:GoodsDeclaration/c:GoodsShipment/c:GoodsItem", namespaces=C):
        item.tag = tag("GovernmentAgencyGoodsItem")
    return ()


def _split_place(root: etree._Element) -> Iterable[Refusal]:
    for place in root.xpath("/c:GoodsDeclaration/c:IssuePlace", namespaces=C):
        code, parted, name = (place.text or "").partition(PARTED)
        if not parted:
            yield Refusal(place, f"{place.text!r} may be a code or a name", "a code, a stroke and a name")
            continue
        if name:
            made_of(place, "IssueLocationName", name)
        if code:
            made_of(place, "IssueLocationID", code)
        root.remove(place)


def _present_where_declared(root: etree._Element) -> Iterable[Refusal]:
    office = root.find("c:DeclarationOfficeID", C)
    declaration = root.tag == tag("GoodsDeclaration")
    if not declaration or office is None or root.find("c:PresentationOffice", C) is not None:
        return ()
    names = ("SupervisingOffice", "RepresentativePerson", "AgentContract", "Extension")
    behind = set(map(tag, names))
    presented = etree.Element(tag("PresentationOffice"), nsmap=root.nsmap)
    etree.SubElement(presented, tag("ID")).text = office.text
    place = next((child for child in root if child.tag in behind), None)
    if place is None:
        root.append(presented)
    else:
        place.addprevious(presented)
    return ()


STEPS = (
    Step("sender-id", "0.8", "0.9", "The sender is called SenderID.", _rename_sender),
    Step("goods-item-name", "0.8", "0.9", "Goods items are called GovernmentAgencyGoodsItem.", _rename_items),
    Step("issue-place-split", "0.9", VERSION, "The place of issue has a code and a name.", _split_place),
    Step(
        "presented-where-declared",
        "0.9",
        VERSION,
        "Goods are presented at the office of the declaration unless said otherwise.",
        _present_where_declared,
    ),
)


# --- the same in the other direction, written apart: to make old documents of messages -----------------


def completed(message: Message) -> Message:
    """Return *message* with what the steps would add to it."""
    if not isinstance(message, GoodsDeclaration) or message.presentation_office is not None:
        return message
    office = message.declaration_office_id
    return message if office is None else message.replace(presentation_office={"id": office})


def older_xml(message: Message, version: str) -> bytes:
    """Return *message* as a document of the older *version*."""
    root = etree.fromstring(xml.dumps(labelled(message)))
    root.find("c:MetaData/c:ModelVersionCode", C).text = version
    if isinstance(message, GoodsDeclaration):
        _take_back(root, version)
    if version == "0.8":
        for sender in root.iterfind("c:MetaData/c:SenderID", C):
            sender.tag = tag("Sender")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _take_back(root: etree._Element, version: str) -> None:
    office, presented = root.find("c:DeclarationOfficeID", C), root.find("c:PresentationOffice", C)
    only = [] if presented is None else [(child.tag, child.text) for child in presented]
    if office is not None and only == [(tag("ID"), office.text)]:
        root.remove(presented)
    code, name = root.find("c:IssueLocationID", C), root.find("c:IssueLocationName", C)
    parts = [part for part in (code, name) if part is not None]
    if parts:
        parts[0].text = PARTED.join("" if part is None else part.text for part in (code, name))
        parts[0].tag = tag("IssuePlace")
    for part in parts[1:]:
        root.remove(part)
    if version == "0.8":
        for item in root.iterfind("c:GoodsShipment/c:GovernmentAgencyGoodsItem", C):
            item.tag = tag("GoodsItem")


def older_json(message: Message, version: str) -> bytes:
    """Return *message* as a JSON document of the older *version*."""
    body = wire_json.to_dict(labelled(message))
    body["MetaData"]["ModelVersionCode"] = version
    if isinstance(message, GoodsDeclaration):
        if body.get("PresentationOffice") == {"ID": body.get("DeclarationOfficeID")}:
            del body["PresentationOffice"]
        parts = [body.pop(name, None) for name in ("IssueLocationID", "IssueLocationName")]
        if any(parts):
            body["IssuePlace"] = PARTED.join(part or "" for part in parts)
        if version == "0.8" and "GovernmentAgencyGoodsItem" in body.get("GoodsShipment", {}):
            body["GoodsShipment"]["GoodsItem"] = body["GoodsShipment"].pop("GovernmentAgencyGoodsItem")
    if version == "0.8" and "SenderID" in body["MetaData"]:
        body["MetaData"]["Sender"] = body["MetaData"].pop("SenderID")
    return json.dumps({type(message).__name__: body}, ensure_ascii=False, indent=1).encode()


def labelled(message: Message) -> Message:
    """Return *message*, saying that it is of the current version."""
    meta_data = message.meta_data or MetaData()
    return message.replace(meta_data=meta_data.replace(model_version_code=VERSION))


# --- their schemas, as if they had been released -------------------------------------------------------


def _older_json_schema(name: str, version: str) -> bytes:
    schema = json.loads(schema_bytes(name, "json"))
    definitions = schema["$defs"]
    definitions["MetaData"]["properties"]["ModelVersionCode"]["const"] = version
    if name == "GoodsDeclaration":
        del definitions[name]["properties"]["IssueLocationName"]
        definitions[name]["properties"]["IssueLocationID"] = {"$ref": "#/$defs/Text"}
        _rename(definitions[name], "IssueLocationID", "IssuePlace")
        if version == "0.8":
            _rename(definitions["GoodsShipment"], "GovernmentAgencyGoodsItem", "GoodsItem")
    if version == "0.8":
        _rename(definitions["MetaData"], "SenderID", "Sender")
    return json.dumps(schema).encode()


def _rename(definition: dict[str, Any], old: str, new: str) -> None:
    members = definition["properties"]
    definition["properties"] = {new if key == old else key: member for key, member in members.items()}


def _older_xsd(name: str, version: str) -> bytes:
    root = etree.fromstring(schema_bytes(name, "xsd"))

    def declared(cls: str, element: str) -> etree._Element:
        (found,) = root.xpath(f"xs:complexType[@name='{cls}']//xs:element[@name='{element}']", namespaces=XS)
        return found

    for allowed in root.iterfind(".//xs:enumeration", XS):
        allowed.set("value", version)
    if name == "GoodsDeclaration":
        place, unused = declared(name, "IssueLocationID"), declared(name, "IssueLocationName")
        place.set("name", "IssuePlace")
        place.set("type", "Text")
        unused.getparent().remove(unused)
        if version == "0.8":
            declared("GoodsShipment", "GovernmentAgencyGoodsItem").set("name", "GoodsItem")
    if version == "0.8":
        declared("MetaData", "SenderID").set("name", "Sender")
    return etree.tostring(root)


@pytest.fixture(scope="session")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schemas of the two older versions."""
    folder = tmp_path_factory.mktemp("schemas")
    for name in MESSAGES:
        for version in ("0.8", "0.9"):
            for kind, make in (("json", _older_json_schema), ("xsd", _older_xsd)):
                file = folder / schema_path(name, kind, version)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(make(name, version))
    return folder


@pytest.fixture(scope="module", autouse=True)
def _older_versions(schemas: Path) -> Iterator[None]:
    """Let the library know the two older versions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrades, "STEPS", STEPS)
        patch.setattr(shipped, "schema_folder", lambda: schemas)
        schema.compiled_schema.cache_clear()
        yield
    schema.compiled_schema.cache_clear()


@pytest.fixture(scope="session")
def older() -> dict[str, Callable[[Message, str], bytes]]:
    """What makes a document of an older version of a message that `completed` has completed, by format."""
    return {"carec-xml": older_xml, "carec-json": older_json}


@pytest.fixture(scope="session")
def complete() -> Callable[[Message], Message]:
    """What gives a message all that the steps would add to it, and its version."""
    return lambda message: labelled(completed(message))
