"""Programmes side by side, rule by rule, and what a rule was on a date or from edition to edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cordata.funding.programmes import Programme, Rate, Rule


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in several programmes: for each, the rule of the day, or None where it has none of this id."""

    id: str
    rules: tuple[Rule | None, ...]

    @property
    def is_same(self) -> bool:
        """Whether all ask the same, as hard as each other."""
        return len({None if rule is None else (rule.condition, rule.hard) for rule in self.rules}) == 1


@dataclass(frozen=True, slots=True)
class Edition:
    """What a programme asked and paid in one edition: its rule of an id, if any, and its rates."""

    programme: Programme
    rules: tuple[Rule, ...]
    rates: tuple[Rate, ...]


def compare_programmes(programmes: Sequence[Programme], day: date | None = None) -> list[RuleRow]:
    """The rules of programmes beside each other, in the order in which their ids first occur.

    Without a day each programme shows the rules of its last day, so that editions of different times can be compared.
    """
    told = [{rule.id: rule for rule in programme.rules_on(day or _last_day(programme))} for programme in programmes]
    ids = dict.fromkeys(rule_id for rules in told for rule_id in rules)
    return [RuleRow(rule_id, tuple(rules.get(rule_id) for rules in told)) for rule_id in ids]


def history(programmes: Iterable[Programme], family: str, rule_id: str) -> list[Edition]:
    """What a rule was from edition to edition of a family of programmes, with their rates, the earliest first.

    >>> from cordata.funding.programme_files import load_programmes
    >>> editions = history(load_programmes().values(), "eurostars", "largest_partner")
    >>> [(each.programme.id, str(each.rules[0].condition.maximum)) for each in editions]
    [('eurostars-2014', '75'), ('eurostars-2021', '70')]
    """
    members = sorted(
        (one for one in programmes if one.family == family), key=lambda one: (one.valid.first or date.min, one.id)
    )
    return [Edition(one, tuple(rule for rule in one.rules if rule.id == rule_id), one.rates) for one in members]


def _last_day(programme: Programme) -> date:
    return programme.valid.last or date.max
