"""People who keep organisations of the sample network, signed in and introduced to somebody: python -m ... NUMBER.

Run with the settings of a site that has the demo's data. Prints the crowd as JSON. All of it is done by the actions
that the pages call, but for the sessions, which are written as a sign-in writes them.
"""

from __future__ import annotations

import json
import sys
from itertools import cycle
from typing import Any

import django


def main(number: int) -> None:
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        print(json.dumps(gather(number)))


def gather(number: int) -> dict[str, Any]:
    from cordata_web.directory.models import Profile
    from cordata_web.exchange.example.people import keep, make_person
    from cordata_web.exchange.models import Opportunity
    from cordata_web.mail.models import Letter
    from cordata_web.people.demo import demo_user
    from cordata_web.people.models import Role, User

    Letter.objects.all().delete()  # of the demo, which sends none
    User.objects.update(is_example=False)  # invented people have no mailbox; these here do
    free = Profile.objects.filter(state="published", assignments=None).exclude(kind="cluster").order_by("pk")
    board = list(Opportunity.objects.filter(state="published").select_related("organisation").order_by("pk"))
    people = []
    for at, (firm, asked) in enumerate(zip(free[:number], cycle(board))):
        user = make_person(f"crowd-{at}@example.org", f"Crowd {at}", firm.local_language)
        User.objects.filter(pk=user.pk).update(is_example=False)
        user.refresh_from_db()
        keep(firm, user, Role.MEMBER)
        introduction = _introduced(firm, user, asked)
        known = {"firm": firm.pk, "language": firm.local_language, "introduction": introduction, "asked": asked.pk}
        people.append({**_signed_in(user), **known})
    return {
        "people": people,
        "secretariat": _signed_in(demo_user("secretariat")),
        "opportunities": [one.pk for one in board],
        "profiles": list(Profile.objects.filter(state="published").order_by("pk").values_list("pk", flat=True)),
    }


def _introduced(firm: Any, user: Any, asked: Any) -> str:
    from django.utils import timezone

    from cordata_web.exchange.actions.interests import accept_interest, express_interest
    from cordata_web.exchange.example.people import speaker_of

    today = timezone.localdate()
    answers = {"why": "We have done this before.", "language": firm.local_language}
    interest = express_interest(opportunity=asked, organisation=firm, author=user, answers=answers, today=today)
    owner = speaker_of(asked.organisation)
    return accept_interest(interest=interest, actor=owner, with_managers=False, today=today).pk


def _signed_in(user: Any) -> dict[str, str]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from cordata_web.people.tokens import make_token

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    _row, key = make_token(user=user, name="crowd", scopes=["read", "write"], expires=None)
    return {"session": session.session_key, "key": key, "email": user.email}


if __name__ == "__main__":
    main(int(sys.argv[1]))
