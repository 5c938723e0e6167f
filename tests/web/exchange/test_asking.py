"""What stands in the address of a question, there and back."""

from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel import COUNTRIES, KINDS, LANGUAGES, SECTORS, load_regions
from cordata_web.exchange.asking import CANDIDATES, LONGEST_TEXT, SHOWN_AT_ONCE, Question, read_question


def some_of(values):
    return st.lists(st.sampled_from(sorted(values)), unique=True).map(tuple)


questions = st.builds(
    Question,
    q=st.text(max_size=80).map(lambda text: text.replace("\x00", "").replace("\r\n", "\n").strip()),
    side=st.sampled_from(("request", "offer")),
    lang=st.sampled_from(("", *LANGUAGES)),
    origin=st.sampled_from(("", *load_regions())),
    country=some_of(COUNTRIES),
    region=some_of(load_regions()),
    sector=some_of(SECTORS),
    kind=some_of(KINDS),
    top=st.integers(1, CANDIDATES),
)


def read(query: str) -> Question:
    return read_question(QueryDict(query))


@given(questions)
def test_an_address_tells_the_whole_question(question):
    assert read(urlsplit(question.url).query) == question


@given(questions, st.sampled_from(COUNTRIES))
def test_choosing_a_value_twice_takes_it_out_again(question, country):
    again = question.switched("country", country).switched("country", country)
    assert set(again.country) == set(question.country)


def test_a_narrower_question_begins_at_its_first_hits():
    assert Question(top=60).switched("country", "SI").top == SHOWN_AT_ONCE


def test_values_that_mean_nothing_are_told_and_left_out():
    question = read("q=x&country=SI&country=Atlantis&from=ZZ99&lang=xx&side=both&sector=magic")
    assert question == Question(q="x", country=("SI",), unknown=("Atlantis", "magic", "xx", "ZZ99", "both"))


@pytest.mark.parametrize(("written", "top"), [("40", 40), ("0", 1), ("999", CANDIDATES), ("-3", 20), ("9" * 50, 20)])
def test_the_number_of_hits_stays_within_bounds(written, top):
    assert read(f"q=x&top={written}").top == top


def test_a_text_that_is_too_long_is_cut_and_says_so():
    question = read(f"q={'a' * (LONGEST_TEXT + 1)}")
    assert (len(question.q), question.cut, question.fits_address) == (LONGEST_TEXT, True, False)


def test_the_library_learns_the_country_from_the_region():
    query = Question(q="x", origin="SI04").as_query()
    assert (query.nuts, query.country, query.side, query.language) == ("SI04", "SI", "request", None)
