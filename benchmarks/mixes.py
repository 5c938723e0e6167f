"""How long it takes to put together the financing of 500 projects from 15 sources, with the optimum proved.

Projects are invented: cost, region, beneficiary and purpose as in the sample network; so are the sources: regional,
national and of the Union, with rates of 20 to 80 %, ceilings for some and budgets that do not suffice for all. The
peer is what people do by hand: one project after the other takes the source that pays it most until that is empty.
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from benchmarks.tables import markdown
from cordata.funding.instruments import Instrument, Span, load_instruments
from cordata.funding.mixes import Mix, Part, Terms, finance, why_not

DAY = date(2026, 1, 1)
PROJECTS, SOURCES = 500, 15
REGIONS = ("ITC1", "ITC4", "ITH3", "DE11", "DE21", "AT12", "AT33", "SI03", "SI04", "FRK2", "FRL0")
KINDS = ("sme", "sme", "sme", "large", "university", "research", "cluster")
PURPOSES = ("r_and_d", "innovation", "cooperation")
SECONDS = 20.0


def projects(number: int, seed: int = 1) -> list[Part]:
    """So many projects of one part each."""
    chance = random.Random(seed)
    return [
        Part(
            f"p{place}",
            Decimal(chance.randrange(2_000_000, 80_000_000)) / 100,
            chance.choice(REGIONS),
            chance.choice(KINDS),
            chance.choice(PURPOSES),
        )
        for place in range(number)
    ]


def sources(number: int, seed: int = 2) -> list[Instrument]:
    """So many sources."""
    chance = random.Random(seed)
    one = next(iter(load_instruments().values()))
    made = []
    for place in range(number):
        level = ("regional", "national", "eu")[place % 3]
        territories = {
            "regional": tuple(chance.sample(REGIONS, 3)),
            "national": (chance.choice(REGIONS)[:2],),
            "eu": ("EU",),
        }
        made.append(
            replace(
                one,
                id=f"s{place}",
                level=level,
                territories=territories[level],
                form="grant",
                purpose=PURPOSES[place // 3 % 3],
                beneficiaries=tuple(chance.sample(sorted(set(KINDS)), 4)),
                rate=chance.randrange(20, 85, 5),
                ceiling=chance.choice([None, 50_000, 120_000, 200_000]),
                budget=chance.randrange(500_000, 6_000_000, 100_000),
                currency="EUR",
                valid=Span(),
                status="open",
            )
        )
    return made


def by_hand(parts: Sequence[Part], some: Sequence[Instrument], terms: Terms) -> Decimal:
    """What is given less the effort when each project in turn takes the most it can get."""
    left = {one.id: Decimal(one.budget or 0) for one in some}
    worth = Decimal(0)
    for part in parts:
        able = [one for one in some if why_not(one, part, DAY, terms) is None]
        cost, with_union = part.cost, False

        def most(one: Instrument, part: Part = part) -> Decimal:
            at_most = Decimal(one.ceiling) if one.ceiling is not None else part.cost
            return min(part.cost * Decimal(one.rate or 0) / 100, at_most, left[one.id])

        for one in sorted(able, key=most, reverse=True):
            amount = min(most(one), cost)
            if amount <= terms.effort or (one.level == "eu" and with_union):
                continue
            with_union = with_union or one.level == "eu"
            cost -= amount
            left[one.id] -= amount
            worth += amount - terms.effort
    return worth


def worth_of(mix: Mix, terms: Terms) -> Decimal:
    """What is given less the effort."""
    return mix.given - terms.effort * len(mix.payments)


def run() -> str:
    """The table of mixes."""
    parts, some = projects(PROJECTS), sources(SOURCES)
    rows = []
    for effort in (0, 2_000, 10_000):
        terms = Terms(effort=Decimal(effort))
        start, computed = time.perf_counter(), time.process_time()
        mix = finance(parts, some, DAY, terms, seconds=SECONDS)
        seconds, computed = time.perf_counter() - start, time.process_time() - computed
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ours, theirs = worth_of(mix, terms), by_hand(parts, some, terms)
        rows.append(
            [
                f"{effort:,}", len(mix.payments), f"{seconds:.2f}", f"{computed:.2f}",
                "proved" if mix.proved else f"gap {mix.gap:.3%}", f"{megabytes:.0f}", f"{ours:,.2f}",
                f"{theirs:,.2f}", f"{theirs / ours:.1%}",
            ]
        )  # fmt: skip
    titles = [
        "effort of an application", "payments", "seconds", "of the processor", "optimum", "MB", "given less effort",
        "by hand", "by hand, of ours",
    ]  # fmt: skip
    return f"## Financing mixes: {PROJECTS} projects, {SOURCES} sources\n\n{(__doc__ or '').strip()}\n\n" + markdown(
        titles, rows
    )


if __name__ == "__main__":
    print(run())
