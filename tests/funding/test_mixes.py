"""The cheapest mix of sources: equal to another method on small cases, within all limits, and told why not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import networkx as nx
import pytest

from cordata.funding.instruments import Instrument, Span, load_instruments
from cordata.funding.mixes import GIVEN, UNUSED, Part, Terms, finance, why_not

DAY = date(2026, 1, 1)
SOURCE = replace(
    next(iter(load_instruments().values())), id="s", territories=("IT",), level="regional", form="grant",
    purpose="cooperation", beneficiaries=("sme",), rate=50, ceiling=None, budget=None, currency="EUR", valid=Span(),
    status="open",
)  # fmt: skip


def source(name: str, **facts) -> Instrument:
    return replace(SOURCE, id=name, **facts)


def part(name: str = "p", cost: str = "1000", territory: str = "ITC1", **facts) -> Part:
    return Part(name, Decimal(cost), territory, facts.get("beneficiary", "sme"), facts.get("purpose", "cooperation"))


def by_flow(parts, sources, terms) -> Decimal:
    """The most that can be given less the effort: a flow of cents for each choice of who is asked for what."""
    able = [(one, other) for one in sources for other in parts if why_not(one, other, DAY, terms) is None]
    best = 0
    for chosen in product((False, True), repeat=len(able)):
        asked = [pair for pair, wanted in zip(able, chosen, strict=True) if wanted]
        if any(sum(one.level == "eu" and other is each for one, other in asked) > 1 for each in parts):
            continue
        graph = nx.DiGraph()
        graph.add_nodes_from(["from", "to"])
        for one, other in asked:
            cents = int(other.cost * one.rate)
            ceiling = cents if one.ceiling is None else min(cents, one.ceiling * 100)
            graph.add_edge("from", one.id, capacity=10**12 if one.budget is None else one.budget * 100)
            graph.add_edge(one.id, other.id, capacity=ceiling)
            graph.add_edge(other.id, "to", capacity=int(other.cost * terms.highest_aid))
        value = nx.maximum_flow_value(graph, "from", "to") - int(terms.effort * 100) * len(asked)
        best = max(best, value)
    return Decimal(best) / 100


@pytest.mark.parametrize("seed", range(25))
def test_it_is_as_good_as_the_best_flow_of_all_choices(seed):
    chance = random.Random(seed)
    parts = [
        part(f"p{number}", str(chance.randrange(10, 100) * 100), chance.choice(["ITC1", "ITH3"])) for number in range(3)
    ]
    sources = [
        source(
            f"s{number}", rate=chance.choice([20, 50, 80]), ceiling=chance.choice([None, 1000, 2500]),
            budget=chance.choice([None, 1500, 6000]), level=chance.choice(["eu", "eu", "regional"]),
            territories=chance.choice([("IT",), ("ITC1",), ("EU",)]),
        )
        for number in range(3)
    ]  # fmt: skip
    terms = Terms(effort=Decimal(chance.choice([0, 300])), highest_aid=Decimal(chance.choice([60, 100])))
    mix = finance(parts, sources, DAY, terms)
    reached = mix.given - terms.effort * len(mix.payments)
    assert mix.proved
    assert abs(reached - by_flow(parts, sources, terms)) <= Decimal("0.05")


def test_no_limit_is_passed_by_a_cent():
    parts = [part("p", "333.33"), part("q", "666.67", "ITH3")]
    sources = [source("a", rate=33, ceiling=100), source("b", rate=75, budget=301), source("c", rate=90, level="eu")]
    mix = finance(parts, sources, DAY, Terms(highest_aid=Decimal(80)))
    for one in mix.payments:
        paying = next(each for each in sources if each.id == one.source)
        paid = next(each for each in parts if each.id == one.part)
        assert one.amount <= paid.cost * paying.rate / 100
        assert paying.ceiling is None or one.amount <= paying.ceiling
    for each in parts:
        got = sum(one.amount for one in mix.payments if one.part == each.id)
        assert got <= each.cost * 80 / 100
        assert mix.borne[each.id] == each.cost - got
    assert sum(one.amount for one in mix.payments if one.source == "b") <= 301


def test_the_union_pays_a_part_from_one_instrument_only():
    mix = finance([part()], [source("a", level="eu", rate=50), source("b", level="eu", rate=40)], DAY)
    assert [(one.source, one.amount) for one in mix.payments] == [("a", Decimal("500.00"))]
    assert mix.unused["b"].code == "not_needed"


def test_applying_has_to_be_worth_the_effort():
    assert finance([part()], [source("a", ceiling=100)], DAY, Terms(effort=Decimal(150))).payments == ()
    assert finance([part()], [source("a", ceiling=200)], DAY, Terms(effort=Decimal(150))).given == 200


def test_a_loan_pays_what_a_partner_has_not_at_hand_and_no_more():
    poor = replace(part(), at_hand=Decimal(300))
    mix = finance([poor], [source("l", form="loan", rate=80), source("a")], DAY, Terms(loans=True))
    assert (mix.given, mix.lent, mix.borne["p"], mix.short) == (500, 200, 500, {})


def test_what_nobody_can_pay_is_told():
    poor = replace(part(), at_hand=Decimal(300))
    assert finance([poor], [source("a")], DAY).short == {"p": Decimal("200.00")}


def test_a_loan_is_taken_only_where_it_is_wanted_and_lowers_nothing():
    loan = source("l", form="loan", rate=80)
    assert finance([part()], [loan], DAY).unused["l"].code == "not_money"
    mix = finance([part()], [loan, source("a")], DAY, Terms(loans=True, loan_price=Decimal(5)))
    assert mix.lent == 0
    assert mix.borne["p"] == Decimal("500.00")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"form": "equity"}, "not_money"),
        ({"status": "closed"}, "not_valid"),
        ({"rate": None}, "no_rate"),
        ({"currency": "CHF"}, "other_currency"),
        ({"territories": ("DE",)}, "elsewhere"),
        ({"beneficiaries": ("university",)}, "for_others"),
        ({"purpose": "skills"}, "other_purpose"),
    ],
)
def test_a_source_that_pays_nothing_says_why(facts, code):
    mix = finance([part()], [source("a", **facts)], DAY)
    assert mix.payments == ()
    assert mix.unused["a"].code == code
    assert set(mix.unused["a"].facts) == set(UNUSED[code])
    assert mix.borne == {"p": Decimal(1000)}
    assert mix.proved


def test_without_a_purpose_those_of_every_purpose_may_pay():
    sources = [source("s", purpose="r_and_d"), source("t", purpose="investment", rate=30)]
    mix = finance([replace(part(), purpose=None)], sources, DAY)
    assert {one.source: one.amount for one in mix.payments} == {"s": Decimal(500), "t": Decimal(300)}


def test_a_source_that_tells_no_amount_pays_in_any_currency():
    mix = finance([replace(part(), currency="CHF")], [source("s", currency="")], DAY)
    assert [one.amount for one in mix.payments] == [Decimal(500)]


def test_the_nearest_reason_is_told_where_there_are_several():
    parts = [part("p", territory="DE21"), part("q", purpose="skills")]
    assert finance(parts, [source("a")], DAY).unused["a"].code == "other_purpose"


def test_parts_and_sources_of_the_same_name_or_below_nothing_are_refused():
    with pytest.raises(ValueError, match="twice: p"):
        finance([part(), part()], [], DAY)
    with pytest.raises(ValueError, match="less than nothing"):
        finance([part(cost="-1")], [], DAY)


def test_the_instruments_of_cordata_can_be_mixed():
    own = [
        Part("firm", Decimal(100_000), "ITC1", "sme", "r_and_d"),
        Part("lab", Decimal(50_000), "AT22", "research", "r_and_d"),
    ]
    mix = finance(own, list(load_instruments().values()), DAY)
    assert set(mix.borne) == {"firm", "lab"}
    assert all(load_instruments()[one.source].form in GIVEN for one in mix.payments)
    assert len(mix.unused) + len({one.source for one in mix.payments}) == len(load_instruments())


def test_a_part_without_cost_and_a_source_without_a_rate_above_nothing_pay_nothing():
    mix = finance([part(cost="0"), part("q")], [source("a"), source("b", rate=0)], DAY)
    assert [(one.source, one.part) for one in mix.payments] == [("a", "q")]
    assert mix.borne == {"p": 0, "q": 500}
