"""The best proposal is the best of all sets of candidates, looked at one by one with the rules themselves."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from cordata.funding.completion import Candidate, Weights, Wishes, complete
from cordata.funding.completion.value import Worth, parts_of, total_of
from cordata.funding.consortia import Consortium, Partner
from cordata.funding.eligibility import check
from cordata.funding.programme_files import load_programmes

DAY = date(2026, 1, 1)
REGIONS = {
    "IT": ["ITC1", "ITH3"], "DE": ["DE11", "DE21"], "AT": ["AT33"], "SI": ["SI03", "SI04"], "FR": ["FRK2"],
    "CH": ["CH01"],
}  # fmt: skip
KINDS = ("sme", "large", "university", "public")
CONCEPTS = ("casting", "coating", "robotics", "sensors")


def somebody(chance: random.Random, name: str, *, budget: bool) -> Candidate:
    country = chance.choice(list(REGIONS))
    kind = chance.choice(KINDS)
    known = chance.random() < 0.8
    partner = Partner(
        name,
        name.upper(),
        country,
        kind,
        sme=(kind == "sme") if known else None,
        nonprofit=(kind in ("university", "public")) if known else None,
        nuts=chance.choice(REGIONS[country]) if known else "",
        budget={"staff": Decimal(chance.randrange(50, 300) * 1000)} if budget else {},
        group="twins" if chance.random() < 0.2 else "",
    )
    concepts = frozenset(chance.sample(CONCEPTS, chance.randrange(0, 3)))
    ties = frozenset({"core"}) if chance.random() < 0.3 else frozenset()
    return Candidate(partner, concepts, round(chance.random(), 3), ties, chance.randrange(0, 4))


def scene(seed: int, *, budget: bool, weaker_region: bool = False) -> tuple[Consortium, list[Candidate], Wishes]:
    chance = random.Random(seed)
    core = Partner(
        "core", "Core", *(("SI", "cluster") if weaker_region else ("IT", "sme")), sme=not weaker_region,
        nonprofit=weaker_region, nuts="SI03" if weaker_region else "ITC1", coordinator=True,
        budget={"staff": Decimal(200_000)} if budget else {},
    )  # fmt: skip
    candidates = [somebody(chance, f"o{number}", budget=budget) for number in range(8)]
    codes = sorted({code for some in REGIONS.values() for code in some})
    potential = {pair: round(chance.random() * 50, 1) for pair in combinations(codes, 2)}
    weights = Weights(size=chance.choice([0.1, 0.6, 1.2]), ties=chance.choice([-0.5, 0.2]))
    wishes = Wishes(
        largest=chance.choice([4, 5, 7]), concepts=CONCEPTS, covered=frozenset({"casting"}), potential=potential,
        weights=weights, alternatives=1, excluded=frozenset({"o0"} if chance.random() < 0.3 else ()),
        locked=frozenset({"o1"} if chance.random() < 0.3 else ()),
        kinds={"university": 1} if chance.random() < 0.5 else {},
    )  # fmt: skip
    return Consortium((core,), None, date(2026, 6, 1)), candidates, wishes


def best_by_enumeration(core, candidates, programme, day, wishes, left_open):
    """The highest value of all sets that the wishes and the hard rules allow, but for rules that bind nobody."""
    worth = Worth.among(candidates, core, wishes)
    best = None
    for size in range(wishes.largest - len(core.partners) + 1):
        for joined in combinations(candidates, size):
            ids = {one.id for one in joined}
            if not wishes.locked <= ids or wishes.excluded & ids:
                continue
            consortium = core.with_partners(one.partner for one in joined)
            if any(
                sum(partner.kind == kind for partner in consortium.partners) < number
                for kind, number in wishes.kinds.items()
            ):
                continue
            findings = [one for one in check(consortium, programme, day).findings if one.rule.id not in left_open]
            if any(one.rule.hard and one.status != "satisfied" for one in findings):
                continue
            broken = sum(not one.rule.hard and one.status != "satisfied" for one in findings)
            value = total_of(parts_of(core.partners, joined, worth)) - wishes.weights.soft * broken
            best = value if best is None else max(best, value)
    return best


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "programme", ["horizon-europe-ria", "alpine-space-2021-small", "i3-strand-2a", "alpine-space-2021"]
)
def test_the_first_proposal_is_worth_as_much_as_the_best_of_all_sets(programme, seed):
    core, candidates, wishes = scene(seed, budget=False, weaker_region=programme.startswith("i3"))
    _assert_the_best_comes_first(core, candidates, load_programmes()[programme], wishes)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("programme", ["eurostars-2021", "eurostars-2014", "alpine-space-2021"])
def test_it_is_with_shares_of_the_budget_as_well(programme, seed):
    core, candidates, wishes = scene(seed, budget=True)
    programme = load_programmes()[programme]
    _assert_the_best_comes_first(
        core, candidates, programme, wishes, DAY if programme.valid.holds(DAY) else date(2018, 1, 1)
    )


def _assert_the_best_comes_first(core, candidates, programme, wishes, day=DAY):
    found = complete(core, candidates, programme, day, wishes)
    expected = best_by_enumeration(core, candidates, programme, day, wishes, found.left_open)
    if expected is None:
        assert found.proposals == ()
        assert found.conflict
        return
    best = found.proposals[0]
    assert best.value == pytest.approx(expected, abs=1e-6)
    assert best.proved
    assert best.bound == pytest.approx(best.value, abs=1e-5)
    assert best.gap == 0
    assert sum(best.parts.values()) == pytest.approx(best.value)
