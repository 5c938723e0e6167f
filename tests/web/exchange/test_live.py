"""Matches kept in step with the network, with the real engine."""

import shutil
from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.matches import AnsweredError, dismiss_match, undo_dismissal
from cordata_web.exchange.actions.opportunities import rewrite_opportunity, step_opportunity
from cordata_web.exchange.models import Match, Opportunity
from cordata_web.exchange.opportunity_records import query_of, record_of
from cordata_web.jobs import enqueue
from web.cast import opportunity, organisation, person, signed_in
from web.jobs.working import run_jobs
from web.searching import ITALIAN

FOUNDRY = "fonderia-valle-chiara"
OFFER = "Wir gießen dünnwandige Gehäuse aus Aluminium im Druckguss, bearbeitet und auf Dichtheit geprüft."


@pytest.fixture
def live(own_folder, data_folder):
    """The sample profiles, stored and indexed in a folder of the test's own."""
    shutil.copytree(data_folder / "index", own_folder / "index")


@pytest.fixture
def asker():
    return organisation("rossi", name="Rossi Sensori", sectors=["ict"], descriptions={"it": "Facciamo sensori."})


@pytest.fixture
def caster():
    return organisation(
        "gusswerk", name="Gusswerk Enns", country="AT", nuts="AT312", town="Enns", local_language="de",
        descriptions={"de": "Wir sind ein Betrieb in Enns."},
    )  # fmt: skip


def request_by(owner, **more) -> Opportunity:
    return opportunity(owner, language="it", titles={"it": "Scatole"}, summaries={"it": ITALIAN}, **more)


def offer_by(owner, **more) -> Opportunity:
    facts = {"titles": {"de": "Druckguss"}, "summaries": {"de": OFFER}, "language": "de"}
    return opportunity(owner, type="business_offer", **{**facts, **more})


def published(row: Opportunity) -> Opportunity:
    Opportunity.objects.filter(pk=row.pk).update(state="in_review")
    row.refresh_from_db()
    step_opportunity(opportunity=row, step="approve", actor=None)
    run_jobs()
    return row


def partners(row: Opportunity) -> dict[str, Match]:
    return {match.profile_id: match for match in Match.objects.filter(opportunity=row)}


def test_a_published_opportunity_meets_profiles_with_reasons(live, asker):
    wanted = published(request_by(asker))
    found = partners(wanted)
    assert FOUNDRY in found
    assert max(found.values(), key=lambda match: match.score).profile_id == FOUNDRY
    assert "rossi" not in found
    assert sum(reason["part"] for reason in found[FOUNDRY].reasons) == pytest.approx(found[FOUNDRY].score, abs=1e-4)
    assert found[FOUNDRY].engine


def test_two_opportunities_meet_each_other_both_ways(live, asker, caster):
    wanted = published(request_by(asker))
    assert "gusswerk" not in partners(wanted)
    offered = published(offer_by(caster))
    assert partners(wanted)["gusswerk"].counterpart == offered
    assert partners(offered)["rossi"].counterpart == wanted


def test_only_the_kinds_and_countries_sought_are_met(live, asker, caster):
    everywhere = published(request_by(asker))
    assert FOUNDRY in partners(everywhere)
    assert FOUNDRY in partners(published(request_by(asker, partner_countries=["IT", "SI"], partner_kinds=["sme"])))
    assert FOUNDRY not in partners(published(request_by(asker, partner_countries=["AT"])))
    assert FOUNDRY not in partners(published(request_by(asker, partner_kinds=["university"])))
    choosy = published(offer_by(caster, partner_countries=["FR"]))
    assert "rossi" not in partners(choosy)
    assert "gusswerk" not in partners(everywhere)


def test_what_is_over_leaves_the_index_and_the_matches_but_answers_stay(live, asker):
    wanted = published(request_by(asker))
    match = partners(wanted)[FOUNDRY]
    dismiss_match(match=match, reason="capacity", actor=person())
    step_opportunity(opportunity=wanted, step="archive", actor=None)
    run_jobs()
    assert list(partners(wanted)) == [FOUNDRY]
    assert Match.objects.get().dismiss_reason == "capacity"


def test_an_edit_is_matched_anew_and_keeps_the_answers(live, asker):
    wanted = published(request_by(asker))
    dismiss_match(match=partners(wanted)[FOUNDRY], reason="terms", actor=person())
    enzymes = {"it": "Cerchiamo enzimi per riciclare il PET e analisi di laboratorio delle plastiche."}
    rewrite_opportunity(opportunity=wanted, actor=person(), changes={"summaries": enzymes, "titles": {"it": "Enzimi"}})
    run_jobs()
    found = partners(wanted)
    assert found[FOUNDRY].answer == "dismissed"
    assert "carso-enzimi" in found


def test_a_profile_that_changes_meets_what_is_asked_for(live, asker, caster):
    wanted = published(request_by(asker))
    Profile.objects.filter(pk="gusswerk").update(offers={"de": OFFER})
    enqueue("update_index")
    run_jobs()
    assert partners(wanted)["gusswerk"].counterpart is None
    Profile.objects.filter(pk="gusswerk").update(status="ended")
    enqueue("update_index")
    run_jobs()
    assert "gusswerk" not in partners(wanted)


def test_the_same_job_twice_changes_nothing(live, asker):
    wanted = published(request_by(asker))
    before = sorted(Match.objects.values_list("pk", "profile", "score"))
    enqueue("match_opportunity", {"opportunity": wanted.pk})
    enqueue("exchange.match_all")
    run_jobs()
    assert sorted(Match.objects.values_list("pk", "profile", "score")) == before


def test_an_anonymous_opportunity_does_not_tell_where_it_is(live, asker):
    hidden = request_by(asker, anonymous=True)
    record, query = record_of(hidden), query_of(hidden)
    assert (record.nuts, record.place, record.name, query.nuts, query.place) == (None, None, "", None, None)
    published(hidden)
    codes = {reason["code"] for match in partners(hidden).values() for reason in match.reasons}
    assert "near" not in codes
    assert "Rossi" not in str([match.reasons for match in partners(hidden).values()])


SECRETS = ("Rossi", "rossi", "Torino", "ITC1", "Piedmont")


def test_nothing_of_an_anonymous_owner_reaches_those_it_has_not_opened_itself_to(live, asker, caster, client):
    hidden = published(request_by(asker, anonymous=True))
    offered = published(offer_by(caster))
    assert partners(offered)["rossi"].counterpart == hidden
    other = signed_in(person("gus@gusswerk.example", "member", caster))
    for reader, path in (
        (client, "/en/opportunities/"),
        (client, hidden.get_absolute_url()),
        (client, f"/en/opportunities/{hidden.pk}.jsonld"),
        (other, hidden.get_absolute_url()),
        (other, "/en/organisations/gusswerk/opportunities/"),
        (other, offered.get_absolute_url()),
    ):
        response = reader.get(path)
        assert response.status_code == 200, path
        page = response.content.decode()
        assert "Scatole" in page, path
        assert [word for word in SECRETS if word in page] == [], path
    for words in ("rossi", "torino", "sensori"):
        assert "Scatole" not in client.get(f"/en/opportunities/?q={words}").content.decode()
    assert "Scatole" not in client.get("/en/directory/rossi/").content.decode()


def test_an_organisation_answers_its_matches(live, asker):
    wanted = published(request_by(asker))
    foundry = Profile.objects.get(pk=FOUNDRY)
    people = signed_in(person("val@foundry.example", "member", foundry))
    page = people.get(f"/en/organisations/{FOUNDRY}/opportunities/").content.decode()
    assert "Scatole" in page
    assert "They look for what you offer" in page or "Both speak of" in page
    match = partners(wanted)[FOUNDRY]
    people.post(f"/en/matches/{match.pk}/dismiss/", {"reason": "nonsense"})
    match.refresh_from_db()
    assert match.answer == ""
    people.post(f"/en/matches/{match.pk}/dismiss/", {"reason": "too_far"})
    match.refresh_from_db()
    assert (match.answer, match.dismiss_reason, match.answered is not None) == ("dismissed", "too_far", True)
    people.post(f"/en/matches/{match.pk}/undo/")
    match.refresh_from_db()
    assert (match.answer, match.dismiss_reason, match.answered) == ("", "", None)
    Match.objects.update(answer="interested")
    with pytest.raises(AnsweredError):
        undo_dismissal(match=match, actor=person())


def test_only_its_own_people_answer_a_match(live, asker):
    match = partners(published(request_by(asker)))[FOUNDRY]
    owner = signed_in(person("ada@rossi.example", "member", asker))
    stranger = signed_in(person("eve@nowhere.example", "member", organisation("nowhere")))
    assert owner.post(f"/en/matches/{match.pk}/dismiss/", {"reason": "other"}).status_code == 403
    assert stranger.post(f"/en/matches/{match.pk}/dismiss/", {"reason": "other"}).status_code == 404
    assert stranger.get(f"/en/organisations/{FOUNDRY}/opportunities/").status_code == 403


def test_the_time_of_an_opportunity_is_over_for_readers_before_any_job_has_run(live, asker, client):
    wanted = published(request_by(asker))
    Opportunity.objects.filter(pk=wanted.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert client.get(wanted.get_absolute_url()).status_code == 404
    foundry = Profile.objects.get(pk=FOUNDRY)
    people = signed_in(person("val@foundry.example", "member", foundry))
    assert "Scatole" not in people.get(f"/en/organisations/{FOUNDRY}/opportunities/").content.decode()


@pytest.mark.parametrize(("side", "row_of", "text"), [("request", offer_by, ITALIAN), ("offer", request_by, OFFER)])
def test_the_search_of_the_home_page_shows_opportunities_of_the_other_side(live, caster, client, side, row_of, text):
    published(row_of(caster))
    page = client.get("/en/", {"q": text, "side": side}).content.decode()
    assert "Opportunities that fit" in page
    assert "Gusswerk Enns" in page
    other = "offer" if side == "request" else "request"
    assert "Opportunities that fit" not in client.get("/en/", {"q": text, "side": other}).content.decode()


def test_the_search_of_the_home_page_keeps_anonymous_owners_to_themselves(live, asker, client):
    published(request_by(asker, anonymous=True))
    page = client.get("/en/", {"q": OFFER, "side": "offer", "from": "ITC1"}).content.decode()
    fitting = page[page.index("Opportunities that fit") :]
    assert "Scatole" in fitting
    assert "Rossi" not in page
    assert "rossi" not in page
