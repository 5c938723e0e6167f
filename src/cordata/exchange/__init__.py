"""The exchange: states of opportunities, interests, introductions and collaborations, and a fair spread of matches."""

from cordata.exchange.fairness import Proposal, gini, spread_fairly
from cordata.exchange.states import (
    COLLABORATION,
    INTEREST,
    INTRODUCTION,
    MACHINES,
    PUBLICATION,
    Machine,
    Transition,
    TransitionRefusedError,
)
from cordata.exchange.threshold import Acceptance, learn_acceptance

__all__ = [
    "COLLABORATION",
    "INTEREST",
    "INTRODUCTION",
    "MACHINES",
    "PUBLICATION",
    "Acceptance",
    "Machine",
    "Proposal",
    "Transition",
    "TransitionRefusedError",
    "gini",
    "learn_acceptance",
    "spread_fairly",
]
