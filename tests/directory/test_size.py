"""Articles 2 to 4 of Recommendation 2003/361/EC, and the table of the Commission's User guide (2020) on two periods."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.directory.ownership import Figures, Relation
from cordata.directory.size import (
    SIZE_CODES,
    SIZES,
    EstimateBesideAccountsError,
    NoPeriodError,
    Period,
    assess_size,
    size_of,
)

amounts = st.builds(Figures, st.floats(0, 500), st.floats(0, 1e8), st.floats(0, 1e8))
OF_SIZE = {"micro": Figures(5, 1e6, 1e6), "small": Figures(20, 5e6, 5e6), "medium": Figures(100, 20e6, 20e6),
           "large": Figures(300, 60e6, 60e6)}  # fmt: skip


def of_sizes(*sizes: str) -> list[Period]:
    return [Period(OF_SIZE[size]) for size in sizes]


def codes(*periods: Period) -> list[str]:
    return [reason.code for reason in assess_size(periods).reasons]


@pytest.mark.parametrize(
    ("figures", "size"),
    [
        ((9.9, 2e6, 9e9), "micro"), ((9.9, 9e9, 2e6), "micro"), ((10, 0, 0), "small"), ((9, 2.1e6, 2.1e6), "small"),
        ((49.9, 10e6, 9e9), "small"), ((50, 0, 0), "medium"), ((49, 10.1e6, 10.1e6), "medium"),
        ((249.9, 50e6, 9e9), "medium"), ((249.9, 9e9, 43e6), "medium"), ((250, 0, 0), "large"),
        ((1, 50.1e6, 43.1e6), "large"),
    ],
)  # fmt: skip
def test_the_ceilings_are_those_of_article_2(figures: tuple[float, float, float], size: str) -> None:
    assert size_of(Figures(*figures)) == size


@pytest.mark.parametrize(
    ("oldest", "before", "now", "is_sme"),
    [
        ("large", "large", "medium", False), ("large", "medium", "medium", True), ("medium", "medium", "medium", True),
        ("medium", "large", "medium", True), ("medium", "medium", "large", True), ("medium", "large", "large", False),
        ("large", "medium", "large", False), ("large", "large", "large", False),
    ],
)  # fmt: skip
def test_the_status_changes_after_two_periods_as_in_the_guides_table(
    oldest: str, before: str, now: str, is_sme: bool
) -> None:
    assert assess_size(of_sizes(oldest, before, now)).is_sme is is_sme


def test_each_ceiling_is_judged_by_itself() -> None:
    """From small over medium to large: twice above the small ceiling, once above the medium one."""
    found = assess_size(of_sizes("small", "medium", "large"))
    assert (found.size, found.latest) == ("medium", "large")


def test_a_change_of_owner_tells_at_once() -> None:
    before, now = Period(OF_SIZE["small"]), Period(OF_SIZE["large"], owner_changed=True)
    assert assess_size([before, now]).size == "large"
    assert "owner_changed" in codes(before, now)
    assert "two_periods" not in codes(before, now)


def test_a_public_bodys_quarter_tells_at_once() -> None:
    held = (Relation("town", 25, kind="public_body"),)
    found = assess_size([Period(OF_SIZE["micro"]), Period(OF_SIZE["micro"], held)])
    assert (found.size, found.is_sme, found.standing) == ("large", False, "autonomous")
    assert [reason.code for reason in found.reasons] == ["autonomous", "public_holder", "public_quarter"]
    less = (Relation("town", 24, kind="public_body"),)
    assert assess_size([Period(OF_SIZE["micro"], less)]).size == "micro"


def test_a_new_enterprise_may_estimate_but_not_beside_accounts() -> None:
    assert codes(Period(OF_SIZE["micro"], estimated=True)) == ["autonomous", "within_ceilings", "estimated"]
    with pytest.raises(EstimateBesideAccountsError):
        assess_size([Period(OF_SIZE["micro"]), Period(OF_SIZE["micro"], estimated=True)])


def test_without_a_period_there_is_no_size() -> None:
    with pytest.raises(NoPeriodError):
        assess_size([])


def test_the_reasons_tell_why_not_smaller() -> None:
    found = assess_size([Period(Figures(60, 12e6, 11e6))])
    assert [(reason.code, reason.facts["size"]) for reason in found.reasons[1:]] == [
        ("too_many_heads", "micro"), ("too_much_money", "micro"),
        ("too_many_heads", "small"), ("too_much_money", "small"), ("within_ceilings", "medium"),
    ]  # fmt: skip
    assert found.reasons[1].facts == {"size": "micro", "headcount": 60, "ceiling": 10}


def test_the_standing_is_the_closest_tie() -> None:
    partner = Relation("B", 30, figures=OF_SIZE["micro"])
    linked = Relation("C", 60, figures=OF_SIZE["micro"])
    standings = [assess_size([Period(OF_SIZE["micro"], held)]).standing for held in ((), (partner,), (partner, linked))]
    assert standings == ["autonomous", "partner", "linked"]


def test_a_group_makes_a_small_firm_large() -> None:
    """5 heads of its own, its mother 300: 305 in all."""
    found = assess_size([Period(OF_SIZE["micro"], (Relation("mother", 51, figures=OF_SIZE["large"]),))])
    assert (found.size, found.totals.headcount) == ("large", 305)
    assert [(part.id, part.tie, part.percent) for part in found.parts] == [("mother", "linked", 100)]


def test_pro_rata_figures_stand_at_the_ceiling_exactly() -> None:
    """20 + 30 % of 100 are 50 heads, one too many for a small enterprise."""
    found = assess_size([Period(Figures(20, 0, 0), (Relation("B", 30, figures=Figures(100, 0, 0)),))])
    assert found.size == "medium"


@given(amounts, amounts)
def test_adding_never_makes_smaller(one: Figures, other: Figures) -> None:
    assert SIZES.index(size_of(one + other)) >= max(SIZES.index(size_of(one)), SIZES.index(size_of(other)))


@given(st.lists(st.sampled_from(SIZES), min_size=1, max_size=6))
def test_a_size_that_stayed_two_periods_is_the_size(sizes: list[str]) -> None:
    assert assess_size(of_sizes(*sizes, sizes[-1])).size == sizes[-1]


@given(st.lists(st.sampled_from(SIZES), min_size=1, max_size=6))
def test_the_size_lies_among_those_that_were_seen(sizes: list[str]) -> None:
    order = sorted(SIZES.index(size) for size in sizes)
    assert order[0] <= SIZES.index(assess_size(of_sizes(*sizes)).size) <= order[-1]


@given(st.lists(amounts, min_size=1, max_size=3), st.floats(0, 100), amounts, st.sampled_from(["owner", "owned"]))
def test_every_reason_is_a_known_code_with_its_facts(
    periods: list[Figures], percent: float, theirs: Figures, direction: str
) -> None:
    held = (Relation("B", percent, figures=theirs, direction=direction),)  # type: ignore[arg-type]
    for reason in assess_size([Period(figures, held) for figures in periods]).reasons:
        assert set(reason.facts) == set(SIZE_CODES[reason.code])


def test_holders_are_told_with_what_they_are() -> None:
    held = (Relation("fund", 30, kind="venture_capital"), Relation("town", 5, kind="public_body"),
            Relation("me", 40, kind="person"), Relation("B", 10))  # fmt: skip
    reasons = {reason.code: reason.facts for reason in assess_size([Period(OF_SIZE["micro"], held)]).reasons}
    assert reasons["exempt_holder"] == {"id": "fund", "kind": "venture_capital", "percent": 30}
    assert all(set(facts) == set(SIZE_CODES[code]) for code, facts in reasons.items())
    assert set(reasons) == {"autonomous", "exempt_holder", "public_holder", "person_holder", "minor_holder",
                            "within_ceilings"}  # fmt: skip


def test_time_is_told_when_it_decides() -> None:
    assert codes(*of_sizes("small", "micro"))[-1] == "one_period_only"
    assert codes(*of_sizes("small", "micro", "micro"))[-1] == "two_periods"
    assert codes(*of_sizes("micro", "micro"))[-1] == "within_ceilings"
