"""Collaborations: begun, moved on, ended with an outcome, taken up again."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from cordata.exchange import TransitionRefusedError
from cordata_web.exchange.actions import collaborations as actions
from cordata_web.exchange.models import Collaboration
from cordata_web.mail.models import Letter
from cordata_web.people.models import AuditEntry, Role
from web import cast

pytestmark = pytest.mark.django_db
OUTCOME = {"outcome": "supply", "value_band": "under_50k", "helped": ["match", "cluster"], "note": "A good start."}


@pytest.fixture
def two() -> dict[str, Any]:
    rossi, livarna = cast.organisation("rossi"), cast.organisation("livarna", country="SI", nuts="SI04")
    first = cast.person("ottavia@rossi.example", Role.MEMBER, rossi, language="it")
    second = cast.person("lovro@livarna.example", Role.MEMBER, livarna, language="sl")
    opened = cast.introduction(rossi, livarna, (first, rossi), (second, livarna))
    return {"rossi": rossi, "livarna": livarna, "first": first, "second": second, "opened": opened}


def begin(two: dict[str, Any]) -> Collaboration:
    return actions.begin_collaboration(introduction=two["opened"], actor=two["first"], title="Thin walls")


def move(two: dict[str, Any], made: Collaboration, step: str, **more: Any) -> Collaboration:
    return actions.move_collaboration(collaboration=made, step=step, actor=two["first"], **more)


def test_either_side_begins_one_and_the_other_is_told(two) -> None:
    made = begin(two)
    assert (made.state, made.first_id, made.second_id, made.started_by) == (
        "exploring",
        "rossi",
        "livarna",
        two["first"],
    )
    [letter] = Letter.objects.all()
    assert (letter.to_user, letter.language) == (two["second"], "sl")


def test_an_introduction_leads_to_one_collaboration(two) -> None:
    begin(two)
    with pytest.raises(actions.AlreadyCollaboratingError):
        begin(two)


@pytest.mark.parametrize("state", ["proposed", "declined", "closed"])
def test_none_begins_without_an_open_introduction(two, state) -> None:
    type(two["opened"]).objects.update(state=state)
    with pytest.raises(actions.NotIntroducedError):
        begin(two)


def test_it_goes_through_its_stages_to_an_outcome(two) -> None:
    made = begin(two)
    for step, state in (("negotiate", "negotiating"), ("start", "running")):
        assert move(two, made, step).state == state
    move(two, made, "complete", outcome=OUTCOME)
    made.refresh_from_db()
    assert (made.state, made.outcome, made.value_band, made.helped) == (
        "completed",
        "supply",
        "under_50k",
        ["match", "cluster"],
    )
    assert made.ended is not None
    assert not made.may_be_told
    assert list(
        AuditEntry.objects.filter(object_kind="exchange.collaboration").order_by("pk").values_list("action", flat=True)
    ) == ["begin", "negotiate", "start", "complete"]


@pytest.mark.parametrize("outcome", [None, {}, {"outcome": "marriage"}, {"outcome": "supply", "helped": ["luck"]}])
def test_an_end_needs_an_outcome_of_the_list(two, outcome) -> None:
    made = begin(two)
    with pytest.raises(actions.OutcomeMissingError):
        move(two, made, "stop", outcome=outcome)
    made.refresh_from_db()
    assert made.state == "exploring"


def test_what_has_not_begun_is_not_completed(two) -> None:
    with pytest.raises(TransitionRefusedError):
        move(two, begin(two), "complete", outcome=OUTCOME)


def test_a_stop_can_be_undone(two) -> None:
    made = begin(two)
    move(two, made, "stop", outcome={"outcome": "none", "note": "No time."})
    assert (made.state, made.outcome) == ("stopped", "none")
    move(two, made, "resume")
    made.refresh_from_db()
    assert (made.state, made.outcome, made.ended, made.note) == ("exploring", "", None, "No time.")


def test_what_is_completed_stays_completed_but_can_be_put_right(two) -> None:
    made = cast.collaboration(two["opened"], state="completed", outcome="supply")
    for step in ("stop", "resume", "start", "negotiate"):
        with pytest.raises(TransitionRefusedError):
            move(two, made, step, outcome=OUTCOME)
    actions.edit_collaboration(
        collaboration=made, actor=two["second"], changes={"outcome": "licence", "may_be_told": True}
    )
    made.refresh_from_db()
    assert (made.outcome, made.may_be_told) == ("licence", True)
    with pytest.raises(actions.OutcomeMissingError):
        actions.edit_collaboration(collaboration=made, actor=two["second"], changes={"outcome": ""})


def test_while_it_goes_on_only_the_title_is_edited(two) -> None:
    made = begin(two)
    actions.edit_collaboration(
        collaboration=made, actor=two["first"], changes={"title": "Thinner walls", "outcome": "supply"}
    )
    made.refresh_from_db()
    assert (made.title, made.outcome) == ("Thinner walls", "")


def test_a_stage_that_comes_twice_is_told_twice(two) -> None:
    made = begin(two)
    for step in ("negotiate", "stop", "resume", "negotiate"):
        move(two, made, step, outcome={"outcome": "none"} if step == "stop" else None)
    assert Letter.objects.filter(kind="collaboration_step", to_user=two["second"]).count() == 4


def test_the_page_begins_moves_and_ends_it(two) -> None:
    browser = cast.signed_in(two["second"])
    address = reverse("exchange:begin_collaboration", args=[two["opened"].pk])
    answer = browser.post(address, {"begin-title": "Thin walls"})
    made = Collaboration.objects.get()
    assert answer.url == made.get_absolute_url()
    browser.post(made.get_absolute_url(), {"step": "start"})
    wrong = browser.post(made.get_absolute_url(), {"step": "complete", "complete-note": "It went very well."})
    assert wrong.status_code == 422
    assert "It went very well." in wrong.content.decode()
    said = {"step": "complete", "complete-outcome": "supply", "complete-helped": ["match", "event"]}
    assert browser.post(made.get_absolute_url(), said).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.outcome, made.helped) == ("completed", "supply", ["match", "event"])
    assert "Supply contract" in browser.get(made.get_absolute_url()).content.decode()


def test_a_title_is_needed(two) -> None:
    address = reverse("exchange:begin_collaboration", args=[two["opened"].pk])
    assert cast.signed_in(two["first"]).post(address, {"begin-title": ""}).status_code == 422
    assert not Collaboration.objects.exists()


def test_others_see_no_button_and_strangers_nothing(two) -> None:
    made = begin(two)
    manager = cast.person("m@mesap.example", Role.CLUSTER_MANAGER, cast.cluster("mesap", members=(two["rossi"],)))
    page = cast.signed_in(manager).get(made.get_absolute_url())
    assert page.status_code == 200
    assert 'name="step"' not in page.content.decode()
    assert cast.signed_in(manager).post(made.get_absolute_url(), {"step": "start"}).status_code == 403
    stranger = cast.person("s@stranger.example", Role.MEMBER, cast.organisation("stranger"))
    assert cast.signed_in(stranger).get(made.get_absolute_url()).status_code == 404


def test_the_list_is_filtered_by_stage(two) -> None:
    made = begin(two)
    browser = cast.signed_in(two["second"])
    address = reverse("exchange:collaborations")
    assert made.pk in browser.get(address).content.decode()
    assert made.pk not in browser.get(address + "?state=stopped").content.decode()
    stranger = cast.person("s@stranger.example", Role.MEMBER, cast.organisation("stranger"))
    assert "No collaborations yet" in cast.signed_in(stranger).get(address).content.decode()
