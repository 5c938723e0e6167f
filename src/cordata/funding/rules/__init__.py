"""The language of rules: which partners are meant, what is asked of them, and the three answers."""

from cordata.funding.rules.terms import (
    All,
    Amount,
    Any,
    Condition,
    Count,
    Distinct,
    Duration,
    Every,
    LargestShare,
    Lead,
    Not,
    Person,
    Selection,
    Share,
)

__all__ = [
    "All",
    "Amount",
    "Any",
    "Condition",
    "Count",
    "Distinct",
    "Duration",
    "Every",
    "LargestShare",
    "Lead",
    "Not",
    "Person",
    "Selection",
    "Share",
]
