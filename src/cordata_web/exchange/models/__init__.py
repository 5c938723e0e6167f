"""Opportunities, interests, introductions, conversations, collaborations, matches."""

from cordata_web.exchange.models.collaboration import Collaboration, Help, OutcomeType, ValueBand
from cordata_web.exchange.models.conversation import Attachment, Message, Participant
from cordata_web.exchange.models.interest import DeclineReason, Interest, Introduction, When
from cordata_web.exchange.models.match import DismissReason, Follow, Match
from cordata_web.exchange.models.opportunity import (
    TEXTS,
    CooperationType,
    IprStatus,
    Opportunity,
    OpportunityType,
)

__all__ = [
    "TEXTS",
    "Attachment",
    "Collaboration",
    "CooperationType",
    "DeclineReason",
    "DismissReason",
    "Follow",
    "Help",
    "Interest",
    "Introduction",
    "IprStatus",
    "Match",
    "Message",
    "Opportunity",
    "OpportunityType",
    "OutcomeType",
    "Participant",
    "ValueBand",
    "When",
]
