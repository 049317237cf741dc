"""Paths as people write them: positions only where siblings share a name."""

from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.crosswalk.readable_paths import ReadablePaths

MANIFEST = etree.fromstring(
    '<Awmds xmlns:o="urn:example:other"><General_segment/><Bol_segment><Line/></Bol_segment>'
    "<!-- two bills --><Bol_segment><Line/><Line/><o:Line/></Bol_segment></Awmds>"
)


@pytest.mark.parametrize(
    ("found", "path"),
    [
        ("/Awmds", "Awmds"),
        ("/Awmds/General_segment", "Awmds/General_segment"),
        ("/Awmds/Bol_segment[1]/Line", "Awmds/Bol_segment[1]/Line"),
        ("/Awmds/Bol_segment[2]/Line[2]", "Awmds/Bol_segment[2]/Line[2]"),
        ("/Awmds/Bol_segment[2]/*[3]", "Awmds/Bol_segment[2]/Line"),
    ],
)
def test_a_path_leads_from_the_root_to_the_element(found, path):
    (element,) = MANIFEST.xpath(found)
    assert ReadablePaths().of(element) == path


def test_one_teller_of_paths_serves_all_elements_of_a_document():
    paths = ReadablePaths()
    elements = list(MANIFEST.iter("*"))
    told = [paths.of(element) for element in elements]
    assert told == [ReadablePaths().of(element) for element in elements]
