"""The exchange: states of what people do there, and a fair spread of matches."""

from cordata.exchange.fairness import Proposal, gini, spread_fairly
from cordata.exchange.states import (
    COLLABORATION,
    CONSORTIUM,
    INTEREST,
    INTRODUCTION,
    MACHINES,
    PARTNERSHIP,
    PUBLICATION,
    Machine,
    Transition,
    TransitionRefusedError,
)
from cordata.exchange.threshold import Acceptance, learn_acceptance

__all__ = [
    "COLLABORATION",
    "CONSORTIUM",
    "INTEREST",
    "INTRODUCTION",
    "MACHINES",
    "PARTNERSHIP",
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
