"""Consortia made by chance from a seed, most of them near the edge of the rules; and strategies for laws."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from cordata.funding import Consortium, Partner, Programme

REGIONS = {
    "AT": ["AT11", "AT13"], "CH": ["CH02", "CH04"], "DE": ["DE21", "DE11"], "FR": ["FRK2", "FRK1"],
    "IT": ["ITC1", "ITH3", "ITF3", "ITI2"], "LI": ["LI00"], "SI": ["SI03", "SI04"], "GB": ["UKI3"], "NO": ["NO08"],
    "TR": ["TR10"], "HR": ["HR04"], "CA": [""], "US": [""],
}  # fmt: skip
ALPINE = ["AT", "CH", "DE", "FR", "IT", "LI", "SI"]
KINDS = ["cluster", "sme", "large", "university", "research", "public", "other"]


def consortium_by(chance: Random) -> Consortium:
    """One consortium of which everything is known."""
    pool = chance.choice([ALPINE, list(REGIONS), chance.sample(list(REGIONS), 3), ["AT", "DE", "IT", "SI"]])
    number = chance.choice([1, 1, 2, 3, 3, 4, 5, 6, 7, 8, 10, 12, 13])
    kinds = chance.choice([KINDS, ["sme"], ["cluster", "other"], ["cluster"]])
    partners = [_partner(place, pool, kinds, chance) for place in range(number)]
    grant = Decimal(chance.choice([1_999_999, 2_000_000, 5_000_000, 10_000_000, 10_000_001]))
    return Consortium(tuple(partners), chance.choice([1, 2, 18, 19, 20, 24, 25, 36, 37]), None, grant)


def day_in(programme: Programme, chance: Random) -> date:
    """A day of the programme; often its first or last."""
    first = programme.valid.first
    days = (programme.valid.last - first).days
    return first + timedelta(days=chance.choice([0, days, chance.randint(0, days), chance.randint(0, days)]))


def _partner(place: int, pool: list[str], kinds: list[str], chance: Random) -> Partner:
    country = chance.choice(pool)
    kind = chance.choice(kinds)
    return Partner(
        id=f"p{place}",
        name=f"Partner {place}",
        country=country,
        kind=kind,
        sme=kind == "sme" or (kind == "other" and chance.random() < 0.5),
        nonprofit=chance.random() < 0.7,
        nuts=chance.choice(REGIONS[country]),
        coordinator=place == 0,
        budget={
            "staff": Decimal(chance.choice([50_000, 100_000, 250_000])),
            "subcontracting": Decimal(chance.choice([0, 0, 40_000])),
        },
        group=chance.choice(["", "", "", "", "one", "two"]),
    )


seeds = st.integers(min_value=0, max_value=10**9)


def known() -> st.SearchStrategy[Consortium]:
    """Consortia of which everything is known."""
    return seeds.map(lambda seed: consortium_by(Random(seed)))
