import math

import numpy as np
import pytest

from cordata.kernel import Place
from cordata.kernel.reasons import CODES
from cordata.matching import Answer, Engine, Matcher, Query, Record
from cordata.matching.explain import (
    ABROAD,
    NEARNESS,
    SECTOR,
    TONGUE,
    Asked,
    Found,
    context,
    likely_sectors,
    reasons,
    related_pairs,
    shared_words,
)
from cordata.matching.shelf import Kept
from thesaurus.concepts import concept, thesaurus_of

pytestmark = pytest.mark.xdist_group("engine")


SMALL = thesaurus_of(
    concept("pumps", other_sectors=("energy",)), concept("heat-pumps", broader="pumps", sector="energy"),
    concept("valves", related=("seals",)), concept("seals"), concept("software", sector="ict"),
)  # fmt: skip
TURIN, LJUBLJANA = Place(45.070, 7.687), Place(46.051, 14.506)


def asked_for(query: Query, **changes: object) -> Asked:
    fields: dict = {
        "query": query,
        "language": "it",
        "weights": np.zeros(5, np.float32),
        "explicit": (),
        "sectors": (),
        "by_meaning": True,
    }
    return Asked(**{**fields, **changes})


def kept(explicit: tuple[str, ...] = (), **changes: object) -> Kept:
    return Kept(Record(**{"id": "r", "text": "pompe e valvole", **changes}), explicit, "it")


def parts(found: tuple | list) -> dict[str, float]:
    return {reason.code: reason.part for reason in found}


def test_sectors_share_a_query_by_the_squares_of_its_concepts() -> None:
    """Pumps (0.6) are half mechatronics, half energy: 0.18 each; valves (0.8) mechatronics: 0.64."""
    ids = ("pumps", "valves", "software")
    assert likely_sectors(np.array([0.6, 0.8, 0], np.float32), ids, SMALL) == ("mechatronics",)
    assert set(likely_sectors(np.array([1, 0, 0], np.float32), ids, SMALL)) == {"mechatronics", "energy"}
    assert likely_sectors(np.array([0, 0.7, 0.8], np.float32), ids, SMALL) == ("ict", "mechatronics")
    assert likely_sectors(np.zeros(3, np.float32), ids, SMALL) == ()


def test_the_context_adds_what_place_language_and_sector_are_worth() -> None:
    asked = asked_for(Query("?", country="IT", place=TURIN), sectors=("energy", "ict"))
    record = kept(sectors=("ict", "chemistry"), languages=("sl", "it"), country="SI", place=LJUBLJANA)
    found = list(context(asked, record))
    km = 541.8  # computed with vectors instead of the haversine
    assert parts(found) == {
        "same_sector": SECTOR,
        "speaks_language": TONGUE,
        "near": pytest.approx(NEARNESS * math.exp(-km / 250), rel=1e-3),
        "across_border": ABROAD,
    }
    facts = {reason.code: dict(reason.facts) for reason in found}
    assert facts == {
        "same_sector": {"sectors": ("ict",)},
        "speaks_language": {"language": "it"},
        "near": {"km": 542},
        "across_border": {"from": "IT", "to": "SI", "neighbours": True},
    }


def test_the_same_country_informs_and_adds_nothing() -> None:
    found = list(context(asked_for(Query("?", country="IT")), kept(country="IT")))
    assert [(reason.code, reason.part, dict(reason.facts)) for reason in found] == [
        ("same_country", 0, {"country": "IT"})
    ]


def test_a_query_without_a_place_stands_in_the_middle_of_its_region() -> None:
    (reason,) = context(asked_for(Query("?", nuts="ITC11")), kept(place=TURIN))
    assert reason.code == "near"
    assert reason.facts["km"] < 60
    assert list(context(asked_for(Query("?", nuts="NO08")), kept(place=TURIN))) == []


def test_what_is_not_known_is_not_told() -> None:
    assert list(context(asked_for(Query("?")), kept())) == []
    assert list(context(asked_for(Query("?", country="IT", place=TURIN)), kept())) == []


def test_parts_are_shares_of_the_score_by_hand() -> None:
    """Raw: shared 0.4, needed 0.3 and 0.2, meaning 0.5 and 0.1 of small concepts: 1.5 in all, for a score of 0.75."""
    asked = asked_for(Query("pompe"), explicit=("pumps",))
    by_concept = {"pumps": 0.4, "valves": 0.3, "seals": 0.2, "software": 0.005, "heat-pumps": 0.095}
    found = reasons(asked, Found(kept(("pumps", "seals")), 0.5, by_concept), 0.75, SMALL)
    by_code = {reason.code: reason for reason in found}
    assert by_code["shared_concepts"].facts["concepts"] == ("pumps",)
    assert by_code["shared_concepts"].part == pytest.approx(0.2)
    assert by_code["needed_concepts"].facts["concepts"] == ("valves", "seals", "heat-pumps")
    assert by_code["needed_concepts"].part == pytest.approx((0.3 + 0.2 + 0.095) / 2)
    assert by_code["similar_meaning"].part == pytest.approx((0.5 + 0.005) / 2)
    assert sum(reason.part for reason in found) == pytest.approx(0.75)
    assert [reason.part for reason in found] == sorted((reason.part for reason in found), reverse=True)


@pytest.mark.parametrize(
    ("meaning", "level"), [(0.6, "close"), (0.45, "close"), (0.3, "middling"), (0.1, "loose"), (-0.2, "loose")]
)
def test_meaning_is_told_in_three_levels(meaning: float, level: str) -> None:
    found = reasons(asked_for(Query("?")), Found(kept(), meaning, {}), 0.5, SMALL)
    assert [(reason.code, reason.facts["level"]) for reason in found] == [("similar_meaning", level)]


@pytest.mark.parametrize("meaning", [0.0, -0.4])
def test_parts_add_up_where_nothing_speaks_for_it(meaning: float) -> None:
    found = reasons(asked_for(Query("?")), Found(kept(), meaning, {}), 0.02, SMALL)
    assert sum(reason.part for reason in found) == pytest.approx(0.02)


def test_without_a_model_the_words_are_told() -> None:
    asked = asked_for(Query("Valvole, pompe!"), by_meaning=False)
    (reason,) = reasons(asked, Found(kept(), 0.4, {}), 0.3, SMALL)
    assert (reason.code, reason.facts["words"]) == ("shared_words", ("valvol", "pompe"))


def test_the_longest_shared_words_are_told_four_at_most() -> None:
    assert shared_words("one three seven eleven twelve twenty", "twenty twelve eleven seven three one") == (
        "eleven", "twelve", "twenty", "seven",
    )  # fmt: skip
    assert shared_words("pumps", "valves") == ()


def test_related_pairs_stand_side_by_side_in_the_thesaurus() -> None:
    assert related_pairs(["pumps", "valves"], ["heat-pumps", "seals"], SMALL) == (
        ("pumps", "heat-pumps"),
        ("valves", "seals"),
    )
    assert related_pairs(["pumps"], ["pumps", "heat-pumps"], SMALL) == (), "what both have is shared, not related"
    assert related_pairs(["software"], ["pumps"], SMALL) == ()


def test_a_link_from_either_side_relates() -> None:
    assert related_pairs(["valves"], ["seals"], SMALL) == (("valves", "seals"),)
    assert related_pairs(["seals"], ["valves"], SMALL) == (("seals", "valves"),)


def test_concepts_that_the_thesaurus_does_not_know_relate_to_nothing() -> None:
    assert related_pairs(["pumps"], ["unheard-of", "heat-pumps"], SMALL) == (("pumps", "heat-pumps"),)


def all_reasons(answers: list[Answer]) -> list:
    return [reason for answer in answers for hit in answer.hits for reason in hit.reasons]


def test_every_code_is_given_with_exactly_its_facts(
    matcher: Matcher, word_matcher: Matcher, queries: list[Query]
) -> None:
    alike = matcher.match_alike("o-casting")
    found = all_reasons([*matcher.match_many(queries), *word_matcher.match_many(queries), alike])
    assert {reason.code for reason in found} == set(CODES)
    assert {(reason.code, tuple(sorted(reason.facts))) for reason in found} == {
        (code, tuple(sorted(facts))) for code, facts in CODES.items()
    }


def test_facts_are_codes_ids_and_numbers(engine: Engine, matcher: Matcher, queries: list[Query]) -> None:
    for reason in all_reasons(matcher.match_many(queries[:8])):
        assert all(key in engine.thesaurus for key in reason.facts.get("concepts", ()))
        assert all(key in engine.thesaurus for pair in reason.facts.get("pairs", ()) for key in pair)
        assert reason.facts.get("level", "close") in {"close", "middling", "loose"}
        assert isinstance(reason.facts.get("km", 0), int)
