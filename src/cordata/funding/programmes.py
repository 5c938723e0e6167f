"""Programmes: what a funder asks of a consortium and what it pays, each rule with its source and its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from cordata.funding.instruments import Span
from cordata.funding.rules import Condition, Selection
from cordata.funding.rules.terms import EVERYBODY, NOBODY

Per = Literal["project", "partner", "country", "selection"]
Activity = Literal["", "research", "development"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Several of one id follow each other in time: what the rule was on a date is the one valid then.

    ``hard`` rules decide; a soft one may be departed from with good reasons. ``confirmed``: the source was read and
    says so.
    """

    id: str
    condition: Condition
    hard: bool
    source: str
    confirmed: bool
    valid: Span


@dataclass(frozen=True, slots=True)
class Rate:
    """What the programme pays of the eligible cost, in per cent, to whom; the first that fits a partner counts.

    ``categories``: only for cost of these (empty: all that no earlier rate takes); ``activity``: only for ``research``
    or ``development``, where a programme tells them apart (empty: either).
    """

    percent: Decimal
    source: str
    confirmed: bool
    valid: Span
    among: Selection = EVERYBODY
    categories: frozenset[str] = NOBODY
    activity: Activity = ""


@dataclass(frozen=True, slots=True)
class Indirect:
    """Indirect cost as a flat rate in per cent of the direct cost, some categories left out of its base."""

    percent: Decimal
    source: str
    confirmed: bool
    valid: Span
    without: frozenset[str] = NOBODY


@dataclass(frozen=True, slots=True)
class Flat:
    """A category reckoned as a flat rate in per cent of others; ``optional``: real cost may be told instead."""

    category: str
    percent: Decimal
    of: frozenset[str]
    optional: bool
    source: str
    confirmed: bool
    valid: Span


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is granted: for the whole project, for each partner or country selected, or for all selected.

    ``when``: only where this holds; a cap that is not ``hard`` may be passed with good reasons.
    """

    amount: Decimal
    per: Per
    hard: bool
    source: str
    confirmed: bool
    valid: Span
    among: Selection = EVERYBODY
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme or one of its types of action.

    ``names`` are those in other languages than English, by language; ``gaps`` what is not known of it, by code;
    ``sources`` the pages and acts that it rests on.
    """

    id: str
    name: str
    names: Mapping[str, str]
    family: str
    valid: Span
    currency: str
    rules: tuple[Rule, ...]
    rates: tuple[Rate, ...]
    indirect: tuple[Indirect, ...]
    categories: tuple[str, ...]
    flats: tuple[Flat, ...]
    caps: tuple[Cap, ...]
    gaps: tuple[str, ...]
    sources: tuple[str, ...]

    def name_in(self, language: str) -> str:
        """The name in a language; the English one where there is none."""
        return self.names.get(language, self.name)

    def rules_on(self, day: date) -> tuple[Rule, ...]:
        """The rules of the day; none on days on which the programme is not valid."""
        return tuple(rule for rule in self.rules if rule.valid.holds(day)) if self.valid.holds(day) else ()

    def rule_on(self, rule_id: str, day: date) -> Rule | None:
        """What a rule was on a day; None where there was none."""
        return next((rule for rule in self.rules_on(day) if rule.id == rule_id), None)

    def indirect_on(self, day: date) -> Indirect | None:
        """The flat rate of indirect cost on a day; None where there was none."""
        return next((one for one in self.indirect if one.valid.holds(day)), None)

    def rates_on(self, day: date) -> tuple[Rate, ...]:
        """The rates of a day, in the order in which they are tried."""
        return tuple(rate for rate in self.rates if rate.valid.holds(day))
