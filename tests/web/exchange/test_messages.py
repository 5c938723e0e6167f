"""A sentence for every reason, in every language."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import override

from cordata.kernel.reasons import CODES
from cordata_web.exchange.messages import FITS, LEVELS, SENTENCES, concept_in_languages, fit, listed, sentence

FACTS = {
    "shared_concepts": {"concepts": ("die-casting",)},
    "needed_concepts": {"concepts": ("die-casting", "machining")},
    "related_concepts": {"pairs": (("die-casting", "aluminium-alloys"),)},
    "similar_meaning": {"level": "close"},
    "shared_words": {"words": ("hydrog", "tank")},
    "same_sector": {"sectors": ("energy", "ict")},
    "kind_of_partner": {"kind": "sme"},
    "speaks_language": {"language": "it"},
    "near": {"km": 1234},
    "across_border": {"from": "IT", "to": "SI", "neighbours": True},
    "same_country": {"country": "IT"},
    "both_seek_partners": {},
}
IN_ENGLISH = {
    "shared_concepts": "Both speak of die casting (Druckguss).",
    "needed_concepts": "Offers what your text calls for: die casting (Druckguss) and machining (Zerspanung).",
    "similar_meaning": "What they write is very close in meaning to your text.",
    "shared_words": "Words that stand in both texts: hydrog…, tank.",
    "same_sector": ("The same sector: Energy and green technologies and Information and communication technologies."),
    "kind_of_partner": "Kind of partner: Small or medium enterprise.",
    "speaks_language": "Speaks the language of your text: Italian.",
    "near": "About 1,230 km away.",
    "across_border": "Just across the border: Italy – Slovenia.",
    "same_country": "In your country: Italy.",
    "both_seek_partners": "Both look for partners of a research project.",
}


def test_every_code_has_a_sentence_and_no_sentence_is_without_code():
    assert set(SENTENCES) == set(CODES) == set(FACTS)


@pytest.mark.parametrize("code", CODES)
def test_the_facts_used_here_are_those_of_the_library(code):
    assert set(FACTS[code]) == set(CODES[code])


@pytest.mark.parametrize(("code", "expected"), IN_ENGLISH.items())
def test_reasons_read_well(code, expected):
    with override("en"):
        assert sentence(code, FACTS[code], ("de",)) == expected


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_no_sentence_has_a_gap_left(code, language):
    with override(language):
        said = sentence(code, FACTS[code], ("de", "sl"))
    assert said
    assert "%(" not in said


@pytest.mark.parametrize("language", ["de", "fr", "it", "sl"])
def test_every_sentence_is_translated(language):
    catalogue = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
    if not catalogue.exists():
        pytest.skip(f"no catalogue of {language} yet")
    missing = [
        entry.msgid
        for entry in polib.pofile(str(catalogue))
        if any(file.endswith("exchange/messages.py") for file, _line in entry.occurrences) and not entry.translated()
    ]
    assert missing == []


def test_a_distance_is_written_as_the_reader_writes_numbers():
    with override("de"):
        assert "1.230" in sentence("near", {"km": 1234})


def test_next_door_is_not_zero_kilometres_away():
    with override("en"):
        assert sentence("near", {"km": 3}) == "Less than 10 km away."


def test_countries_without_a_common_border_are_across_several():
    with override("en"):
        facts = {"from": "DE", "to": "IT", "neighbours": False}
        assert sentence("across_border", facts) == "Across several borders: Germany – Italy."


def test_three_levels_of_likeness_are_three_sentences():
    with override("en"):
        assert len({sentence("similar_meaning", {"level": level}) for level in LEVELS}) == 3


def test_a_concept_is_named_once_where_languages_call_it_alike():
    with override("en"):
        assert concept_in_languages("die-casting", ("en",)) == "die casting"
        assert concept_in_languages("die-casting", ("it", "it", "de")) == "die casting (pressofusione, Druckguss)"


def test_lists_end_with_and():
    with override("en"):
        assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
            "",
            "a",
            "a and b",
            "a, b and c",
        ]


def test_every_score_has_words_and_better_scores_have_better_ones():
    with override("en"):
        assert [fit(score) for score in (1.0, 0.3, 0.1, 0.0)] == [str(words) for _least, words in FITS]
