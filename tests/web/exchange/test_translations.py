"""Texts of an opportunity in other languages."""

import pytest

from cordata_web.exchange.actions.translations import OwnLanguageError, store_translation
from web.cast import opportunity, organisation, person, signed_in

pytestmark = pytest.mark.django_db


def shouting(text: str, source: str, target: str) -> str:
    """A translator for the tests: it says who translated what into which language."""
    return f"[{source}>{target}] {text.upper()}"


def failing(_text: str, _source: str, _target: str) -> str:
    raise ConnectionError("The service is closed on Sundays.")


@pytest.fixture
def rossi():
    return organisation("rossi", name="Rossi Fonderie")


@pytest.fixture
def shown(rossi):
    return opportunity(rossi)


@pytest.fixture
def ada(rossi):
    return signed_in(person("ada@rossi.example", "member", rossi))


def test_a_person_translates_and_can_take_it_away_again(ada, shown):
    page = f"/en/opportunities/{shown.pk}/translations/it/"
    ada.post(page, {"title": "Pareti sottili", "summary": "Cerchiamo una fonderia.", "by": "translator"})
    shown.refresh_from_db()
    assert (shown.titles["it"], shown.translated) == ("Pareti sottili", {"it": "translator"})
    assert shown.titles["en"]
    assert " fonderia" in shown.search_text
    ada.post(page, {"by": "translator"})
    shown.refresh_from_db()
    assert ("it" in shown.titles, shown.translated) == (False, {})


def test_half_a_translation_is_refused_and_kept_in_the_form(ada, shown):
    page = ada.post(f"/en/opportunities/{shown.pk}/translations/it/", {"title": "Pareti sottili", "by": "author"})
    assert "Translate the title and the summary at least." in page.content.decode()
    assert "Pareti sottili" in page.content.decode()


def test_the_own_language_is_no_translation(ada, shown):
    assert ada.get(f"/en/opportunities/{shown.pk}/translations/en/").status_code == 404
    with pytest.raises(OwnLanguageError):
        store_translation(opportunity=shown, language="en", texts={}, by="author", actor=person())


def test_no_machine_translates_unless_the_site_has_one(ada, shown):
    page = f"/en/opportunities/{shown.pk}/translations/de/"
    assert "by machine" not in ada.get(page).content.decode()
    assert ada.post(page, {"machine": "yes"}).status_code == 404


def test_a_machine_proposes_and_nothing_is_saved_before_somebody_does(ada, shown, settings):
    settings.CORDATA_TRANSLATOR = f"{__name__}.shouting"
    page = f"/en/opportunities/{shown.pk}/translations/de/"
    proposed = ada.post(page, {"machine": "yes", "title": "Mein eigener Titel"}).content.decode()
    assert "[en&gt;de] WE LOOK FOR A FOUNDRY FOR HOUSINGS." in proposed
    assert "Mein eigener Titel" in proposed
    shown.refresh_from_db()
    assert list(shown.titles) == ["en"]


@pytest.mark.parametrize("translator", ["failing", "not_there"])
def test_what_the_machine_gets_wrong_is_shown_and_nothing_is_lost(ada, shown, settings, translator):
    settings.CORDATA_TRANSLATOR = f"{__name__}.{translator}"
    page = ada.post(f"/en/opportunities/{shown.pk}/translations/de/", {"machine": "yes", "title": "Mein Titel"})
    text = page.content.decode()
    assert "The machine did not translate" in text
    assert "Mein Titel" in text
    assert ("closed on Sundays" in text) == (translator == "failing")


def test_strangers_do_not_translate(shown):
    other = signed_in(person("bo@other.example", "member", organisation("other")))
    assert other.get(f"/en/opportunities/{shown.pk}/translations/de/").status_code == 403


def test_two_who_translate_at_once_keep_both_translations(ada, shown):
    person_of = person("ada@rossi.example")
    for language, words in (("de", "Druckguss"), ("fr", "Fonderie")):
        texts = {"titles": words, "summaries": words}
        # Both opened the page before the other had saved: what they hold knows nothing of the other's.
        store_translation(opportunity=shown, language=language, texts=texts, by="author", actor=person_of)
    shown.refresh_from_db()
    assert (shown.titles["de"], shown.titles["fr"]) == ("Druckguss", "Fonderie")
    assert set(shown.translated) == {"de", "fr"}
