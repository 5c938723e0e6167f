"""The invented people and opportunities of the demo."""

import pytest
from django.core.management import CommandError, call_command

from cordata.directory import load_network
from cordata_web.directory.actions import store_profiles
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.exchange.example.people import MEMBERS
from cordata_web.exchange.example.story import entries, tell_story
from cordata_web.exchange.models import Collaboration, Interest, Introduction, Opportunity
from cordata_web.mail.models import Letter
from cordata_web.people.demo import DEMO_ROLES, demo_user
from cordata_web.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    firms = {entry["firm"] for entry in entries()} | set(MEMBERS)
    chosen = [profile for profile in load_network() if profile.id in firms]
    clusters = {profile.cluster for profile in chosen}
    store_profiles([*(one for one in load_network() if one.id in clusters), *chosen], actor=None)
    return tell_story()


def test_there_are_two_firms_of_each_country(story):
    countries = [Profile.objects.get(pk=firm).country for firm in {entry["firm"] for entry in entries()}]
    assert {country: countries.count(country) for country in sorted(set(countries))} == dict.fromkeys(
        ("AT", "CH", "DE", "FR", "IT", "LI", "SI"), 2
    )


def test_things_are_in_many_states_and_plainly_examples(story):
    assert story == len(entries())
    assert set(Opportunity.objects.values_list("state", flat=True)) == {
        "published", "in_review", "changes_requested", "expired",
    }  # fmt: skip
    assert set(Interest.objects.values_list("state", flat=True)) == {"sent", "asked", "accepted", "declined"}
    assert set(Introduction.objects.values_list("state", flat=True)) == {"open", "proposed"}
    assert set(Collaboration.objects.values_list("state", flat=True)) == {"negotiating", "completed"}
    for model in (Opportunity, Interest, Collaboration):
        assert not model.objects.filter(is_example=False).exists()
    assert not User.objects.filter(is_example=False).exists()


def test_telling_it_again_changes_nothing(story):
    letters = Letter.objects.count()
    assert tell_story() == 0
    assert Letter.objects.count() == letters


def test_every_role_of_the_demo_has_its_person(story):
    assert all(demo_user(role) for role in DEMO_ROLES)


def test_the_examples_name_known_concepts_and_speak_their_firms_language():
    local = {profile.id: profile.local_language for profile in load_network()}
    for entry in entries():
        assert set(entry["concepts"]) <= set(thesaurus())
        assert set(entry["title"]) == {local[entry["firm"]], "en"}


def test_invented_people_stay_out_of_a_real_site(db, settings):
    settings.CORDATA_DEMO = False
    with pytest.raises(CommandError, match="belong into a demo"):
        call_command("load_examples")
