"""Keeping one's own organisation: steps, edits, people, size."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cordata.exchange.states import TransitionRefusedError
from cordata_web.directory.keeping import NothingToReviewError, step_profile
from cordata_web.directory.models import Profile
from cordata_web.directory.rewriting import NotWritableError, rewrite_profile
from cordata_web.directory.translations import who_translated
from cordata_web.jobs.models import Job
from cordata_web.people.models import AuditEntry, Comment
from web.cast import cluster, organisation, person, signed_in

FORM = {
    "name": "Rossi", "kind": "sme", "region": "ITC1", "town": "Torino", "local_language": "it",
    "descriptions_it": "Stampiamo alluminio sotto pressione.", "descriptions_en": "We die-cast aluminium.",
    "sectors": ["mechatronics"],
}  # fmt: skip


def _rossi(**more):
    rossi = organisation("rossi", **more)
    return rossi, person("ada@rossi.example", "member", rossi)


def test_a_draft_is_sent_for_review_and_taken_back(db) -> None:
    rossi, ada = _rossi(state="draft", valid_until=None)
    client = signed_in(ada)
    client.post("/en/organisations/rossi/step/submit/")
    rossi.refresh_from_db()
    assert (rossi.state, rossi.valid_until) == ("in_review", timezone.localdate() + timedelta(days=365))
    client.post("/en/organisations/rossi/step/take_back/")
    rossi.refresh_from_db()
    assert rossi.state == "draft"


def test_what_says_nothing_is_not_sent_for_review(db) -> None:
    rossi, ada = _rossi(state="draft", descriptions={})
    with pytest.raises(NothingToReviewError):
        step_profile(profile=rossi, step="submit", actor=ada)
    answer = signed_in(ada).post("/en/organisations/rossi/step/submit/", follow=True)
    assert "Please say first what your organisation does" in answer.content.decode()


def test_the_search_follows_what_becomes_public_and_what_ceases_to_be(db) -> None:
    rossi, ada = _rossi(state="in_review")
    step_profile(profile=rossi, step="approve", actor=person("sec@n.example", "secretariat"))
    assert Job.objects.filter(kind="update_index").count() == 1
    step_profile(profile=rossi, step="archive", actor=ada)
    assert Job.objects.filter(kind="update_index").count() == 2
    step_profile(profile=rossi, step="restore", actor=ada)
    assert Job.objects.filter(kind="update_index").count() == 2


def test_what_is_put_aside_is_found_on_the_own_pages_and_taken_up_again(db) -> None:
    rossi, ada = _rossi()
    client = signed_in(ada)
    client.post("/en/organisations/rossi/step/archive/")
    assert "Take it up again" in client.get("/en/organisations/rossi/").content.decode()
    client.post("/en/organisations/rossi/step/restore/")
    rossi.refresh_from_db()
    assert rossi.state == "draft"


def test_a_step_done_twice_is_no_error(db) -> None:
    rossi, ada = _rossi(state="in_review")
    answer = signed_in(ada).post("/en/organisations/rossi/step/submit/", follow=True)
    assert "this is how it stands now" in answer.content.decode()
    with pytest.raises(TransitionRefusedError):
        step_profile(profile=rossi, step="submit", actor=ada)


@pytest.mark.parametrize("step", ["approve", "expire", "reject", "delete"])
def test_steps_of_others_are_not_taken_here(db, step: str) -> None:
    _, ada = _rossi(state="in_review")
    assert signed_in(ada).post(f"/en/organisations/rossi/step/{step}/").status_code == 404


def test_strangers_take_no_steps(db) -> None:
    _rossi()
    assert signed_in(person("eve@x.example")).post("/en/organisations/rossi/step/archive/").status_code == 403
    assert Client().post("/en/organisations/rossi/step/archive/").status_code == 302
    assert Profile.objects.get().state == "published"


def test_comments_of_the_review_are_shown_to_its_people_only(db) -> None:
    rossi, ada = _rossi(state="changes_requested")
    Comment.objects.create(object_kind="directory.profile", object_id=rossi.pk, text="Which alloys, please?")
    assert "Which alloys, please?" in signed_in(ada).get("/en/organisations/rossi/").content.decode()
    rossi.state = "published"
    rossi.save()
    stranger = signed_in(person("eve@x.example")).get("/en/organisations/rossi/")
    assert stranger.headers["Location"] == "/en/directory/rossi/"


def test_an_edit_is_kept_audited_and_read_anew(db) -> None:
    rossi, ada = _rossi()
    answer = signed_in(ada).post("/en/organisations/rossi/edit/", {**FORM, "offers_it": "Stampi", "founded": "1987"})
    assert answer.status_code == 302
    rossi.refresh_from_db()
    assert (rossi.offers, rossi.founded, rossi.nuts) == ({"it": "Stampi"}, 1987, "ITC11")
    assert "stampi" in rossi.search_text
    assert AuditEntry.objects.get(action="updated").changes["offers"] == [{}, {"it": "Stampi"}]
    assert Job.objects.filter(kind="update_index").count() == 1


def test_a_move_changes_country_region_and_place(db) -> None:
    organisation("neighbour", country="SI", nuts="SI041", town="Ljubljana", latitude=46.05, longitude=14.51)
    rossi, ada = _rossi(latitude=45.07, longitude=7.69)
    signed_in(ada).post("/en/organisations/rossi/edit/", {**FORM, "region": "SI04", "town": "ljubljana"})
    rossi.refresh_from_db()
    assert (rossi.country, rossi.nuts, rossi.latitude) == ("SI", "SI04", 46.05)


def test_a_wrong_edit_keeps_every_word(db) -> None:
    _rossi()
    sent = {**FORM, "website": "no website", "seeks_de": "Wir suchen eine Gießerei."}
    page = signed_in(person("ada@rossi.example")).post("/en/organisations/rossi/edit/", sent).content.decode()
    assert "This does not look like the address of a website." in page
    assert "Wir suchen eine Gießerei." in page


def test_a_public_profile_does_not_fall_silent(db) -> None:
    _, ada = _rossi()
    sent = {**FORM, "descriptions_it": "", "descriptions_en": ""}
    page = signed_in(ada).post("/en/organisations/rossi/edit/", sent).content.decode()
    assert "A public profile needs a description in one language at least." in page


def test_a_concept_is_sought_and_added(db) -> None:
    rossi, ada = _rossi()
    client = signed_in(ada)
    page = client.post("/en/organisations/rossi/edit/", {**FORM, "action": "more", "more": "hydrogen"}).content.decode()
    assert 'value="hydrogen"' in page
    client.post("/en/organisations/rossi/edit/", {**FORM, "offered": "hydrogen", "concepts": "hydrogen"})
    assert Profile.objects.get(pk=rossi.pk).concept_ids == ("hydrogen",)


def test_who_translated_is_told_on_the_page(db) -> None:
    rossi, ada = _rossi()
    sent = {**FORM, "by_en": "person", "who_en": "Maja Novak", "by_it": "us"}
    signed_in(ada).post("/en/organisations/rossi/edit/", sent)
    rossi.refresh_from_db()
    assert rossi.translated == {"en": {"by": "person", "name": "Maja Novak"}}
    assert "Translated by Maja Novak." in Client().get("/en/directory/rossi/").content.decode()
    assert who_translated({"de": {"by": "machine"}}, "de") == "Translated by a machine."


def test_a_text_in_another_language_says_so(db) -> None:
    _rossi(descriptions={"it": "Solo italiano."})
    assert "Not in your language yet; shown in: Italian." in Client().get("/en/directory/rossi/").content.decode()


def test_an_organisation_does_not_turn_into_a_cluster(db) -> None:
    _, ada = _rossi()
    page = signed_in(ada).post("/en/organisations/rossi/edit/", {**FORM, "kind": "cluster"}).content.decode()
    assert "A cluster and an organisation are different things" in page


def test_the_page_for_a_cluster_asks_for_what_clusters_have(db) -> None:
    mesap = cluster("mesap")
    page = signed_in(person("c@mesap.example", "cluster_manager", mesap)).get("/en/organisations/mesap/edit/")
    assert 'name="managed_by"' in page.content.decode()
    assert 'name="employees"' not in page.content.decode()


def test_only_what_is_theirs_is_written(db) -> None:
    rossi, ada = _rossi()
    with pytest.raises(NotWritableError):
        rewrite_profile(profile=rossi, actor=ada, changes={"state": "published"})
    with pytest.raises(NotWritableError):
        rewrite_profile(profile=rossi, actor=ada, changes={}, concepts=["no-such-concept"])


def test_an_edit_that_changes_nothing_leaves_no_trace(db) -> None:
    rossi, ada = _rossi()
    rewrite_profile(profile=rossi, actor=ada, changes={"town": "Torino"})
    assert not AuditEntry.objects.exists()


def test_its_people_see_their_buttons_on_the_public_page_and_others_do_not(db) -> None:
    _, ada = _rossi()
    assert "/en/organisations/rossi/edit/" in signed_in(ada).get("/en/directory/rossi/").content.decode()
    assert "/en/organisations/rossi/" not in Client().get("/en/directory/rossi/").content.decode()


def test_a_page_that_nobody_keeps_can_be_claimed_from_there(db) -> None:
    organisation("rossi", claimed=None)
    assert "/en/organisations/rossi/claim/" in Client().get("/en/directory/rossi/").content.decode()
