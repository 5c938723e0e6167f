"""The rules of the programme for one consortium: what is satisfied, broken, to be checked, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cordata.funding import Consortium as Facts
from cordata.funding import Finding, NotValidError, Programme, Verdict, check
from cordata.funding.rules import All, Any, Not
from cordata_web.consortia.facts import consortium_facts, programme_of
from cordata_web.consortia.models import Consortium
from cordata_web.programmes.names import gap_sentence, rule_name
from cordata_web.programmes.wording import condition_sentence, sentence

OUTCOMES: dict[str, Promise] = {
    "eligible": gettext_lazy("The consortium fulfils the rules that can be checked."),
    "not_eligible": gettext_lazy("The consortium cannot apply like this: a rule is broken."),
    "needs_review": gettext_lazy("No hard rule is broken, but something is still to be checked."),
}
STATUSES: dict[str, Promise] = {
    "satisfied": gettext_lazy("Satisfied"),
    "broken": gettext_lazy("Broken"),
    "to_check": gettext_lazy("To be checked"),
}
TONES = {"satisfied": "success", "broken": "error", "to_check": "info"}
ICONS = {"satisfied": "check", "broken": "error", "to_check": "info"}
COMPOSED = (All, Any, Not)
"""Conditions that are more than the sum of the sentences about their parts."""
ORDER = ("broken", "to_check", "satisfied")


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """A rule as the page shows it: why, what it asks for where that is composed, where it stands."""

    id: str
    name: str
    status: str
    status_name: str
    icon: str
    hard: bool
    confirmed: bool
    asked: str
    sentences: list[str]
    source: str

    @property
    def source_is_page(self) -> bool:
        return self.source.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Checked:
    """Without a verdict where there is no programme, or where it has no rules on the day."""

    programme: Programme | None
    verdict: Verdict | None
    rules: list[RuleSeen]
    missing: list[RuleSeen]
    gaps: list[str]

    @property
    def outcome(self) -> str:
        return self.verdict.outcome if self.verdict else ""

    @property
    def outcome_sentence(self) -> str:
        return str(OUTCOMES[self.verdict.outcome]) if self.verdict else ""

    @property
    def tone(self) -> str:
        return {"eligible": "success", "not_eligible": "error", "needs_review": "warn"}.get(self.outcome, "info")


def check_consortium(row: Consortium, facts: Facts | None = None) -> Checked:
    """What the rules of the day say."""
    programme = programme_of(row)
    if programme is None:
        return Checked(None, None, [], [], [])
    told = facts or consortium_facts(row)
    gaps = [gap_sentence(code) for code in programme.gaps]
    try:
        verdict = check(told, programme, row.day)
    except NotValidError:
        return Checked(programme, None, [], [], gaps)
    names = {one.id: one.name for one in told.partners}
    rules = sorted(rules_seen(verdict, names), key=lambda one: (ORDER.index(one.status), not one.hard))
    return Checked(programme, verdict, rules, [one for one in rules if one.status == "broken"], gaps)


def rules_seen(verdict: Verdict, names: Mapping[str, str]) -> list[RuleSeen]:
    """Each rule of a verdict, in the order of the programme."""
    return [_seen(one, names, verdict.programme.currency) for one in verdict.findings]


def _seen(finding: Finding, names: Mapping[str, str], currency: str) -> RuleSeen:
    rule = finding.rule
    return RuleSeen(
        id=rule.id,
        name=rule_name(rule.id),
        status=finding.status,
        status_name=str(STATUSES[finding.status]),
        icon=ICONS[finding.status],
        hard=rule.hard,
        confirmed=rule.confirmed,
        asked=condition_sentence(rule.condition, currency) if isinstance(rule.condition, COMPOSED) else "",
        sentences=list(dict.fromkeys(sentence(reason, names, currency) for reason in finding.reasons)),
        source=rule.source,
    )
