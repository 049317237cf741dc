from __future__ import annotations

from pathlib import Path

import pytest

import carec_datamodel as cdm

LOADING_LIST = Path(__file__).parents[2] / "examples" / "messages" / "loading-list.xml"


@pytest.mark.parametrize("format_id", ["carec-xml", "carec-json"])
def test_an_older_message_is_checked_against_a_profile_as_the_message_that_it_becomes(older, format_id):
    message = cdm.read(LOADING_LIST)
    make = older[format_id]
    report = cdm.validate(make(message, "0.8"), profile="loading-list")
    assert [finding.rule for finding in report.findings] == ["version.upgraded"]
    vehicle = message.border_transport_means.replace(id=None)
    report = cdm.validate(
        make(message.replace(border_transport_means=vehicle), "0.8"), profile="loading-list"
    )
    (finding,) = [finding for finding in report.findings if finding.rule != "version.upgraded"]
    assert (finding.rule, finding.harmonised) == (
        "profile.missing",
        "CargoManifest/BorderTransportMeans/ID",
    )
    assert (finding.path, finding.line) == (None, None)
