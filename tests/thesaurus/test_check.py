import pytest

from cordata.kernel import LANGUAGES
from cordata.thesaurus import Concept, Thesaurus, problems
from thesaurus.concepts import concept, thesaurus_of, wording

SOUND = concept("saw")


def in_german(**changes: object) -> dict:
    return {**SOUND.wordings, "de": wording("Säge", **changes)}


def test_a_sound_thesaurus_has_no_problems() -> None:
    assert problems(thesaurus_of(SOUND, concept("mill", broader="saw", related=("saw",)))) == []


@pytest.mark.parametrize(
    ("broken", "lines"),
    [
        (concept("saw", wordings=in_german(label=" ")), ["saw de: empty label"]),
        (concept("saw", wordings=in_german(definition="")), ["saw de: empty definition"]),
        (concept("saw", wordings=in_german(synonyms=())), ["saw de: no synonym"]),
        (concept("saw", wordings=in_german(needs=("one", "two"))), ["saw de: 3 needs wanted, 2 found"]),
        (concept("saw", wordings=in_german(needs=("1", "2", "3", "4"))), ["saw de: 3 needs wanted, 4 found"]),
        (concept("saw", wordings=in_german(needs=("one", " ", "three"))), ["saw de: 3 needs wanted, 3 found"]),
        (concept("saw", related=("lathe",)), ["saw: lathe is not a concept"]),
        (concept("saw", broader="tool"), ["saw: tool is not a concept"]),
        (concept("saw", other_sectors=("tourism",)), ["saw: tourism is not a sector"]),
        (concept("saw", related=("saw",)), ["saw: linked with itself"]),
        (concept("saw", broader="saw"), ["saw: linked with itself", "saw: its broader concepts lead back to it"]),
    ],
)
def test_every_fault_is_found_and_named(broken: Concept, lines: list[str]) -> None:
    assert problems(thesaurus_of(broken)) == lines


def test_a_cycle_is_told_for_each_concept_in_it_and_for_no_other() -> None:
    around = thesaurus_of(concept("a", broader="b"), concept("b", broader="c"), concept("c", broader="a"))
    assert problems(around) == [f"{name}: its broader concepts lead back to it" for name in "abc"]
    hanging = Thesaurus({**around, "d": concept("d", broader="a")})
    assert problems(hanging) == problems(around)


def test_one_name_for_two_concepts_is_a_fault_whatever_the_capitals() -> None:
    mill = concept(
        "mill", wordings={**concept("mill").wordings, "it": wording("fresa", synonyms=("SAW IT", "fresatrice"))}
    )
    assert problems(thesaurus_of(SOUND, mill)) == ["it: 'saw it' names mill, saw"]


def test_one_name_in_two_languages_or_twice_in_one_concept_is_no_fault() -> None:
    same = concept("laser", wordings={language: wording("Laser", synonyms=("laser",)) for language in LANGUAGES})
    assert problems(thesaurus_of(same)) == []


def test_the_real_thesaurus_is_sound_and_large(thesaurus: Thesaurus) -> None:
    assert problems(thesaurus) == []
    assert len(thesaurus) >= 800
    assert all(len(thesaurus.tops(sector)) >= 10 for sector in ("energy", "mechatronics", "chemistry", "ict"))


def test_every_need_is_a_sentence_of_its_own(thesaurus: Thesaurus) -> None:
    needs = [need for entry in thesaurus.values() for words in entry.wordings.values() for need in words.needs]
    assert len(needs) == len(thesaurus) * len(LANGUAGES) * 3
    assert len(set(needs)) > 0.99 * len(needs)
    assert min(map(len, needs)) > 10


def test_no_need_gives_the_name_away(thesaurus: Thesaurus) -> None:
    """Needs are told by somebody who does not know the term: few may hold the label."""
    giving = [
        entry.id
        for entry in thesaurus.values()
        for words in entry.wordings.values()
        for need in words.needs
        if words.label.casefold() in need.casefold()
    ]
    assert len(giving) <= 0.02 * len(thesaurus) * len(LANGUAGES) * 3
