"""Cells as officials write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel import Place
from cordata.sources import values


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("714072.25", 714072.25), ("196707,84", 196707.84), ("1.234.567,89", 1234567.89), ("1,234,567.89", 1234567.89),
        ("1'250", 1250), ("12 500,5", 12500.5), ("-3,5", -3.5), ("1e3", 1000), ("", None), ("n/a", None),
        ("12:00 AM", None),
    ],
)  # fmt: skip
def test_decimals_are_read_with_comma_or_point(text, number):
    assert values.decimal(text) == number


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda number: round(number, 2)))
def test_a_number_written_with_comma_means_the_same_as_with_point(number):
    written = f"{number:.2f}"
    assert values.decimal(written) == values.decimal(written.replace(".", ",")) == number


@pytest.mark.parametrize("text", ["true", "True", "1", "yes", "sì", "si", "ja", "oui", "da", "JA "])
def test_yes_is_understood_in_five_languages(text):
    assert values.yes_or_no(text) is True


@pytest.mark.parametrize("text", ["false", "False", "0", "no", "nein", "non", "ne"])
def test_no_is_understood_in_five_languages(text):
    assert values.yes_or_no(text) is False


def test_what_is_neither_yes_nor_no_is_not_guessed():
    assert values.yes_or_no("") is None
    assert values.yes_or_no("forse") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("EL", "GR"), ("UK", "GB"), ("Italia", "IT"), ("Österreich", "AT"), ("Allemagne", "DE"), ("Švica", "CH"),
        ("slovénie", "SI"), ("FRA", "FR"), ("Liechtenstein", "LI"), ("ZZ", "ZZ"), ("Narnia", None), ("", None),
    ],
)  # fmt: skip
def test_countries_are_known_by_code_and_by_name(text, code):
    assert values.country(text) == code


@pytest.mark.parametrize(
    ("text", "country", "town"),
    [
        ("TORINO TO", "IT", "Torino"), ("Rozzano (Mi)", "IT", "Rozzano"), ("St Ingbert", "DE", "Sankt Ingbert"),
        ("ST ETIENNE", "FR", "Saint-Etienne"), ("Villigen PSI", "CH", "Villigen"), ("GENEVE 23", "CH", "Geneve"),
        ("TOULOUSE CEDEX 9", "FR", "Toulouse"), ("Ecublens Vd", "CH", "Ecublens"), ("A-8010 Graz", "AT", "Graz"),
        ("FRANKFURT AM MAIN", "DE", "Frankfurt am Main"), ("Bolzano", "IT", "Bolzano"), ("", "IT", ""),
    ],
)  # fmt: skip
def test_towns_lose_province_post_office_and_capitals(text, country, town):
    assert values.town(text, country) == town


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.polito.it", "https://www.polito.it"), ("http://cri.fmach.eu; www.fmach.eu", "http://cri.fmach.eu"),
        ("www.dcnsgroup.com.", "https://www.dcnsgroup.com"), ("n/a", None), ("javascript:alert(1)", None),
        ("http://user@host.example", None), ("https://škofjaloka.si", "https://škofjaloka.si"),
    ],
)  # fmt: skip
def test_websites_get_a_scheme_and_what_is_none_is_refused(text, address):
    assert values.website(text) == address


@given(st.text(max_size=60))
def test_whatever_stands_in_a_cell_never_breaks_the_reading(text):
    for read in (values.decimal, values.whole, values.day, values.website, values.place, values.town, values.country):
        read(text)
    assert values.slug(values.slug(text)) == values.slug(text)
    assert values.slug(text).isascii()


def test_dates_and_places_are_read_or_refused():
    assert values.day("2023-04-29 15:20:00") == date(2023, 4, 29)
    assert values.day("31.02.2020") is None
    assert values.place("45.07, 7.69") == Place(45.07, 7.69)
    assert [values.place(text) for text in ("0,0", "95,7", "45.07", "")] == [None] * 4
