"""Erasing a person: the name, the address and all that is only about them go, what others need stays, unsigned."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cordata.exchange import PUBLICATION
from cordata_web.calls.models import FollowedCall
from cordata_web.directory.keeping import step_profile
from cordata_web.directory.models import Claim, Profile
from cordata_web.exchange.models import Follow, Participant
from cordata_web.jobs.models import Job
from cordata_web.mail.keeping import forget_person
from cordata_web.people import audit
from cordata_web.people.models import Consent, IdempotencyKey, Invitation, Role, RoleAssignment, User


class LastOfSecretariatError(ValueError):
    """Nobody would be left to look after the network."""


@transaction.atomic
def erase(user: User, *, now: datetime) -> None:
    """Make the person unknown. What they wrote to others stays with those others, without a name.

    The audit log goes on saying that "somebody with this number" did it; who that was nothing says any more.
    """
    if is_last_of_secretariat(user):
        raise LastOfSecretariatError(user.pk)
    orphans = list(left_alone_by(user))
    audit.record("erased", user, actor=user, changes={"profiles_put_aside": [profile.pk for profile in orphans]})
    for profile in orphans:
        if profile.state == "in_review":
            step_profile(profile=profile, step="take_back", actor=user)
        if PUBLICATION.transition("archive", profile.state):
            step_profile(profile=profile, step="archive", actor=user)
    today = timezone.localdate(now)
    RoleAssignment.holding(today).filter(user=user).update(until=today)
    Participant.objects.filter(user=user, left__isnull=True).update(left=now)
    Consent.objects.filter(user=user, withdrawn_at__isnull=True).update(withdrawn_at=now)
    Invitation.objects.filter(email__iexact=user.email).update(email=f"erased-{user.pk}@erased.invalid", note="")
    for rows in (Follow, FollowedCall, Authenticator, EmailAddress, Claim, IdempotencyKey):
        rows.objects.filter(user=user).delete()
    Job.objects.filter(owner=user).update(owner=None)
    forget_person(user=user)
    _forget_name(user, now)
    _sign_out_everywhere(user)


def is_last_of_secretariat(user: User) -> bool:
    """Whether the person is of the secretariat, and nobody else is."""
    held = RoleAssignment.holding(timezone.localdate()).filter(role=Role.SECRETARIAT, user__is_active=True)
    return held.filter(user=user).exists() and not held.exclude(user=user).exists()


def left_alone_by(user: User) -> QuerySet[Profile]:
    """Profiles for which nobody else acts: put aside when the person goes, for nobody would keep them up to date."""
    today_own = RoleAssignment.objects.filter(user=user, until__isnull=True, profile__isnull=False)
    others = RoleAssignment.objects.filter(until__isnull=True, profile__isnull=False).exclude(user=user)
    return (
        Profile.objects.filter(pk__in=today_own.values("profile"))
        .exclude(pk__in=others.values("profile"))
        .exclude(state="archived")
        .exclude(kind="cluster")
    )


def _forget_name(user: User, now: datetime) -> None:
    user.email = f"erased-{user.pk}@erased.invalid"
    user.name = ""
    user.is_active = False
    user.erased = now
    user.last_login = None
    user.set_unusable_password()
    user.save()
    tokens = getattr(user, "api_tokens", None)
    if tokens is not None:
        tokens.all().delete()


def _sign_out_everywhere(user: User) -> None:
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
