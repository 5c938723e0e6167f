"""Calls that somebody follows: what is due of them, and the end of following."""

from __future__ import annotations

from django.db import transaction

from cordata_web.calls.models import Call, FollowedCall
from cordata_web.exchange.following import MOST_FOLLOWED, TooMuchFollowedError
from cordata_web.people import audit
from cordata_web.people.models import User


@transaction.atomic
def follow_call(*, user: User, call: Call) -> FollowedCall:
    """Follow a call; following it again changes nothing. Raises TooMuchFollowedError."""
    User.objects.select_for_update().get(pk=user.pk)  # two clicks at once are one after the other
    known = FollowedCall.objects.filter(user=user, call=call).first()
    if known is not None:
        return known
    if FollowedCall.objects.filter(user=user).count() >= MOST_FOLLOWED:
        raise TooMuchFollowedError(user.pk)
    made = FollowedCall.objects.create(user=user, call=call)
    audit.record("follow", made, actor=user, changes={"what": call.pk})
    return made


@transaction.atomic
def unfollow_call(*, user: User, call: Call) -> None:
    for followed in FollowedCall.objects.filter(user=user, call=call):
        audit.record("stop following", followed, actor=user, changes={"what": call.pk})
        followed.delete()


def is_followed(user: User, call: Call) -> bool:
    return user.is_authenticated and FollowedCall.objects.filter(user=user, call=call).exists()
