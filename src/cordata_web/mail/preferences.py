"""What people wish to be written about."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from cordata_web.mail.models import Preference
from cordata_web.mail.topics import STOPPABLE, Rhythm, Topic
from cordata_web.people import audit
from cordata_web.people.models import User


class EssentialTopicError(ValueError):
    """Letters that an account cannot do without cannot be stopped."""


def wants(user: User, topic: str) -> bool:
    """Whether letters about the topic may go to the person."""
    if Topic(topic) == Topic.ESSENTIAL:
        return True
    return not Preference.objects.filter(user=user, topic=topic, stopped=True).exists()


def stopped_topics(user: User) -> frozenset[str]:
    return frozenset(Preference.objects.filter(user=user, stopped=True).values_list("topic", flat=True))


def digest_rhythm(user: User) -> Rhythm:
    """How often the person wants the digest: weekly where nothing was chosen."""
    wish = Preference.objects.filter(user=user, topic=Topic.DIGEST).first()
    if wish is None:
        return Rhythm.WEEKLY
    return Rhythm.NEVER if wish.stopped else Rhythm(wish.rhythm)


@transaction.atomic
def switch(*, user: User, topic: str, stopped: bool) -> Preference:
    """Stop the topic for the person, or let it come again."""
    if topic not in STOPPABLE:
        raise EssentialTopicError(topic)
    wish, made = Preference.objects.select_for_update().get_or_create(user=user, topic=topic)
    if made or wish.stopped != stopped:
        wish.stopped = stopped
        wish.save()
        audit.record("choose mail", user, actor=user, changes={topic: "stopped" if stopped else "wanted"})
    return wish


@transaction.atomic
def choose(*, user: User, topics: Collection[str], rhythm: str) -> None:
    """Set all wishes at once: the topics that shall come, and how often the digest does."""
    for topic in STOPPABLE:
        wanted = rhythm != Rhythm.NEVER if topic == Topic.DIGEST else topic in topics
        switch(user=user, topic=topic, stopped=not wanted)
    if rhythm != Rhythm.NEVER:
        Preference.objects.filter(user=user, topic=Topic.DIGEST).update(rhythm=Rhythm(rhythm))
