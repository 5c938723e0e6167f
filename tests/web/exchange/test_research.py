"""Research requests on one theme meet each other, with the real engine."""

import shutil

import pytest
from django.utils import timezone

from cordata_web.exchange.actions.opportunities import rewrite_opportunity, step_opportunity
from cordata_web.exchange.models import Match, Opportunity
from cordata_web.exchange.telling import tell_matches
from cordata_web.jobs import enqueue
from cordata_web.mail.models import Letter
from cordata_web.people.models import Role
from web.cast import opportunity, organisation, person, signed_in
from web.exchange.test_live import partners, published
from web.jobs.working import run_jobs

ENZYMES = "Cerchiamo partner per un progetto di ricerca sul riciclo enzimatico del PET e degli imballaggi in plastica."
POLYESTER = "Wir suchen Partner für ein Forschungsprojekt: Enzyme, die Polyester wie PET in seine Bausteine zerlegen."
SNOW = "Wir suchen Partner für ein Forschungsprojekt zur Überwachung von Lawinen mit Radar und Drohnen."


@pytest.fixture
def live(own_folder, data_folder):
    shutil.copytree(data_folder / "index", own_folder / "index")


@pytest.fixture
def plastics():
    return organisation("istituto", name="Istituto Materie", kind="research")


@pytest.fixture
def chemists():
    return organisation("labor", name="Labor Enns", kind="university", country="AT", nuts="AT312", local_language="de")


def research_by(owner, language, text, **more) -> Opportunity:
    facts = {"titles": {language: text[:40]}, "summaries": {language: text}, "language": language, **more}
    return published(opportunity(owner, **{"type": "research_request", **facts}))


def test_two_on_one_theme_meet_each_other_with_the_same_score(live, plastics, chemists):
    one = research_by(plastics, "it", ENZYMES)
    other = research_by(chemists, "de", POLYESTER)
    theirs, ours = partners(one)["labor"], partners(other)["istituto"]
    assert (theirs.counterpart, ours.counterpart) == (other, one)
    assert theirs.score == pytest.approx(ours.score, abs=1e-4)
    assert theirs.score > 0.2
    assert theirs.reasons[0]["code"] == ours.reasons[0]["code"] == "both_seek_partners"


def test_another_theme_and_another_type_do_not_meet(live, plastics, chemists):
    one = research_by(plastics, "it", ENZYMES)
    research_by(chemists, "de", SNOW)
    research_by(chemists, "de", POLYESTER, type="technology_request")
    assert "labor" not in partners(one)


def test_each_meets_only_whom_it_seeks(live, plastics, chemists):
    one = research_by(plastics, "it", ENZYMES, partner_countries=["FR"])
    other = research_by(chemists, "de", POLYESTER)
    assert "labor" not in partners(one)
    assert "istituto" not in partners(other)


def test_an_edit_parts_them_and_the_end_of_one_takes_it_from_the_other(live, plastics, chemists):
    one = research_by(plastics, "it", ENZYMES)
    other = research_by(chemists, "de", POLYESTER)
    changes = {"titles": {"de": "Lawinen"}, "summaries": {"de": SNOW}}
    rewrite_opportunity(opportunity=other, actor=person(), changes=changes)
    run_jobs()
    assert "labor" not in partners(one)
    back = {"titles": {"de": "Enzyme"}, "summaries": {"de": POLYESTER}}
    rewrite_opportunity(opportunity=other, actor=person(), changes=back)
    run_jobs()
    assert "labor" in partners(one)
    step_opportunity(opportunity=other, step="archive", actor=None)
    run_jobs()
    assert "labor" not in partners(one)


def test_matching_all_anew_finds_the_same(live, plastics, chemists):
    research_by(plastics, "it", ENZYMES)
    research_by(chemists, "de", POLYESTER)
    before = sorted(Match.objects.values_list("pk", "counterpart", "score"))
    enqueue("exchange.match_all")
    run_jobs()
    assert sorted(Match.objects.values_list("pk", "counterpart", "score")) == before


def test_both_are_told_and_read_why(live, plastics, chemists):
    person("ines@istituto.example", Role.MEMBER, plastics, language="en")
    reader = person("lena@labor.example", Role.MEMBER, chemists, language="en")
    research_by(plastics, "it", ENZYMES)
    research_by(chemists, "de", POLYESTER)
    assert tell_matches(now=timezone.now()) == 2
    letters = {letter.to_address: letter.text for letter in Letter.objects.filter(topic="matches")}
    assert set(letters) == {"ines@istituto.example", "lena@labor.example"}
    assert all("Both look for partners of a research project." in text for text in letters.values())
    page = signed_in(reader).get("/en/organisations/labor/opportunities/").content.decode()
    assert "Both look for partners of a research project." in page


def test_an_anonymous_one_is_met_without_being_named(live, plastics, chemists):
    research_by(plastics, "it", ENZYMES, anonymous=True)
    other = research_by(chemists, "de", POLYESTER)
    assert "near" not in {reason["code"] for reason in partners(other)["istituto"].reasons}
    page = signed_in(person("lena@labor.example", Role.MEMBER, chemists)).get(other.get_absolute_url())
    assert "Both look for partners" in page.content.decode()
    assert "Istituto Materie" not in page.content.decode()
