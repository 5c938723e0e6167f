"""Texts in other languages that are older than their original: marked, shown, said to be still right; never deleted."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata_web.directory.models import Profile
from cordata_web.directory.rewriting import rewrite_profile
from cordata_web.directory.translations import now_outdated
from cordata_web.people.models import AuditEntry, Role
from web.cast import organisation, person, signed_in

NOTE = "The original was changed after this text was written"
IT, EN = "Stampiamo alluminio.", "We die-cast aluminium."


@pytest.fixture
def rossi(db) -> Profile:
    return organisation("rossi", descriptions={"it": IT, "en": EN}, offers={"it": "Scatole."})


def rewritten(row: Profile, **changes: Any) -> list[str]:
    return rewrite_profile(profile=row, actor=person(), changes=changes).outdated


texts = st.dictionaries(st.sampled_from(["it", "en", "de"]), st.sampled_from(["a", "b"]), max_size=3)
columns = st.fixed_dictionaries({"descriptions": texts, "offers": texts})


@given(columns, columns, st.sampled_from(["it", "en"]), st.sets(st.sampled_from(["it", "en", "de"])))
def test_only_texts_that_are_there_and_not_the_original_are_out_of_date(before, after, own, already) -> None:
    found = now_outdated(before, after, originals=(own, own), already=already)
    assert own not in found
    assert all(any(after[name].get(code) for name in after) for code in found)
    assert now_outdated(after, after, originals=(own, own), already=found) == found
    if all(before[name].get(own) == after[name].get(own) for name in after):
        assert set(found) <= already


def test_a_change_of_the_original_marks_the_others_and_deletes_nothing(rossi) -> None:
    assert rewritten(rossi, descriptions={"it": "Stampiamo zinco.", "en": EN}) == ["en"]
    rossi.refresh_from_db()
    assert rossi.descriptions["en"] == EN
    told = AuditEntry.objects.filter(action="updated").latest("pk").changes
    assert told["outdated"] == [[], ["en"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"descriptions": {"it": IT, "en": "We cast aluminium."}},
        {"descriptions": {"it": "Stampiamo zinco.", "en": "We die-cast zinc."}},
        {"descriptions": {"it": IT, "en": EN, "de": "Wir gießen."}},
        {"offers": {"it": "Scatole e coperchi."}},
        {"descriptions": {"en": EN}, "offers": {}},
        {"town": "Ivrea"},
    ],
)
def test_what_leaves_the_translations_as_good_as_they_were_marks_none(rossi, changes) -> None:
    assert rewritten(rossi, **changes) == []


def test_writing_it_anew_or_taking_it_away_ends_it(rossi) -> None:
    changed = {"it": "Stampiamo zinco.", "en": EN}
    rewritten(rossi, descriptions=changed)
    assert rewritten(rossi, town="Ivrea") == ["en"]
    assert rewritten(rossi, descriptions={**changed, "en": "We die-cast zinc."}) == []
    rewritten(rossi, descriptions={"it": IT, "en": "We die-cast zinc."})
    assert rewritten(rossi, descriptions={"it": IT}) == []


def test_the_own_language_is_never_out_of_date_also_when_it_becomes_another(rossi) -> None:
    rewritten(rossi, descriptions={"it": "Stampiamo zinco.", "en": EN})
    assert rewritten(rossi, local_language="en") == ["it"]


def test_readers_see_it_beside_the_text(rossi, client) -> None:
    assert NOTE not in client.get("/en/directory/rossi/").content.decode()
    rewritten(rossi, descriptions={"it": "Stampiamo zinco.", "en": EN})
    page = client.get("/en/directory/rossi/").content.decode()
    assert page.count(NOTE) == 1
    assert EN in page


def test_its_people_say_on_the_desk_or_in_the_form_that_it_is_still_right(rossi, own_folder) -> None:
    ada = signed_in(person("ada@rossi.example", Role.MEMBER, rossi))
    rewritten(rossi, descriptions={"it": "Stampiamo zinco.", "en": EN})
    assert "/en/organisations/rossi/still-right/en/" in ada.get("/en/desk/").content.decode()
    answer = ada.post("/en/organisations/rossi/still-right/en/", {"from": "desk"})
    assert answer.headers["Location"] == "/en/desk/"
    rossi.refresh_from_db()
    assert (rossi.outdated, rossi.descriptions["en"]) == ([], EN)
    assert "Older than the original" not in ada.get("/en/desk/").content.decode()
    rewritten(rossi, descriptions={"it": IT, "en": EN})
    form = {
        "name": "Rossi", "kind": "sme", "region": "ITC1", "town": "Torino", "local_language": "it",
        "descriptions_it": IT, "descriptions_en": EN, "offers_it": "Scatole.", "still_en": "on",
    }  # fmt: skip
    assert 'name="still_en"' in ada.get("/en/organisations/rossi/edit/").content.decode()
    refused = ada.post("/en/organisations/rossi/edit/", {**form, "name": ""}).content.decode()
    assert 'name="still_en" id="id_still_en" checked' in refused
    ada.post("/en/organisations/rossi/edit/", form)
    rossi.refresh_from_db()
    assert rossi.outdated == []


def test_others_do_not_say_so(rossi) -> None:
    rewritten(rossi, descriptions={"it": "Stampiamo zinco.", "en": EN})
    eve = signed_in(person("eve@nowhere.example", Role.MEMBER, organisation("nowhere")))
    assert eve.post("/en/organisations/rossi/still-right/en/").status_code == 403
    rossi.refresh_from_db()
    assert rossi.outdated == ["en"]
