"""Readable paths: where an element stands, in words."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from carec_datamodel.crosswalk.readable_paths import ReadablePaths

DOCUMENT = """\
<HARBOUR xmlns:other="urn:example:other">
  <Head><Office>AF101</Office></Head>
  <Cargo><Mass>12.5</Mass></Cargo><!-- weighed twice --><Cargo><Mass>1</Mass><Mass>2</Mass></Cargo>
  <Seal>S-1</Seal><other:Seal>S-2</other:Seal>
</HARBOUR>
"""


@pytest.fixture
def root() -> etree._Element:
    return etree.fromstring(DOCUMENT)


def test_a_path_has_positions_where_siblings_share_a_name(root):
    path_of = ReadablePaths()
    assert [path_of(element) for element in root.iter("*")] == [
        "HARBOUR",
        "HARBOUR/Head",
        "HARBOUR/Head/Office",
        "HARBOUR/Cargo[1]",
        "HARBOUR/Cargo[1]/Mass",
        "HARBOUR/Cargo[2]",
        "HARBOUR/Cargo[2]/Mass[1]",
        "HARBOUR/Cargo[2]/Mass[2]",
        "HARBOUR/Seal[1]",
        "HARBOUR/Seal[2]",
    ]


def test_a_path_is_the_same_whichever_is_asked_first(root):
    elements = list(root.iter("*"))
    forwards, backwards = ReadablePaths(), ReadablePaths()
    assert [forwards(element) for element in elements] == [
        backwards(element) for element in reversed(elements)
    ][::-1]


def test_very_many_siblings_are_told_apart_soon():
    root = etree.fromstring(f"<HARBOUR>{'<Seal/>' * 20_000}</HARBOUR>")
    path_of = ReadablePaths()
    begin = time.process_time()
    paths = [path_of(seal) for seal in root]
    assert time.process_time() - begin < 5.0
    assert paths[-1] == "HARBOUR/Seal[20000]"
