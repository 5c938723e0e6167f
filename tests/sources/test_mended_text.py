"""Texts that were read in the wrong encoding, or keep remnants of HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.sources.mended_text import mended


def misread(text: str) -> str:
    """UTF-8 shown as Windows-1252; bytes that it does not know stand for themselves."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8"))


@pytest.mark.parametrize("text", ["the project’s “results”", "Straße – Österreich", "10 °C, β ≥ 2, CO₂", "Škofja Loka"])
def test_what_was_misread_is_put_right(text) -> None:
    assert mended(misread(text)).text == text
    assert mended(misread(text)).repaired > 0


def test_what_was_misread_twice_is_put_right_too() -> None:
    assert mended(misread(misread("l’été"))).text == "l’été"


def test_a_text_half_misread_keeps_its_whole_half() -> None:
    assert mended("Straße " + misread("Österreich")).text == "Straße Österreich"


@pytest.mark.parametrize("text", ["Straße à la «carte»", "déjà vu, ça va", "Žaga čez žlico", "100 €", "ÂÃ"])
def test_a_sound_text_stays_as_it_is(text) -> None:
    found = mended(text)
    assert (found.text, found.repaired) == (text, 0)


def test_french_quotes_after_a_grave_accent_are_no_foreign_letter() -> None:
    assert mended("à\xa0«carte»").text == "à «carte»"


def test_signs_that_are_no_utf8_stay() -> None:
    assert mended("à€€").text == "à€€"


def test_what_cannot_be_put_right_is_counted() -> None:
    found = mended("the project\ufffds")
    assert (found.left, found.repaired) == (1, 0)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc"])))
def test_any_european_text_survives_a_wrong_reading(text) -> None:
    once = mended(text)
    if once.repaired == 0 and once.left == 0:
        assert mended(misread(text)).text == once.text


def test_tags_entities_and_the_end_of_a_cut_tag_go() -> None:
    found = mended('"> General conditions<br/>1. Size &amp; form')
    assert (found.text, found.markup) == ("General conditions 1. Size & form", 3)


def test_the_word_null_between_blocks_goes_and_in_a_word_stays() -> None:
    assert mended("of results.nullActivities start").text == "of results. Activities start"
    assert mended("annulled and nullified").text == "annulled and nullified"


def test_blocks_that_were_glued_are_parted() -> None:
    assert mended("Expected Outcome:Projects. Scope:Proposals").text == "Expected Outcome: Projects. Scope: Proposals"


def test_a_comparison_is_no_tag() -> None:
    assert mended("a < b and c > d").text == "a < b and c > d"
