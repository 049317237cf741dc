"""The model carried on as the guide says: released, changed, given a new version and a step from the old one.

On a copy of the library, so that nothing is pretended: another library reads what this one wrote.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel.model import VERSION

ROOT = Path(__file__).parents[2]
NEXT = "99.0"
STEP = f"""
def _name_the_sending_party(root: etree._Element) -> Iterable[Refusal]:
    for meta_data in root.iterchildren(META_DATA):
        for sender in meta_data.iterchildren(tag("SenderID")):
            sender.tag = tag("SendingPartyID")
    return ()


STEPS = (
    *STEPS,
    Step(
        "sending-party",
        "{VERSION}",
        "{NEXT}",
        "The sender is called SendingPartyID.",
        _name_the_sending_party,
    ),
)
"""


class Clone:
    """A copy of the library that can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        package = Path(cdm.__file__).parent
        self.package = Path(
            shutil.copytree(
                package,
                folder / "src" / package.name,
                ignore=shutil.ignore_patterns("__pycache__", "schemas"),
            )
        )
        shutil.copytree(ROOT / "schemas", folder / "schemas")

    def change(self, file: str, old: str, new: str) -> None:
        path = self.package / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{file} has {text.count(old)} times {old!r}"
        path.write_text(text.replace(old, new), "utf-8")

    def append(self, file: str, text: str) -> None:
        path = self.package / file
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", "-B", "-m", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder / "src")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def generate(self, *options: str) -> tuple[int, str]:
        done = self.run("carec_datamodel.wire.generate", *options)
        return done.returncode, done.stderr


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A declaration of this version, in XML and in JSON."""
    meta_data = {"model_version_code": VERSION, "sender_id": "KZ-50605", "message_id": "M-1"}
    declaration = cdm.GoodsDeclaration(
        meta_data=meta_data,
        form_numeric=1,
        consignment={"container_indicator": True},
        invoice_amount=cdm.Amount("12.50", "USD"),
    )
    folder = tmp_path_factory.mktemp("documents")
    for suffix in ("xml", "json"):
        cdm.write(declaration, folder / f"declaration.{suffix}")
    return folder / "declaration.xml", folder / "declaration.json"


def test_the_model_is_carried_on_and_the_older_messages_with_it(tmp_path: Path, documents: tuple[Path, Path]):
    clone = Clone(tmp_path)
    if not (tmp_path / "schemas" / VERSION / "RELEASED").exists():
        assert clone.generate("--release") == (0, "")
    released = (tmp_path / "schemas" / VERSION / "xsd" / "GoodsDeclaration.xsd").read_bytes()

    # A changed model is noticed, and does not write over what was released.
    clone.change("model/meta_data.py", "    sender_id: ", "    sending_party_id: ")
    for options in ((), ("--check",)):
        status, told = clone.generate(*options)
        assert status == 1
        assert f"{VERSION}/xsd/GoodsDeclaration.xsd was released, and the model now gives another" in told

    # A new version needs its schemas and a step.
    clone.change("model/__init__.py", f'VERSION = "{VERSION}"', f'VERSION = "{NEXT}"')
    assert clone.generate() == (0, "")
    status, told = clone.generate("--check")
    assert status == 1
    assert told == f"no step upgrades messages of version {VERSION}, which was released\n"
    clone.append("wire/upgrades.py", STEP)
    assert clone.generate("--check") == (0, "")

    # The older messages are read, in XML and in JSON, and nothing else has changed in them.
    for document in documents:
        read = clone.run("carec_datamodel", "read", str(document))
        assert read.returncode == 0, read.stderr
        for line in (f'"ModelVersionCode": "{NEXT}"', '"SendingPartyID": "KZ-50605"', '"MessageID": "M-1"'):
            assert line in read.stdout
        assert "SenderID" not in read.stdout
        assert '"ContainerIndicator": true' in read.stdout
        assert "version.upgraded" in read.stderr
        assert "sending-party (The sender is called SendingPartyID)" in " ".join(read.stderr.split())
    checked = clone.run("carec_datamodel", "validate", str(documents[0]))
    assert f"XML Schema of version {VERSION}" in checked.stdout
    assert "valid, with 1 note" in checked.stdout

    # The schemas of both versions are there.
    older = clone.run("carec_datamodel", "schema", "GoodsDeclaration", "--model-version", VERSION)
    assert older.stdout.encode() == released
    assert "SendingPartyID" in clone.run("carec_datamodel", "schema", "GoodsDeclaration").stdout

    # What the new library writes is too new for this one, which says so.
    clone.run("carec_datamodel", "convert", str(documents[0]), "-o", str(tmp_path / "newer.xml"))
    with pytest.raises(cdm.InvalidMessage, match=f"version {NEXT} of the model is newer than this library"):
        cdm.read(tmp_path / "newer.xml")
