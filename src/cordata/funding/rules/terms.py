"""The terms of the rule language: a closed set of small values, read from files, judged and turned into constraints."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

NOBODY: frozenset[str] = frozenset()
Thing = Literal["country", "region", "group"]
Bearer = Literal["partner", "country"]
Sum = Literal["total", "grant"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which partners are meant: those for whom all that is given holds; without anything, all partners.

    Parameters
    ----------
    statuses
        The country has one of these on the day, such as ``eu_member`` (data/programmes/standing).
    countries
        The country is one of these.
    kinds, sizes
        The kind, or the size, is one of these.
    sme, nonprofit, coordinator
        It is, or is not.
    areas
        It sits in one of these programme areas.
    region_classes
        It sits in a region of one of these: ``less_developed``, ``transition``, ``more_developed``, ``outermost``.
    """

    statuses: frozenset[str] = NOBODY
    countries: frozenset[str] = NOBODY
    kinds: frozenset[str] = NOBODY
    sizes: frozenset[str] = NOBODY
    sme: bool | None = None
    nonprofit: bool | None = None
    coordinator: bool | None = None
    areas: frozenset[str] = NOBODY
    region_classes: frozenset[str] = NOBODY


EVERYBODY = Selection()


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the selected partners there are, both bounds within; None: no bound."""

    minimum: int | None = None
    maximum: int | None = None
    among: Selection = EVERYBODY


@dataclass(frozen=True, slots=True)
class Distinct:
    """From how many different countries, NUTS-2 regions or groups the selected partners come.

    With ``independent`` those that stand for them must also be of different groups: the largest set of selected
    partners of which no two share the thing or the group.
    """

    of: Thing
    minimum: int | None = None
    maximum: int | None = None
    among: Selection = EVERYBODY
    independent: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """The share of the selected partners in the cost of all, in per cent.

    ``without``: categories left out of their own cost, not of that of all, as Eurostars does with subcontracting.
    """

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    among: Selection = EVERYBODY
    without: frozenset[str] = NOBODY


@dataclass(frozen=True, slots=True)
class LargestShare:
    """The largest share that one partner, or one country, has in the cost of all, in per cent."""

    of: Bearer
    maximum: Decimal
    without: frozenset[str] = NOBODY


@dataclass(frozen=True, slots=True)
class Every:
    """All partners are of the selected ones."""

    among: Selection


@dataclass(frozen=True, slots=True)
class Lead:
    """The coordinator is of the selected partners."""

    among: Selection


@dataclass(frozen=True, slots=True)
class Amount:
    """The cost of all, or the grant asked for, in the programme's currency."""

    of: Sum
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """The duration in months."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A question that only a person can answer, by its code."""

    question: str


@dataclass(frozen=True, slots=True)
class All:
    """Each of the conditions holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of the conditions holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    of: Condition


Condition: TypeAlias = (
    Count | Distinct | Share | LargestShare | Every | Lead | Amount | Duration | Person | All | Any | Not
)
