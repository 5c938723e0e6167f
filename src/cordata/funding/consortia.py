"""Consortia: who takes part, who leads, what each would spend; what is not known stays open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, get_args

from cordata.kernel import Kind

Size = Literal["micro", "small", "medium", "large"]
SIZES: tuple[Size, ...] = get_args(Size)
Category = Literal[
    "staff", "office", "travel", "equipment", "infrastructure", "external", "subcontracting", "third_parties",
    "other", "unit_costs", "lump_sums",
]  # fmt: skip
CATEGORIES: tuple[Category, ...] = get_args(Category)
"""Cost categories: ``third_parties`` is financial support handed on, ``external`` Interreg's expertise and services,
``unit_costs`` and ``lump_sums`` those that hold their indirect costs already."""

NOTHING_TOLD: Mapping[str, Decimal] = MappingProxyType({})
NUTS_PREFIXES = {"GR": "EL", "GB": "UK"}
"""How NUTS begins where that is not the code of the country in ISO 3166."""


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation in a consortium.

    Parameters
    ----------
    country
        ISO 3166 alpha-2, Greece as GR and the United Kingdom as GB; empty when not known.
    kind, size, nuts, sme, nonprofit
        Empty or None when not known.
    budget
        Direct cost by category in whole cents as exact decimals; empty when not known.
    group
        Organisations of one group are not independent of each other; empty: independent of all others.
    """

    id: str
    name: str
    country: str
    kind: Kind | Literal[""] = ""
    sme: bool | None = None
    nonprofit: bool | None = None
    nuts: str = ""
    coordinator: bool = False
    budget: Mapping[str, Decimal] = field(default_factory=lambda: NOTHING_TOLD, hash=False)
    group: str = ""
    size: Size | Literal[""] = ""

    def cost(self, without: frozenset[str] = frozenset()) -> Decimal | None:
        """What it would spend, without some categories; None when its budget is not known.

        >>> Partner("a", "A", "IT", budget={"staff": Decimal(80), "subcontracting": Decimal(20)}).cost()
        Decimal('100')
        """
        if not self.budget:
            return None
        return sum((amount for category, amount in self.budget.items() if category not in without), Decimal(0))

    @property
    def region(self) -> str:
        """The NUTS-2 region it sits in; empty when not known."""
        return self.nuts[:4] if len(self.nuts) >= 4 else ""

    @property
    def place(self) -> str:
        """The finest NUTS code known: that of the file, else the country's own; empty when not known."""
        return self.nuts or NUTS_PREFIXES.get(self.country, self.country)


@dataclass(frozen=True, slots=True)
class Consortium:
    """Partners, and what they plan: months, the first day, the grant they would ask for; None when not known."""

    partners: tuple[Partner, ...]
    duration_months: int | None = None
    start: date | None = None
    grant: Decimal | None = None

    @property
    def coordinator(self) -> Partner | None:
        """Who leads; None when that is open."""
        return next((partner for partner in self.partners if partner.coordinator), None)

    def total(self) -> Decimal | None:
        """The cost of all; None as long as that of one is not known."""
        costs = [partner.cost() for partner in self.partners]
        known = [cost for cost in costs if cost is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(costs) else None

    def with_partners(self, more: Iterable[Partner]) -> Consortium:
        """The same with more partners."""
        return Consortium((*self.partners, *more), self.duration_months, self.start, self.grant)
