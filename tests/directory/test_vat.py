"""Numbers are those of the examples in the documents of the tax offices and of python-stdnum, or worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.directory.vat import LENGTHS, VAT_PROBLEMS, UnknownVatCountryError, check_vat

RIGHT = {
    "IT": "IT00743110157",
    "DE": "DE136695976",
    "AT": "ATU13585627",
    "SI": "SI50223054",
    "FR": "FR40303265045",
    "CH": "CHE100155212",
    "LI": "LI54321",
}


@pytest.mark.parametrize(("country", "number"), RIGHT.items())
def test_a_right_number_has_no_problem(country: str, number: str) -> None:
    found = check_vat(number, country)
    assert (found.number, found.country, found.problem, found.valid) == (number, country, None, True)


@pytest.mark.parametrize(
    ("country", "written"),
    [
        ("IT", "P.IVA 0074 3110 157"), ("IT", "Partita IVA: 00743110157"), ("IT", "it 00743110157"),
        ("DE", "USt-IdNr. DE 136.695.976"), ("DE", "136 695 976"), ("AT", "UID-Nr.: ATU 13585627"),
        ("AT", "U13585627"), ("AT", "AT13585627"), ("AT", "13585627"), ("SI", "ID za DDV: SI 50223054"),
        ("FR", "N° TVA FR 40 303 265 045"), ("FR", "40303265045"), ("CH", "CHE-100.155.212 MWST"),
        ("CH", "CHE-100.155.212 TVA"), ("CH", "100.155.212 IVA"), ("CH", "CH 100155212"), ("LI", "MWST-Nr. 54 321"),
        ("LI", "FL 54321"),
    ],
)  # fmt: skip
def test_people_write_numbers_in_many_ways(country: str, written: str) -> None:
    assert check_vat(written, country).number == RIGHT[country]
    assert check_vat(written, country).valid


@pytest.mark.parametrize("country", sorted(set(RIGHT) - {"LI"}))
def test_any_other_last_digit_is_wrong(country: str) -> None:
    number = RIGHT[country]
    others = [number[:-1] + digit for digit in "0123456789" if digit != number[-1]]
    assert {check_vat(other, country).problem for other in others} == {"wrong_check_digit"}


@pytest.mark.parametrize("country", sorted(RIGHT))
def test_a_digit_more_or_less_is_a_wrong_length(country: str) -> None:
    for number, length in ((RIGHT[country] + "1", LENGTHS[country] + 1), (RIGHT[country][:-1], LENGTHS[country] - 1)):
        found = check_vat(number, country)
        assert found.problem == "wrong_length"
        assert dict(found.facts) == {"length": length, "expected": LENGTHS[country]}


def test_a_number_of_another_country_is_told_as_such() -> None:
    found = check_vat("DE136695976", "IT")
    assert (found.problem, dict(found.facts)) == ("wrong_country", {"found": "DE", "expected": "IT"})
    assert check_vat("CHE-100.155.212", "LI").problem == "wrong_country"
    assert check_vat("ES B58378431", "FR").problem == "wrong_country"
    assert check_vat("DE136695976", "FR").problem == "wrong_country"


def test_letters_where_digits_belong_are_wrong_signs() -> None:
    assert check_vat("IT0074311015A", "IT").problem == "wrong_signs"
    assert check_vat("5432A", "LI").problem == "wrong_signs"
    assert check_vat("DEÄ36695976", "DE").problem == "wrong_signs"


def test_an_italian_number_of_no_tax_office_has_wrong_signs() -> None:
    """The eighth to tenth digits name the office; 000 is none. Luhn: 12345670008 has 8 as check digit by hand."""
    assert check_vat("12345670008", "IT").problem == "wrong_signs"


def test_a_french_key_of_letters_is_no_country() -> None:
    """With key letters the rule is (SIREN + 1 + X // 11) mod 11 = X mod 11; 83 / K7 are examples of python-stdnum."""
    assert check_vat("K7399859412", "FR").valid
    assert check_vat("FRK7399859412", "FR").number == "FRK7399859412"


@pytest.mark.parametrize("text", ["", "  ", "--", "IT"])
def test_nothing_is_told_as_empty(text: str) -> None:
    assert check_vat(text, "IT").problem == "empty"


def test_other_countries_are_refused_aloud() -> None:
    with pytest.raises(UnknownVatCountryError, match="ES"):
        check_vat("ESB58378431", "ES")


@given(st.text(max_size=20), st.sampled_from(sorted(LENGTHS)))
def test_whatever_is_typed_gets_an_answer_with_the_facts_it_needs(text: str, country: str) -> None:
    found = check_vat(text, country)
    assert found.problem is None or tuple(name for name, _ in found.facts) == VAT_PROBLEMS[found.problem]


@given(st.sampled_from(sorted(RIGHT.items())), st.lists(st.sampled_from(" .-/"), min_size=12, max_size=12))
def test_signs_between_digits_change_nothing(right: tuple[str, str], between: list[str]) -> None:
    country, number = right
    written = "".join(sign + gap for sign, gap in zip(number, [*between, "", ""], strict=False))
    assert check_vat(written, country) == check_vat(number, country)
    assert check_vat(check_vat(written, country).number, country).valid
