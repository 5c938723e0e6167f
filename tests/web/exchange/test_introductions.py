"""Introductions: proposed by a third, agreed to by both, or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.exchange import TransitionRefusedError
from cordata_web.exchange.actions import introductions as actions
from cordata_web.exchange.models import Introduction, Match
from cordata_web.mail.models import Letter
from cordata_web.people import policy
from cordata_web.people.models import Role, User
from web import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def both() -> dict[str, Any]:
    """rossi (of the cluster mesap) and livarna; mesap's manager has a match of theirs."""
    rossi = cast.organisation("rossi", name="Rossi Pressofusioni")
    livarna = cast.organisation("livarna", country="SI", nuts="SI04", town="Kranj")
    mesap = cast.cluster("mesap", members=(rossi,))
    asked = cast.opportunity(rossi)
    return {
        "rossi": rossi,
        "livarna": livarna,
        "first": cast.person("ottavia@rossi.example", Role.MEMBER, rossi, language="it"),
        "second": cast.person("lovro@livarna.example", Role.MEMBER, livarna, language="sl"),
        "manager": cast.person("mara@mesap.example", Role.CLUSTER_MANAGER, mesap),
        "secretariat": cast.person("sec@net.example", Role.SECRETARIAT),
        "match": cast.match(asked, livarna, reasons=[{"code": "near", "facts": {"km": 5}}]),
        "asked": asked,
    }


def propose(both: dict[str, Any], who: str = "manager") -> Introduction:
    return actions.propose_from_match(
        match=both["match"], proposer=both[who], note="You both cast thin walls.", today=TODAY()
    )


def agree(both: dict[str, Any], made: Introduction, side: str, **more: Any) -> Introduction:
    said = {"with_managers": False, "today": TODAY(), **more}
    return actions.agree_to_introduction(introduction=made, side=side, actor=both[side], **said)


def kinds_to(user: User) -> list[str]:
    return list(Letter.objects.filter(to_user=user).order_by("created", "pk").values_list("kind", flat=True))


def test_a_proposal_asks_both_in_their_languages(both) -> None:
    made = propose(both)
    assert (made.state, made.first_id, made.second_id) == ("proposed", "rossi", "livarna")
    assert made.respond_by == TODAY() + timedelta(days=14)
    found = {one.to_user_id: one for one in Letter.objects.all()}
    assert {found[both["first"].pk].language, found[both["second"].pk].language} == {"it", "sl"}
    assert "You both cast thin walls." in found[both["first"].pk].text
    assert "mara@mesap.example" not in found[both["first"].pk].text, "addresses are nobody's business"
    assert both["manager"].pk not in found


def test_it_opens_when_both_have_agreed(both) -> None:
    made = propose(both)
    agree(both, made, "first")
    assert (made.state, made.agreed_by_first, made.agreed_by_second) == ("half_agreed", True, False)
    assert kinds_to(both["second"])[-1] == "introduction_half"
    agree(both, made, "second")
    assert made.state == "open"
    assert made.opened is not None
    assert set(made.participants.values_list("user", flat=True)) == {both["first"].pk, both["second"].pk}
    assert kinds_to(both["first"])[-1] == kinds_to(both["manager"])[-1] == "introduction_open"


def test_one_side_does_not_agree_for_the_other(both) -> None:
    made = propose(both)
    agree(both, made, "first")
    with pytest.raises(actions.AlreadyAgreedError):
        agree(both, made, "first")
    made.refresh_from_db()
    assert made.state == "half_agreed"


def test_a_no_is_told_to_whoever_waits(both) -> None:
    made = propose(both)
    agree(both, made, "first")
    actions.decline_introduction(
        introduction=made, side="second", actor=both["second"], reason="capacity", today=TODAY()
    )
    assert (made.state, made.decline_reason) == ("declined", "capacity")
    assert kinds_to(both["first"])[-1] == kinds_to(both["manager"])[-1] == "introduction_declined"


def test_answers_are_evidence_of_the_match(both) -> None:
    made = propose(both)
    actions.decline_introduction(introduction=made, side="second", actor=both["second"], reason="terms", today=TODAY())
    both["match"].refresh_from_db()
    assert (both["match"].answer, both["match"].dismiss_reason) == (Match.Answer.DISMISSED, "terms")
    again = propose(both)
    agree(both, again, "second")
    both["match"].refresh_from_db()
    assert (both["match"].answer, both["match"].dismiss_reason) == (Match.Answer.INTERESTED, "")


def test_nobody_is_introduced_twice_or_to_themselves(both) -> None:
    propose(both)
    with pytest.raises(actions.AlreadyUnderWayError):
        propose(both, "secretariat")
    with pytest.raises(actions.AlreadyUnderWayError):
        actions.propose_introduction(
            first=both["livarna"], second=both["rossi"], proposer=both["secretariat"], note="", today=TODAY()
        )
    with pytest.raises(actions.SameOrganisationError):
        actions.propose_introduction(
            first=both["rossi"], second=both["rossi"], proposer=both["secretariat"], note="", today=TODAY()
        )


@pytest.mark.parametrize("state", ["declined", "lapsed", "closed"])
def test_what_is_over_is_not_agreed_to(both, state) -> None:
    made = cast.introduction(both["rossi"], both["livarna"], state=state)
    with pytest.raises(TransitionRefusedError):
        agree(both, made, "first")
    with pytest.raises(TransitionRefusedError):
        actions.decline_introduction(
            introduction=made, side="first", actor=both["first"], reason="terms", today=TODAY()
        )
    with pytest.raises(TransitionRefusedError):
        actions.lapse_introduction(introduction=made, today=TODAY())


def test_it_is_closed_and_opened_again(both) -> None:
    made = cast.introduction(both["rossi"], both["livarna"], (both["first"], both["rossi"]))
    actions.close_introduction(introduction=made, actor=both["first"])
    assert made.state == "closed"
    assert not policy.can(both["first"], "write", made)
    assert policy.can(both["first"], "read", made)
    actions.reopen_introduction(introduction=made, actor=both["first"])
    assert made.state == "open"


def test_people_join_and_leave(both) -> None:
    made = cast.introduction(both["rossi"], both["livarna"], (both["first"], both["rossi"]))
    browser = cast.signed_in(both["second"])
    browser.post(made.get_absolute_url(), {"step": "join"})
    assert policy.can(both["second"], "read", made)
    browser.post(made.get_absolute_url(), {"step": "leave"})
    assert not policy.can(both["second"], "read", made)
    browser.post(made.get_absolute_url(), {"step": "join"})
    assert policy.can(both["second"], "read", made)


def test_a_manager_comes_in_only_when_brought_in(both) -> None:
    made = cast.introduction(both["rossi"], both["livarna"], (both["first"], both["rossi"]))
    manager = cast.signed_in(both["manager"])
    assert manager.get(made.get_absolute_url()).status_code == 200
    assert manager.post(made.get_absolute_url(), {"step": "join"}).status_code == 403
    cast.signed_in(both["first"]).post(made.get_absolute_url(), {"step": "bring_in"})
    assert policy.can(both["manager"], "read", made)
    assert kinds_to(both["manager"]) == ["introduction_manager"]


def test_whoever_no_longer_acts_for_the_organisation_reads_no_more(both) -> None:
    made = cast.introduction(both["rossi"], both["livarna"], (both["first"], both["rossi"]))
    assert policy.can(both["first"], "read", made)
    both["first"].assignments.all().delete()
    assert not policy.can(both["first"], "read", made)


def test_an_anonymous_side_is_hidden_until_both_have_agreed(both) -> None:
    both["asked"].anonymous = True
    both["asked"].save()
    made = propose(both)
    agree(both, made, "first")
    browser = cast.signed_in(both["second"])
    pages = [made.get_absolute_url(), reverse("exchange:introductions")]
    told = "".join(one.subject + one.text + one.html for one in Letter.objects.filter(to_user=both["second"]))
    for text in (*(browser.get(page).content.decode() for page in pages), told):
        assert "Rossi" not in text
        assert "rossi" not in text
        assert "Torino" not in text
        assert "Ottavia" not in text
    agree(both, made, "second")
    for page in pages:
        assert "Rossi Pressofusioni" in browser.get(page).content.decode()
    assert policy.can(both["second"], "see_identity", both["asked"])


def test_a_manager_proposes_from_a_match_on_the_page(both) -> None:
    address = reverse("exchange:introduce", args=[both["match"].pk])
    browser = cast.signed_in(both["manager"])
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {"note": "You should meet."})
    made = Introduction.objects.get()
    assert (answer.url, made.note, made.proposed_by) == (made.get_absolute_url(), "You should meet.", both["manager"])
    again = browser.post(address, {"note": "Once more."})
    assert again.status_code == 422
    assert "Once more." in again.content.decode()


def test_members_do_not_propose(both) -> None:
    address = reverse("exchange:introduce", args=[both["match"].pk])
    assert cast.signed_in(both["second"]).get(address).status_code == 403
    stranger = cast.person("s@stranger.example", Role.MEMBER, cast.organisation("stranger"))
    assert cast.signed_in(stranger).get(address).status_code == 404


def test_both_answer_on_the_page(both) -> None:
    made = propose(both)
    cast.signed_in(both["first"]).post(made.get_absolute_url(), {"step": "agree", "agree_first-side": "first"})
    made.refresh_from_db()
    assert made.state == "half_agreed"
    second = cast.signed_in(both["second"])
    wrong = second.post(made.get_absolute_url(), {"step": "decline", "decline_second-side": "second"})
    assert wrong.status_code == 422
    said = {"step": "decline", "decline_second-side": "second", "decline_second-reason": "capacity"}
    assert second.post(made.get_absolute_url(), said).status_code == 302
    made.refresh_from_db()
    assert made.state == "declined"


def test_nobody_answers_for_a_side_that_is_not_theirs(both) -> None:
    made = propose(both)
    answer = cast.signed_in(both["first"]).post(
        made.get_absolute_url(), {"step": "agree", "agree_second-side": "second"}
    )
    assert answer.status_code == 400
    both["livarna"].refresh_from_db()
    made.refresh_from_db()
    assert made.state == "proposed"
    manager = cast.signed_in(both["manager"])
    assert manager.post(made.get_absolute_url(), {"step": "agree"}).status_code == 403


def test_the_page_tells_reasons_and_what_happened(both) -> None:
    made = propose(both)
    page = cast.signed_in(both["second"]).get(made.get_absolute_url()).content.decode()
    assert "Less than 10 km away." in page
    assert "The introduction was proposed." in page


def test_lists_are_filtered_by_state(both) -> None:
    made = propose(both)
    browser = cast.signed_in(both["first"])
    address = reverse("exchange:introductions")
    assert made.pk in browser.get(address).content.decode()
    assert made.pk in browser.get(address + "?state=proposed").content.decode()
    assert made.pk not in browser.get(address + "?state=open").content.decode()
    stranger = cast.person("s@stranger.example", Role.MEMBER, cast.organisation("stranger"))
    assert "No introductions yet" in cast.signed_in(stranger).get(address).content.decode()
