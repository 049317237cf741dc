"""Rules on assessments of risk and the decisions on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.risk_assessment import RiskAssessment


@rule(
    "risk.decision-reason",
    "RiskAssessment",
    "ChannelDecision[]/ReasonDescription",
    "ChannelDecision[]/ChannelCode",
    "ChannelCode",
    needs=("ChannelDecision", "ChannelCode"),
    good={
        "ChannelCode": "YELLOW",
        "ChannelDecision": [{"ChannelCode": "RED", "ReasonDescription": "New trader."}],
    },
    bad={"ChannelCode": "RED", "ChannelDecision": [{"ChannelCode": "GREEN"}]},
    source="WCO Risk Management Compendium",
    severity=Severity.WARNING,
)
def risk_decision_reason(assessment: RiskAssessment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """An officer who takes another channel than the assessment says why."""
    for index, decision in enumerate(assessment.channel_decision):
        code = decision.channel_code
        if code and code != assessment.channel_code and not decision.reason_description:
            yield Problem(
                ("ChannelDecision", index, "ReasonDescription"),
                f"the channel goes from {assessment.channel_code} to {code} without a reason",
                "why it was changed",
            )
