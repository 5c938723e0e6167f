"""What is asked twice for one answer is asked once, and never known after a writing or inside a transaction."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpResponse

from cordata_web.people.models import User
from cordata_web.people.policy.memory import remember_while_answering, remembered

pytestmark = pytest.mark.django_db(transaction=True)


def while_answering(act, rf):
    """What ``act`` returns when it is called within an answer."""
    found = []
    remember_while_answering(lambda _request: found.append(act()) or HttpResponse())(rf.get("/"))
    return found[0]


def asker():
    """A function that counts how often it is asked."""
    asked = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    return ask


def test_a_thing_is_asked_once_for_an_answer(rf):
    ask = asker()
    assert while_answering(lambda: (remembered("a", ask), remembered("a", ask)), rf) == (1, 1)
    assert while_answering(lambda: remembered("a", ask), rf) == 2


def test_outside_of_an_answer_nothing_is_remembered():
    ask = asker()
    assert (remembered("a", ask), remembered("a", ask)) == (1, 2)


def test_a_writing_makes_forget(rf):
    ask = asker()

    def act():
        before = remembered("a", ask)
        User.objects.filter(pk=0).update(name="Nobody")
        return before, remembered("a", ask)

    assert while_answering(act, rf) == (1, 2)


def test_a_transaction_asks_anew(rf):
    ask = asker()

    def act():
        before = remembered("a", ask)
        with transaction.atomic():
            return before, remembered("a", ask)

    assert while_answering(act, rf) == (1, 2)
