"""The libraries that are measured beside ours, each brought up on our own model or schema.

A peer is left out, with a reason, where it is not installed: ``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import importlib
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from carec_datamodel import GoodsDeclaration, schema
from carec_datamodel.model.base import Facets, Model
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, fields_of
from carec_datamodel.model.types import LEXICAL
from carec_datamodel.wire.plan import NAMESPACE

_PACKAGE = "goods_declaration_of_xsdata"


class PeerMissing(Exception):
    """A peer is not installed, or cannot be brought up on our schema; says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """What one library does.

    Attributes:
        name: Its name and version.
        read: XML bytes to what the library makes of them.
        write: That to XML, None where it cannot or need not.
        other: What else it does with XML bytes, by name.
    """

    name: str
    read: Callable[[bytes], Any]
    write: Callable[[Any], Any] | None = None
    other: tuple[tuple[str, Callable[[bytes], Any]], ...] = ()


def _version(package: str) -> str:
    from importlib.metadata import version

    return f"{package} {version(package)}"


@contextmanager
def xsdata() -> Iterator[Peer]:
    """Give xsdata with dataclasses that its own generator makes of our schema, in a temporary folder.

    Raises:
        PeerMissing: It or its generator is not installed.
    """
    try:
        from xsdata.formats.dataclass.context import XmlContext
        from xsdata.formats.dataclass.parsers import XmlParser
        from xsdata.formats.dataclass.parsers.handlers import LxmlEventHandler
        from xsdata.formats.dataclass.serializers import XmlSerializer
        from xsdata.formats.dataclass.serializers.config import SerializerConfig
    except ImportError as error:
        raise PeerMissing(f"xsdata: {error}") from None
    with tempfile.TemporaryDirectory() as folder:
        root = _generated(Path(folder))
        context = XmlContext()
        parser = XmlParser(context=context, handler=LxmlEventHandler)
        serializer = XmlSerializer(context=context, config=SerializerConfig(indent="  "))
        yield Peer(
            _version("xsdata"),
            lambda content: parser.from_bytes(content, root),
            lambda found: serializer.render(found, ns_map={None: NAMESPACE}),
        )


def _generated(folder: Path) -> type:
    """Return the root class of the dataclasses that xsdata generates of our schema in *folder*."""
    file = folder / "GoodsDeclaration.xsd"
    file.write_bytes(schema("GoodsDeclaration"))
    command = [sys.executable, "-m", "xsdata", "generate", file.name, "--package", _PACKAGE]
    # The generator calls ruff, which lies beside the Python that runs.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    made = subprocess.run(
        [*command, "--structure-style", "single-package"],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        said = (made.stderr.strip() or made.stdout.strip() or "its generator failed").splitlines()
        raise PeerMissing(f"xsdata: {said[-1]}")
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        root: type = importlib.import_module(_PACKAGE).GoodsDeclaration
    finally:
        sys.path.remove(str(folder))
    return root


def pydantic_xml() -> Peer:
    """Return pydantic-xml with models of the same names, nesting, types and formats as ours.

    Raises:
        PeerMissing: It is not installed.
    """
    try:
        root = pydantic_xml_model(GoodsDeclaration)
    except ImportError as error:
        raise PeerMissing(f"pydantic-xml: {error}") from None
    return Peer(_version("pydantic-xml"), root.from_xml, lambda found: found.to_xml(skip_empty=True))


@cache
def pydantic_xml_model(cls: type[Model]) -> Any:
    """Return the pydantic-xml model of the model class *cls* and, inside it, of all below it."""
    from pydantic_xml import BaseXmlModel, create_model, element
    from pydantic_xml.element.element import SearchMode

    fields: dict[str, Any] = {}
    for item in fields_of(cls):
        inner: Any = pydantic_xml_model(item.target) if item.target else _leaf(item.leaf)
        limits = Facets(item.element.format).as_constraints() if item.element.format else {}
        if item.repeats:
            fields[item.attribute] = (tuple[inner, ...], element(tag=item.name, default=()))
        elif item.required:
            fields[item.attribute] = (inner, element(tag=item.name, **limits))
        else:
            fields[item.attribute] = (inner | None, element(tag=item.name, default=None, **limits))
    return create_model(
        cls.__name__,
        __base__=BaseXmlModel,
        __module__=__name__,
        __tag__=cls.__name__,
        __nsmap__={"": NAMESPACE},
        __search_mode__=SearchMode.ORDERED,
        **fields,
    )


@cache
def _leaf(name: str) -> Any:
    """Return the annotation of a leaf type: plain, with our pattern where it is a text."""
    from pydantic import Field
    from pydantic_xml import BaseXmlModel, attr, create_model

    if name in VALUED_ATTRIBUTES:
        attributes: dict[str, Any] = {
            part.attribute: (str | None, attr(name=part.name, default=None, max_length=part.max_length))
            for part in VALUED_ATTRIBUTES[name]
        }
        return create_model(
            f"{name}Leaf", __base__=BaseXmlModel, __module__=__name__, value=(Decimal, ...), **attributes
        )
    plain: dict[str, Any] = {"Decimal": Decimal, "Count": int, "Indicator": bool}
    return plain.get(name) or Annotated[str, Field(pattern=LEXICAL[name].pattern)]


def xmlschema_peer() -> Peer:
    """Return xmlschema on our schema: validation, and decoding to dicts."""
    import xmlschema

    compiled = xmlschema.XMLSchema(schema("GoodsDeclaration"))
    return Peer(
        _version("xmlschema"),
        lambda content: compiled.to_dict(io.BytesIO(content)),
        other=(("validate", lambda content: compiled.validate(io.BytesIO(content))),),
    )
