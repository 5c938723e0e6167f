"""Articles 3 and 6 of Recommendation 2003/361/EC; worked examples after the Commission's User guide to the SME
definition (2020), their figures ours and added up by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.directory.ownership import (
    CountedTwiceError,
    Figures,
    ImpossibleFiguresError,
    MissingFiguresError,
    Relation,
    parts_of,
    public_share,
    tie_of,
)
from cordata.directory.size import total_of

A, B, C, D, E = (Figures(heads, heads * 1e5, heads * 5e4) for heads in (10, 100, 200, 1000, 4000))


def heads(*relations: Relation) -> float:
    return total_of(A, relations).headcount


def test_example_1_partners_above_and_below_count_pro_rata() -> None:
    """A holds 33 % of C and 49 % of D; B holds 25 % of A: 10 + 25 + 66 + 490."""
    total = total_of(A, [
        Relation("B", 25, figures=B),
        Relation("C", 33, figures=C, direction="owned"),
        Relation("D", 49, figures=D, direction="owned"),
    ])  # fmt: skip
    assert total.headcount == pytest.approx(591)
    assert total.turnover == pytest.approx(59.1e6)
    assert total.balance_sheet == pytest.approx(29.55e6)


def test_example_2_linked_enterprises_count_whole() -> None:
    """A holds 51 % of C and 100 % of D; B holds 60 % of A: all whole."""
    assert heads(
        Relation("B", 60, figures=B),
        Relation("C", 51, figures=C, direction="owned"),
        Relation("D", 100, figures=D, direction="owned"),
    ) == pytest.approx(10 + 100 + 200 + 1000)


def test_example_3_who_is_linked_to_a_partner_counts_pro_rata_and_a_partners_partner_not() -> None:
    """B and C hold 38 % each of A; B holds 60 % of D; E is a partner of C at 40 %: 10 + 38 % of (100 + 1000 + 200)."""
    assert heads(
        Relation("B", 38, figures=B, relations=(Relation("D", 60, figures=D, direction="owned"),)),
        Relation("C", 38, figures=C, relations=(Relation("E", 40, figures=E),)),
    ) == pytest.approx(10 + 0.38 * 1300)


def test_example_4_investors_of_the_list_do_not_count_while_apart() -> None:
    """A university with 25 % and an institutional investor with 25 % are exempt, C with 30 % is a partner: 10 + 60."""
    assert heads(
        Relation("B", 25, kind="university"),
        Relation("C", 30, figures=C),
        Relation("D", 25, kind="institutional_investor"),
    ) == pytest.approx(70)


def test_example_5_investors_of_the_list_count_whole_when_linked_and_above_half_together() -> None:
    """A university with 25 % and a public investment corporation with 30 % hold 55 %: whole; C 25 %: 10+100+50+1000."""
    assert heads(
        Relation("B", 25, kind="university", figures=B, group="state"),
        Relation("C", 25, figures=C),
        Relation("D", 30, kind="public_investment", figures=D, group="state"),
    ) == pytest.approx(1160)


def test_partners_of_linked_enterprises_count_pro_rata() -> None:
    """Article 6(3), second subparagraph: mother whole, her partner by 30 %."""
    assert heads(
        Relation("B", 80, figures=B, relations=(Relation("C", 30, figures=C, direction="owned"),))
    ) == pytest.approx(10 + 100 + 60)


def test_what_is_consolidated_does_not_count_again() -> None:
    """Article 6(2): the daughter stands in A's accounts, her partner C with 25 % does not."""
    daughter = Relation("B", 100, direction="owned", consolidated=True, relations=(Relation("C", 25, figures=C),))
    assert heads(daughter) == pytest.approx(60)
    assert [reason.code for _, reason in parts_of([daughter])] == ["already_consolidated", "partner"]


def test_the_greater_of_capital_and_votes_tells_the_share() -> None:
    assert tie_of(Relation("B", 20, votes=40), []) == ("partner", 40)
    assert tie_of(Relation("B", 60, votes=30), []) == ("partner", 60)
    assert tie_of(Relation("B", 30, votes=51), []) == ("linked", 100)


@pytest.mark.parametrize(
    ("percent", "tie"), [(24.99, "minor"), (25, "partner"), (50, "partner"), (50.01, "linked"), (0, "minor")]
)
def test_a_quarter_makes_a_partner_and_more_than_half_a_link(percent: float, tie: str) -> None:
    assert tie_of(Relation("B", percent), [])[0] == tie


def test_control_links_without_any_share() -> None:
    assert tie_of(Relation("B", 0, controls=True), []) == ("linked", 100)


def test_owners_linked_to_one_another_are_taken_together() -> None:
    """15 % and 15 % of one group are 30 %, which counts for both: 10 + 30 % of (100 + 200)."""
    assert heads(Relation("B", 15, figures=B, group="g"), Relation("C", 15, figures=C, group="g")) == pytest.approx(100)
    assert heads(Relation("B", 15), Relation("C", 15)) == 10


@pytest.mark.parametrize(("invested", "expected"), [(1_249_999, 10), (1_250_000, 10 + 30)])
def test_business_angels_are_exempt_below_a_million_and_a_quarter(invested: float, expected: float) -> None:
    assert heads(Relation("B", 30, kind="business_angels", invested=invested, figures=B)) == pytest.approx(expected)


def test_what_all_business_angels_invested_is_added_up() -> None:
    angels = [Relation(name, 25, kind="business_angels", invested=700_000, figures=B) for name in ("B", "C")]
    assert heads(*angels) == pytest.approx(60)
    assert heads(*angels[:1]) == 10


def test_an_angel_without_a_firm_of_its_own_adds_nothing() -> None:
    found = list(parts_of([Relation("B", 30, kind="business_angels", invested=2e6)]))
    assert [(part.tie, part.figures.headcount) for part, _ in found] == [("person", 0)]


def test_an_angels_sum_must_be_known() -> None:
    with pytest.raises(MissingFiguresError, match="B"):
        heads(Relation("B", 30, kind="business_angels"))


def test_exceptions_are_for_owners_only() -> None:
    assert tie_of(Relation("B", 30, kind="venture_capital", direction="owned"), [])[0] == "partner"


def test_a_founder_alone_is_no_enterprise() -> None:
    found = list(parts_of([Relation("founder", 100, kind="person")]))
    assert [(part.tie, part.percent) for part, _ in found] == [("person", 0)]
    assert heads(Relation("founder", 30, kind="person")) == 10


def test_firms_of_the_same_person_are_linked_in_the_same_market_only() -> None:
    """Article 3(3), last part but one: C works in the same market, D does not, E is a minority holding."""
    owner = Relation("founder", 70, kind="person", relations=(
        Relation("C", 80, figures=C, direction="owned", same_market=True),
        Relation("D", 80, figures=D, direction="owned"),
        Relation("E", 30, figures=E, direction="owned", same_market=True),
    ))  # fmt: skip
    assert heads(owner) == pytest.approx(210)


def test_persons_who_act_together_link_their_firms() -> None:
    firm = Relation("C", 60, figures=C, direction="owned", same_market=True)
    family = (
        Relation("x", 30, kind="person", group="f", relations=(firm,)),
        Relation("y", 30, kind="person", group="f"),
    )
    assert heads(*family) == pytest.approx(210)


def test_public_bodies_are_added_up_also_through_what_they_control() -> None:
    owner = Relation("works", 20, figures=B, relations=(Relation("town", 60, kind="public_body"),))
    assert public_share([Relation("region", 10, kind="public_body"), owner]) == 30
    assert public_share([Relation("works", 20, relations=(Relation("town", 50, kind="public_body"),))]) == 0
    assert public_share([Relation("region", 10, kind="public_body", direction="owned")]) == 0


def test_a_small_town_is_exempt_until_it_rules() -> None:
    assert public_share([Relation("town", 50, kind="local_authority")]) == 0
    assert public_share([Relation("town", 51, kind="local_authority")]) == 51
    fund = Relation("fund", 40, kind="regional_fund", relations=(Relation("region", 100, kind="public_body"),))
    assert public_share([fund]) == 0


def test_one_that_counts_needs_figures() -> None:
    with pytest.raises(MissingFiguresError, match="mother"):
        heads(Relation("mother", 60))


def test_nobody_may_stand_twice() -> None:
    with pytest.raises(CountedTwiceError, match="B"):
        heads(Relation("B", 60, figures=B, relations=(Relation("B", 60, figures=B),)))


def test_owners_hold_no_more_than_all() -> None:
    with pytest.raises(ImpossibleFiguresError, match="B, C"):
        heads(Relation("B", 60, figures=B), Relation("C", 60, figures=C))
    assert (
        heads(Relation("B", 60, direction="owned", figures=B), Relation("C", 60, direction="owned", figures=C)) == 310
    )


@pytest.mark.parametrize("values", [(-1, 0, 0), (0, float("nan"), 0), (0, 0, float("inf"))])
def test_impossible_figures_are_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(ImpossibleFiguresError):
        Figures(*values)


@pytest.mark.parametrize("wrong", [{"capital": -1}, {"capital": 101}, {"capital": 5, "votes": 120},
                                   {"capital": 5, "invested": -1}])  # fmt: skip
def test_impossible_shares_are_refused(wrong: dict) -> None:
    with pytest.raises(ImpossibleFiguresError, match="B"):
        Relation("B", **wrong)


@given(st.floats(25, 50), st.floats(0, 1e4), st.floats(0, 1e4))
def test_a_partner_counts_pro_rata(percent: float, ours: float, theirs: float) -> None:
    partner = Relation("B", percent, figures=Figures(theirs, 0, 0))
    assert total_of(Figures(ours, 0, 0), [partner]).headcount == pytest.approx(ours + theirs * percent / 100)


@given(st.permutations([Relation("B", 30, figures=B), Relation("C", 60, figures=C), Relation("D", 26, figures=D,
       direction="owned"), Relation("E", 5)]))  # fmt: skip
def test_the_order_of_relations_does_not_matter(relations: list[Relation]) -> None:
    assert heads(*relations) == pytest.approx(10 + 30 + 200 + 260)


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_greater_share_never_counts_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert heads(Relation("B", low, figures=B)) <= heads(Relation("B", high, figures=B))
