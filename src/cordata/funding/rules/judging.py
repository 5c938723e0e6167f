"""A condition judged for a consortium on a day: the answer, and codes that tell what was found and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cordata.funding.consortia import Consortium
from cordata.funding.rules import representatives as standing_for
from cordata.funding.rules.answers import Answer, all_of, any_of, opposite, within
from cordata.funding.rules.selecting import fits
from cordata.funding.rules.shares import Bounds, largest_share, share_of
from cordata.funding.rules.telling import among, bounded, share_told
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
from cordata.kernel import Reason


@dataclass(frozen=True, slots=True)
class Judgement:
    """Yes, no or not known, and why."""

    answer: Answer
    reasons: tuple[Reason, ...]


def judge(condition: Condition, consortium: Consortium, day: date) -> Judgement:
    """What a condition comes to for a consortium on a day.

    Where facts are not known, a number is held between the least and the most that it can be; the answer is open only
    where both would not answer alike. The order of the partners has no influence.
    """
    match condition:
        case Count():
            return _count(condition, consortium, day)
        case Distinct():
            return _distinct(condition, consortium, day)
        case Share():
            return _share(condition, consortium, day)
        case LargestShare():
            bounds = largest_share(condition, consortium)
            return _of_share(f"largest_{condition.of}", bounds, None, condition.maximum, {})
        case Every():
            return _every(condition.among, consortium, day)
        case Lead():
            return _lead(condition.among, consortium, day)
        case Amount():
            return _amount(condition, consortium)
        case Duration():
            return _duration(condition, consortium)
        case Person():
            return Judgement(None, (Reason("person", {"question": condition.question}),))
    return _composed(condition, consortium, day)


def _composed(condition: All | Any | Not, consortium: Consortium, day: date) -> Judgement:
    if isinstance(condition, Not):
        inner = judge(condition.of, consortium, day)
        return Judgement(opposite(inner.answer), tuple(Reason("not", reason.as_json()) for reason in inner.reasons))
    parts = [judge(one, consortium, day) for one in condition.of]
    answer = (all_of if isinstance(condition, All) else any_of)(part.answer for part in parts)
    telling = [part for part in parts if part.answer is answer] or parts
    return Judgement(answer, tuple(reason for part in telling for reason in part.reasons))


def _count(condition: Count, consortium: Consortium, day: date) -> Judgement:
    answers = [fits(partner, condition.among, day) for partner in consortium.partners]
    low = sum(answer is True for answer in answers)
    high = low + sum(answer is None for answer in answers)
    return _of_number("partners", (low, high), condition.minimum, condition.maximum, among(condition.among))


def _distinct(condition: Distinct, consortium: Consortium, day: date) -> Judgement:
    told = [(partner, fits(partner, condition.among, day)) for partner in consortium.partners]
    sure = [partner for partner, answer in told if answer is True]
    possible = [partner for partner, answer in told if answer is not False]
    low = standing_for.at_least(sure, condition.of, independent=condition.independent)
    high = standing_for.at_most(possible, condition.of, independent=condition.independent)
    found = sorted({name for partner in sure if (name := standing_for.thing_of(partner, condition.of))})
    facts = {**among(condition.among), "found": found if condition.of != "group" else []}
    thing = {"country": "countries", "region": "regions", "group": "independent"}[condition.of]
    return _of_number(thing, (low, high), condition.minimum, condition.maximum, facts)


def _of_number(
    thing: str, bounds: tuple[int, int], minimum: int | None, maximum: int | None, facts: dict[str, object]
) -> Judgement:
    low, high = bounds
    answer = within(low, high, minimum, maximum)
    end = bounded(answer, high, minimum)
    told = {"low": low, "high": high, "minimum": minimum, "maximum": maximum, **facts}
    if end == "below" and minimum is not None:
        told["missing"] = minimum - high
    if end == "open" and minimum is not None:
        told["missing"] = max(0, minimum - low)
    return Judgement(answer, (Reason(f"{thing}_{end}", told),))


def _share(condition: Share, consortium: Consortium, day: date) -> Judgement:
    answers = [fits(partner, condition.among, day) for partner in consortium.partners]
    bounds = share_of(answers, condition.without, consortium)
    facts = {**among(condition.among), "without": sorted(condition.without)}
    return _of_share("share", bounds, condition.minimum, condition.maximum, facts)


def _of_share(
    thing: str, bounds: Bounds, minimum: Decimal | None, maximum: Decimal | None, facts: dict[str, object]
) -> Judgement:
    answer = within(bounds.low, bounds.high, minimum, maximum)
    told = {"low": share_told(bounds.low), "high": share_told(bounds.high), "who": list(bounds.who)}
    told |= {"minimum": minimum, "maximum": maximum, **facts}
    return Judgement(answer, (Reason(f"{thing}_{bounded(answer, bounds.high, minimum)}", told),))


def _every(selection: Selection, consortium: Consortium, day: date) -> Judgement:
    by_answer = _by_answer(consortium, selection, day)
    answer = all_of(by_answer)
    code = {True: "every_within", False: "every_broken", None: "every_open"}[answer]
    who = sorted(by_answer[answer]) if answer is not True else []
    return Judgement(answer, (Reason(code, {"who": who, **among(selection)}),))


def _by_answer(consortium: Consortium, selection: Selection, day: date) -> dict[Answer, list[str]]:
    found: dict[Answer, list[str]] = defaultdict(list)
    for partner in consortium.partners:
        found[fits(partner, selection, day)].append(partner.id)
    return found


def _lead(selection: Selection, consortium: Consortium, day: date) -> Judgement:
    leader = consortium.coordinator
    if leader is None:
        return Judgement(None, (Reason("lead_nobody", among(selection)),))
    answer = fits(leader, selection, day)
    code = {True: "lead_within", False: "lead_broken", None: "lead_open"}[answer]
    return Judgement(answer, (Reason(code, {"who": [leader.id], **among(selection)}),))


def _amount(condition: Amount, consortium: Consortium) -> Judgement:
    if condition.of == "grant":
        low, high = consortium.grant or Decimal(0), consortium.grant
    else:
        low, high = _sum(partner.cost() for partner in consortium.partners), consortium.total()
    answer = within(low, high, condition.minimum, condition.maximum)
    facts = {"low": low, "high": high, "minimum": condition.minimum, "maximum": condition.maximum}
    return Judgement(answer, (Reason(f"{condition.of}_{bounded(answer, high, condition.minimum)}", facts),))


def _sum(costs: Iterable[Decimal | None]) -> Decimal:
    return sum((cost for cost in costs if cost is not None), Decimal(0))


def _duration(condition: Duration, consortium: Consortium) -> Judgement:
    months = consortium.duration_months
    answer = None if months is None else within(months, months, condition.minimum, condition.maximum)
    facts = {"months": months, "minimum": condition.minimum, "maximum": condition.maximum}
    return Judgement(answer, (Reason(f"duration_{bounded(answer, months, condition.minimum)}", facts),))
