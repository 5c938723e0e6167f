"""Whoever publishes anonymously is given away neither by an answer, nor by a list, nor by a third who introduces."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cordata_web.exchange.actions import interests
from cordata_web.exchange.actions import introductions as actions
from cordata_web.exchange.models import Introduction, Match
from cordata_web.people import policy
from cordata_web.people.models import Role
from web import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def net() -> dict[str, Any]:
    """rossi has a named and an anonymous opportunity, both fit livarna; each belongs to a cluster of its own."""
    rossi = cast.organisation("rossi", name="Rossi Pressofusioni")
    livarna = cast.organisation("livarna", name="Livarna Kranj", country="SI", nuts="SI04")
    named, secret = cast.opportunity(rossi), cast.opportunity(rossi, anonymous=True, titles={"en": "A secret wish"})
    return {
        "rossi": rossi,
        "livarna": livarna,
        "named": named,
        "secret": secret,
        "match": cast.match(named, livarna),
        "secret match": cast.match(secret, livarna),
        "other": cast.person("lovro@livarna.example", Role.MEMBER, livarna),
        "owner": cast.person("ottavia@rossi.example", Role.MEMBER, rossi),
        "manager": cast.person("mara@mesap.example", Role.CLUSTER_MANAGER, cast.cluster("mesap", members=(rossi,))),
        "their manager": cast.person(
            "gal@grozd.example",
            Role.CLUSTER_MANAGER,
            cast.cluster("grozd", members=(livarna,), country="SI", nuts="SI04"),
        ),
        "secretariat": cast.person("sec@net.example", Role.SECRETARIAT),
    }


def answers(net: dict[str, Any]) -> tuple[str, str]:
    """What livarna has said to the named and to the anonymous opportunity."""
    found = dict(Match.objects.filter(profile=net["livarna"]).values_list("opportunity", "answer"))
    return found[net["named"].pk], found[net["secret"].pk]


def turned_down(net: dict[str, Any], about: Match) -> None:
    made = actions.propose_from_match(match=about, proposer=net["secretariat"], note="", today=TODAY())
    actions.decline_introduction(introduction=made, side="second", actor=net["other"], reason="terms", today=TODAY())


def test_an_answer_about_a_named_opportunity_leaves_the_anonymous_one_of_the_same_owner_alone(net) -> None:
    turned_down(net, net["match"])
    assert answers(net) == ("dismissed", "")


def test_an_answer_about_an_anonymous_opportunity_is_kept_with_it_alone(net) -> None:
    turned_down(net, net["secret match"])
    assert answers(net) == ("", "dismissed")


def test_turning_down_an_interest_says_nothing_of_the_senders_anonymous_opportunities(net) -> None:
    theirs = cast.opportunity(net["livarna"], anonymous=True)
    kept = cast.match(theirs, net["rossi"])
    asked = cast.interest(net["named"], net["livarna"])
    interests.decline_interest(interest=asked, actor=net["owner"], reason="terms", today=TODAY())
    kept.refresh_from_db()
    assert kept.answer == ""


def test_a_manager_does_not_learn_that_an_introduction_is_of_a_member_without_a_name(net) -> None:
    hidden = cast.introduction(net["rossi"], net["livarna"], state="proposed", opened=None, opportunity=net["secret"])
    seen = {who: policy.can(net[who], "see", hidden) for who in ("manager", "their manager", "owner", "secretariat")}
    assert seen == {"manager": False, "their manager": True, "owner": True, "secretariat": True}
    for who, sees in seen.items():
        assert policy.visible_to(net[who], Introduction.objects.all()).exists() is sees
    hidden.opened = timezone.now()
    hidden.save()
    assert policy.can(net["manager"], "see", hidden)
    assert policy.visible_to(net["manager"], Introduction.objects.all()).exists()


def test_a_manager_does_not_learn_whose_an_anonymous_opportunity_is_by_its_matches(net) -> None:
    assert not policy.can(net["manager"], "see_matches", net["secret"])
    assert not policy.can(net["manager"], "see", net["secret match"])
    assert set(policy.visible_to(net["manager"], Match.objects.all())) == {net["match"]}
    assert policy.can(net["their manager"], "see", net["secret match"])
    net["rossi"].cluster_may = "drafts"
    net["rossi"].save()
    assert policy.can(net["manager"], "see", net["secret match"]), "whoever prepares its drafts knows it anyway"
    assert net["secret match"] in policy.visible_to(net["manager"], Match.objects.all())


def test_the_matches_of_a_member_do_not_name_its_anonymous_opportunity(net, client: Client) -> None:
    other = cast.opportunity(net["livarna"], type="technology_offer", titles={"en": "We cast"})
    cast.match(other, net["rossi"], counterpart=net["secret"])
    client.force_login(net["manager"])
    page = client.get("/en/organisations/rossi/opportunities/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "We cast" in text
    assert "A secret wish" not in text
    client.force_login(net["owner"])
    assert "A secret wish" in client.get("/en/organisations/rossi/opportunities/").content.decode()


def test_a_manager_does_not_introduce_a_partner_that_was_found_without_its_name(net, client: Client) -> None:
    other = cast.opportunity(net["livarna"], type="technology_offer")
    found = cast.match(other, net["rossi"], counterpart=net["secret"])
    client.force_login(net["their manager"])
    assert client.get(f"/en/matches/{found.pk}/introduce/").status_code == 403
    assert policy.can(net["manager"], "introduce", found), "the partner's own manager needs no opportunity to name it"


def test_the_secretariat_introduces_a_partner_without_a_name_by_its_own_opportunity(net) -> None:
    other = cast.opportunity(net["livarna"], type="technology_offer")
    found = cast.match(other, net["rossi"], counterpart=net["secret"])
    made = actions.propose_from_match(match=found, proposer=net["secretariat"], note="", today=TODAY())
    assert (made.opportunity, made.first, made.second) == (net["secret"], net["rossi"], net["livarna"])
    client = cast.signed_in(net["other"])
    assert "Rossi Pressofusioni" not in client.get(made.get_absolute_url()).content.decode()
