"""Who owns an enterprise and what it owns: which of them count towards its size, and how much.

After Commission Recommendation 2003/361/EC (OJ L 124, 20.5.2003, p. 36), Annex, Articles 3 and 6.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from cordata.kernel import Reason

HolderKind = Literal[
    "enterprise", "person", "public_body", "public_investment", "venture_capital", "business_angels", "university",
    "research_centre", "institutional_investor", "regional_fund", "local_authority",
]  # fmt: skip
HOLDER_KINDS: tuple[HolderKind, ...] = get_args(HolderKind)
EXEMPT_KINDS = frozenset(HOLDER_KINDS[3:])
"""Investors of Article 3(2), second subparagraph: an enterprise stays autonomous although they hold a quarter."""
PERSONS = frozenset(("person", "business_angels"))
Tie = Literal["linked", "partner", "exempt", "public", "person", "minor"]

PARTNER_FROM, LINKED_ABOVE, ANGELS_BELOW = 25.0, 50.0, 1_250_000.0
ROUNDING = 0.5
"""Percent by which shares may sum to more than all, since people round."""


class ImpossibleFiguresError(ValueError):
    """A headcount, a sum of money or a share that cannot be."""


class MissingFiguresError(ValueError):
    """An enterprise that counts has no figures, or a business angel no sum invested; the text is its id."""


class CountedTwiceError(ValueError):
    """One enterprise stands in two places of the tree; the text is its id."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One accounting period: annual work units, turnover and balance sheet total in euro."""

    headcount: float
    turnover: float
    balance_sheet: float

    def __post_init__(self) -> None:
        for name in ("headcount", "turnover", "balance_sheet"):
            value = getattr(self, name)
            if not math.isfinite(value) or value < 0:
                raise ImpossibleFiguresError(name)

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.headcount + other.headcount,
            self.turnover + other.turnover,
            self.balance_sheet + other.balance_sheet,
        )

    def share(self, percent: float) -> Figures:
        """So many percent of all three."""
        part = percent / 100
        return Figures(self.headcount * part, self.turnover * part, self.balance_sheet * part)


NOTHING = Figures(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relation:
    """An enterprise, person or body that holds a part of the one in question, or that this one holds a part of.

    Parameters
    ----------
    id
        The caller's own; each stands in the tree once.
    capital, votes
        Percent; votes are as the capital unless given.
    direction
        ``owner`` holds a part of the enterprise, ``owned`` is held by it.
    kind
        What it is; the exceptions for investors hold for owners only.
    figures
        Its own, or its consolidated accounts. None where they do not count.
    controls
        Control without a majority: appoints most of the board, rules by contract or by agreement (Article 3(3)(b)-(d)).
    consolidated
        Its figures are already within those of the enterprise it is related to.
    group
        The same word for owners that are linked to one another, act together, or hold together.
    invested
        Euro that business angels have put into the enterprise.
    same_market
        For a firm of a person: whether it works in the same or a neighbouring market.
    relations
        Its own owners and holdings, as far as they count.
    """

    id: str
    capital: float
    votes: float | None = None
    direction: Literal["owner", "owned"] = "owner"
    kind: HolderKind = "enterprise"
    figures: Figures | None = None
    controls: bool = False
    consolidated: bool = False
    group: str = ""
    invested: float | None = None
    same_market: bool = False
    relations: tuple[Relation, ...] = ()

    def __post_init__(self) -> None:
        if not all(0 <= percent <= 100 for percent in (self.capital, self.voting)):
            raise ImpossibleFiguresError(self.id)
        if self.invested is not None and not (math.isfinite(self.invested) and self.invested >= 0):
            raise ImpossibleFiguresError(self.id)

    @property
    def voting(self) -> float:
        """Percent of the votes."""
        return self.capital if self.votes is None else self.votes

    @property
    def holding(self) -> float:
        """Percent of capital or votes, whichever is greater (Article 3(2))."""
        return max(self.capital, self.voting)


@dataclass(frozen=True, slots=True)
class Part:
    """What one enterprise adds: its tie, the percent of its figures that count, and what they come to."""

    id: str
    tie: Tie
    percent: float
    figures: Figures


def check_tree(relations: Sequence[Relation]) -> None:
    """Refuse a tree in which somebody stands twice, or owners hold more than all.

    Raises
    ------
    CountedTwiceError, ImpossibleFiguresError
    """
    _check(relations, set())


def _check(relations: Sequence[Relation], seen: set[str]) -> None:
    owners = [relation for relation in relations if relation.direction == "owner"]
    for total in (sum(owner.capital for owner in owners), sum(owner.voting for owner in owners)):
        if total > 100 + ROUNDING:
            raise ImpossibleFiguresError(", ".join(owner.id for owner in owners))
    for relation in relations:
        if relation.id in seen:
            raise CountedTwiceError(relation.id)
        seen.add(relation.id)
        _check(relation.relations, seen)


def tie_of(relation: Relation, among: Sequence[Relation]) -> tuple[Tie, float]:
    """How a relation is tied (Article 3), and the percent that it holds, alone or with its group.

    Linked is who has most votes or control; partner who holds a quarter or more of capital or votes and is not linked.

    >>> tie_of(Relation("mother", 33), [])
    ('partner', 33)
    >>> tie_of(Relation("fund", 33, kind="venture_capital"), [])
    ('exempt', 33)
    """
    together = [relation, *(other for other in among if _same_group(relation, other))]
    holding = sum(one.holding for one in together)
    linked = any(one.controls for one in together) or sum(one.voting for one in together) > LINKED_ABOVE
    if relation.direction == "owner":
        if relation.kind == "public_body" or (relation.kind == "local_authority" and linked):
            return "public", holding
        if relation.kind == "person" and not linked:
            return "person", holding
        if not linked and holding >= PARTNER_FROM and _is_exempt(relation, among):
            return "exempt", holding
    if linked:
        return "linked", 100.0
    return ("partner" if holding >= PARTNER_FROM else "minor"), min(holding, 100.0)


def _same_group(one: Relation, other: Relation) -> bool:
    return bool(one.group) and other is not one and (one.group, one.direction) == (other.group, other.direction)


def _is_exempt(relation: Relation, among: Sequence[Relation]) -> bool:
    if relation.kind != "business_angels":
        return relation.kind in EXEMPT_KINDS
    angels = {id(other): other for other in (relation, *among) if other.kind == "business_angels"}.values()
    total = 0.0
    for angel in angels:
        if angel.invested is None:
            raise MissingFiguresError(angel.id)
        total += angel.invested
    return total < ANGELS_BELOW


def public_share(relations: Sequence[Relation]) -> float:
    """Percent of capital or votes that public bodies hold together, directly or through enterprises they control.

    Article 3(4): from 25 % on, an enterprise is no SME. Investors of Article 3(2)(a)-(d) do not count.
    """
    held = 0.0
    for relation in relations:
        if relation.direction == "owner":
            tie, _ = tie_of(relation, relations)
            through = relation.kind not in EXEMPT_KINDS and public_share(relation.relations) > LINKED_ABOVE
            if tie == "public" or through:
                held += relation.holding
    return held


def parts_of(relations: Sequence[Relation]) -> Iterator[tuple[Part, Reason]]:
    """What the relations add to the figures of an enterprise (Article 6), each with a reason.

    Linked enterprises count whole, with those linked to them and their partners pro rata. Partners count pro rata,
    with those linked to them; partners of partners do not count.

    Raises
    ------
    MissingFiguresError
        Where one that counts has no figures.
    """
    yield from _walk(relations, percent=100.0, partners_too=True)


def _walk(relations: Sequence[Relation], *, percent: float, partners_too: bool) -> Iterator[tuple[Part, Reason]]:
    for relation in relations:
        tie, held = tie_of(relation, relations)
        if tie == "partner" and not partners_too:
            continue
        if relation.kind in PERSONS and relation.figures is None and tie in ("linked", "partner"):
            yield Part(relation.id, "person", 0.0, NOTHING), _reason(relation, "person", relation.holding)
            counting = percent if tie == "linked" else 0.0
        else:
            counting = percent * held / 100 if tie in ("linked", "partner") else 0.0
            figures = _counted(relation).share(counting) if counting else NOTHING
            yield Part(relation.id, tie, counting, figures), _reason(relation, tie, held)
        if counting:
            below = _firms_of_person(relation) if relation.kind in PERSONS else relation.relations
            yield from _walk(below, percent=counting, partners_too=partners_too and tie == "linked")


def _firms_of_person(person: Relation) -> tuple[Relation, ...]:
    """Enterprises linked through a person are those in the same or neighbouring markets (Article 3(3), last part)."""
    return tuple(
        firm for firm in person.relations if firm.same_market and tie_of(firm, person.relations)[0] == "linked"
    )


def _counted(relation: Relation) -> Figures:
    if relation.consolidated:
        return NOTHING
    if relation.figures is None:
        raise MissingFiguresError(relation.id)
    return relation.figures


def _reason(relation: Relation, tie: Tie, held: float) -> Reason:
    if tie in ("linked", "partner") and relation.consolidated:
        return Reason("already_consolidated", {"id": relation.id})
    facts: dict[str, object] = {"id": relation.id}
    if tie == "exempt":
        facts["kind"] = relation.kind
    if tie != "linked":
        facts["percent"] = held
    return Reason(f"{tie}_holder" if tie in ("exempt", "public", "person", "minor") else tie, facts)
