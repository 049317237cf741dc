from __future__ import annotations

from pathlib import Path

import pytest

from carec_datamodel.crosswalk.descriptor import Detection, JsonForm, read_descriptor
from carec_datamodel.errors import CrosswalkError

LEAST = """\
id = "small-declaration"
title = "Small declaration"
message = "GoodsDeclaration"
version = "1"
source = "invented"

[detection]
roots = ["DOC"]
"""


@pytest.fixture
def describe(tmp_path: Path):
    def read(text: str):
        file = tmp_path / "small.toml"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_descriptor(file)

    return read


def test_what_a_descriptor_leaves_out_has_a_usual_value(describe):
    found = describe(LEAST)
    assert (found.id, found.message, found.countries) == ("small-declaration", "GoodsDeclaration", ())
    assert (found.namespaces, found.encoding, found.names, found.null) == (("",), "UTF-8", "exact", "")
    assert (found.absent, found.wrappers) == ((), ())
    assert found.detection == Detection(("DOC",))


def test_a_descriptor_says_all_that_the_rows_cannot(harbour):
    found = harbour.descriptor
    assert found.namespaces == ("urn:example:harbour", "")
    assert (found.names, found.null, found.wrappers) == ("ignore-case", "nil", ("Page",))
    assert dict(found.absent) == {"n": "null", "*": "empty"}
    assert found.detection == Detection(("HARBOUR",), ("Head", "Cargo", "Page"), ("Draft",))


def test_text_that_is_not_toml_is_refused_by_name(describe):
    with pytest.raises(CrosswalkError, match=r"small\.toml: "):
        describe("id = small")


@pytest.mark.parametrize("key", ["id", "title", "message", "version", "source"])
def test_a_descriptor_without_a_necessary_key_is_refused(describe, key):
    with pytest.raises(CrosswalkError, match=rf"small\.toml: .*{key}"):
        describe("\n".join(line for line in LEAST.splitlines() if not line.startswith(key)))


@pytest.mark.parametrize("key", ["id", "title", "message", "version", "source"])
def test_a_necessary_key_that_is_empty_is_refused(describe, key):
    lines = [f'{key} = ""' if line.startswith(key) else line for line in LEAST.splitlines()]
    with pytest.raises(CrosswalkError, match=rf"small\.toml: {key} is empty"):
        describe("\n".join(lines))


def test_a_descriptor_that_does_not_say_how_to_detect_is_refused(describe):
    with pytest.raises(CrosswalkError, match=r"small\.toml: .*detection"):
        describe(LEAST.partition("[detection]")[0])


def test_an_unknown_key_is_refused(describe):
    with pytest.raises(CrosswalkError, match=r"small\.toml: .*wrapper"):
        describe(f'wrapper = ["SAD"]\n{LEAST}')


def test_an_unknown_way_to_compare_names_is_refused(describe):
    with pytest.raises(
        CrosswalkError, match=r"small\.toml: names is 'ignorecase'; expected exact or ignore-case"
    ):
        describe(f'names = "ignorecase"\n{LEAST}')


@pytest.mark.parametrize(
    "line",
    [
        'namespaces = "urn:example"',
        'wrappers = "SAD"',
        'countries = "KZ"',
        "encoding = 8",
        "null = true",
        'absent = "null"',
        "wrappers = [1]",
    ],
)
def test_a_key_with_a_value_of_another_type_is_refused(describe, line):
    with pytest.raises(CrosswalkError, match=rf"small\.toml: .*{line.partition(' ')[0]}"):
        describe(f"{line}\n{LEAST}")


def test_a_format_is_also_json_where_its_descriptor_says_so(describe):
    assert describe(LEAST).json is None
    assert describe(f"{LEAST}\n[json]\n").json == JsonForm("")
    assert describe(f'{LEAST}\n[json]\nprefix = "n1"\n').json == JsonForm("n1")


def test_a_recording_names_its_calls_and_what_they_are(describe):
    lines = '[json]\ncalls = "requests"\n[json.routes]\n"Load/Goods[]" = "POST /goods?of={Load}"'
    assert describe(f"{LEAST}\n{lines}\n").json == JsonForm(
        calls="requests", routes=(("Load/Goods[]", "POST /goods?of={Load}"),)
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('[json]\nroot = "n1"', "the key root is unknown"),
        ("[json]\nprefix = 1", "prefix is 1; expected a text"),
        ('[json]\nprefix = "n 1"', "json: 'n 1' is not the name of an element"),
        ('[json]\ncalls = "requests"', "json: calls and routes need each other"),
        ('[json.routes]\nGoods = "POST /goods"', "json: calls and routes need each other"),
        ('[json]\ncalls = "requests"\n[json.routes]\nGoods = 1', "routes is 1; expected a text"),
        ('[json]\ncalls = "requests"\nroutes = "POST /goods"', "routes is 'POST /goods'; expected a table"),
    ],
)
def test_what_json_does_not_have_is_refused(describe, lines, words):
    with pytest.raises(CrosswalkError, match=rf"small\.toml: {words}"):
        describe(f"{LEAST}\n{lines}\n")


def test_json_has_no_element_for_nothing(describe):
    with pytest.raises(CrosswalkError, match="json: JSON has no element for nothing, and null names 'nil'"):
        describe(f'null = "nil"\n{LEAST}\n[json]\n')


@pytest.mark.parametrize("roots", ['"DOC"', "[]", "[1]"])
def test_root_elements_are_a_list_of_names_that_is_not_empty(describe, roots):
    with pytest.raises(CrosswalkError, match=r"small\.toml: .*roots"):
        describe(LEAST.replace('["DOC"]', roots))


def test_an_empty_list_of_namespaces_is_refused(describe):
    with pytest.raises(CrosswalkError, match=r"small\.toml: .*namespaces"):
        describe(f"namespaces = []\n{LEAST}")


@pytest.mark.parametrize("style", ["nil", "nothing", ""])
def test_absence_is_spelled_null_or_empty_and_nothing_else(describe, style):
    with pytest.raises(CrosswalkError, match=r"small\.toml: .*absent"):
        describe(f'{LEAST}\n[absent]\nn = "{style}"\n')


def test_absence_spelled_with_an_element_needs_the_name_of_that_element(describe):
    with pytest.raises(CrosswalkError, match=r"small\.toml: .*null"):
        describe(f'{LEAST}\n[absent]\nn = "null"\n')


def test_an_encoding_that_does_not_exist_is_refused(describe):
    with pytest.raises(CrosswalkError, match=r"small\.toml: .*utf-9"):
        describe(f'encoding = "utf-9"\n{LEAST}')


def test_a_descriptor_that_is_not_utf8_is_refused_by_name(describe):
    with pytest.raises(CrosswalkError, match=r"small\.toml"):
        describe(LEAST.replace("Small", "Малая").encode("windows-1251"))


def test_a_descriptor_that_is_missing_is_an_error_of_the_crosswalk(tmp_path):
    with pytest.raises(CrosswalkError, match=r"small\.toml"):
        read_descriptor(tmp_path / "small.toml")


def test_the_name_of_a_message_that_does_not_exist_is_refused(make):
    text = LEAST.replace("GoodsDeclaration", "GoodsDeclarations")
    with pytest.raises(CrosswalkError, match="GoodsDeclarations"):
        _ = make(("Office", "DeclarationOfficeID", "text"), descriptor=text).plan
