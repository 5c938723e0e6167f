import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel import LANGUAGES, Language
from cordata.language import Annotator
from cordata.language.annotate import MOST_WORDS, is_abbreviation, load_forms
from cordata.language.endings import without_ending
from cordata.thesaurus import Thesaurus, load_thesaurus
from thesaurus.concepts import concept, thesaurus_of, wording

THESAURUS = load_thesaurus()
REAL = Annotator.build(THESAURUS)


def found(text: str, language: Language, annotator: Annotator = REAL) -> list[tuple[str, str]]:
    return [(item.concept, item.words) for item in annotator.find(text, language)]


def annotator_of(
    language: Language, names: dict[str, tuple[str, ...]], forms: dict[str, str] | None = None
) -> Annotator:
    """Concepts by their names in one language; their names in the others are of no matter."""
    concepts = [
        concept(key, wordings={**concept(key).wordings, language: wording(label, synonyms=tuple(others))})
        for key, (label, *others) in names.items()
    ]
    return Annotator(thesaurus_of(*concepts), {lang: forms or {} for lang in LANGUAGES})


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Our heat pump and its batteries", {"heat-pumps": "heat pump"}),
        ("en", "Solar panels for the hut", {"photovoltaics": "Solar panels"}),
        ("it", "una pompa di calore", {"heat-pumps": "pompa di calore"}),
        ("it", "un adesivo per il legno", {"adhesives": "adesivo"}),
        ("it", "pressofusioni di magnesio", {"die-casting": "pressofusioni"}),
        ("de", "Fertigung von Klebstoffen", {"adhesives": "Klebstoffen"}),
        ("de", "eine Wärmepumpe", {"heat-pumps": "Wärmepumpe"}),
        ("de", "Einsatz künstlicher Intelligenz", {"artificial-intelligence": "künstlicher Intelligenz"}),
        ("fr", "une pompe à chaleur", {"heat-pumps": "pompe à chaleur"}),
        ("fr", "un adhésif pour le bois", {"adhesives": "adhésif"}),
        ("fr", "le panneau solaire", {"photovoltaics": "panneau solaire"}),
        ("sl", "z uporabo umetne inteligence", {"artificial-intelligence": "umetne inteligence"}),
        ("sl", "proizvodnja vodika", {"hydrogen": "vodika"}),
        ("sl", "vgradnja toplotnih črpalk", {"heat-pumps": "toplotnih črpalk"}),
        ("sl", "postopek tlačnega litja", {"die-casting": "tlačnega litja"}),
    ],
)
def test_inflected_names_are_found(language: Language, text: str, wanted: dict[str, str]) -> None:
    assert set(wanted.items()) <= set(found(text, language))


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Aluminiumdruckguss", ["die-casting"]),  # by its head
        ("Druckgussteile", ["die-casting"]),  # by its beginning
        ("Druckgussteilen", ["die-casting"]),
        ("Kellerwärmepumpen", ["heat-pumps"]),
        ("Gusswaren und Tischplatten", []),
    ],
)
def test_german_compounds_are_found_by_head_then_by_beginning(text: str, concepts: list[str]) -> None:
    assert found(text, "de") == [(concept, text) for concept in concepts]


def test_compounds_are_taken_apart_in_german_only() -> None:
    names = {"saw": ("Sägewerk",)}
    assert found("Bandsägewerk", "de", annotator_of("de", names)) == [("saw", "Bandsägewerk")]
    assert found("Bandsägewerk", "fr", annotator_of("fr", names)) == []


def test_the_head_of_a_compound_goes_before_its_beginning() -> None:
    annotator = annotator_of("de", {"pump": ("Pumpe",), "cooling": ("Kühlung",)}, {"pumpen": "pumpe"})
    assert found("Kühlungspumpen", "de", annotator) == [("pump", "Kühlungspumpen")]
    assert found("Kühlungsbau", "de", annotator) == [("cooling", "Kühlungsbau")]
    assert found("Pumpenbau", "de", annotator) == [], "a beginning needs seven letters"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "KI ist nicht ki und nicht Ki", ["KI"]),
        ("it", "IA per la pianificazione, e poi ia", ["IA"]),
        ("en", "AI helps, ai does not", ["AI"]),
        ("fr", "L'IA et l'ia", ["IA"]),
    ],
)
def test_abbreviations_are_found_in_capitals_only(language: Language, text: str, words: list[str]) -> None:
    assert found(text, language) == [("artificial-intelligence", word) for word in words]


@pytest.mark.parametrize(
    ("word", "short"),
    [("KI", True), ("H2", True), ("5G", True), ("BLE", True), ("Ki", False), ("CNCX5", False), ("2024", False)],
)
def test_an_abbreviation_is_short_in_capitals_and_has_a_letter(word: str, short: bool) -> None:
    assert is_abbreviation(word) is short


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("it", "l'idrogeno, dell'idrogeno e sull’idrogeno", ["idrogeno"] * 3),
        ("fr", "l'hydrogène; d’hydrogène", ["hydrogène"] * 2),
        ("fr", "le stockage d'énergie et le stockage de l’énergie", ["stockage d'énergie", "stockage de l’énergie"]),
    ],
)
def test_elided_articles_stand_apart(language: Language, text: str, words: list[str]) -> None:
    assert [item[1] for item in found(text, language)] == words


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "heat-pump makers", ("heat-pumps", "heat-pump")),
        ("en", "aluminium die-casting", ("die-casting", "die-casting")),
        ("de", "KI-Projekte", ("artificial-intelligence", "KI")),
        ("de", "CNC-Fräsen", ("milling", "CNC-Fräsen")),
        ("fr", "non-tissés", ("nonwovens", "non-tissés")),
    ],
)
def test_a_hyphen_is_as_good_as_a_blank(language: Language, text: str, wanted: tuple[str, str]) -> None:
    assert wanted in found(text, language)


@pytest.mark.parametrize("stop", [", ", "; ", ": ", ". ", " (", "! "])
def test_no_name_reaches_over_a_stop(stop: str) -> None:
    annotator = annotator_of("en", {"heat-pump": ("heat pump",), "heat": ("heat",), "list": ("heat, light and pump",)})
    assert found(f"we make heat{stop}pump parts", "en", annotator) == [("heat", "heat")]
    assert found("heat, light and pump", "en", annotator) == [("list", "heat, light and pump")]
    assert found("heat light and pump", "en", annotator) == [("heat", "heat")]


def test_the_longest_name_wins() -> None:
    annotator = annotator_of("en", {"pump": ("pump",), "heat-pump": ("heat pump",), "heat": ("heat", "great heat")})
    assert found("a heat pump, a pump for heat", "en", annotator) == [
        ("heat-pump", "heat pump"),
        ("pump", "pump"),
        ("heat", "heat"),
    ]
    assert found("great heat pump", "en", annotator) == [("heat", "great heat"), ("pump", "pump")]


def test_the_first_concept_keeps_a_name_that_two_have() -> None:
    assert found("a pump", "en", annotator_of("en", {"one": ("pump",), "two": ("Pump",)})) == [("one", "pump")]


def test_places_point_at_the_words() -> None:
    text = "  Wir kleben mit Klebstoffen – und bauen Wärmepumpen!"
    for item in REAL.find(text, "de"):
        assert text[item.start : item.end] == item.words
    assert [text[item.start : item.end] for item in REAL.find(text, "de")][-1] == "Wärmepumpen"


@given(st.text("abcdé 'ßK2I-.+", max_size=60), st.sampled_from(LANGUAGES))
def test_places_rise_and_lie_in_the_text(text: str, language: Language) -> None:
    items = REAL.find(text, language)
    edges = [edge for item in items for edge in (item.start, item.end)]
    assert edges == sorted(edges)
    assert all(text[item.start : item.end] == item.words != "" for item in items)


@given(st.sampled_from(sorted(THESAURUS)), st.sampled_from(LANGUAGES), st.data())
def test_every_name_is_found_where_it_stands(key: str, language: Language, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(THESAURUS[key].wordings[language].names))
    (item,) = REAL.find(f"– {name} –", language)[:1] or [None]
    assert item is not None
    assert item.start == 2, "the longest name begins with the first word"


def test_nearly_every_name_leads_to_its_own_concept(thesaurus: Thesaurus) -> None:
    """Different names can have one dictionary form; that must stay rare."""
    names = [
        (entry.id, lang, name)
        for entry in thesaurus.values()
        for lang in LANGUAGES
        for name in entry.wordings[lang].names
    ]
    wrong = [(key, name) for key, lang, name in names if key not in {item.concept for item in REAL.find(name, lang)}]
    assert len(wrong) <= 0.005 * len(names), wrong


def test_no_name_is_too_long_to_be_found(thesaurus: Thesaurus) -> None:
    names = [(lang, name) for entry in thesaurus.values() for lang in LANGUAGES for name in entry.wordings[lang].names]
    assert max(len(REAL.words(name, lang)) for lang, name in names) <= MOST_WORDS


@pytest.mark.parametrize("text", ["a machine turns in the mill", "washing machines", "the cast of a play"])
def test_a_process_is_not_found_in_the_words_it_comes_from(text: str) -> None:
    assert (
        not {"machining", "turning", "milling", "casting", "metal-casting-and-forming"} & dict(found(text, "en")).keys()
    )


def test_texts_without_words_hold_nothing() -> None:
    assert REAL.find("", "en") == REAL.find(" … 12 % !", "sl") == []


@pytest.mark.parametrize(
    ("language", "word", "stem"),
    [
        ("sl", "tlačnega", "tlačn"),
        ("sl", "črpalkami", "črpalk"),
        ("sl", "izdelek", "izdelk"),
        ("sl", "izdelkov", "izdelk"),
        ("it", "fabbriche", "fabbric"),
        ("de", "Teilen".lower(), "teil"),
        ("fr", "métaux", "métau"),
        ("fr", "panneaux", "panne"),
        ("en", "pumps", "pump"),
        ("en", "bus", "bus"),
        ("it", "olio", "olio"),
    ],
)
def test_endings_are_cut_while_four_letters_stay(language: Language, word: str, stem: str) -> None:
    assert without_ending(word, language) == stem


@given(st.text("abcehimosu", max_size=12), st.sampled_from(LANGUAGES))
def test_a_stem_begins_the_word_and_has_four_letters(word: str, language: Language) -> None:
    stem = without_ending(word, language)
    assert word.startswith(stem) or (language == "sl" and word.startswith(f"{stem[:-1]}e{stem[-1]}"))
    assert len(stem) >= min(4, len(word)) - (language == "sl")


def test_the_table_of_forms_leads_to_dictionary_forms() -> None:
    forms = load_forms()
    assert set(forms) == set(LANGUAGES)
    assert all(form != lemma for table in forms.values() for form, lemma in table.items())
    assert all(word == word.lower() for table in forms.values() for pair in table.items() for word in pair)


def test_a_name_without_words_names_nothing() -> None:
    assert found("§ 5 and a pump", "en", annotator_of("en", {"law": ("§",), "pump": ("pump",)})) == [("pump", "pump")]
