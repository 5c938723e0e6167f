"""Branches and fields of science: labels in five languages, what lies above, and the official labels themselves."""

import csv

import pytest

from cordata.kernel import LANGUAGES, SECTORS
from cordata.kernel.nomenclatures import (
    NOMENCLATURES,
    UnknownActivityError,
    load_nomenclature,
    nace_code,
)


@pytest.fixture
def nace():
    return load_nomenclature("nace")


@pytest.fixture
def fields():
    return load_nomenclature("euroscivoc")


@pytest.mark.parametrize("identifier", NOMENCLATURES)
def test_every_activity_has_a_label_in_every_language(identifier):
    nomenclature = load_nomenclature(identifier)
    assert nomenclature.version
    assert nomenclature.source.startswith("https://")
    for code in nomenclature.activities:
        for language in LANGUAGES:
            label = nomenclature.label(code, language)
            assert label == " ".join(label.split()) != ""


@pytest.mark.parametrize("identifier", NOMENCLATURES)
def test_what_lies_above_an_activity_is_held_too(identifier):
    nomenclature = load_nomenclature(identifier)
    for code in nomenclature.activities:
        above = nomenclature.parent(code)
        assert above is None or above in nomenclature


def test_nace_has_21_sections_and_88_divisions(nace):
    assert [len(nace.codes(level)) for level in (1, 2)] == [21, 88]
    assert nace.codes(0) == ("TOTAL", "B-E", "G-I", "M_N", "O-Q", "R-U")


def test_fields_of_science_have_six_at_the_top(fields):
    assert len(fields.codes(1)) == 6
    assert len(fields.codes(2)) == 41


def test_labels_of_nace_are_the_official_ones(nace, real):
    content = (real / "classifications/nace_rev2_multilingual.csv").read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(content.splitlines()) if row["level"] in ("1", "2")]
    section, other = "", []
    for row in rows:
        section = row["code"] if row["level"] == "1" else section
        code = section if row["level"] == "1" else section + row["code"]
        for language in LANGUAGES:
            if plain(row[f"label_{language}"]) != plain(nace.label(code, language)):
                other.append((code, language))
    assert set(other) == {("B09", "it"), ("T", "en"), ("T", "sl"), ("M72", "fr"), ("R", "it"), ("U", "fr")}


def plain(text: str) -> str:
    """Without case, kind of apostrophe and double spaces."""
    return " ".join(text.replace("’", "'").split()).casefold()


def test_groups_tell_what_lies_above_them_though_they_have_no_label(nace):
    assert (nace.parent("C101"), nace.level("C1011"), nace.sector("C2811")) == ("C10", 4, "mechatronics")
    assert "C101" not in nace
    with pytest.raises(UnknownActivityError):
        nace.label("C101", "de")


@pytest.mark.parametrize(("identifier", "code"), [("nace", "X99"), ("nace", "C991"), ("euroscivoc", "/99/1"),
                                                  ("euroscivoc", "physics")])  # fmt: skip
def test_codes_of_no_nomenclature_are_refused(identifier, code):
    with pytest.raises(UnknownActivityError, match="has no activity"):
        load_nomenclature(identifier).parent(code)


def test_a_nomenclature_that_is_not_held_is_refused():
    with pytest.raises(KeyError):
        load_nomenclature("isic")


def test_sectors_and_themes_come_from_the_nearest_activity_that_has_one(nace, fields):
    assert nace.sector("D35") == "energy"
    assert (nace.sector("I55"), nace.theme("I55")) == (None, "experience")
    assert nace.theme("C291") == "mobility_technologies"
    assert fields.sector("/23/47") == "ict"
    assert {nace.sector(code) for code in nace.activities} == {*SECTORS, None}


@pytest.mark.parametrize(("text", "code"), [("5", "B05"), ("05", "B05"), ("10.1", "C101"), ("c10", "C10"), ("C", "C"),
                                            ("99", "U99"), ("4", None), ("A99", None),
                                            ("M_N", None), ("", None)])  # fmt: skip
def test_codes_of_nace_are_brought_to_eurostats_form(text, code):
    assert nace_code(text) == code
