"""The risk assessment: which channel a declaration goes through, and why."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.documents import AdditionalInformation, Pointer
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import Office, Party
from carec_datamodel.model.person import GovernmentOfficer
from carec_datamodel.model.references import ReferencedDeclaration
from carec_datamodel.model.types import (
    Code,
    Count,
    Date,
    DateTime,
    Identifier,
    Indicator,
    Numeric,
    Text,
)


class RiskProfileHit(Model, wco="CAREC382"):
    """A risk profile that the declaration meets."""

    sequence_numeric: Count | None = element("006", "Position of the hit, from 1.")
    profile_id: Identifier | None = element("CAREC383", "Number of the profile.", format="an..35")
    profile_version_id: Identifier | None = element("CAREC384", "Version of the profile.", format="an..17")
    name: Text | None = element("CAREC385", "Name of the profile.", format="an..256")
    area_code: Code | None = element("CAREC386", "What is at stake.", format="an..17", codes="risk-area")
    score_numeric: Numeric | None = element("CAREC387", "Weight of the hit.")
    goods_item_numeric: Count | None = element("CAREC388", "Goods item concerned.")
    reason_description: Text | None = element("CAREC389", "Why the profile was met.", format="an..4000")
    pointer: tuple[Pointer, ...] = elements("97A", "Element that met it, step by step.")


class RecommendedAction(Model, wco="CAREC390"):
    """What an officer is advised to do."""

    sequence_numeric: Count | None = element("006", "Position of the advice, from 1.")
    action_code: Code | None = element("CAREC391", "What to do.", format="an..17", codes="recommended-action")
    goods_item_numeric: Count | None = element("CAREC388", "Goods item concerned.")
    description: Text | None = element("CAREC392", "The advice in words.", format="an..4000")
    limit_date_time: DateTime | None = element("264", "By when.")


class ChannelDecision(Model, wco="CAREC393"):
    """An officer's decision to take another channel than the one computed."""

    channel_code: Code | None = element("CAREC394", "Channel taken.", format="an..17", codes="risk-channel")
    decision_date_time: DateTime | None = element("CAREC395", "When it was decided.")
    reason_description: Text | None = element("CAREC396", "Why.", format="an..4000")
    government_officer: GovernmentOfficer | None = element("69A", "Who decided.")


class AuditReferral(Model, wco="CAREC397"):
    """A handing over to post-clearance audit."""

    id: Identifier | None = element("CAREC398", "Number of the referral.", format="an..35")
    reason_code: Code | None = element("CAREC399", "Why, coded.", format="an..17")
    reason_description: Text | None = element("CAREC400", "Why, in words.", format="an..4000")
    due_date: Date | None = element("CAREC401", "By when the audit is due.")
    audited_party: Party | None = element("CAREC402", "Who is to be audited.")
    audit_office: Office | None = element("CAREC403", "Office that audits.")


class RiskAssessment(Message, wco="CAREC404"):
    """The channel that a declaration goes through, with its reasons."""

    title: ClassVar[str] = "Risk assessment"
    items: ClassVar[str] = "RiskProfileHit"
    item_title: ClassVar[str] = "profile hit"

    meta_data: MetaData | None = element(
        "CAREC081", "Version, sender, recipient, number and time of the message."
    )
    function_code: Code | None = element(
        "017",
        "What the message does: 9 original, 4 change, 1 cancellation.",
        format="n..2",
        codes="message-function",
    )
    functional_reference_id: Identifier | None = element(
        "D026", "The sender's own number of the assessment.", format="an..35"
    )
    id: Identifier | None = element("CAREC405", "Number of the assessment.", format="an..70")
    assessment_date_time: DateTime | None = element("CAREC406", "When the risk was assessed.")
    channel_code: Code | None = element(
        "CAREC407", "Channel that the declaration goes through.", format="an..17", codes="risk-channel"
    )
    national_channel_code: Code | None = element(
        "CAREC408", "Channel in the sender's own list, where that has others.", format="an..17"
    )
    score_numeric: Numeric | None = element("CAREC409", "Risk as a number.")
    random_selection_indicator: Indicator | None = element("CAREC410", "Whether chance chose the channel.")
    reason_description: Text | None = element("CAREC411", "Why this channel.", format="an..4000")
    assessment_office: Office | None = element("CAREC412", "Office that assessed.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.")
    audit_referral: AuditReferral | None = element("CAREC397", "Handing over to post-clearance audit.")
    channel_decision: tuple[ChannelDecision, ...] = elements("CAREC393", "Later decisions of officers.")
    declaration: ReferencedDeclaration | None = element("42A", "What was assessed.")
    recommended_action: tuple[RecommendedAction, ...] = elements("CAREC390", "What to do.")
    risk_profile_hit: tuple[RiskProfileHit, ...] = elements("CAREC382", "Profiles met.")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
