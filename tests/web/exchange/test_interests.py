"""Interest: expressed, asked about, accepted, declined, withdrawn; who is told what, and in which language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cordata.exchange import TransitionRefusedError
from cordata_web.exchange.actions import interests as actions
from cordata_web.exchange.models import Introduction, Match
from cordata_web.mail.models import Letter
from cordata_web.mail.preferences import switch
from cordata_web.people import policy
from cordata_web.people.models import AuditEntry, Comment, Role
from web import cast
from web.exchange.seeking import TODAY, express, letters_to

pytestmark = pytest.mark.django_db


def test_an_interest_has_two_weeks_and_tells_the_receiver_in_their_language(pair) -> None:
    made = express(pair)
    assert made.state == "sent"
    assert made.respond_by == TODAY() + timedelta(days=14)
    [letter] = letters_to(pair["owner"])
    assert letter.language == "it"
    assert "/it/interests/" in letter.text
    assert letter.topic == "conversations"
    assert letters_to(pair["sender"]) == []
    assert AuditEntry.objects.filter(action="express", object_id=made.pk, actor=pair["sender"]).exists()


def test_ones_own_opportunity_is_refused(pair) -> None:
    with pytest.raises(actions.OwnOpportunityError):
        actions.express_interest(
            opportunity=pair["asked"], organisation=pair["rossi"], author=pair["owner"], answers={}, today=TODAY()
        )


def test_a_second_interest_is_refused_while_the_first_is_open_or_accepted(pair) -> None:
    first = express(pair)
    with pytest.raises(actions.AlreadyInterestedError):
        express(pair)
    actions.accept_interest(interest=first, actor=pair["owner"], with_managers=False, today=TODAY())
    with pytest.raises(actions.AlreadyInterestedError):
        express(pair)


def test_after_a_no_interest_can_be_expressed_again(pair) -> None:
    actions.decline_interest(interest=express(pair), actor=pair["owner"], reason="capacity", today=TODAY())
    assert express(pair).state == "sent"


@pytest.mark.parametrize("facts", [{"state": "draft"}, {"valid_until": "2026-01-01"}, {"state": "archived"}])
def test_what_is_not_live_takes_no_interest(pair, facts) -> None:
    type(pair["asked"]).objects.filter(pk=pair["asked"].pk).update(**facts)
    with pytest.raises(actions.NotLiveError):
        express(pair)
    assert not Letter.objects.exists()


def test_acceptance_introduces_both_at_once(pair) -> None:
    made = actions.accept_interest(interest=express(pair), actor=pair["owner"], with_managers=False, today=TODAY())
    assert made.state == "open"
    assert made.opened is not None
    assert {one.user_id: one.profile_id for one in made.participants.all()} == {
        pair["owner"].pk: "rossi",
        pair["sender"].pk: "livarna",
    }
    letter = letters_to(pair["sender"])[-1]
    assert letter.kind == "interest_accepted"
    assert letter.language == "sl"
    assert made.get_absolute_url().replace("/en/", "/sl/") in letter.text


def test_whoever_has_left_the_organisation_is_replaced_by_those_who_are_there(pair) -> None:
    made = express(pair)
    colleague = cast.person("c@livarna.example", Role.MEMBER, pair["livarna"])
    pair["sender"].assignments.all().delete()
    opened = actions.accept_interest(interest=made, actor=pair["owner"], with_managers=False, today=TODAY())
    assert set(opened.participants.values_list("user", flat=True)) == {pair["owner"].pk, colleague.pk}


def test_a_no_tells_the_reason_and_the_word(pair) -> None:
    made = express(pair)
    actions.decline_interest(
        interest=made, actor=pair["owner"], reason="capacity", note="In autumn again, please.", today=TODAY()
    )
    assert made.state == "declined"
    letter = letters_to(pair["sender"])[-1]
    assert letter.kind == "interest_declined"
    assert "In autumn again, please." in letter.text
    assert not Introduction.objects.exists()


def test_a_question_gives_the_sender_time_and_the_reply_gives_it_back(pair) -> None:
    made = express(pair)
    later = TODAY() + timedelta(days=10)
    actions.ask_sender(interest=made, actor=pair["owner"], text="Which alloy?", today=later)
    assert (made.state, made.respond_by) == ("asked", later + timedelta(days=14))
    assert "Which alloy?" in letters_to(pair["sender"])[-1].text
    actions.answer_receiver(interest=made, actor=pair["sender"], text="AlSi9Cu3.", today=later)
    assert made.state == "sent"
    assert "AlSi9Cu3." in letters_to(pair["owner"])[-1].text
    assert [one.purpose for one in actions.questions_of(made)] == ["ask", "answer"]
    actions.ask_sender(interest=made, actor=pair["owner"], text="And which tools?", today=later)
    assert "And which tools?" in letters_to(pair["sender"])[-1].text


def test_an_empty_question_is_refused(pair) -> None:
    made = express(pair)
    with pytest.raises(actions.NothingSaidError):
        actions.ask_sender(interest=made, actor=pair["owner"], text="  ", today=TODAY())
    made.refresh_from_db()
    assert made.state == "sent"
    assert not Comment.objects.exists()


def test_withdrawing_tells_the_receiver(pair) -> None:
    made = express(pair)
    actions.withdraw_interest(interest=made, actor=pair["sender"], today=TODAY())
    assert made.state == "withdrawn"
    assert letters_to(pair["owner"])[-1].kind == "interest_withdrawn"


@pytest.mark.parametrize("closed", ["accepted", "declined", "withdrawn", "lapsed"])
def test_what_is_over_stays_over(pair, closed) -> None:
    made = cast.interest(pair["asked"], pair["livarna"], state=closed)
    today = {"today": TODAY(), "actor": pair["owner"], "interest": made}
    for refused in (
        lambda: actions.accept_interest(**today, with_managers=False),
        lambda: actions.decline_interest(**today, reason="capacity"),
        lambda: actions.ask_sender(**today, text="?"),
        lambda: actions.withdraw_interest(**today),
        lambda: actions.lapse_interest(interest=made, today=TODAY()),
    ):
        with pytest.raises(TransitionRefusedError):
            refused()
    assert not Introduction.objects.exists()
    assert not Letter.objects.exists()
    assert not Comment.objects.exists(), "a question that was refused is not kept"


def test_answers_are_kept_as_evidence_in_both_directions(pair) -> None:
    theirs = cast.match(pair["asked"], pair["livarna"])
    offer = cast.opportunity(pair["livarna"], type="technology_offer")
    ours = cast.match(offer, pair["rossi"])
    made = express(pair)
    theirs.refresh_from_db()
    assert theirs.answer == Match.Answer.INTERESTED
    assert theirs.answered is not None
    actions.decline_interest(interest=made, actor=pair["owner"], reason="terms", today=TODAY())
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.answer, ours.dismiss_reason) == (Match.Answer.DISMISSED, "terms")
    assert theirs.answer == Match.Answer.INTERESTED, "what the sender said is not overwritten"


def test_managers_who_may_act_hear_of_it_only_where_they_are_involved(pair) -> None:
    manager = cast.person("m@mesap.example", Role.CLUSTER_MANAGER, cast.cluster("mesap", members=(pair["rossi"],)))
    pair["rossi"].cluster_may = "all"
    pair["rossi"].save()
    actions.withdraw_interest(interest=express(pair), actor=pair["sender"], today=TODAY())
    assert letters_to(manager) == []
    pair["asked"].author = manager
    pair["asked"].save()
    express(pair)
    assert [one.kind for one in letters_to(manager)] == ["interest"]


def test_either_side_can_bring_in_its_cluster(pair) -> None:
    mesap = cast.cluster("mesap", members=(pair["rossi"],))
    grozd = cast.cluster("grozd", members=(pair["livarna"],))
    ours = cast.person("m@mesap.example", Role.CLUSTER_MANAGER, mesap)
    theirs = cast.person("g@grozd.example", Role.CLUSTER_MANAGER, grozd)
    opened = actions.accept_interest(
        interest=express(pair, with_managers=True), actor=pair["owner"], with_managers=False, today=TODAY()
    )
    managers = {one.user_id: one.profile_id for one in opened.participants.filter(as_manager=True)}
    assert managers == {theirs.pk: "grozd"}
    assert policy.can(theirs, "read", opened)
    assert not policy.can(ours, "read", opened)


def test_a_stopped_topic_gets_no_letter(pair) -> None:
    switch(user=pair["owner"], topic="conversations", stopped=True)
    express(pair)
    assert letters_to(pair["owner"]) == []


def test_the_owner_of_an_anonymous_opportunity_is_hidden_until_it_says_yes(hidden) -> None:
    made = express(hidden)
    actions.ask_sender(interest=made, actor=hidden["owner"], text="Which alloy?", today=TODAY())
    page = cast.signed_in(hidden["sender"]).get(made.get_absolute_url())
    listed = cast.signed_in(hidden["sender"]).get(reverse("exchange:interests") + "?side=sent")
    told = "".join(one.subject + one.text + one.html for one in letters_to(hidden["sender"]))
    for text in (page.content.decode(), listed.content.decode(), told):
        assert "Rossi" not in text
        assert "/rossi/" not in text
        assert "Torino" not in text
        assert hidden["owner"].name not in text
    assert "Which alloy?" in page.content.decode()
    actions.accept_interest(interest=made, actor=hidden["owner"], with_managers=False, today=TODAY())
    assert "Rossi Pressofusioni" in cast.signed_in(hidden["sender"]).get(made.get_absolute_url()).content.decode()
    assert "Rossi Pressofusioni" in letters_to(hidden["sender"])[-1].text


@pytest.mark.parametrize("ending", ["decline", "lapse"])
def test_a_no_does_not_give_the_name_away(hidden, ending) -> None:
    made = express(hidden)
    if ending == "decline":
        actions.decline_interest(interest=made, actor=hidden["owner"], reason="terms", today=TODAY())
    else:
        actions.lapse_interest(interest=made, today=TODAY())
    page = cast.signed_in(hidden["sender"]).get(made.get_absolute_url()).content.decode()
    told = "".join(one.subject + one.text + one.html for one in letters_to(hidden["sender"]))
    assert "Rossi" not in page + told
    assert hidden["owner"].name not in page + told
