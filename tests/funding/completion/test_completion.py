"""Completions: who joins and why, alternatives, what cannot be, and candidates read from files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cordata.funding.completion import Candidate, Weights, WishError, Wishes, complete, read_candidates
from cordata.funding.completion.conflicts import smallest_conflict
from cordata.funding.completion.pruning import Field
from cordata.funding.completion.value import Worth
from cordata.funding.consortia import Consortium, Partner
from cordata.funding.eligibility import NotValidError
from cordata.funding.instruments import Span
from cordata.funding.linear import OutOfTimeError, Rows, Sum
from cordata.funding.programme_files import load_programmes
from cordata.funding.programmes import Rule
from cordata.funding.rules.terms import All, Amount, Any, Count, Distinct, Lead, Not, Person, Selection

DAY = date(2026, 1, 1)
RIA = load_programmes()["horizon-europe-ria"]


def partner(name: str, country: str, **facts: object) -> Partner:
    return Partner(name, name, country, **facts)


def candidate(name: str, country: str, fit: float = 0.5, **facts: object) -> Candidate:
    return Candidate(partner(name, country), fit=fit, **facts)


CORE = Consortium((partner("core", "IT", coordinator=True),))
ABROAD = (candidate("d", "DE", 0.4), candidate("a", "AT", 0.3), candidate("s", "SI", 0.2), candidate("c", "CA", 0.9))


def ids(proposal) -> set[str]:
    return {member.candidate.id for member in proposal.members}


def programme_with(*conditions, hard=True):
    rules = tuple(
        Rule(f"r{place}", condition, hard, "a page", True, Span()) for place, condition in enumerate(conditions)
    )
    return replace(RIA, rules=rules)


def test_the_fittest_who_make_it_eligible_are_proposed_and_told_why():
    found = complete(CORE, ABROAD, RIA, DAY, Wishes(largest=3))
    best = found.proposals[0]
    assert ids(best) == {"d", "a"}
    assert best.verdict.outcome == "eligible"
    for member in best.members:
        codes = {reason.code: reason.facts for reason in member.reasons}
        assert codes["needed_for_rules"]["rules"] == ["countries"]
        assert codes["brings_country"]["country"] == member.candidate.partner.country
        assert "newcomer" in codes
        assert [one.id for one in member.reserve] == ["s"]


def test_alternatives_differ_and_are_worth_less_and_less():
    found = complete(CORE, ABROAD, RIA, DAY, Wishes(largest=3, alternatives=4))
    assert [ids(one) for one in found.proposals] == [{"d", "a"}, {"d", "s"}, {"a", "s"}]
    values = [one.value for one in found.proposals]
    assert values == sorted(values, reverse=True)


def test_alternatives_may_be_asked_to_be_further_apart():
    found = complete(CORE, ABROAD, RIA, DAY, Wishes(largest=3, alternatives=4, apart=2))
    assert [ids(one) for one in found.proposals] == [{"d", "a"}]


def test_locked_ones_join_and_excluded_ones_do_not():
    wishes = Wishes(largest=3, locked=frozenset({"s"}), excluded=frozenset({"d"}), alternatives=1)
    assert ids(complete(CORE, ABROAD, RIA, DAY, wishes).proposals[0]) == {"s", "a"}


def test_a_concept_of_the_topic_is_worth_a_seat():
    bringing = candidate("x", "IT", 0.0, concepts=frozenset({"casting", "painting"}))
    wishes = Wishes(largest=4, concepts=("casting", "welding"), alternatives=1)
    best = complete(CORE, (*ABROAD, bringing), RIA, DAY, wishes).proposals[0]
    assert "x" in ids(best)
    assert best.uncovered == ("welding",)
    assert best.parts["coverage"] == pytest.approx(0.5)


def test_past_ties_win_or_lose_as_is_asked_for():
    friend = candidate("f", "FR", 0.4, ties=frozenset({"core"}))
    stranger = candidate("g", "FR", 0.4)
    for ties, expected in ((1.0, "f"), (-1.0, "g")):
        wishes = Wishes(largest=3, weights=Weights(ties=ties), alternatives=1)
        found = complete(CORE, (candidate("d", "DE"), friend, stranger), RIA, DAY, wishes)
        assert expected in ids(found.proposals[0])


def test_work_is_spread_over_those_who_are_asked_less():
    busy, idle = candidate("b", "FR", 0.4, asked=9), candidate("i", "FR", 0.4)
    found = complete(CORE, (candidate("d", "DE"), busy, idle), RIA, DAY, Wishes(largest=3, alternatives=1))
    assert ids(found.proposals[0]) == {"d", "i"}


def test_regions_with_more_potential_are_preferred():
    near, far = (Candidate(partner(name, "DE", nuts=nuts), fit=0.4) for name, nuts in (("n", "DE21"), ("f", "DE30")))
    core = Consortium((partner("core", "IT", nuts="ITC1"), partner("a", "AT", nuts="AT33")))
    wishes = Wishes(largest=3, potential={("DE30", "ITC1"): 8.0, ("DE21", "ITC1"): 2.0}, alternatives=1)
    best = complete(core, (near, far), RIA, DAY, wishes).proposals[0]
    assert ids(best) == {"f"}
    assert best.parts["potential"] == pytest.approx(0.5 / 3)


def test_a_soft_rule_is_broken_only_where_that_is_worth_it():
    programme = programme_with(Count(minimum=3), hard=False)
    poor = (candidate("d", "DE", 0.0), candidate("a", "AT", 0.0))
    cheap = complete(CORE, poor, programme, DAY, Wishes(weights=Weights(soft=0.01), alternatives=1)).proposals[0]
    dear = complete(CORE, poor, programme, DAY, Wishes(weights=Weights(soft=5.0), alternatives=1)).proposals[0]
    assert (ids(cheap), cheap.broken_soft) == (set(), ("r0",))
    assert (ids(dear), dear.broken_soft) == ({"d", "a"}, ())


def test_what_cannot_hold_together_is_named_and_no_more():
    found = complete(CORE, ABROAD, RIA, DAY, Wishes(largest=2))
    assert found.proposals == ()
    assert found.conflict == ("rule:countries", "wish:size")
    assert found.smallest


def test_a_wish_for_a_kind_that_nobody_has_is_the_conflict():
    assert complete(CORE, ABROAD, RIA, DAY, Wishes(kinds={"university": 1})).conflict == ("wish:kind:university",)


def test_locking_somebody_may_be_in_conflict_with_the_rules():
    programme = programme_with(Distinct("country", maximum=1))
    found = complete(CORE, ABROAD, programme, DAY, Wishes(locked=frozenset({"d"})))
    assert found.conflict == ("rule:r0", "wish:locked")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Any((Count(minimum=9), Distinct("country", minimum=3))), {"core", "IT"}),
        (All((Count(minimum=3), Count(maximum=3))), 3),
        (Not(Count(maximum=2)), 3),
        (Not(Not(Count(minimum=4))), 4),
        (Not(All((Count(maximum=2), Count(minimum=1)))), 3),
        (Not(Any((Count(maximum=2), Count(minimum=9)))), 3),
    ],
)
def test_composed_conditions_bind(condition, expected):
    none = Weights(fit=0.0, spread=0.0, diversity=0.0, size=1.0)
    best = complete(CORE, ABROAD, programme_with(condition), DAY, Wishes(weights=none, alternatives=1)).proposals[0]
    assert best.verdict.outcome == "eligible"
    assert len(best.consortium.partners) == (3 if isinstance(expected, set) else expected)


@pytest.mark.parametrize(
    "condition",
    [
        Person("civil_purpose"), Amount("grant", minimum=None), Not(Person("civil_purpose")),
        Any((Person("civil_purpose"), Count(minimum=99))),
    ],
)  # fmt: skip
def test_what_hangs_on_things_not_known_is_left_open(condition):
    assert complete(CORE, ABROAD, programme_with(condition), DAY).left_open == ("r0",)


def test_somebody_must_be_able_to_lead_where_nobody_does_yet():
    core = Consortium((partner("core", "IT", sme=False),))
    able = Candidate(partner("able", "DE", sme=True))
    found = complete(core, (*ABROAD, able), programme_with(Lead(Selection(sme=True))), DAY, Wishes(alternatives=1))
    assert "able" in ids(found.proposals[0])


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"locked": frozenset({"d"}), "excluded": frozenset({"d"})}, "locked_and_excluded"),
        ({"smallest": 5, "largest": 4}, "smallest_above_largest"),
        ({"alternatives": 0}, "below_one"),
        ({"locked": frozenset({"nobody"})}, "locked_not_there"),
    ],
)
def test_wishes_that_cannot_be_meant_are_refused_by_name(wishes, code):
    with pytest.raises(WishError) as error:
        complete(CORE, ABROAD, RIA, DAY, Wishes(**wishes))
    assert error.value.code == code


@pytest.mark.parametrize(
    ("weights", "code"), [({"fit": -1.0}, "negative_weight"), ({"ties": 2.0}, "ties_out_of_range")]
)
def test_weights_out_of_range_are_refused_by_name(weights, code):
    with pytest.raises(WishError) as error:
        Weights(**weights)
    assert error.value.code == code


def test_a_candidate_who_is_a_partner_and_a_core_without_a_seat_are_refused():
    with pytest.raises(WishError, match="already_partner"):
        complete(CORE, (candidate("core", "IT"),), RIA, DAY)
    with pytest.raises(WishError, match="core_too_large"):
        complete(CORE.with_partners([partner("x", "DE")]), (), RIA, DAY, Wishes(largest=1))
    with pytest.raises(NotValidError):
        complete(CORE, ABROAD, RIA, date(1999, 1, 1))


def test_those_who_are_never_needed_are_left_out():
    many = tuple(candidate(f"x{number}", "DE", number / 100) for number in range(100))
    bringing = candidate("y", "DE", 0.0, concepts=frozenset({"casting"}))
    worth = Worth.among(many, CORE, Wishes(concepts=("casting",)))
    kept = {one.id for one in Field((*many, bringing), (), DAY, worth).worth_considering(3)}
    assert kept == {"x99", "x98", "x97", "y"}


def test_a_smaller_conflict_is_found_behind_a_larger_one():
    def possible(held):
        return not (held >= {"a", "b", "c"} or held >= {"c", "d"})

    assert smallest_conflict(["d", "a", "b", "c"], possible) == (("d", "c"), True)


def test_a_search_without_time_says_so():
    rows = Rows()
    chance = [[(place * 7919 + other * 104729) % 97 for other in range(60)] for place in range(60)]
    variables = [rows.variable(whole=True, value=1.0) for _each in range(60)]
    for line in chance:
        rows.at_most(Sum(dict(zip(variables, map(float, line), strict=True))), 1000.0, "")
        rows.at_least(Sum(dict(zip(variables, map(float, line), strict=True))), 999.0, "")
    with pytest.raises(OutOfTimeError):
        rows.solve(seconds=0.001)


def test_candidates_are_read_from_lines_and_faults_told_by_line():
    content = (
        b'\xef\xbb\xbf{"id": "a", "country": "SI", "concepts": ["casting"], '
        b'"fit": 0.25, "ties": ["core"], "asked": 2}\n'
        b"\n"
        b'{"id": "a", "country": "IT"}\n'
        b'{"id": "b", "country": "IT", "fit": 3}\n'
        b"[1]\n"
        b"{broken\n"
        b'{"id": "c", "country": "\xff"}\n'
    )
    reading = read_candidates(content)
    assert [one.id for one in reading.candidates] == ["a"]
    first = reading.candidates[0]
    assert (first.fit, first.ties, first.asked, first.concepts) == (0.25, {"core"}, 2, {"casting"})
    told = [(line, fault.code) for line, fault in reading.faults]
    assert told == [(3, "twice"), (4, "bad_number"), (5, "not_a_table"), (6, "not_json"), (7, "not_utf8")]
