"""The exchange: states of opportunities, interests, introductions and collaborations, and a fair spread of matches."""

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

__all__ = [
    "COLLABORATION",
    "INTEREST",
    "INTRODUCTION",
    "MACHINES",
    "PUBLICATION",
    "Machine",
    "Transition",
    "TransitionRefusedError",
]
