"""The steps of a profile's publication: sent for review, published, renewed, put aside, taken up again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cordata_web.directory.models import Profile
from cordata_web.jobs import enqueue
from cordata_web.people import policy
from cordata_web.people.models import User
from cordata_web.people.policy import Reader
from cordata_web.people.transitions import advance

OWN_STEPS = ("submit", "take_back", "renew", "archive", "restore")
OWN_ACTIONS = ("edit", "test_size", "let_cluster_act", *OWN_STEPS)
BEGINS_VALIDITY = ("submit", "approve", "renew")


class NothingToReviewError(ValueError):
    """A profile without a word about itself is sent for review."""


def valid_from(today: date) -> date:
    """Until when a profile is valid that is published or renewed today."""
    return today + timedelta(days=settings.CORDATA_PROFILE_DAYS)


def own_actions(profile: Profile, user: Reader) -> dict[str, bool]:
    """What somebody may do on the pages of their own organisation; all no for strangers and mere readers."""
    standing = policy.standing_of(user)
    return {action: policy.can(standing, action, profile) for action in OWN_ACTIONS}


@transaction.atomic
def step_profile(*, profile: Profile, step: str, actor: User | None) -> Profile:
    """Take a step of the publication; whatever the public sees less or more of, the search follows.

    Raises TransitionRefusedError and NothingToReviewError.
    """
    if step == "submit" and not (any(profile.descriptions.values()) or any(profile.offers.values())):
        raise NothingToReviewError(profile.pk)
    was_public = profile.state == "published"
    changes: dict[str, Any] = {}
    if step in BEGINS_VALIDITY:
        changes = {"valid_until": valid_from(timezone.localdate()), "warned": None}
    done = advance(profile, step, actor=actor, changes=changes)
    if was_public or done.state == "published":
        enqueue("update_index")
    return done
