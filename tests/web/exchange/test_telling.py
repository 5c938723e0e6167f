"""Who is told of which match, how often, and how evenly."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.exchange.models import Match
from cordata_web.exchange.telling import acceptance, exposure_report, exposures, proposals_to_tell, tell_matches
from cordata_web.mail.models import Letter
from cordata_web.mail.preferences import switch
from cordata_web.people.models import Role
from web import cast

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def rossi():
    return cast.organisation("rossi")


@pytest.fixture
def livarna():
    made = cast.organisation("livarna", country="SI", nuts="SI04", local_language="sl")
    cast.person("bor@livarna.example", Role.MEMBER, made, language="sl")
    return made


def test_a_good_match_is_told_once_in_the_readers_language(rossi, livarna):
    match = cast.match(cast.opportunity(rossi), livarna, 0.7)
    assert tell_matches(now=NOW) == 1
    match.refresh_from_db()
    assert match.told == NOW
    letter = Letter.objects.get()
    assert (letter.to_address, letter.language, letter.topic) == ("bor@livarna.example", "sl", "matches")
    assert "Die casting of thin walls" in letter.text
    assert tell_matches(now=NOW) == 0
    assert Letter.objects.count() == 1


def test_a_weak_match_is_told_to_nobody(rossi, livarna):
    cast.match(cast.opportunity(rossi), livarna, 0.1)
    assert tell_matches(now=NOW) == 0


def test_the_owner_of_an_anonymous_opportunity_is_not_named(rossi, livarna):
    cast.match(cast.opportunity(rossi, anonymous=True), livarna, 0.7)
    tell_matches(now=NOW)
    letter = Letter.objects.get()
    assert "Rossi" not in letter.text + letter.html + letter.subject
    assert "Torino" not in letter.text


def test_at_most_so_many_in_a_week_and_the_rest_later(rossi, livarna, settings):
    settings.CORDATA_MATCHES_A_WEEK = 2
    for number in range(3):
        cast.match(cast.opportunity(rossi), livarna, 0.6 + number / 100)
    assert tell_matches(now=NOW) == 2
    assert tell_matches(now=NOW + timedelta(days=1)) == 0
    assert tell_matches(now=NOW + timedelta(days=8)) == 1


@pytest.mark.parametrize("why", ["expired", "draft", "answered", "interested", "nobody there", "owner gone"])
def test_what_is_no_use_is_not_told(rossi, livarna, why):
    opportunity = cast.opportunity(
        rossi,
        state="draft" if why == "draft" else "published",
        valid_until=timezone.localdate() - timedelta(days=1) if why == "expired" else "2099-01-01",
    )
    match = cast.match(opportunity, livarna, 0.8)
    if why == "answered":
        Match.objects.filter(pk=match.pk).update(answer="dismissed")
    if why == "interested":
        cast.interest(opportunity, livarna)
    if why == "nobody there":
        livarna.assignments.all().delete()
    if why == "owner gone":
        type(rossi).objects.filter(pk=rossi.pk).update(state="archived")
    assert proposals_to_tell(now=NOW) == []


def test_who_has_stopped_the_topic_gets_no_letter_and_the_match_is_not_kept_for_later(rossi, livarna):
    switch(user=livarna.assignments.get().user, topic="matches", stopped=True)
    cast.match(cast.opportunity(rossi), livarna, 0.7)
    assert tell_matches(now=NOW) == 1
    assert not Letter.objects.exists()


def test_answers_move_the_threshold(rossi, livarna):
    before = acceptance().threshold(0.2)
    for _number in range(15):
        cast.match(cast.opportunity(rossi), livarna, 0.3, answer="dismissed", answered=NOW)
    learned = acceptance()
    assert learned.answers == 15
    assert learned.threshold(0.2) > before


def test_attention_goes_to_the_little_shown_as_well(rossi, livarna, settings):
    settings.CORDATA_MATCHES_A_WEEK = 1
    other = cast.organisation("mala")
    for number in range(4):
        reader = cast.organisation(f"reader{number}")
        cast.match(cast.opportunity(rossi), reader, 0.5, told=NOW - timedelta(days=20))
    cast.match(cast.opportunity(rossi), livarna, 0.62)
    cast.match(cast.opportunity(other), livarna, 0.6)
    (told,) = proposals_to_tell(now=NOW)
    assert told.shown == "mala"


def test_the_report_of_exposure_counts_those_never_shown(rossi, livarna):
    cast.match(cast.opportunity(rossi), livarna, 0.5, told=NOW)
    cast.opportunity(cast.organisation("mala"))
    assert exposures(now=NOW) == {"rossi": 1.0, "mala": 0.0}
    report = exposure_report(now=NOW)
    assert report.gini == pytest.approx(0.5)
    assert [(profile.pk, times) for profile, times in report.shown] == [("rossi", 1), ("mala", 0)]
    assert exposure_report(now=NOW + timedelta(days=100)).gini == 0.0
