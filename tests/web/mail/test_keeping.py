"""Letters are not kept for ever, and those of a person who leaves are forgotten at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.jobs.registry import HANDLERS, load_handlers
from cordata_web.mail import Draft, post
from cordata_web.mail.keeping import forget_old, forget_person
from cordata_web.mail.models import Letter, Preference, State
from cordata_web.mail.preferences import switch
from web.cast import person

pytestmark = pytest.mark.django_db


def written(key: str | None = None) -> Letter:
    return post("greeting", to=person(), key=key, write=lambda: Draft("Hello", ["How are you?"]))


def test_old_letters_are_deleted_and_those_with_a_key_emptied() -> None:
    written()
    written("greeting:1")
    later = timezone.now() + timedelta(days=91)
    assert forget_old(now=later) == 2
    [left] = Letter.objects.all()
    assert (left.key, left.to_address, left.text, left.to_user) == ("greeting:1", "", "", None)
    assert forget_old(now=later) == 0
    assert written("greeting:1") == left


def test_young_letters_stay() -> None:
    written()
    assert forget_old(now=timezone.now() + timedelta(days=89)) == 0


def test_a_letter_of_which_nobody_knows_whether_it_went_out_is_not_kept_for_ever() -> None:
    written()
    Letter.objects.update(state=State.UNSURE)
    assert forget_old(now=timezone.now() + timedelta(days=89)) == 0
    assert forget_old(now=timezone.now() + timedelta(days=91)) == 1


def test_of_a_person_who_leaves_nothing_is_kept_nor_sent(settings) -> None:
    settings.CORDATA_INBOX = False
    letter, ada = written("greeting:1"), person()
    switch(user=ada, topic="news", stopped=True)
    forget_person(user=ada)
    letter.refresh_from_db()
    assert (letter.state, letter.to_address, letter.html) == (State.FAILED, "", "")
    assert Preference.objects.count() == 0


def test_the_worker_knows_what_to_do_with_mail() -> None:
    load_handlers()
    assert HANDLERS["send_mail"].lane == "send_mail"
    assert HANDLERS["send_mail"].period == timedelta(minutes=1)
    assert HANDLERS["mail.forget"].period == timedelta(days=1)
