from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel import LANGUAGES, Language
from cordata.language import Guess, detect
from cordata.language.detect import (
    MODEL_FILE,
    SMOOTHING,
    Detector,
    fit_detector,
    letter_groups,
    save_detector,
)
from thesaurus.concepts import concept, thesaurus_of, wording

SENTENCES: dict[Language, list[str]] = {
    "en": [
        "Our dairy wants to use the waste heat of its cooling machines.",
        "We are a family business that bends and welds tubes.",
        "Who could test whether our paint resists salt water?",
        "Small sensors for beehives",
    ],
    "it": [
        "Il nostro caseificio vorrebbe recuperare il calore dei gruppi frigoriferi.",
        "Siamo un'azienda familiare che piega e salda tubi.",
        "Chi potrebbe provare se la nostra vernice resiste all'acqua salata?",
        "Piccoli sensori per arnie",
    ],
    "de": [
        "Unsere Molkerei will die Abwärme ihrer Kältemaschinen nutzen.",
        "Wir sind ein Familienbetrieb, der Rohre biegt und schweißt.",
        "Wer könnte prüfen, ob unser Lack Salzwasser aushält?",
        "Kleine Fühler für Bienenstöcke",
    ],
    "fr": [
        "Notre laiterie voudrait valoriser la chaleur de ses groupes froids.",
        "Nous sommes une entreprise familiale qui cintre et soude des tubes.",
        "Qui pourrait vérifier si notre peinture résiste à l'eau salée ?",
        "Petits capteurs pour ruches",
    ],
    "sl": [
        "Naša mlekarna bi rada izkoristila odpadno toploto hladilnih strojev.",
        "Smo družinsko podjetje, ki krivi in vari cevi.",
        "Kdo bi lahko preveril, ali naš lak prenese slano vodo?",
        "Majhni senzorji za čebelje panje",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in SENTENCES.items() for text in texts])
def test_sentences_are_told_apart_with_certainty(language: Language, text: str) -> None:
    assert detect(text) == Guess(language, True)


@pytest.mark.parametrize("text", [text.upper() for texts in SENTENCES.values() for text in texts[:1]])
def test_capitals_do_not_matter(text: str) -> None:
    assert detect(text) == detect(text.casefold())


@pytest.mark.parametrize("text", ["robot", "laser", "CNC", "AI", "plan", "", "   ", "123 456", "?!"])
def test_too_little_text_is_not_certain(text: str) -> None:
    assert not detect(text).certain


def test_letters_that_only_one_language_has_decide() -> None:
    assert detect("čebelji panj in žaga").language == "sl"
    assert detect("Größe und Maß").language == "de"


@given(st.text(max_size=200))
def test_any_text_gets_one_of_the_five(text: str) -> None:
    assert detect(text).language in LANGUAGES


def test_groups_are_those_of_each_word_alone() -> None:
    assert list(letter_groups("Ab")) == [" ", "a", "b", " ", " a", "ab", "b ", " ab", "ab ", " ab "]
    assert sorted(letter_groups("no go")) == sorted([*letter_groups("no"), *letter_groups("go")])
    assert "l'a" in set(letter_groups("L’acqua")), "an apostrophe belongs to the word, however it is written"
    assert list(letter_groups("12 + 3")) == []


def test_evidence_is_added_up_by_hand() -> None:
    """Twelve letters need to be ahead by 4."""
    detector = Detector({"x": np.array([0, 0, 1, 0, 0], np.float32), "y": np.array([1, 0, 0, 0, 0], np.float32)})
    assert detector.guess("x" * 8 + "y" * 4) == Guess("de", True)
    assert detector.guess("x" * 7 + "y" * 5) == Guess("de", False)
    assert detector.guess("x" * 4 + "y" * 8) == Guess("en", True)
    assert detector.guess("q" * 20) == Guess("en", False)


def test_a_short_text_has_to_be_clearer() -> None:
    """Seven letters lack five to twelve, so they need to be ahead by 4 + 2 * 5 = 14."""
    detector = Detector({"x": np.array([0, 0, 2, 0, 0], np.float32)})
    assert detector.guess("x" * 7) == Guess("de", True)
    assert detector.guess("x" * 6) == Guess("de", False)
    assert detector.guess("x" * 6 + " 111111") == Guess("de", False), "figures are no letters"


def test_chances_are_smoothed_shares_centred_on_their_mean() -> None:
    names = {"en": "a", "it": "o", "de": "a", "fr": "a", "sl": "a"}
    wordings = {
        lang: wording(name, synonyms=(name,), definition=name, needs=(name,) * 3) for lang, name in names.items()
    }
    groups = fit_detector(thesaurus_of(concept("x", wordings=wordings)))
    # six times one letter between blanks: groups of " " 12 times; the letter, " a", "a ", " a " 6 times each
    known = 9  # blank, and four groups each of a and o
    total = 12 + 4 * 6 + SMOOTHING * known
    have, lack = np.log((6 + SMOOTHING) / total), np.log(SMOOTHING / total)
    assert set(groups) == {
        " ",
        *(f"{before}{letter}{after}" for letter in "ao" for before in ("", " ") for after in ("", " ")),
    }
    assert groups["a"] == pytest.approx(
        [have, lack, have, have, have] - np.mean([have, lack, have, have, have]), abs=1e-6
    )
    assert groups[" "] == pytest.approx([0] * 5, abs=1e-6)


def test_a_fitted_detector_is_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "languages.npz"
    save_detector({"a": np.array([1, 2, 3, 4, 5], np.float32), "b": np.zeros(5, np.float32)}, path)
    with np.load(path) as arrays:
        assert arrays["groups"].tolist() == ["a", "b"]
        assert arrays["chances"].tolist() == [[1, 2, 3, 4, 5], [0] * 5]


def test_the_model_is_small(project: Path) -> None:
    assert (project / "src/cordata/data" / MODEL_FILE).stat().st_size < 1_000_000
