"""What a condition asks for, in English phrases for the terminal."""

from __future__ import annotations

from cordata.funding.rules import (
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
from cordata.funding.rules.telling import among
from cordata_cli.funding.rule_sentences import QUESTIONS, bounds_told, who

THINGS = {
    "country": ("country", "countries"), "region": ("region", "regions"), "group": ("organisation", "organisations"),
}  # fmt: skip


def asked(condition: Condition) -> str:
    """What is asked for."""
    match condition:
        case Count():
            return f"{bounds_told(condition.minimum, condition.maximum)} {_who(condition.among)}"
        case Distinct():
            things = THINGS[condition.of][0 if 1 in (condition.minimum, condition.maximum) else 1]
            apart = ", independent of each other" if condition.independent or condition.of == "group" else ""
            return f"{bounds_told(condition.minimum, condition.maximum)} {things} of {_who(condition.among)}{apart}"
        case Share():
            left = f", without {', '.join(sorted(condition.without))}" if condition.without else ""
            return (
                f"{bounds_told(condition.minimum, condition.maximum)} % of the cost for {_who(condition.among)}{left}"
            )
        case LargestShare():
            return f"at most {condition.maximum} % of the cost for one {condition.of}"
        case Every():
            return f"only {_who(condition.among)}"
        case Lead():
            return f"led by one of {_who(condition.among)}"
        case Amount():
            return f"{condition.of} of {bounds_told(condition.minimum, condition.maximum)}"
        case Duration():
            return f"{bounds_told(condition.minimum, condition.maximum)} months"
        case Person():
            return QUESTIONS[condition.question]
        case All() | Any():
            return (" and " if isinstance(condition, All) else " or ").join(asked(one) for one in condition.of)
        case Not():
            return f"not: {asked(condition.of)}"


def _who(selection: Selection) -> str:
    return who(among(selection)["among"])  # type: ignore[arg-type]
