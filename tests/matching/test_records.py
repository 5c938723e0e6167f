from cordata.directory import load_network
from cordata.kernel import Place, load_regions
from cordata.matching import Record, record_of
from directory.profiles import profile


def test_a_profile_speaks_its_own_language_and_english() -> None:
    found = record_of(profile("pumps", descriptions={"en": "Pumps.", "it": "Pompe."}, sectors=("energy",)))
    assert (found.text, found.language, found.english) == ("Pumps. Pompe.", "it", "Pumps."), "its name comes first"
    assert found.languages == ("it",)
    assert (found.id, found.kind, found.country, found.nuts, found.sectors) == (
        "pumps", "cluster", "IT", "ITC11", ("energy",),
    )  # fmt: skip
    assert found.side is None


def test_what_it_is_and_what_it_offers_are_both_read() -> None:
    found = record_of(profile("tre", descriptions={"it": "Siamo in tre."}, offers={"it": "Pompe.", "en": "Pumps."}))
    assert (found.text, found.english) == ("Tre. Siamo in tre. Pompe.", "Pumps.")


def test_without_a_text_of_its_own_it_speaks_english_and_without_any_its_name() -> None:
    foreign = record_of(profile("three", descriptions={"en": "Pumps.", "fr": "Pompes."}))
    assert (foreign.text, foreign.language, foreign.english) == ("Three. Pumps.", "en", "")
    bare = record_of(profile("three"))
    assert (bare.text, bare.language, bare.english) == ("Three.", "en", "")


def test_the_place_is_the_towns_else_the_middle_of_the_region() -> None:
    assert record_of(profile("here", place=Place(45.1, 7.7))).place == Place(45.1, 7.7)
    assert record_of(profile("somewhere")).place == load_regions()["ITC1"].centre
    assert record_of(profile("abroad", nuts="NO08", country="NO")).place is None


def test_every_profile_of_the_network_becomes_a_record() -> None:
    records = [record_of(entry) for entry in load_network()]
    assert all(record.text and record.language and record.place and record.languages for record in records)
    assert all(isinstance(record, Record) for record in records)
