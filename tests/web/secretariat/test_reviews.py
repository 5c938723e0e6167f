"""The review: who may look, what is shown, what a decision does, and what both sides say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.directory.models import Claim
from cordata_web.directory.rewriting import rewrite_profile
from cordata_web.exchange.actions.opportunities import rewrite_opportunity
from cordata_web.exchange.checklists import questions_for
from cordata_web.jobs.models import Job
from cordata_web.mail.models import Letter
from cordata_web.people.models import AuditEntry, Comment
from cordata_web.people.transitions import advance
from web.cast import cluster, opportunity, organisation, person, signed_in
from web.secretariat.office import READERS, ROLES, client_of, expected

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("ada@rossi.example")


@pytest.fixture
def rossi(ada):
    made = organisation("rossi", state="in_review", website="https://rossi.example/")
    person(ada.email, "member", made)
    return made


@pytest.fixture
def office():
    return signed_in(person("office@net.example", "secretariat"))


def all_yes(thing) -> dict[str, str]:
    return dict.fromkeys(questions_for(thing), "yes")


@pytest.mark.parametrize("role", ROLES)
def test_readers_see_the_queue_and_the_reviews_and_nobody_else_does(role, rossi, ada):
    asked = opportunity(rossi, state="in_review")
    claim = Claim.objects.create(profile=organisation("verdi"), user=ada)
    client = client_of(role)
    for address in ("", "review/", "review/profile/rossi/", f"review/opportunity/{asked.pk}/", f"claims/{claim.pk}/"):
        answer = client.get(f"/en/secretariat/{address}")
        assert answer.status_code == expected(role, READERS), address


@pytest.mark.parametrize("role", ROLES)
def test_only_the_secretariat_decides(role, rossi, ada):
    claim = Claim.objects.create(profile=organisation("verdi"), user=ada)
    client = client_of(role)
    for address in ("review/profile/rossi/", f"claims/{claim.pk}/"):
        answer = client.post(f"/en/secretariat/{address}", {"step": "note", "answer": ""})
        assert answer.status_code in (expected(role, ("secretariat",), 302), 422)
    rossi.refresh_from_db()
    assert rossi.state == "in_review"


def test_what_does_not_exist_is_not_found(office):
    for address in ("review/profile/nobody/", "review/claim/nobody/", "claims/nobody/"):
        assert office.get(f"/en/secretariat/{address}").status_code == 404


def test_the_oldest_stands_first_whatever_it_is(office, rossi, ada):
    grozd = cluster("grozd", state="in_review")
    claim = Claim.objects.create(profile=organisation("verdi"), user=ada, created=timezone.now() - timedelta(days=3))
    for thing, days in ((rossi, 2), (grozd, 5)):
        AuditEntry.objects.create(
            action="submit", object_kind=thing._meta.label_lower, object_id=thing.pk,
            when=timezone.now() - timedelta(days=days),
        )  # fmt: skip
    page = office.get("/en/secretariat/review/").content.decode()
    places = [page.index(f"/secretariat/{one}/") for one in ("review/profile/grozd", f"claims/{claim.pk}")]
    assert places == sorted(places)
    assert places[-1] < page.index("/secretariat/review/profile/rossi/")


def test_the_queue_is_filtered_by_kind_turn_and_country(office, rossi):
    opportunity(organisation("verdi", country="SI", nuts="SI041"), state="changes_requested", titles={"en": "Waxes"})
    shown = {
        query: office.get(f"/en/secretariat/review/?{query}").content.decode()
        for query in ("kind=organisation", "kind=cluster", "country=SI", "turn=theirs", "turn=all&country=SI")
    }
    assert ["Rossi" in page for page in shown.values()] == [True, False, False, False, False]
    assert ["Waxes" in page for page in shown.values()] == [False, False, False, True, True]
    assert "Nothing waits" in shown["kind=cluster"]


def test_what_was_never_public_is_all_new(office, rossi):
    page = office.get("/en/secretariat/review/profile/rossi/").content.decode()
    assert "It has never been public: all of it is new." in page
    assert "We die-cast aluminium." in page


def test_what_changed_since_it_was_public_stands_beside_it(office, ada):
    rossi = organisation("rossi", state="published", town="Torino")
    actor = person("sec@net.example", "secretariat")
    rewrite_profile(profile=rossi, actor=ada, changes={"town": "Asti"})  # public at once
    advance(rossi, "request_changes", actor=actor)
    rewrite_profile(profile=rossi, actor=ada, changes={"town": "Alba", "descriptions": {"en": "We cast zinc."}})
    advance(rossi, "submit", actor=ada)
    page = office.get("/en/secretariat/review/profile/rossi/").content.decode()
    row = page[page.index('class="compare__changed"') :]
    assert "Alba" in row
    assert "Asti" in row
    assert "Torino" not in row
    assert "We cast zinc." in row
    assert "We die-cast aluminium." in row


def test_look_alikes_are_named_with_the_reasons(office, rossi):
    organisation("rossi-2", name="Rossi S.r.l.", website="https://rossi.example/it/")
    page = office.get("/en/secretariat/review/profile/rossi/").content.decode()
    assert "Rossi S.r.l." in page
    assert "rossi.example is that of several organisations." in page


def test_approval_waits_for_the_checklist_and_keeps_what_was_typed(office, rossi):
    answers = {**all_yes(rossi), "real": "no"}
    answer = office.post("/en/secretariat/review/profile/rossi/", {"step": "approve", "comment": "Nice.", **answers})
    assert answer.status_code == 422
    assert "Before it becomes public, this has to be a yes, or not to apply." in answer.content.decode()
    assert "Nice." in answer.content.decode()
    rossi.refresh_from_db()
    assert rossi.state == "in_review"
    assert rossi.checklist["real"] == "no"


def test_approval_makes_it_public_and_tells_the_owners_in_their_language(office, rossi, ada):
    ada.language = "it"
    ada.save()
    office.post("/en/secretariat/review/profile/rossi/", {"step": "approve", **all_yes(rossi)})
    rossi.refresh_from_db()
    assert rossi.state == "published"
    assert rossi.checklist == all_yes(rossi)
    letter = Letter.objects.get(kind="review_approve")
    assert (letter.to_user, letter.topic, letter.language) == (ada, "essential", "it")
    assert Job.objects.filter(kind="update_index").exists()


def test_an_approved_opportunity_is_matched(office, rossi, ada):
    advance(rossi, "approve", actor=None)
    asked = opportunity(rossi, state="in_review", published=None, author=ada)
    answer = office.post(f"/en/secretariat/review/opportunity/{asked.pk}/", {"step": "approve", **all_yes(asked)})
    assert answer.status_code == 302
    asked.refresh_from_db()
    assert asked.state == "published"
    assert asked.published is not None
    assert Job.objects.get(kind="match_opportunity").arguments == {"opportunity": asked.pk}


@pytest.mark.parametrize(("step", "state"), [("request_changes", "changes_requested"), ("reject", "rejected")])
def test_a_no_needs_words_that_the_owners_read(office, rossi, ada, step, state):
    address = "/en/secretariat/review/profile/rossi/"
    assert office.post(address, {"step": step, "comment": "  "}).status_code == 422
    office.post(address, {"step": step, "comment": "Please name your town."})
    rossi.refresh_from_db()
    assert rossi.state == state
    assert "Please name your town." in Letter.objects.get(kind=f"review_{step}").text
    assert "Please name your town." in signed_in(ada).get("/en/organisations/rossi/").content.decode()


def test_the_second_of_two_reviewers_is_told_that_it_is_done(office, rossi):
    advance(rossi, "take_back", actor=None)
    page = office.post(
        "/en/secretariat/review/profile/rossi/", {"step": "reject", "comment": "No."}, follow=True
    ).content.decode()
    assert "Somebody was faster" in page
    assert Letter.objects.count() == 0
    assert Comment.objects.count() == 0


def test_owners_answer_on_their_page_and_the_reviewer_is_written_to(office, rossi, ada):
    office.post("/en/secretariat/review/profile/rossi/", {"step": "request_changes", "comment": "Which town?"})
    own = signed_in(ada)
    page = own.post("/en/review/profile/rossi/answer/", {"text": "Asti, of course."}, follow=True).content.decode()
    assert "Asti, of course." in page
    letter = Letter.objects.get(kind="review_answer")
    assert letter.to_address == "office@net.example"
    assert "/secretariat/review/profile/rossi/" in letter.text
    queue = office.get("/en/secretariat/review/").content.decode()
    assert "They have written" in queue


def test_owners_of_an_opportunity_answer_on_its_page(office, ada):
    rossi = organisation("rossi")
    person(ada.email, "member", rossi)
    asked = opportunity(rossi, state="in_review")
    office.post(f"/en/secretariat/review/opportunity/{asked.pk}/", {"step": "comment", "comment": "How thin?"})
    own = signed_in(ada)
    page = own.get(f"/en/opportunities/{asked.pk}/").content.decode()
    assert "How thin?" in page
    assert f"/en/review/opportunity/{asked.pk}/answer/" in page
    page = own.post(f"/en/review/opportunity/{asked.pk}/answer/", {"text": "0.8 mm"}, follow=True).content.decode()
    assert "0.8 mm" in page


def test_an_empty_answer_is_asked_for_again(rossi, ada):
    page = signed_in(ada).post("/en/review/profile/rossi/answer/", {"text": " "}, follow=True).content.decode()
    assert "Please write something first." in page
    assert Comment.objects.count() == 0


def test_strangers_do_not_answer_for_others(rossi):
    stranger = signed_in(person("eve@else.example", "member", organisation("verdi")))
    assert stranger.post("/en/review/profile/rossi/answer/", {"text": "Hello"}).status_code == 404
    assert stranger.post("/en/review/claim/rossi/answer/", {"text": "Hello"}).status_code == 404
    assert Comment.objects.count() == 0


def test_an_opportunity_of_an_organisation_that_is_not_public_says_so(office, rossi):
    asked = opportunity(rossi, state="in_review")
    page = office.get(f"/en/secretariat/review/opportunity/{asked.pk}/").content.decode()
    assert "Look at the organisation first" in page


def test_what_changed_in_an_opportunity_is_marked_in_words(office, ada):
    asked = opportunity(organisation("rossi"))
    advance(asked, "request_changes", actor=None)
    rewrite_opportunity(opportunity=asked, actor=ada, changes={"type": "technology_offer", "trl": 7})
    page = office.get(f"/en/secretariat/review/opportunity/{asked.pk}/").content.decode()
    assert "Technology offer" in page
    assert "Technology request" in page
    assert page.count("compare__changed") == 2


def test_a_confirmed_claim_makes_its_person_act_for_it(office, ada):
    claim = Claim.objects.create(profile=organisation("verdi", claimed=None), user=ada, message="I sell there.")
    assert "I sell there." in office.get(f"/en/secretariat/claims/{claim.pk}/").content.decode()
    page = office.post(f"/en/secretariat/claims/{claim.pk}/", {"step": "confirm"}, follow=True).content.decode()
    assert "Ada acts for Verdi from now on." in page
    assert ada.assignments.get().profile_id == "verdi"


def test_a_refused_claim_needs_a_reason(office, ada):
    claim = Claim.objects.create(profile=organisation("verdi"), user=ada)
    assert office.post(f"/en/secretariat/claims/{claim.pk}/", {"step": "refuse"}).status_code == 422
    office.post(f"/en/secretariat/claims/{claim.pk}/", {"step": "refuse", "answer": "Please ask Mr Verdi."})
    claim.refresh_from_db()
    assert (claim.state, claim.answer) == ("refused", "Please ask Mr Verdi.")
    page = office.post(f"/en/secretariat/claims/{claim.pk}/", {"step": "confirm"}, follow=True).content.decode()
    assert "Somebody was faster" in page


def test_the_overview_counts_what_waits(office, rossi):
    page = office.get("/en/secretariat/").content.decode()
    assert "Organisations to review" in page
    assert page.count("counter--urgent") == 1
