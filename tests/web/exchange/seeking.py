"""An organisation that seeks and one that could deliver, for the tests of interests."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from cordata_web.exchange.actions import interests as actions
from cordata_web.exchange.models import Interest
from cordata_web.mail.models import Letter
from cordata_web.people.models import Role, User
from web import cast

TODAY = timezone.localdate


@pytest.fixture
def pair() -> dict[str, Any]:
    """rossi seeks (its person reads Italian), livarna could deliver (its person reads Slovene)."""
    rossi = cast.organisation("rossi")
    livarna = cast.organisation("livarna", country="SI", nuts="SI04", local_language="sl")
    owner = cast.person("ottavia@rossi.example", Role.MEMBER, rossi, language="it")
    sender = cast.person("lovro@livarna.example", Role.MEMBER, livarna, language="sl")
    asked = cast.opportunity(rossi, author=owner)
    return {"rossi": rossi, "livarna": livarna, "owner": owner, "sender": sender, "asked": asked}


@pytest.fixture
def hidden(pair: dict[str, Any]) -> dict[str, Any]:
    pair["rossi"].name = "Rossi Pressofusioni"
    pair["rossi"].save()
    pair["asked"].anonymous = True
    pair["asked"].save()
    return pair


def express(pair: dict[str, Any], **more: Any) -> Interest:
    answers = {"language": "sl", "why": "Lijemo tanke stene.", "when": "now", **more}
    return actions.express_interest(
        opportunity=pair["asked"],
        organisation=pair["livarna"],
        author=pair["sender"],
        answers=answers,
        today=TODAY(),
    )


def letters_to(user: User) -> list[Letter]:
    return list(Letter.objects.filter(to_user=user).order_by("created", "pk"))
