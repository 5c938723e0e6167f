"""Calls that fit a text: words, meaning, who may apply, country, readiness, deadline."""

from datetime import UTC, date, datetime

import pytest

from cordata.directory.profiles import load_network
from cordata.funding import FIT_CODES, Applicant, Call, Maturity, applicant_of, closing, deadlines_of
from cordata.funding.applicants import fits_of
from cordata.funding.call_matching import CallMatcher, record_of_call
from cordata.funding.call_words import WordWeights
from cordata.funding.joining import joining
from cordata.language import Annotator
from cordata.language.alignment import load_alignment
from cordata.matching import Engine, Index

NOW = datetime(2026, 8, 15, tzinfo=UTC)
WHEN = deadlines_of("single", [closing(date(2026, 12, 1))])
DAY = date(2026, 12, 1)


def call(key: str, title: str, text: str = "", **more) -> Call:
    facts = {"deadlines": WHEN, "said": "open", "family": "horizon", "action": "ia", "programme": "horizon-europe-ia"}
    return Call(key, {"en": title}, {"en": text}, topic=key, **{**facts, **more})


CALLS = [
    call("laser", "Laser welding of battery cells", "Outcome: jobs. Scope: Welding with lasers. SMEs are welcome."),
    call("forest", "Forests and wood construction", "Scope: Timber, biodiversity of mountain forests."),
    call("robots", "Robots that sort waste", "Scope: Robotics and computer vision for recycling."),
    call("past", "Laser welding of yesterday", deadlines=deadlines_of("single", [closing(date(2026, 1, 1))])),
]


@pytest.fixture(scope="module")
def word_engine(thesaurus) -> Engine:
    return Engine(thesaurus, load_alignment(), Annotator.build(thesaurus), None)


@pytest.fixture(scope="module")
def matcher(word_engine) -> CallMatcher:
    return CallMatcher.of_calls(word_engine, CALLS)


def codes(fits):
    return {fit.code: fit for fit in fits}


def fitting(one: Call, **applicant):
    return codes(fits_of(one, Applicant("x", **applicant), "open", NOW))


def test_the_call_that_says_the_same_comes_first(matcher) -> None:
    answer = matcher.match(Applicant("We weld battery cells with lasers", "en", "sme", "IT"), NOW)
    assert answer.hits[0].call.id == "laser"
    shared = next(reason for reason in answer.hits[0].reasons if reason.code == "shared_words")
    assert {"cells", "lasers"} <= set(shared.facts["words"])


def test_a_text_in_another_language_finds_calls_by_its_concepts(matcher) -> None:
    answer = matcher.match(Applicant("Sviluppiamo robotica e visione artificiale", "it"), NOW)
    assert answer.hits[0].call.id == "robots"


def test_calls_that_are_closed_are_not_found(matcher) -> None:
    found = matcher.match(Applicant("laser welding of yesterday", "en"), NOW)
    assert "past" not in [hit.call.id for hit in found.hits]
    assert matcher.match(Applicant("laser", "en"), datetime(2027, 1, 1, tzinfo=UTC)).hits == ()


def test_parts_of_the_reasons_sum_to_the_score(matcher) -> None:
    applicant = Applicant("laser welding, wood, robots", "en", "sme", "US", trl=1)
    for hit in matcher.match(applicant, NOW).hits:
        assert 0 <= hit.score <= 1
        assert sum(reason.part for reason in hit.reasons) == pytest.approx(hit.score)


def test_a_country_that_is_not_paid_weakens_a_call(matcher) -> None:
    here, there = (matcher.match(Applicant("laser welding", "en", "sme", code), NOW).hits[0] for code in ("IT", "US"))
    assert there.score == pytest.approx(0.3 * here.score)


def test_an_empty_text_is_told_as_such(matcher) -> None:
    assert matcher.match(Applicant(" "), NOW).problem == "empty"


def test_no_more_calls_are_told_than_asked_for(matcher) -> None:
    assert len(matcher.match(Applicant("laser wood robots", "en"), NOW, top=2).hits) == 2


def test_an_index_that_is_there_is_only_brought_up_to_date(word_engine) -> None:
    index = Index.build(word_engine, map(record_of_call, CALLS))
    matcher = CallMatcher.of_calls(word_engine, [*CALLS, call("new", "Hydrogen valves")], index=index)
    assert len(matcher.matcher.index) == 5
    assert matcher.match(Applicant("hydrogen valves", "en"), NOW).hits[0].call.id == "new"


def test_a_record_says_the_heart_of_the_call_in_its_language() -> None:
    assert record_of_call(CALLS[0]).text == "Laser welding of battery cells. Welding with lasers. SMEs are welcome."
    both = Call("b", {"de": "Holz"}, {"de": "Bauen", "en": "Building"})
    assert (record_of_call(both).language, record_of_call(both).english) == ("de", "Holz. Building")


def test_any_kind_may_apply_where_the_action_does_not_say_otherwise() -> None:
    assert "any_kind" in fitting(CALLS[0], kind="sme")
    assert fitting(call("e", "E", action="erc"), kind="sme")["unusual_kind"].factor < 1
    assert "usual_kind" in fitting(call("e", "E", action="erc"), kind="university")
    assert not {"any_kind", "usual_kind", "unusual_kind"} & set(fitting(call("e", "E", action="erc")))


def test_a_call_for_certain_kinds_is_weaker_for_others() -> None:
    own = call("o", "O", kinds=("sme",))
    assert "kind_asked_for" in fitting(own, kind="sme")
    assert fitting(own, kind="university")["kind_not_asked_for"].factor < 1


@pytest.mark.parametrize(
    ("family", "country", "code"),
    [
        ("horizon", "IT", "country_member"),
        ("horizon", "CH", "country_associated"),
        ("horizon", "US", "country_not_funded"),
        ("horizon", "", "country_unknown"),
        ("i3", "CH", "country_not_funded"),
        ("life", "LI", "country_unclear"),
        ("", "CH", "country_unclear"),
    ],
)
def test_how_a_country_stands_is_told(family, country, code) -> None:
    assert code in fitting(call("c", "C", family=family), country=country)


def test_switzerland_is_associated_from_2025_on_only() -> None:
    early = call("c", "C", deadlines=deadlines_of("single", [closing(date(2024, 9, 1))]))
    found = codes(fits_of(early, Applicant("x", country="CH"), "open", datetime(2024, 6, 1, tzinfo=UTC)))
    assert "country_not_funded" in found


@pytest.mark.parametrize(
    ("countries", "nuts", "code"),
    [(("AT", "ITC1"), "ITC11", "territory_within"), (("AT", "ITC1"), "IT", "territory_unclear"),
     (("AT",), "ITC1", "territory_outside"), (("GR",), "EL30", "territory_within")],
)  # fmt: skip
def test_a_call_for_certain_territories_looks_where_one_sits(countries, nuts, code) -> None:
    assert code in fitting(call("c", "C", countries=countries), nuts=nuts)


@pytest.mark.parametrize(
    ("nuts", "code"), [("ITC1", "territory_within"), ("ITF3", "territory_outside"), ("IT", "territory_unclear")]
)
def test_the_alpine_space_has_an_area(nuts, code) -> None:
    assert code in fitting(call("c", "C", family="alpine-space"), nuts=nuts, country="IT")


@pytest.mark.parametrize(
    ("maturity", "trl", "code"),
    [
        (Maturity((4, 5), (6, 7)), 5, "trl_within"),
        (Maturity((4, 5), (6, 7)), 3, "trl_too_low"),
        (Maturity((4, 5), (6, 7)), 8, "trl_too_high"),
        (Maturity((4, 5), None), 9, "trl_within"),
        (Maturity(None, (6, 7)), 3, "trl_within"),
        (Maturity(None, (6, 7)), None, "trl_asked"),
    ],
)
def test_readiness_is_compared_with_what_the_call_says(maturity, trl, code) -> None:
    assert code in fitting(call("c", "C", maturity=maturity), trl=trl)


def test_a_deadline_within_two_weeks_is_soon() -> None:
    soon = call("c", "C", deadlines=deadlines_of("single", [closing(date(2026, 8, 20))]))
    assert fitting(soon)["closes_soon"].facts["days"] == 5
    assert "closes" in fitting(CALLS[0])
    assert "no_deadline" in fitting(call("c", "C", deadlines=()))


def test_what_is_not_open_yet_says_when_it_opens() -> None:
    later = call("c", "C", opening=date(2026, 9, 1))
    found = codes(fits_of(later, Applicant("x"), "forthcoming", NOW))
    assert found["not_open_yet"].facts == {"opening": "2026-09-01"}


@pytest.mark.parametrize(
    ("programme", "kind", "nonprofit", "low", "high"),
    [
        ("horizon-europe-ria", "sme", None, "125.00", "125.00"),
        ("horizon-europe-ia", "sme", None, "87.50", "87.50"),
        ("horizon-europe-ia", "sme", True, "125.00", "125.00"),
        ("horizon-europe-ia", "university", None, "87.50", "125.00"),
    ],
)
def test_of_a_hundred_euros_the_programme_pays_what_its_published_examples_say(
    programme, kind, nonprofit, low, high
) -> None:
    applicant = Applicant("x", kind=kind, country="IT", nonprofit=nonprofit)
    facts = codes(joining(call("c", "C", programme=programme), applicant, DAY))["pays"].facts
    assert (facts["lowest_of_direct"], facts["highest_of_direct"]) == (low, high)


def test_whether_one_can_apply_alone_follows_from_the_rules() -> None:
    alone = codes(joining(call("c", "C", programme="eic-accelerator"), Applicant("x", kind="sme", country="IT"), DAY))
    assert "can_apply_alone" in alone
    together = codes(joining(CALLS[0], Applicant("x", nuts="ITC1"), DAY))
    assert together["needs_partners"].facts["rules"] == ("countries",)


def test_without_rules_nothing_is_said_of_money() -> None:
    assert codes(joining(call("c", "C", programme=""), Applicant("x"), DAY)) == {}
    assert "pays" not in codes(joining(CALLS[0], Applicant("x"), date(2030, 1, 1)))


def test_who_is_paid_nothing_is_told_so_and_where_no_rate_is_known_none_is_told() -> None:
    swiss = codes(joining(call("c", "C", programme="alpine-space-2021"), Applicant("x", country="CH"), DAY))
    assert swiss["pays"].facts["highest_of_direct"] == "0.00"
    elsewhere = codes(joining(call("c", "C", programme="alpine-space-2021"), Applicant("x", country="US"), DAY))
    assert "pays" not in elsewhere


def test_the_size_of_grants_and_a_word_on_smes_are_told() -> None:
    found = codes(joining(call("c", "C", "SMEs", smallest=1, largest=2, grants=3), Applicant("x", kind="sme"), DAY))
    assert found["grant_size"].facts == {"smallest": 1, "largest": 2, "currency": "EUR", "grants": 3}
    assert "mentions_smes" in found


def test_every_code_carries_the_facts_that_it_promises() -> None:
    calls = [*CALLS, call("e", "E", action="erc"), call("k", "K", kinds=("sme",), countries=("AT",))]
    people = [
        Applicant("x", kind=kind, nuts=nuts, trl=1) for kind in ("sme", "public") for nuts in ("AT33", "US", "CH")
    ]
    for one in calls:
        for who in people:
            for fit in (*fits_of(one, who, "forthcoming", NOW), *joining(one, who, DAY)):
                assert tuple(sorted(fit.facts)) == tuple(sorted(FIT_CODES[fit.code]))


def test_somebody_of_the_directory_becomes_an_applicant() -> None:
    profile = next(one for one in load_network() if one.kind == "sme")
    found = applicant_of(profile, trl=6)
    assert (found.kind, found.country, found.nuts, found.sme, found.trl) == (
        "sme",
        profile.country,
        profile.nuts,
        True,
        6,
    )
    assert found.text


def test_words_weigh_as_the_published_formula_says() -> None:
    """Two texts of two words, k1 1.5, b 0.75; idf of a word in one of two: log(1 + 1.5 / 1.5) = 0.6931."""
    words = WordWeights(["laser beam", "forest wood"])
    weight = 0.6931 * 2.5 / (1 + 1.5)
    assert words.likeness("laser").tolist() == pytest.approx([weight / (weight + 10), 0], abs=1e-4)
    assert words.likeness("nothing").tolist() == [0, 0]
    assert words.shared("nothing", 0) == ()
    assert WordWeights([]).likeness("laser").tolist() == []
