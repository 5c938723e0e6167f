"""Letters of the exchange, each written in its reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import models
from django.utils.translation import get_language

from cordata_web.exchange.models import Opportunity
from cordata_web.mail import Draft, post
from cordata_web.people.models import User

Write = Callable[[User], Draft]


def tell(
    people: Iterable[User], thing: models.Model, kind: str, write: Write, *, key: str, topic: str = "conversations"
) -> int:
    """The same news to several people, each once for a key; how many letters were put into the outbox."""
    told = 0
    for user in people:
        letter = post(
            kind,
            to=user,
            write=lambda user=user: write(user),  # type: ignore[misc]
            key=f"{kind}:{key}:{user.pk}",
            topic=topic,
            thread=f"{thing._meta.model_name}-{thing.pk}",
        )
        told += letter is not None
    return told


def title_of(opportunity: Opportunity) -> str:
    """As the reader of the letter may read it."""
    return opportunity.title_in(get_language() or "en")


def but(people: Iterable[User], actor: User | None) -> list[User]:
    """Without whoever did it, who knows."""
    return [one for one in people if actor is None or one.pk != actor.pk]
