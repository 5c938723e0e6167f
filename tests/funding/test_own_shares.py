"""Who can pay a partner's own share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cordata.funding.instruments import Instrument, Span, load_instruments
from cordata.funding.own_shares import CODES, OwnShare, co_financing

DAY = date(2026, 1, 1)
OWN = OwnShare(Decimal(100_000), Decimal(30_000), "ITC1", "sme", "r_and_d")
SOURCE = replace(
    next(iter(load_instruments().values())), id="s", territories=("ITC1",), level="regional", form="grant",
    purpose="r_and_d", beneficiaries=("sme",), rate=20, ceiling=None, budget=None, currency="EUR", valid=Span(),
    status="open", confirmed=True,
)  # fmt: skip


def source(name: str = "s", **facts) -> Instrument:
    return replace(SOURCE, id=name, **facts)


def highest(own: OwnShare = OWN, **facts) -> list:
    return [one.highest for one in co_financing(own, [source(**facts)], DAY)]


def codes(**facts) -> list[str]:
    (found,) = co_financing(OWN, [source(**facts)], DAY, loans=True)
    assert all(set(reason.facts) == set(CODES[reason.code]) for reason in found.remarks)
    return [reason.code for reason in found.remarks]


def test_it_pays_its_rate_of_the_whole_cost():
    assert highest() == [Decimal("20000.00")]


def test_it_never_pays_more_than_the_own_share():
    assert highest(rate=80) == [Decimal(30_000)]
    assert codes(rate=80) == ["up_to_own_share"]


@pytest.mark.parametrize("limit", ["ceiling", "budget"])
def test_it_never_pays_more_than_its_limits(limit):
    assert highest(**{limit: 5_000}) == [Decimal("5000.00")]
    assert codes(**{limit: 5_000}) == [limit]


def test_one_whose_rate_is_not_known_is_told_without_an_amount():
    assert highest(rate=None) == [None]
    assert codes(rate=None) == ["rate_not_known"]


def test_what_is_lent_unconfirmed_or_perhaps_closed_is_remarked():
    assert codes(form="loan", confirmed=False, status="unknown") == ["lent", "unconfirmed", "state_not_known"]


def test_the_union_does_not_pay_twice():
    assert highest(level="eu") == []
    assert highest(replace(OWN, paid_by_union=False), level="eu") == [Decimal("20000.00")]


@pytest.mark.parametrize(
    "facts",
    [
        {"territories": ("DE21",)},
        {"beneficiaries": ("university",)},
        {"purpose": "skills"},
        {"status": "closed"},
        {"form": "loan"},
        {"currency": "CHF"},
        {"rate": 0},
    ],
)
def test_who_does_not_pay_here_is_left_out(facts):
    assert highest(**facts) == []


def test_any_purpose_will_do_where_none_is_told():
    assert highest(replace(OWN, purpose=None), purpose="skills") == [Decimal("20000.00")]


def test_grants_come_first_then_loans_the_largest_first():
    some = [
        source("little", rate=5),
        source("loan", form="loan", rate=30),
        source("unknown", rate=None),
        source("much", rate=25),
    ]
    found = co_financing(OWN, some, DAY, loans=True)
    assert [one.instrument.id for one in found] == ["much", "little", "unknown", "loan"]


@pytest.mark.parametrize("region", ["AT12", "ITC1", "DE21", "SI03"])
def test_the_instruments_of_cordata_answer_for_a_region(region):
    found = co_financing(replace(OWN, region=region, purpose=None), load_instruments().values(), DAY)
    assert found
    assert all(one.instrument.serves(region) and one.instrument.level != "eu" for one in found)
    assert all(one.highest is None or 0 < one.highest <= OWN.own_share for one in found)
