"""Opportunities written, reviewed, shown and found, as people do it in the browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.exchange.actions.opportunities import step_opportunity
from cordata_web.exchange.models import Opportunity
from cordata_web.jobs.models import Job
from cordata_web.people.models import AuditEntry, Comment
from web.cast import opportunity, organisation, person, signed_in

pytestmark = pytest.mark.django_db
ITALIAN = {
    "type": "technology_request",
    "title": "Scatole in alluminio pressofuso",
    "summary": "Cerchiamo una fonderia per scatole con pareti sottili.",
    "description": "Circa 20.000 pezzi all'anno, lavorati e provati a tenuta.",
    "advantages": "",
    "partner_role": "",
    "language": "",
    "trl": "6",
    "ipr_status": "secret",
    "partner_kinds": ["sme"],
    "partner_countries": ["AT", "SI"],
    "cooperation": ["manufacturing"],
}


def filled(**more):
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    return {**ITALIAN, "valid_until": until, **more}


@pytest.fixture
def rossi():
    return organisation("rossi", name="Rossi Fonderie")


@pytest.fixture
def ada(rossi):
    return signed_in(person("ada@rossi.example", "member", rossi))


def test_the_money_leads_to_a_type(ada):
    page = ada.get("/en/opportunities/new/").content.decode()
    for code in ("technology_request", "business_offer", "research_request"):
        assert f"/en/opportunities/new/{code}/" in page


def test_somebody_without_an_organisation_is_shown_the_way_to_one():
    page = signed_in(person("eve@nowhere.example")).get("/en/opportunities/new/").content.decode()
    assert "First tell for whom you speak" in page
    assert "technology_request" not in page


def test_a_draft_is_written_in_ones_own_language_and_sent_for_review(ada, own_folder):
    sent = ada.post("/en/opportunities/new/technology_request/", filled())
    made = Opportunity.objects.get()
    assert sent.headers["Location"] == f"/en/opportunities/{made.pk}/topics/"
    assert (made.state, made.language, made.titles) == ("draft", "it", {"it": ITALIAN["title"]})
    assert (made.trl, made.partner_countries, made.cooperation) == (6, ["AT", "SI"], ["manufacturing"])
    topics = ada.get(f"/en/opportunities/{made.pk}/topics/").content.decode()
    assert 'value="die-casting"' in topics
    said = {"language": "it", "concepts": ["die-casting"], "sectors": ["mechatronics"]}
    ada.post(f"/en/opportunities/{made.pk}/topics/", said)
    ada.post(f"/en/opportunities/{made.pk}/step/submit/")
    made.refresh_from_db()
    assert (made.state, made.concepts, made.sectors) == ("in_review", ["die-casting"], ["mechatronics"])
    assert " druckguss" in made.search_text
    assert list(AuditEntry.objects.filter(object_id=made.pk).order_by("pk").values_list("action", flat=True)) == [
        "created", "updated", "submit",
    ]  # fmt: skip


def test_a_form_with_errors_keeps_what_was_written(ada):
    today = timezone.localdate()
    for until in (today, today + timedelta(days=400)):
        page = ada.post("/en/opportunities/new/technology_request/", filled(valid_until=until.isoformat()))
        assert page.status_code == 200
        assert "Circa 20.000 pezzi" in page.content.decode()
    assert not Opportunity.objects.exists()


def test_an_anonymous_text_may_not_name_its_writer(ada):
    page = ada.post(
        "/en/opportunities/new/technology_request/", filled(anonymous="on", summary="La ROSSI fonderie cerca.")
    )
    assert "do not stay anonymous" in page.content.decode()
    assert not Opportunity.objects.exists()


def test_an_edited_publication_stays_public_and_is_matched_anew(ada, rossi):
    shown = opportunity(rossi, concepts=[])
    ada.post(f"/en/opportunities/{shown.pk}/edit/", filled(language="en", title="Die casting, thicker walls"))
    shown.refresh_from_db()
    assert (shown.state, shown.titles) == ("published", {"en": "Die casting, thicker walls"})
    assert [job.arguments for job in Job.objects.filter(kind="match_opportunity")] == [{"opportunity": shown.pk}]


def test_texts_of_other_languages_outlive_an_edit(ada, rossi):
    shown = opportunity(rossi, titles={"en": "Casting", "de": "Guss"}, translated={"de": "translator"})
    ada.post(f"/en/opportunities/{shown.pk}/edit/", filled(language="en", title="Thin casting"))
    shown.refresh_from_db()
    assert shown.titles == {"en": "Thin casting", "de": "Guss"}
    assert shown.translated == {"de": "translator"}


def test_what_the_review_says_stands_on_the_page(ada, rossi):
    secretariat = person("sec@cordata.example", "secretariat")
    shown = opportunity(rossi, state="in_review", published=None)
    step_opportunity(opportunity=shown, step="request_changes", actor=secretariat, comment="Please name the alloy.")
    page = ada.get(shown.get_absolute_url()).content.decode()
    assert "The secretariat asks for changes" in page
    assert "Please name the alloy." in page
    assert Comment.objects.get().purpose == "review"
    ada.post(f"/en/opportunities/{shown.pk}/step/submit/")
    shown.refresh_from_db()
    step_opportunity(opportunity=shown, step="approve", actor=secretariat)
    assert shown.state == "published"
    assert shown.published is not None


def test_owners_take_back_renew_archive_and_restore(ada, rossi):
    for state, step, after in (
        ("in_review", "take_back", "draft"),
        ("expired", "renew", "published"),
        ("published", "archive", "archived"),
        ("archived", "restore", "draft"),
    ):
        shown = opportunity(rossi, state=state)
        ada.post(f"/en/opportunities/{shown.pk}/step/{step}/")
        shown.refresh_from_db()
        assert shown.state == after


def test_only_owners_take_steps_and_only_their_own(rossi, ada):
    shown = opportunity(rossi)
    stranger = signed_in(person("bo@other.example", "member", organisation("other")))
    assert stranger.post(f"/en/opportunities/{shown.pk}/step/archive/").status_code == 403
    assert stranger.get(f"/en/opportunities/{shown.pk}/edit/").status_code == 403
    assert ada.post(f"/en/opportunities/{shown.pk}/step/approve/").status_code == 404
    draft = opportunity(rossi, state="draft")
    for client in (stranger, signed_in(person("eve@nowhere.example"))):
        assert client.get(draft.get_absolute_url()).status_code == 404


def test_the_board_shows_what_is_live_and_filters_it(client, rossi):
    opportunity(rossi, titles={"en": "Thin walls"}, search_text=" thin walls", partner_kinds=["sme"])
    opportunity(
        rossi, titles={"en": "Soft magnets"}, type="business_offer", search_text=" soft magnets", sectors=["ict"]
    )
    opportunity(rossi, titles={"en": "Hidden draft"}, state="draft")
    opportunity(rossi, titles={"en": "Long over"}, valid_until=timezone.localdate() - timedelta(days=1))

    def shown(query: str) -> set[str]:
        page = client.get(f"/en/opportunities/?{query}").content.decode()
        return {title for title in ("Thin walls", "Soft magnets", "Hidden draft", "Long over") if title in page}

    assert shown("") == {"Thin walls", "Soft magnets"}
    assert shown("type=business_offer") == {"Soft magnets"}
    assert shown("sector=mechatronics&country=IT") == {"Thin walls"}
    assert shown("kind=sme") == {"Thin walls"}
    assert shown("q=MAGNETS") == {"Soft magnets"}
    assert shown("q=rossi+fonderie") == {"Thin walls", "Soft magnets"}
    assert shown("q=unheard") == set()
    assert shown("cooperation=licence") == set()


def test_ones_own_are_filtered_by_state(ada, rossi):
    opportunity(rossi, titles={"en": "My draft"}, state="draft")
    opportunity(rossi, titles={"en": "My old one"}, state="expired")
    page = ada.get("/en/opportunities/own/").content.decode()
    assert "My draft" in page
    assert "My old one" in page
    drafts = ada.get("/en/opportunities/own/?state=draft").content.decode()
    assert "My draft" in drafts
    assert "My old one" not in drafts


def test_a_reader_is_told_the_language_and_chooses_another(client, rossi):
    shown = opportunity(
        rossi, language="de", titles={"de": "Dünne Wände", "fr": "Parois minces"},
        summaries={"de": "Wir suchen.", "fr": "Nous cherchons."}, translated={"fr": "machine"},
    )  # fmt: skip
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "Written in German" in page
    french = client.get(f"{shown.get_absolute_url()}?text=fr").content.decode()
    assert "Nous cherchons." in french
    assert "Translated by a machine" in french


def test_linked_data_names_the_owner_of_what_is_not_anonymous(client, rossi):
    open_one, hidden = opportunity(rossi), opportunity(rossi, anonymous=True)
    data = client.get(f"/en/opportunities/{open_one.pk}.jsonld").json()
    assert data["@type"] == "Demand"
    assert data["buyer"]["name"] == "Rossi Fonderie"
    assert "buyer" not in client.get(f"/en/opportunities/{hidden.pk}.jsonld").json()


def test_an_organisations_page_lists_what_it_does_not_keep_anonymous(ada, rossi):
    opportunity(rossi, titles={"en": "Thin walls"})
    opportunity(rossi, titles={"en": "A secret need"}, anonymous=True)
    opportunity(rossi, titles={"en": "A draft"}, state="draft")
    page = ada.get(rossi.get_absolute_url()).content.decode()
    assert "Thin walls" in page
    assert "A secret need" not in page
    assert "A draft" not in page
