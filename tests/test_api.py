"""The public functions: what they take, what they give, what they raise."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.model import Extension, ExtensionField

EXAMPLES = Path(__file__).parents[1] / "examples"
SAD = EXAMPLES / "asycuda-sad.xml"
GEORGIAN = EXAMPLES / "asycuda-sad-georgia.xml"
NAMESPACE = "urn:carec:datamodel:1"


@pytest.fixture(scope="module")
def declaration() -> cdm.GoodsDeclaration:
    message = cdm.read(SAD)
    assert isinstance(message, cdm.GoodsDeclaration)
    return message


@pytest.fixture
def harmonised(tmp_path: Path, declaration: cdm.GoodsDeclaration) -> Path:
    file = tmp_path / "declaration.xml"
    cdm.write(declaration, file)
    return file


def canonical(document: bytes) -> bytes:
    """Return *document* in the one form that does not depend on its layout."""
    root = etree.fromstring(document, etree.XMLParser(remove_blank_text=True))
    return etree.tostring(root, method="c14n")


# --- a path, an open file or bytes; format= ---------------------------------------------------------

SOURCES: dict[str, Callable[[Path], Any]] = {
    "path": lambda file: file,
    "text of a path": str,
    "bytes": Path.read_bytes,
    "bytearray": lambda file: bytearray(file.read_bytes()),
    "buffer in memory": lambda file: io.BytesIO(file.read_bytes()),
}
every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())

READERS: dict[str, Callable[..., Any]] = {
    "read": cdm.read,
    "convert": lambda source, **options: cdm.convert(source, **options).message,
    "validate": lambda source, **options: cdm.validate(source, **options).summary(),
}
every_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())


@every_source
@every_reader
def test_every_reader_takes_every_kind_of_source(reader: Callable[..., Any], source: Callable[[Path], Any]):
    assert reader(source(SAD)) == reader(SAD)


@every_source
def test_detect_takes_every_kind_of_source(source: Callable[[Path], Any]):
    assert cdm.detect(source(SAD)) is cdm.formats()["asycuda-sad"]


@every_source
def test_iter_items_takes_every_kind_of_source(harmonised: Path, source: Callable[[Path], Any]):
    items = tuple(cdm.iter_items(source(harmonised)))
    assert items == cdm.read(harmonised).goods_shipment.government_agency_goods_item


@every_reader
def test_every_reader_takes_a_file_open_for_reading(reader: Callable[..., Any]):
    with SAD.open("rb") as file:
        assert reader(file) == reader(SAD)


def test_loads_takes_bytes(declaration: cdm.GoodsDeclaration):
    assert cdm.loads(SAD.read_bytes()) == declaration
    assert cdm.loads(SAD.read_bytes(), format="asycuda-sad") == declaration


class Drip(io.RawIOBase):
    """A file that gives a few bytes at a time, as a network does."""

    def __init__(self, content: bytes) -> None:
        self.content = io.BytesIO(content)

    def read(self, size: int = -1) -> bytes:
        return self.content.read(min(size, 1000) if size > 0 else 1000)


def test_a_file_that_gives_a_few_bytes_at_a_time_is_read_to_its_end(declaration: cdm.GoodsDeclaration):
    assert cdm.read(Drip(SAD.read_bytes())) == declaration


@every_reader
@pytest.mark.parametrize("format_", ["asycuda-sad", cdm.formats()["asycuda-sad"]], ids=["id", "format"])
def test_a_format_that_is_named_is_not_detected(reader: Callable[..., Any], format_: Any, monkeypatch):
    monkeypatch.setattr("carec_datamodel.api.documents.detect_format", None)
    reader(SAD, format=format_)


@every_reader
def test_a_format_that_does_not_fit_is_not_read(reader: Callable[..., Any]):
    with pytest.raises(cdm.UnknownFormat, match="the root element is ASYCUDA"):
        reader(SAD, format="carec-xml")
    with pytest.raises(cdm.UnsafeDocument, match="not JSON"):
        reader(SAD, format="carec-json")
    with pytest.raises(cdm.UnknownFormat, match="asycuda-sad is XML; the document is JSON"):
        reader(b"{}", format="asycuda-sad")


@every_reader
@pytest.mark.parametrize("document", [b"<Invoice/>", f'<ASYCUDA xmlns="{NAMESPACE}"/>'.encode()])
def test_a_national_format_that_is_named_does_not_take_just_any_document(
    reader: Callable[..., Any], document: bytes
):
    with pytest.raises(cdm.UnknownFormat, match="asycuda-sad begins with ASYCUDA") as refusal:
        reader(document, format="asycuda-sad")
    assert refusal.value.line == 1


def test_the_registry_that_is_given_out_can_be_changed_without_harm():
    cdm.formats().clear()
    assert list(cdm.formats())[:2] == ["carec-xml", "carec-json"]


def test_what_is_public_is_listed_and_there():
    assert {name for name in cdm.__all__ if not hasattr(cdm, name)} == set()
    assert dir(cdm) == sorted(cdm.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'translate'"):
        _ = cdm.translate


# --- errors: one class each, nothing else escapes ---------------------------------------------------


@pytest.mark.parametrize("path", ["missing.xml", ".", "", "a\0b.xml", "x" * 5000, "pyproject.toml/sad.xml"])
@pytest.mark.parametrize("function", [cdm.read, cdm.detect, cdm.convert, cdm.validate, cdm.iter_items])
def test_a_file_that_cannot_be_opened_is_named(function: Callable[..., Any], path: str):
    with pytest.raises(cdm.CarecError, match="cannot be read: ") as refusal:
        list(function(path))
    assert type(refusal.value) is cdm.CarecError
    assert refusal.value.path == (path or ".")


@pytest.mark.parametrize("function", [cdm.read, cdm.detect, cdm.convert, cdm.validate, cdm.iter_items])
def test_a_file_open_as_text_is_refused(function: Callable[..., Any]):
    with SAD.open(encoding="utf-8") as file, pytest.raises(cdm.CarecError, match="open it as binary"):
        list(function(file))


@pytest.mark.parametrize("function", [cdm.read, cdm.detect, cdm.convert, cdm.validate, cdm.iter_items])
def test_a_file_open_for_writing_is_refused(function: Callable[..., Any], tmp_path: Path):
    with (tmp_path / "x.xml").open("wb") as file, pytest.raises(cdm.CarecError, match="cannot be read: the"):
        list(function(file))


@every_reader
def test_what_may_not_be_parsed_is_unsafe(reader: Callable[..., Any]):
    with pytest.raises(cdm.UnsafeDocument, match="a DOCTYPE is not accepted") as refusal:
        reader(b"<?xml version='1.0'?>\n<!DOCTYPE ASYCUDA>\n<ASYCUDA><Item/></ASYCUDA>")
    assert refusal.value.line == 2
    with pytest.raises(cdm.UnsafeDocument, match="not well-formed"):
        reader(SAD.read_bytes()[:3000])


@every_reader
def test_a_limit_is_the_readers_to_set(reader: Callable[..., Any]):
    size = SAD.stat().st_size
    reader(SAD, limits=cdm.Limits(bytes=size))
    reader(SAD, limits=cdm.Limits(bytes=10**30))
    with pytest.raises(cdm.UnsafeDocument, match=f"at most {size - 1} are accepted"):
        reader(SAD, limits=cdm.Limits(bytes=size - 1))


@every_reader
def test_what_no_format_fits_is_unknown(reader: Callable[..., Any]):
    for document in (b"", b"Khorgos", b"{}", b"<Invoice/>", b"[1]"):
        with pytest.raises(cdm.UnknownFormat) as refusal:
            reader(document)
        assert refusal.value.line == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda _: cdm.read(SAD, format="asycuda"),
        lambda _: cdm.convert(SAD, to="asycuda"),
        lambda _: cdm.validate(SAD, format="asycuda"),
        lambda message: cdm.dumps(message, format="asycuda"),
    ],
)
def test_an_unknown_format_is_refused_and_the_known_ones_named(
    declaration: cdm.GoodsDeclaration, call: Callable[..., Any]
):
    with pytest.raises(cdm.UnknownFormat, match="no format 'asycuda'; known are carec-xml, carec-json, asy"):
        call(declaration)


def test_an_unknown_message_or_kind_of_schema_is_refused():
    with pytest.raises(cdm.UnknownFormat, match="no message 'Declaration'; known are CargoManifest"):
        cdm.schema("Declaration")
    with pytest.raises(cdm.UnknownFormat, match="no schema of kind 'rng'; expected xsd or json"):
        cdm.schema("GoodsDeclaration", kind="rng")


@pytest.mark.parametrize("kind", ["xsd", "json"])
def test_a_profile_has_schemas_of_its_own(kind: str):
    assert cdm.schema("loading-list", kind=kind) != cdm.schema("CargoManifest", kind=kind)
    with pytest.raises(cdm.UnknownFormat, match="and the profiles delivery-control, loading-list, "):
        cdm.schema("gate-notice", kind=kind)


def test_the_profiles_given_are_a_copy():
    cdm.profiles().clear()
    assert "loading-list" in cdm.profiles()


def test_a_wrong_message_carries_all_its_findings():
    document = f"""<GoodsDeclaration xmlns="{NAMESPACE}">
        <TypeCode/>
        <FormNumeric>drei</FormNumeric>
    </GoodsDeclaration>""".encode()
    with pytest.raises(cdm.InvalidMessage, match=r"TypeCode, line 2: .* \(and 1 more\)") as refusal:
        cdm.loads(document)
    assert [finding.line for finding in refusal.value.findings] == [2, 3]
    assert refusal.value.path == "GoodsDeclaration/TypeCode"
    assert cdm.validate(document).findings == refusal.value.findings


def test_every_error_is_a_carec_error():
    errors = (cdm.InvalidMessage, cdm.LossyConversion, cdm.UnknownFormat, cdm.UnsafeDocument)
    assert all(issubclass(error, cdm.CarecError) for error in errors)


# --- dumps, loss, residue ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unsayable(declaration: cdm.GoodsDeclaration) -> cdm.GoodsDeclaration:
    """A declaration with two values that ASYCUDA has no element for."""
    seal = ExtensionField(id="seal-scan", value="ok")
    return declaration.replace(
        specific_circumstances_code_code="A20", extension=Extension(extension_field=(seal,))
    )


@pytest.mark.parametrize("format_", ["carec-xml", "carec-json"])
def test_a_harmonised_format_says_everything(unsayable: cdm.GoodsDeclaration, format_: str):
    assert cdm.loads(cdm.dumps(unsayable, format=format_)) == unsayable


def test_dumps_refuses_to_lose_values_and_names_them_all(unsayable: cdm.GoodsDeclaration):
    with pytest.raises(cdm.LossyConversion, match="'A20' cannot be said in asycuda-sad") as refusal:
        cdm.dumps(unsayable, format="asycuda-sad")
    lost = {(finding.path, finding.value) for finding in refusal.value.findings}
    field = "GoodsDeclaration/Extension/ExtensionField[1]"
    assert lost == {
        ("GoodsDeclaration/SpecificCircumstancesCodeCode", "A20"),
        (f"{field}/ID", "seal-scan"),
        (f"{field}/Value", "ok"),
    }


def test_convert_writes_what_can_be_said_and_reports_the_rest(
    declaration: cdm.GoodsDeclaration, unsayable: cdm.GoodsDeclaration
):
    conversion = cdm.convert(cdm.dumps(unsayable), to="asycuda-sad")
    assert {finding.value for finding in conversion.findings} == {"A20", "seal-scan", "ok"}
    assert {finding.severity for finding in conversion.findings} == {cdm.Severity.WARNING}
    assert cdm.loads(conversion.output) == declaration


def test_the_ledger_of_a_harmonised_document_counts_every_value_of_the_message(
    unsayable: cdm.GoodsDeclaration,
):
    document = cdm.dumps(unsayable)
    counts = cdm.convert(document, to="asycuda-sad").ledger.counts()
    values = etree.fromstring(document).xpath("count(//text()[normalize-space()]) + count(//@*)")
    assert sum(counts.values()) == values
    assert counts["omitted"] == 3
    assert counts["exact"] == values - 3


def test_the_ledger_of_a_harmonised_document_loses_nothing_to_another_harmonised_format(
    unsayable: cdm.GoodsDeclaration,
):
    ledger = cdm.convert(cdm.dumps(unsayable), to="carec-json").ledger
    assert ledger.survival == 1


def test_a_harmonised_document_has_no_residue(harmonised: Path):
    assert cdm.convert(harmonised, to="asycuda-sad").residue is None


@pytest.mark.parametrize("source", [SAD, GEORGIAN], ids=lambda file: file.stem)
def test_message_and_residue_give_the_document_again(source: Path):
    conversion = cdm.convert(source)
    back = cdm.dumps(conversion.message, format=conversion.source_format, residue=conversion.residue)
    assert canonical(back) == canonical(source.read_bytes())


@pytest.mark.parametrize("source", [SAD, GEORGIAN], ids=lambda file: file.stem)
def test_the_ledger_counts_every_value_of_a_national_document(source: Path):
    values = etree.parse(source).xpath("count(//@*[normalize-space()]) + count(//text()[normalize-space()])")
    assert sum(cdm.convert(source).ledger.counts().values()) == values


@pytest.mark.parametrize("to", ["carec-xml", "carec-json"])
def test_an_embedded_residue_gives_the_document_again_without_being_named(to: str):
    output = cdm.convert(SAD, to=to, embed_residue=True).output
    assert canonical(cdm.dumps(cdm.loads(output), format="asycuda-sad")) == canonical(SAD.read_bytes())
    assert canonical(cdm.convert(output, to="asycuda-sad").output) == canonical(SAD.read_bytes())


def test_an_embedded_residue_is_no_loss():
    output = cdm.convert(SAD, embed_residue=True).output
    assert cdm.convert(output, to="asycuda-sad").findings == ()


def test_a_value_changed_since_survives_the_residue(declaration: cdm.GoodsDeclaration):
    changed = declaration.replace(issue_location_name="TERMEZ")
    back = cdm.dumps(changed, format="asycuda-sad", residue=cdm.convert(SAD).residue)
    assert cdm.loads(back) == changed


def test_a_residue_of_another_format_is_refused(declaration: cdm.GoodsDeclaration):
    residue = cdm.Residue("eaeu-esadout")
    with pytest.raises(cdm.CarecError, match="the residue is of eaeu-esadout, not of asycuda-sad"):
        cdm.dumps(declaration, format="asycuda-sad", residue=residue)
    with pytest.raises(cdm.CarecError, match="the residue is of eaeu-esadout, not of carec-xml"):
        cdm.dumps(declaration, residue=residue)


@pytest.mark.parametrize(
    "edit", [{"attributes": 4512}, {"tag": "no name"}, {"children": [4512]}, {"text": ["one"]}]
)
def test_a_damaged_residue_is_refused(declaration: cdm.GoodsDeclaration, edit: dict[str, Any]):
    with pytest.raises(cdm.CarecError, match="damaged"):
        cdm.dumps(declaration, format="asycuda-sad", residue=cdm.Residue("asycuda-sad", edit))


# --- a document with errors -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wrong() -> bytes:
    """A declaration whose first item weighs what is no number."""
    text = SAD.read_text("utf-8")
    mass = etree.fromstring(text.encode()).findtext("Item/Valuation_item/Weight_itm/Gross_weight_itm")
    return text.replace(f">{mass}</Gross_weight_itm>", ">1 234,50</Gross_weight_itm>", 1).encode()


def test_a_wrong_value_stops_a_strict_conversion(wrong: bytes):
    with pytest.raises(cdm.InvalidMessage) as refusal:
        cdm.convert(wrong)
    (finding,) = refusal.value.findings
    assert finding.path == "ASYCUDA/Item[1]/Valuation_item/Weight_itm/Gross_weight_itm"
    assert finding.line == wrong[: wrong.index(b"1 234,50")].count(b"\n") + 1
    assert finding.value == "1 234,50"


def test_without_strict_a_wrong_value_is_left_out_kept_in_the_residue_and_reported(wrong: bytes):
    conversion = cdm.convert(wrong, strict=False)
    (finding,) = conversion.findings
    assert finding.severity is cdm.Severity.ERROR
    (item, *_) = conversion.message.goods_shipment.government_agency_goods_item
    assert item.commodity.goods_measure.gross_mass_measure is None
    (entry,) = [entry for entry in conversion.ledger.entries if entry.outcome == "rejected"]
    assert entry.value == "1 234,50"
    back = cdm.dumps(conversion.message, format="asycuda-sad", residue=conversion.residue)
    assert canonical(back) == canonical(wrong)


def test_without_strict_a_harmonised_document_with_errors_is_refused_all_the_same():
    document = f'<GoodsDeclaration xmlns="{NAMESPACE}"><TypeCode/></GoodsDeclaration>'.encode()
    with pytest.raises(cdm.InvalidMessage):
        cdm.convert(document, strict=False)


# --- write: whole or not at all ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "format_id"), [("a.xml", "carec-xml"), ("a.json", "carec-json"), ("A.XML", "carec-xml")]
)
def test_the_suffix_names_the_format(
    tmp_path: Path, declaration: cdm.GoodsDeclaration, name: str, format_id: str
):
    cdm.write(declaration, tmp_path / name)
    assert (tmp_path / name).read_bytes() == cdm.dumps(declaration, format=format_id)


@pytest.mark.parametrize("name", ["declaration", "declaration.txt"])
def test_a_suffix_that_names_no_format_is_refused(
    tmp_path: Path, declaration: cdm.GoodsDeclaration, name: str
):
    with pytest.raises(cdm.UnknownFormat, match=r"expected \.xml or \.json, or name a format"):
        cdm.write(declaration, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_format_that_is_named_goes_before_the_suffix(tmp_path: Path, declaration: cdm.GoodsDeclaration):
    residue = cdm.convert(SAD).residue
    cdm.write(declaration, tmp_path / "sad.txt", format="asycuda-sad", residue=residue)
    assert canonical((tmp_path / "sad.txt").read_bytes()) == canonical(SAD.read_bytes())


def test_an_open_file_gets_the_message(declaration: cdm.GoodsDeclaration):
    target = io.BytesIO()
    cdm.write(declaration, target)
    assert target.getvalue() == cdm.dumps(declaration)


def test_a_file_open_as_text_gets_nothing(declaration: cdm.GoodsDeclaration):
    target = io.StringIO()
    with pytest.raises(cdm.CarecError, match="open it as binary"):
        cdm.write(declaration, target)
    assert target.getvalue() == ""


def test_a_file_that_takes_only_a_part_is_an_error(declaration: cdm.GoodsDeclaration):
    class Narrow(io.RawIOBase):
        def write(self, data: bytes) -> int:
            return min(len(data), 100)

    with pytest.raises(cdm.CarecError, match=r"only 100 of \d+ bytes were taken"):
        cdm.write(declaration, Narrow())


def test_an_open_file_that_fails_is_an_error(declaration: cdm.GoodsDeclaration, tmp_path: Path):
    (tmp_path / "a.xml").touch()
    with (tmp_path / "a.xml").open("rb") as file, pytest.raises(cdm.CarecError, match="cannot be written"):
        cdm.write(declaration, file)


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """A file of yesterday, alone in its folder."""
    file = tmp_path / "folder" / "declaration.xml"
    file.parent.mkdir()
    file.write_bytes(b"of yesterday")
    return file


def untouched(file: Path) -> bool:
    return file.read_bytes() == b"of yesterday" and list(file.parent.iterdir()) == [file]


def failing(*_: object, **__: object) -> None:
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_a_step_that_fails_leaves_the_old_file_and_nothing_beside_it(
    standing: Path, declaration: cdm.GoodsDeclaration, monkeypatch, step: str
):
    monkeypatch.setattr(Path, step, failing)
    with pytest.raises(cdm.CarecError, match="cannot be written: Input/output error") as refusal:
        cdm.write(declaration, standing)
    assert refusal.value.path == str(standing)
    assert untouched(standing)


def test_an_interruption_leaves_the_old_file_and_nothing_beside_it(
    standing: Path, declaration: cdm.GoodsDeclaration, monkeypatch
):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        cdm.write(declaration, standing)
    assert untouched(standing)


@contextmanager
def disk_that_takes(size: int) -> Iterator[None]:
    resource = pytest.importorskip("resource", reason="this system cannot limit the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_beside_it(
    standing: Path, declaration: cdm.GoodsDeclaration
):
    with disk_that_takes(1000), pytest.raises(cdm.CarecError) as refusal:
        cdm.write(declaration, standing)
    assert "cannot be written: File too large" in str(refusal.value)
    assert untouched(standing)


def test_a_message_that_cannot_be_said_leaves_the_old_file(standing: Path, unsayable: cdm.GoodsDeclaration):
    with pytest.raises(cdm.LossyConversion):
        cdm.write(unsayable, standing, format="asycuda-sad")
    assert untouched(standing)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(standing: Path, declaration: cdm.GoodsDeclaration):
    standing.parent.chmod(0o555)
    with pytest.raises(cdm.CarecError, match="cannot be written: Permission denied"):
        cdm.write(declaration, standing)
    standing.parent.chmod(0o755)
    assert untouched(standing)


def test_a_file_that_may_not_be_written_is_not_replaced(
    standing: Path, declaration: cdm.GoodsDeclaration, monkeypatch
):
    monkeypatch.setattr(os, "access", lambda *_: False)  # what root is never told
    with pytest.raises(cdm.CarecError, match="cannot be written: Permission denied"):
        cdm.write(declaration, standing)
    assert untouched(standing)


@pytest.mark.parametrize("path", ["missing/a.xml", "pyproject.toml/a.xml", "a\0b.xml", "x" * 5000 + ".xml"])
def test_a_place_that_cannot_be_written_is_named(declaration: cdm.GoodsDeclaration, path: str):
    with pytest.raises(cdm.CarecError, match="cannot be written: ") as refusal:
        cdm.write(declaration, path)
    assert refusal.value.path == path


def test_a_folder_is_not_replaced(tmp_path: Path, declaration: cdm.GoodsDeclaration):
    folder = tmp_path / "folder.xml"
    folder.mkdir()
    with pytest.raises(cdm.CarecError, match="cannot be written: Is a directory"):
        cdm.write(declaration, folder)


def test_a_link_stays_a_link(standing: Path, declaration: cdm.GoodsDeclaration):
    link = standing.with_name("link.xml")
    link.symlink_to(standing)
    cdm.write(declaration, link)
    assert link.is_symlink()
    assert cdm.read(standing) == declaration


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_permissions_are_those_of_the_old_file_or_the_users_default(
    standing: Path, declaration: cdm.GoodsDeclaration
):
    standing.chmod(0o640)
    fresh, plain = standing.with_name("fresh.xml"), standing.with_name("plain.xml")
    plain.touch()
    for file in (standing, fresh):
        cdm.write(declaration, file)
    assert stat.S_IMODE(standing.stat().st_mode) == 0o640
    assert fresh.stat().st_mode == plain.stat().st_mode


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path, declaration: cdm.GoodsDeclaration):
    file = tmp_path / f"{'Ж' * 120}.xml"
    cdm.write(declaration, file)
    assert cdm.read(file) == declaration


# --- iter_items -------------------------------------------------------------------------------------


def replaced(document: bytes, old: str, new: str) -> tuple[bytes, int]:
    """Return *document* with *old* replaced once, and the line where that is."""
    at = document.index(old.encode())
    return document.replace(old.encode(), new.encode(), 1), document.count(b"\n", 0, at) + 1


def test_a_wrong_item_in_the_middle_stops_with_its_line_behind_the_good_ones(harmonised: Path):
    document, line = replaced(harmonised.read_bytes(), "<SequenceNumeric>2<", "<SequenceNumeric>zwei<")
    items = cdm.iter_items(document)
    assert next(items).sequence_numeric == 1
    with pytest.raises(cdm.InvalidMessage, match="'zwei' is not a whole number") as refusal:
        next(items)
    assert refusal.value.line == line


def test_findings_on_an_item_are_placed_as_in_the_whole_message(harmonised: Path):
    document, _ = replaced(harmonised.read_bytes(), "<SequenceNumeric>2<", "<SequenceNumeric>zwei<")
    with pytest.raises(cdm.InvalidMessage) as streamed:
        list(cdm.iter_items(document))
    with pytest.raises(cdm.InvalidMessage) as whole:
        cdm.loads(document)
    assert streamed.value.path == whole.value.path
    assert streamed.value.line == whole.value.line


def test_a_stream_in_another_encoding_than_declared_is_refused(harmonised: Path):
    text = harmonised.read_text("utf-8").replace("HAIRATAN", "Хайратон")
    with pytest.raises(cdm.UnsafeDocument, match="the encoding is windows-1251, but the bytes are UTF-8"):
        list(cdm.iter_items(text.replace('encoding="UTF-8"', 'encoding="windows-1251"').encode()))


def test_an_empty_stream_is_called_that():
    with pytest.raises(cdm.UnsafeDocument, match="the document is empty") as refusal:
        list(cdm.iter_items(b" \n"))
    assert refusal.value.line == 1


def test_a_document_that_ends_too_early_gives_its_whole_items_and_an_error(harmonised: Path):
    document = harmonised.read_bytes()
    items = cdm.iter_items(document[: document.index(b"<SequenceNumeric>3<")])
    assert [next(items).sequence_numeric, next(items).sequence_numeric] == [1, 2]
    with pytest.raises(cdm.UnsafeDocument, match="not well-formed"):
        next(items)


def test_a_document_without_items_gives_none():
    assert not list(cdm.iter_items(f'<GoodsDeclaration xmlns="{NAMESPACE}"/>'.encode()))


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (b"", cdm.UnsafeDocument),
        (b"{}", cdm.UnsafeDocument),
        (b"<ASYCUDA><Item/></ASYCUDA>", cdm.UnknownFormat),
        (f'<!DOCTYPE a><GoodsDeclaration xmlns="{NAMESPACE}"/>'.encode(), cdm.UnsafeDocument),
        (b'<?xml version="1.0" encoding="x-khorgos"?><a/>', cdm.UnsafeDocument),
    ],
)
def test_what_cannot_be_streamed_is_refused(document: bytes, error: type[cdm.CarecError]):
    with pytest.raises(error):
        list(cdm.iter_items(document))


def test_a_file_is_closed_when_nobody_wants_more_items(harmonised: Path):
    items = cdm.iter_items(harmonised)
    next(items)
    items.close()  # a file left open would be a warning, which is an error here
