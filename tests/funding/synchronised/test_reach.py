"""How far the money of a synchronised call reaches: reckoned by hand, and laws that hold for any amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.funding.instruments import instrument_of
from cordata.funding.synchronised import Side, reach_of

CELLS = {
    "id": "one", "name": "One", "local_name": "Uno", "funder": "Regione", "level": "regional", "territories": "ITC1",
    "form": "grant", "purpose": "r_and_d", "beneficiaries": "sme;cluster", "rate_max": "50", "ceiling": "100000",
    "budget": "", "currency": "EUR", "duration_months": "24", "conditions": "", "valid_from": "2024", "valid_to": "",
    "status": "open", "legal_basis": "", "website": "https://one.example", "source": "https://one.example",
    "confirmed": "yes", "checked": "2026-11-22",
}  # fmt: skip
AMOUNTS = st.decimals(0, 10_000_000, places=2)
COSTS = st.decimals(Decimal("0.01"), 1_000_000, places=2)
RATES = st.decimals(1, 100, places=2)


def side(key: str, amount: str | None, cost: str | None, rate: str | None = None, **cells: str) -> Side:
    told = [None if one is None else Decimal(one) for one in (amount, cost, rate)]
    return Side(instrument_of({**CELLS, "id": key, **cells}), *told)


def test_each_side_pays_its_rate_and_the_one_that_ends_first_limits_the_call() -> None:
    found = reach_of([side("one", "500000", "120000"), side("two", "200000", "80000", rate_max="75")])
    one, two = found.sides
    assert (one.paid, one.own, one.projects) == (Decimal("60000.00"), Decimal("60000.00"), 8)
    assert (two.paid, two.own, two.projects) == (Decimal("60000.00"), Decimal("20000.00"), 3)
    assert (found.projects, found.limiting) == (3, ("two",))
    assert (one.used, one.left) == (Decimal("180000.00"), Decimal("320000.00"))
    assert (two.used, two.left) == (Decimal("180000.00"), Decimal("20000.00"))


def test_the_ceiling_lowers_what_is_paid_and_the_applicant_bears_the_rest() -> None:
    [one, _two] = reach_of([side("one", "250000", "300000"), side("two", "1", "1")]).sides
    assert (one.paid, one.own, one.is_capped, one.projects) == (
        Decimal("100000.00"),
        Decimal("200000.00"),
        True,
        2,
    )


def test_a_rate_that_was_agreed_counts_instead_of_that_of_the_instrument() -> None:
    [one, _two] = reach_of([side("one", "1000", "100", "33.33"), side("two", "1", "1")]).sides
    assert (one.paid, one.projects) == (Decimal("33.33"), 30)


@pytest.mark.parametrize(
    ("told", "unknown"),
    [
        (side("two", None, "100"), ("amount",)),
        (side("two", "1000", None), ("cost",)),
        (side("two", "1000", "100", rate_max=""), ("rate",)),
        (side("two", "1000", "0.01", "1"), ("pays_nothing",)),
    ],
)
def test_what_is_not_known_of_one_side_leaves_the_call_open_and_is_named(told: Side, unknown: tuple[str, ...]) -> None:
    found = reach_of([side("one", "1000", "100"), told])
    assert (found.projects, found.at_most, found.limiting) == (None, 20, ("one",))
    assert found.sides[1].unknown == unknown
    assert found.sides[0].used is None


@pytest.mark.parametrize("wrong", [("-1", "1", None), ("1", "0", None), ("1", "1", "0"), ("1", "1", "100.5")])
def test_what_cannot_be_an_amount_is_refused_by_the_instrument(wrong: tuple[str, str, str | None]) -> None:
    with pytest.raises(ValueError, match="one"):
        side("one", *wrong)


@given(st.lists(st.tuples(AMOUNTS, COSTS, RATES), min_size=2, max_size=5))
def test_nobody_pays_more_than_it_has_and_one_project_more_is_too_much_for_somebody(
    told: list[tuple[Decimal, Decimal, Decimal]],
) -> None:
    instrument = instrument_of(CELLS)
    found = reach_of([Side(instrument, *each) for each in told])
    for one in found.sides:
        assert one.paid + one.own == one.side.cost
        assert one.paid <= min(one.side.cost * one.side.percent / 100, Decimal(100_000))
    if found.projects is None:
        assert any(one.unknown == ("pays_nothing",) for one in found.sides)
        return
    assert all(one.used + one.left == one.side.amount and one.left >= 0 for one in found.sides)
    assert any(one.paid * (found.projects + 1) > one.side.amount for one in found.sides)
