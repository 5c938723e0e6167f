"""Budgets to the cent: published examples, rates by partner, flat rates, caps, and laws that hold for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cordata.funding.budgets import CODES, Plans, pays_of_each_100, reckon
from cordata.funding.cash_flow import cash_flow, months_by_year
from cordata.funding.consortia import CATEGORIES, Consortium, Partner
from cordata.funding.eligibility import NotValidError
from cordata.funding.instruments import Span
from cordata.funding.money import granted, spread, total
from cordata.funding.programme_files import load_programmes
from cordata.funding.programmes import Cap, Rate
from cordata.funding.rules.terms import Count, Selection

PROGRAMMES = load_programmes()
DAY = date(2025, 6, 1)


def partner(name: str = "a", country: str = "IT", budget: dict[str, str] | None = None, **facts) -> Partner:
    return Partner(name, name, country, budget={key: Decimal(value) for key, value in (budget or {}).items()}, **facts)


def of(programme: str, *partners: Partner, day: date = DAY, plans: Plans | None = None):
    return reckon(Consortium(partners), PROGRAMMES[programme], day, plans)


def codes(budget) -> list[str]:
    return [reason.code for reason in budget.warnings]


@pytest.mark.parametrize(
    ("programme", "nonprofit", "grant"),
    [
        ("horizon-europe-ria", False, "125.00"),
        ("horizon-europe-ria", True, "125.00"),
        ("horizon-europe-csa", False, "125.00"),
        ("horizon-europe-ia", True, "125.00"),
        ("horizon-europe-ia", False, "87.50"),
    ],
)
def test_a_direct_cost_of_100_in_horizon_europe_as_published(programme, nonprofit, grant):
    """FFG, funding rates of Horizon Europe."""
    budget = of(programme, partner(budget={"staff": "100"}, nonprofit=nonprofit))
    assert (budget.total, budget.grant) == (Decimal("125.00"), Decimal(grant))


def test_the_base_of_indirect_cost_leaves_out_subcontracting_and_support_handed_on():
    """ERA-LEARN: 25 % of direct cost without subcontracting, third-party support, unit costs and lump sums."""
    spent = {"staff": "80", "travel": "20", "subcontracting": "40", "third_parties": "30", "unit_costs": "7"}
    one = of("horizon-europe-ria", partner(budget=spent)).partners[0]
    assert one.indirect == Decimal("25.00")
    assert one.direct == Decimal("177.00")
    assert one.total == one.grant == Decimal("202.00")


def test_alpine_space_pays_75_per_cent_with_15_per_cent_of_staff_for_the_office():
    budget = of("alpine-space-2021", partner(country="AT", budget={"staff": "1000", "travel": "100"}))
    one = budget.partners[0]
    assert one.costs == {"staff": Decimal("1000.00"), "travel": Decimal("100.00"), "office": Decimal("150.00")}
    assert (one.total, one.grant, one.own_share) == (Decimal("1250.00"), Decimal("937.50"), Decimal("312.50"))


def test_told_office_cost_gives_way_to_the_flat_rate_and_that_is_said():
    budget = of("alpine-space-2021", partner(country="AT", budget={"staff": "1000", "office": "300"}))
    assert budget.partners[0].costs["office"] == Decimal("150.00")
    assert codes(budget) == ["flat_instead"]
    assert budget.warnings[0].facts["told"] == Decimal("300.00")


def test_staff_may_be_reckoned_by_a_flat_rate_where_that_is_chosen_and_the_office_rests_on_it():
    budget = of(
        "alpine-space-2021",
        partner(country="AT", budget={"external": "1000"}),
        plans=Plans(flats=frozenset({"staff"})),
    )
    costs = budget.partners[0].costs
    assert (costs["staff"], costs["office"]) == (Decimal("200.00"), Decimal("30.00"))


@pytest.mark.parametrize("country", ["CH", "LI"])
def test_switzerland_and_liechtenstein_take_part_without_money_of_the_fund(country):
    one = of("alpine-space-2021", partner(country=country, budget={"staff": "1000"})).partners[0]
    assert (one.grant, one.own_share) == (Decimal("0.00"), Decimal("1150.00"))


@pytest.mark.parametrize(("programme", "day", "percent"), [
    ("alpine-space-2007", date(2010, 1, 1), 76),
    ("alpine-space-2014", date(2016, 1, 1), 85),
    ("alpine-space-2021", date(2023, 1, 1), 75),
])  # fmt: skip
def test_the_rate_of_the_alpine_space_is_that_of_its_period(programme, day, percent):
    assert of(programme, partner(budget={"travel": "100"}), day=day).grant == Decimal(percent)


def test_the_first_project_of_its_kind_adds_up():
    """Alps4EU: 76 % with about 1.3 million euro (ANSA, 4 February 2014), so about 1.71 million in all."""
    budget = of("alpine-space-2007", partner(budget={"travel": "1710526.32"}), day=date(2012, 1, 1))
    assert budget.grant == Decimal("1300000.00")


def test_national_rates_of_eurostars_follow_country_size_and_activity():
    firms = [
        partner("at", "AT", {"staff": "100"}, size="small", sme=True, kind="sme"),
        partner("de", "DE", {"staff": "100"}, sme=True, kind="sme"),
        partner("it", "IT", {"staff": "100"}, size="small", sme=True, kind="sme"),
    ]
    budget = of("eurostars-2021", *firms, plans=Plans(activity="development"))
    assert [one.rate for one in budget.partners] == [60, 50, 30]


def test_where_the_activity_is_not_told_the_lower_rate_counts_and_the_higher_is_told():
    budget = of("eurostars-2021", partner("it", "IT", {"staff": "100"}, size="small", sme=True, kind="sme"))
    assert budget.partners[0].rate == 30
    assert [reason.facts["highest"] for reason in budget.warnings if reason.code == "rate_open"] == [40]


def test_a_country_whose_rate_is_not_known_gets_nothing_and_that_is_said():
    budget = of("eurostars-2021", partner("fr", "FR", {"staff": "100"}, sme=True))
    assert budget.grant == 0
    assert "rate_not_known" in codes(budget)


def test_a_firm_of_which_nothing_is_known_gets_the_lower_rate():
    budget = of("horizon-europe-ia", partner(budget={"staff": "100"}))
    assert budget.grant == Decimal("87.50")
    assert "rate_open" in codes(budget)


def test_partners_without_a_budget_and_categories_that_are_not_paid_are_told():
    budget = of("horizon-europe-ria", partner("a"), partner("b", budget={"infrastructure": "50", "staff": "100"}))
    assert {"budget_not_told", "category_not_paid"} <= set(codes(budget))
    assert (budget.total, budget.grant, budget.own_share) == tuple(map(Decimal, ("175.00", "125.00", "50.00")))
    assert budget.categories == ("staff", "infrastructure", "indirect")
    assert budget.of_category("staff") == Decimal("100.00")


def test_the_italian_part_of_a_eurostars_project_is_cut_to_its_cap_in_proportion():
    firms = [
        partner("a", "IT", {"staff": "400000"}, size="small", sme=True),
        partner("b", "IT", {"staff": "800000"}, size="small", sme=True),
    ]
    budget = of("eurostars-2021", *firms, plans=Plans(activity="research"))
    assert [one.grant for one in budget.partners] == [Decimal("83333.33"), Decimal("166666.67")]
    cut = next(reason for reason in budget.warnings if reason.code == "cap_applied")
    assert (cut.facts["amount"], cut.facts["asked"]) == (250000, Decimal("480000.00"))


def test_a_soft_cap_is_told_and_cuts_nothing():
    budget = of("i3-strand-1", partner("a", "SI", {"staff": "20000000"}))
    assert "cap_passed" in codes(budget)
    assert budget.grant > 10_000_000


def test_caps_for_each_country_and_under_a_condition():
    programme = replace(
        PROGRAMMES["horizon-europe-ria"],
        caps=(
            Cap(Decimal(100), "country", True, "page", True, Span()),
            Cap(Decimal(10), "partner", True, "page", True, Span(), when=Count(minimum=9)),
            Cap(Decimal(150), "project", True, "page", True, Span()),
        ),
    )
    three = [
        partner("a", "IT", {"staff": "80"}),
        partner("b", "IT", {"staff": "80"}),
        partner("c", "DE", {"staff": "80"}),
    ]
    budget = reckon(Consortium(tuple(three)), programme, DAY)
    assert budget.grant == Decimal("150.00")
    assert [one.grant for one in budget.partners] == [Decimal("37.50"), Decimal("37.50"), Decimal("75.00")]


def test_rates_for_some_categories_only():
    programme = replace(
        PROGRAMMES["horizon-europe-ria"],
        rates=(
            Rate(Decimal(100), "page", True, Span(), categories=frozenset({"third_parties"})),
            Rate(Decimal(50), "page", False, Span(), among=Selection()),
        ),
        indirect=(),
    )
    budget = reckon(Consortium((partner(budget={"third_parties": "10", "staff": "10"}),)), programme, DAY)
    assert budget.grant == Decimal("15.00")
    assert budget.partners[0].rate is None
    assert codes(budget) == ["rate_unconfirmed"]


def test_of_each_100_euros_spent_the_programme_pays():
    firm = partner(nonprofit=False)
    assert pays_of_each_100(firm, PROGRAMMES["horizon-europe-ia"], DAY) == Decimal("87.50")
    assert pays_of_each_100(firm, PROGRAMMES["alpine-space-2021"], DAY) == Decimal("75.00")
    assert pays_of_each_100(partner(country="FR"), PROGRAMMES["eurostars-2021"], DAY) is None


def test_a_programme_is_not_reckoned_with_on_days_without_it():
    with pytest.raises(NotValidError):
        of("horizon-europe-ria", partner(budget={"staff": "1"}), day=date(2019, 1, 1))


AMOUNTS = some.decimals(min_value=0, max_value=Decimal("9999999.99"), places=2)
PARTNERS = some.builds(
    Partner,
    id=some.uuids().map(str),
    name=some.just("x"),
    country=some.sampled_from(["IT", "DE", "AT", "SI", "FR", "CH", "LI"]),
    kind=some.sampled_from(["sme", "university", "public", "large", ""]),
    sme=some.none() | some.booleans(),
    nonprofit=some.none() | some.booleans(),
    size=some.sampled_from(["", "small", "medium", "large"]),
    budget=some.dictionaries(some.sampled_from(CATEGORIES), AMOUNTS, max_size=5),
)


@given(
    some.lists(PARTNERS, min_size=1, max_size=6, unique_by=lambda one: one.id),
    some.sampled_from(sorted(PROGRAMMES)),
    some.sampled_from(["", "research", "development"]),
)
def test_parts_add_up_to_the_whole_and_no_grant_passes_rate_or_cap(partners, name, activity):
    programme = PROGRAMMES[name]
    day = programme.valid.first or DAY
    budget = reckon(Consortium(tuple(partners)), programme, day, Plans(activity=activity))
    assert budget.total == sum(one.total for one in budget.partners)
    assert budget.total == sum(budget.of_category(category) for category in budget.categories)
    assert budget.total == budget.grant + budget.own_share
    for one in budget.partners:
        assert one.total == one.direct + one.indirect == one.grant + one.own_share
        assert one.total == one.total.quantize(Decimal("0.01"))
        assert 0 <= one.grant <= one.paid <= one.total
        if one.rate is not None:
            assert one.grant <= one.paid * one.rate / 100
    for cap in programme.caps:
        if cap.hard and cap.per == "project" and cap.when is None and cap.valid.holds(day):
            assert budget.grant <= cap.amount
    assert {reason.code for reason in budget.warnings} <= set(CODES)


@given(AMOUNTS, some.lists(some.integers(0, 1000), min_size=1, max_size=12).filter(any))
def test_an_amount_spread_adds_up_to_itself_and_no_part_is_a_cent_off(amount, weights):
    parts = spread(amount, weights)
    assert sum(parts) == amount
    exact = [amount * weight / sum(weights) for weight in weights]
    assert all(abs(part - each) < Decimal("0.01") for part, each in zip(parts, exact, strict=True))


def test_nothing_can_be_spread_over_no_weight():
    with pytest.raises(ValueError, match="weights"):
        spread(Decimal(1), [0, 0])


@given(AMOUNTS, some.integers(0, 100))
def test_a_grant_never_passes_its_rate(amount, percent):
    assert granted(amount, Decimal(percent)) <= amount * percent / 100


@given(AMOUNTS, some.integers(0, 100), some.integers(1, 60), some.dates(date(2020, 1, 1), date(2030, 1, 1)),
       some.integers(0, 60), some.integers(0, 40))  # fmt: skip
def test_a_cash_flow_ends_with_the_own_share(cost, percent, months, start, advance, retained):
    grant = granted(cost, Decimal(percent))
    years = cash_flow(cost, grant, start, months, advance=Decimal(advance), retained=Decimal(retained))
    assert total(one.spent for one in years) == cost
    assert total(one.paid for one in years) == grant
    assert years[-1].carried == cost - grant
    assert sum(months_by_year(start, months).values()) == months


@pytest.mark.parametrize("wrong", [{"months": 0}, {"advance": Decimal(90), "retained": Decimal(20)}])
def test_a_cash_flow_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="at least one month"):
        cash_flow(Decimal(1), Decimal(1), DAY, **{"months": 12, **wrong})
