"""The pages of consortia, as their people use them."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from cordata_web.calls.models import Call
from cordata_web.consortia.actions.partners import add_partner
from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.people.models import Role
from web import cast

pytestmark = pytest.mark.django_db
PAGES = ("", "edit/", "find/", "budget/", "note/")


@pytest.fixture
def browser(ada) -> Client:
    return cast.signed_in(ada)


@pytest.mark.parametrize("language", ["en", "it", "de", "fr", "sl"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_in_every_language(browser, consortium, livarna, ada, language, page):
    add_partner(consortium=consortium, profile=livarna, actor=ada)
    assert browser.get(f"/{language}/consortia/{consortium.pk}/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_strangers_find_nothing(consortium, page):
    stranger = cast.person("s@verdi.example", Role.MEMBER, cast.organisation("verdi"))
    assert cast.signed_in(stranger).get(f"/en/consortia/{consortium.pk}/{page}").status_code == 404


def test_visitors_sign_in_first(client, consortium):
    assert client.get(f"/en/consortia/{consortium.pk}/").status_code == 302


def test_an_empty_list_explains_what_a_consortium_is(browser):
    assert "No consortium yet" in browser.get("/en/consortia/").content.decode()


def test_whoever_acts_for_nobody_is_shown_the_way():
    answer = cast.signed_in(cast.person("new@home.example")).get("/en/consortia/new/")
    assert answer.status_code == 403
    assert "A consortium belongs to an organisation" in answer.content.decode()


def test_a_call_and_a_programme_of_the_address_stand_in_the_form(browser):
    form = browser.get("/en/consortia/new/?call=HORIZON-1&programme=horizon-europe-ria&title=Sun").context["form"]
    assert (form["call"].value(), form["programme"].value(), form["title"].value()) == (
        "HORIZON-1", "horizon-europe-ria", "Sun",
    )  # fmt: skip


def test_the_one_who_begins_it_coordinates_with_facts_of_its_profile(browser, rossi):
    sent = {"owner": "rossi", "title": "Sun", "day": "2026-03-01", "programme": "horizon-europe-ia"}
    answer = browser.post("/en/consortia/new/", {**sent, "more_concepts": "casting"})
    made = Consortium.objects.get()
    assert answer.url == f"/en/consortia/{made.pk}/"
    first = made.partners.get()
    assert (first.profile, first.role, first.state, first.sme, first.nonprofit) == (
        rossi, "coordinator", "accepted", True, False,
    )  # fmt: skip
    assert "casting" in made.concepts[0]


def test_words_are_not_lost_when_the_form_is_wrong(browser):
    sent = {"owner": "rossi", "title": "Sun", "day": "some day", "topic": "My words", "more_concepts": "xyzzy"}
    answer = browser.post("/en/consortia/new/", sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "My words" in shown
    assert "The thesaurus has no concept of this name: xyzzy." in shown
    assert not Consortium.objects.exists()


def test_rules_are_shown_with_why_and_where_they_stand(browser, consortium):
    checked = browser.get(consortium.get_absolute_url()).context["checked"]
    rules = {rule.id: rule for rule in checked.rules}
    assert rules["countries"].status == "broken"
    assert rules["member_state"].status == "satisfied"
    assert "2 more countries are missing." in " ".join(rules["countries"].sentences)
    assert rules["countries"].source == "Regulation (EU) 2021/695, Article 22(2)"
    assert [rule.id for rule in checked.missing] == ["countries"]


def test_the_day_decides_which_rules_hold(browser, consortium):
    Consortium.objects.update(day=date(2019, 1, 1))
    assert "The programme has no rules on this day." in browser.get(consortium.get_absolute_url()).content.decode()


def test_organisations_are_found_in_the_directory_and_added(browser, consortium, livarna):
    shown = browser.get(f"{consortium.get_absolute_url()}?q=livarna")
    assert [hit["pk"] for hit in shown.context["hits"]] == ["livarna"]
    browser.post(f"{consortium.get_absolute_url()}partners/add/", {"profile": "livarna"})
    assert consortium.partners.get(profile=livarna).state == "proposed"
    assert browser.get(f"{consortium.get_absolute_url()}?q=livarna").context["hits"] == []


def test_somebody_outside_the_directory_joins_by_name_and_is_confirmed(browser, consortium):
    address = consortium.get_absolute_url()
    sent = {"name": "Universidad de Oviedo", "country": "ES", "kind": "university", "nonprofit": "true", "nuts": "es12"}
    browser.post(f"{address}partners/outside/", sent)
    made = consortium.partners.get(profile=None)
    assert (made.country, made.nonprofit, made.sme, made.nuts) == ("ES", True, None, "ES12")
    browser.post(f"{address}partners/{made.pk}/confirm/")
    made.refresh_from_db()
    assert made.state == "accepted"


def test_a_wrong_outsider_is_shown_as_typed(browser, consortium):
    answer = browser.post(
        f"{consortium.get_absolute_url()}partners/outside/", {"name": "Oviedo", "country": "ES", "nuts": "???"}
    )
    assert answer.status_code == 422
    assert 'value="Oviedo"' in answer.content.decode()


def test_whoever_is_taken_out_can_be_taken_back(browser, consortium, livarna, ada):
    row = add_partner(consortium=consortium, profile=livarna, actor=ada)
    address = f"{consortium.get_absolute_url()}partners/{row.pk}"
    browser.post(f"{address}/exclude/")
    shown = browser.get(consortium.get_absolute_url()).context
    assert [one["name"] for one in shown["gone"]] == ["Livarna"]
    assert [one.pk for one in shown["excluded"]] == ["livarna"]
    browser.post(f"{address}/take_back/")
    row.refresh_from_db()
    assert row.removed is None
    assert not consortium.excluded.exists()


def test_the_coordinator_is_not_taken_out(browser, consortium):
    first = consortium.partners.get()
    browser.post(f"{consortium.get_absolute_url()}partners/{first.pk}/remove/")
    first.refresh_from_db()
    assert first.removed is None


def test_another_partner_takes_the_lead(browser, consortium, livarna, ada):
    row = add_partner(consortium=consortium, profile=livarna, actor=ada)
    sent = {"role": "coordinator", "task": "Casts", "sme": "", "nonprofit": "false", "group": "G"}
    browser.post(f"{consortium.get_absolute_url()}partners/{row.pk}/", sent)
    roles = dict(ConsortiumPartner.objects.values_list("profile", "role"))
    assert roles == {"rossi": "partner", "livarna": "coordinator"}
    row.refresh_from_db()
    assert (row.task, row.sme, row.group) == ("Casts", None, "G")


def test_the_lead_is_not_simply_given_up(browser, consortium):
    first = consortium.partners.get()
    answer = browser.post(f"{consortium.get_absolute_url()}partners/{first.pk}/", {"role": "partner"})
    assert answer.status_code == 422


def test_steps_follow_the_states(browser, consortium):
    address = consortium.get_absolute_url()
    for step, state in (("settle", "ready"), ("reopen", "draft"), ("archive", "archived"), ("restore", "draft")):
        browser.post(f"{address}steps/{step}/")
        consortium.refresh_from_db()
        assert consortium.state == state
    assert browser.post(f"{address}steps/reopen/").status_code == 403
    assert browser.post(f"{address}steps/begin_inviting/").status_code == 404


def test_those_put_aside_are_listed_when_asked_for(browser, consortium):
    Consortium.objects.update(state="archived")
    assert browser.get("/en/consortia/").context["rows"] == []
    assert len(browser.get("/en/consortia/?state=archived").context["rows"]) == 1


def test_the_plan_is_changed_and_noted(browser, consortium):
    sent = {"title": "Sun", "day": "2026-03-01", "programme": "alpine-space-2021", "duration_months": "30"}
    browser.post(f"{consortium.get_absolute_url()}edit/", sent)
    consortium.refresh_from_db()
    assert (consortium.title, consortium.programme, consortium.duration_months) == ("Sun", "alpine-space-2021", 30)


def test_a_call_of_the_site_fills_the_form_and_is_linked(browser, consortium):
    made = Call.objects.create(
        id="HORIZON-2", reference="HORIZON-2", titles={"en": "Clean casting"}, texts={"en": "Cast cleanly."},
        programme="horizon-europe-ria",
    )  # fmt: skip
    made.deadlines.create(at=datetime(2099, 5, 4, 15, tzinfo=UTC))
    form = browser.get("/en/consortia/new/?call=HORIZON-2").context["form"]
    values = {name: form[name].value() for name in ("call", "title", "topic", "programme", "day")}
    assert values == {
        "call": "HORIZON-2", "title": "Clean casting", "topic": "Cast cleanly.", "programme": "horizon-europe-ria",
        "day": date(2099, 5, 4),
    }  # fmt: skip
    Consortium.objects.update(call="HORIZON-2")
    call = browser.get(consortium.get_absolute_url()).context["call"]
    assert (call.label, call.url) == ("Clean casting", "/en/calls/HORIZON-2/")


@pytest.mark.parametrize(("told", "url"), [("EIC-1", ""), ("https://funder.example/1", "https://funder.example/1")])
def test_another_call_is_shown_as_it_was_told(browser, consortium, told, url):
    Consortium.objects.update(call=told)
    call = browser.get(consortium.get_absolute_url()).context["call"]
    assert (call.label, call.url) == (told, url)
