"""Translations of an opportunity that are older than the original."""

import pytest

from cordata_web.exchange.actions.opportunities import rewrite_opportunity
from cordata_web.exchange.actions.translations import confirm_translation, store_translation
from cordata_web.exchange.models import Opportunity
from cordata_web.people.models import AuditEntry, Role
from web.cast import opportunity, organisation, person, signed_in

pytestmark = pytest.mark.django_db
NOTE = "The original was changed after this text was written"
GERMAN = {"titles": "Druckguss", "summaries": "Wir suchen eine Gießerei."}


@pytest.fixture
def rossi():
    return organisation("rossi")


@pytest.fixture
def shown(rossi) -> Opportunity:
    row = opportunity(rossi, titles={"en": "Casting"}, summaries={"en": "We look for a foundry."})
    return store_translation(opportunity=row, language="de", texts=GERMAN, by="author", actor=person())


def changed(row: Opportunity, text: str = "We look for two foundries.") -> Opportunity:
    summaries = {**row.summaries, "en": text}
    return rewrite_opportunity(opportunity=row, actor=person(), changes={"summaries": summaries})


def test_a_change_of_the_original_marks_the_translation_and_keeps_it(shown):
    row = changed(shown)
    assert (row.outdated, row.summaries["de"], row.translated) == (["de"], GERMAN["summaries"], {"de": "author"})
    assert AuditEntry.objects.filter(action="updated").latest("pk").changes["outdated"] == [[], ["de"]]


def test_what_is_no_text_does_not_mark_it(shown):
    row = rewrite_opportunity(opportunity=shown, actor=person(), changes={"trl": 5, "cooperation": ["supply"]})
    assert row.outdated == []


def test_saving_the_translation_or_a_word_that_it_is_right_ends_it(shown):
    assert (
        store_translation(opportunity=changed(shown), language="de", texts=GERMAN, by="author", actor=None).outdated
        == []
    )
    row = changed(shown, "We look for three foundries.")
    assert row.outdated == ["de"]
    assert confirm_translation(opportunity=row, language="de", actor=person()).outdated == []


def test_one_translation_more_leaves_the_other_as_it_is(shown):
    row = store_translation(opportunity=changed(shown), language="fr", texts=GERMAN, by="machine", actor=person())
    assert row.outdated == ["de"]


def test_texts_that_only_move_to_another_language_are_no_change(shown, rossi):
    ada = signed_in(person("ada@rossi.example", Role.MEMBER, rossi))
    ada.post(f"/en/opportunities/{shown.pk}/topics/", {"language": "it"})
    shown.refresh_from_db()
    assert (shown.language, shown.summaries["it"], shown.outdated) == ("it", "We look for a foundry.", [])


def test_readers_are_told_at_the_translation_only(shown, client):
    changed(shown)
    page = f"{shown.get_absolute_url()}?text="
    assert NOTE in client.get(f"{page}de").content.decode()
    assert NOTE not in client.get(f"{page}en").content.decode()


def test_its_people_see_it_in_the_form_and_on_the_desk_and_say_with_one_click_that_it_is_right(
    shown, rossi, own_folder
):
    ada = signed_in(person("ada@rossi.example", Role.MEMBER, rossi))
    changed(shown)
    address = f"/en/opportunities/{shown.pk}/still-right/de/"
    assert address in ada.get(f"/en/opportunities/{shown.pk}/translations/de/").content.decode()
    assert address in ada.get("/en/desk/").content.decode()
    assert ada.post(address, {"from": "desk"}).headers["Location"] == "/en/desk/"
    shown.refresh_from_db()
    assert (shown.outdated, shown.summaries["de"]) == ([], GERMAN["summaries"])
    assert address not in ada.get("/en/desk/").content.decode()


def test_strangers_do_not_say_so(shown):
    changed(shown)
    eve = signed_in(person("eve@nowhere.example", Role.MEMBER, organisation("nowhere")))
    assert eve.post(f"/en/opportunities/{shown.pk}/still-right/de/").status_code == 403
    shown.refresh_from_db()
    assert shown.outdated == ["de"]
