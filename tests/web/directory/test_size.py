"""The size test on its page."""

import pytest

from cordata.directory.ownership import HOLDER_KINDS
from cordata.directory.size import SIZE_CODES
from cordata_web.directory.models import SizeTest
from cordata_web.directory.size_messages import HOLDER_NAMES, SIZE_SENTENCES, size_reason
from web.cast import organisation, person, signed_in

NONE = {"relations-TOTAL_FORMS": "0", "relations-INITIAL_FORMS": "0"}
SMALL = {"headcount_now": "20", "turnover_now": "4000000", "balance_sheet_now": "3000000"}
MOTHER = {
    "relations-TOTAL_FORMS": "1", "relations-INITIAL_FORMS": "0", "relations-0-name": "Mother AG",
    "relations-0-direction": "owner", "relations-0-kind": "enterprise", "relations-0-capital": "60",
    "relations-0-headcount": "300", "relations-0-turnover": "90000000", "relations-0-balance_sheet": "80000000",
}  # fmt: skip


@pytest.fixture
def client(db):
    return signed_in(person("ada@rossi.example", "member", organisation("rossi")))


def _answer(client, **sent: str) -> str:
    return client.post("/en/organisations/rossi/size/", {**NONE, **SMALL, **sent}, follow=True).content.decode()


def test_an_enterprise_of_its_own_learns_its_size_and_why(client) -> None:
    page = _answer(client)
    assert "Small enterprise: yes, with 20 people, a turnover of 4,000,000 euro" in page
    assert "No other enterprise counts towards your size: you are autonomous." in page
    assert SizeTest.objects.get().category == "small"


def test_figures_come_back_as_they_were_written(client) -> None:
    page = _answer(client, headcount_now="20.5")
    assert 'value="4000000"' in page
    assert 'value="20.5"' in page


def test_a_majority_owner_counts_whole(client) -> None:
    page = _answer(client, **MOTHER)
    assert "Mother AG is linked to you: all of its figures are added to yours." in page
    assert SizeTest.objects.get().category == "large"


def test_an_owner_without_figures_is_asked_for(client) -> None:
    page = _answer(client, **{**MOTHER, "relations-0-headcount": "", "relations-0-turnover": "",
                              "relations-0-balance_sheet": ""})  # fmt: skip
    assert "The figures of Mother AG are needed" in page
    assert 'value="Mother AG"' in page
    assert SizeTest.objects.count() == 0


def test_a_row_is_added_without_a_script_and_keeps_what_was_typed(client) -> None:
    page = _answer(client, action="add", headcount_now="33")
    assert 'name="relations-0-name"' in page
    assert 'value="33"' in page
    assert SizeTest.objects.count() == 0


def test_an_untouched_row_is_no_error(client) -> None:
    empty = {"relations-TOTAL_FORMS": "1", "relations-0-direction": "owner", "relations-0-kind": "enterprise"}
    _answer(client, **empty)
    assert SizeTest.objects.get().category == "small"


def test_a_row_that_is_left_out_does_not_count(client) -> None:
    _answer(client, **MOTHER, **{"relations-0-DELETE": "on"})
    assert SizeTest.objects.get().category == "small"


def test_a_first_year_beyond_a_ceiling_changes_nothing_yet(client) -> None:
    before = {"headcount_before": "45", "turnover_before": "8000000", "balance_sheet_before": "6000000"}
    page = _answer(client, headcount_now="60", **before)
    assert "The last year alone would say: Medium enterprise." in page
    assert SizeTest.objects.get().category == "small"


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"headcount_before": "3"}, "Please give all three figures of a year, or none."),
        ({**MOTHER, "relations-0-capital": "160"}, "Nothing is lost"),
        ({"headcount_now": "many"}, "Nothing is lost"),
        ({"headcount_now": "nan"}, "Nothing is lost"),
    ],
)
def test_what_cannot_be_is_told_beside_the_fields(client, sent: dict[str, str], problem: str) -> None:
    assert problem in _answer(client, **sent)
    assert SizeTest.objects.count() == 0


@pytest.mark.parametrize("total", ["-1", "x", "9999", "41"])
def test_a_forged_number_of_rows_is_no_failure(client, total: str) -> None:
    for action in ("add", ""):
        sent = {**NONE, **SMALL, "relations-TOTAL_FORMS": total, "action": action}
        assert client.post("/en/organisations/rossi/size/", sent).status_code in (200, 302)


def test_the_size_is_public_and_the_figures_are_not(client) -> None:
    _answer(client, headcount_now="23")
    stranger = signed_in(person("eve@x.example"))
    assert "Small enterprise" in stranger.get("/en/directory/rossi/").content.decode()
    assert stranger.get("/en/organisations/rossi/size/").status_code == 403
    chief = signed_in(person("sec@n.example", "secretariat"))
    assert "with 23 people" in chief.get("/en/organisations/rossi/size/").content.decode()
    assert chief.post("/en/organisations/rossi/size/", {**NONE, **SMALL}).status_code == 403


def test_every_code_and_every_kind_of_owner_has_its_words(db) -> None:
    assert set(SIZE_SENTENCES) == set(SIZE_CODES)
    assert set(HOLDER_NAMES) == set(HOLDER_KINDS)
    samples = {"size": "small", "latest": "large", "before": "micro", "kind": "person", "id": "Rossi"}
    for code, names in SIZE_CODES.items():
        facts = {name: samples.get(name, 33.25) for name in names}
        assert "%(" not in size_reason(code, facts)
    assert "33.3 %" in size_reason("person_holder", {"id": "Rossi", "percent": 33.34})
