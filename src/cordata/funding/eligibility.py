"""A consortium checked against a programme's rules of a day: each rule's answer with why, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cordata.funding.consortia import Consortium
from cordata.funding.programmes import Programme, Rule
from cordata.funding.rules.answers import Answer
from cordata.funding.rules.judging import judge
from cordata.kernel import Reason

Status = Literal["satisfied", "broken", "to_check"]
Outcome = Literal["eligible", "not_eligible", "needs_review"]
STATUS_OF: dict[Answer, Status] = {True: "satisfied", False: "broken", None: "to_check"}


class NotValidError(ValueError):
    """The programme has no rules on the day: it had not begun, or was over."""

    def __init__(self, programme: Programme, day: date) -> None:
        self.programme, self.day = programme, day
        super().__init__(f"{programme.id} is not valid on {day}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer for one consortium: the rule, its status, and reasons as codes."""

    rule: Rule
    status: Status
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, and the finding of each rule that holds on the day.

    ``not_eligible`` where a hard rule is broken; ``needs_review`` where a hard rule is to be checked, or a soft one is
    broken; else ``eligible``. A soft rule of which nothing is known does not hold it up.
    """

    programme: Programme
    day: date
    outcome: Outcome
    findings: tuple[Finding, ...]


def check(consortium: Consortium, programme: Programme, day: date) -> Verdict:
    """Check a consortium against the rules of a programme that hold on a day.

    Raises
    ------
    NotValidError
        When the programme is not valid on the day.

    Examples
    --------
    >>> from cordata.funding.consortia import Partner
    >>> from cordata.funding.programme_files import load_programmes
    >>> alone = Consortium((Partner("a", "A", "IT"),))
    >>> check(alone, load_programmes()["horizon-europe-ria"], date(2025, 3, 1)).outcome
    'not_eligible'
    """
    if not programme.valid.holds(day):
        raise NotValidError(programme, day)
    findings = []
    for rule in programme.rules_on(day):
        judgement = judge(rule.condition, consortium, day)
        findings.append(Finding(rule, STATUS_OF[judgement.answer], judgement.reasons))
    return Verdict(programme, day, outcome_of(findings), tuple(findings))


def outcome_of(findings: Iterable[Finding]) -> Outcome:
    """What the findings come to."""
    told = {(finding.rule.hard, finding.status) for finding in findings}
    if (True, "broken") in told:
        return "not_eligible"
    return "needs_review" if told & {(True, "to_check"), (False, "broken")} else "eligible"
