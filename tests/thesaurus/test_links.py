import pytest

from cordata.thesaurus import Thesaurus
from thesaurus.concepts import concept, thesaurus_of


@pytest.fixture
def casting() -> Thesaurus:
    return thesaurus_of(
        concept("forming"),
        concept("casting", broader="forming", related=("alloys",)),
        concept("die-casting", broader="casting"),
        concept("sand-casting", broader="casting"),
        concept("alloys", sector="chemistry"),
    )


def test_narrower_concepts_are_those_directly_below(casting: Thesaurus) -> None:
    assert casting.narrower("casting") == ("die-casting", "sand-casting")
    assert casting.narrower("forming") == ("casting",)
    assert casting.narrower("die-casting") == ()
    assert casting.narrower("unheard-of") == ()


def test_tops_have_nothing_above_them(casting: Thesaurus) -> None:
    assert casting.tops("mechatronics") == ("forming",)
    assert casting.tops("chemistry") == ("alloys",)
    assert casting.tops("ict") == ()


def test_neighbours_are_above_below_and_related(casting: Thesaurus) -> None:
    assert casting.neighbours("casting") == {"forming", "die-casting", "sand-casting", "alloys"}
    assert casting.neighbours("forming") == {"casting"}
    assert casting.neighbours("alloys") == frozenset(), "a link is not read backwards"


def test_neighbours_of_an_unknown_concept_are_refused(casting: Thesaurus) -> None:
    with pytest.raises(KeyError):
        casting.neighbours("unheard-of")


def test_a_thesaurus_is_a_mapping(casting: Thesaurus) -> None:
    assert len(casting) == 5
    assert "casting" in casting
    assert casting["casting"].sectors == ("mechatronics",)
    assert list(casting) == ["forming", "casting", "die-casting", "sand-casting", "alloys"]


def test_below_and_above_fit_together_in_the_real_one(thesaurus: Thesaurus) -> None:
    below = {(low, high) for high in thesaurus for low in thesaurus.narrower(high)}
    above = {(entry.id, entry.broader) for entry in thesaurus.values() if entry.broader is not None}
    assert below == above
