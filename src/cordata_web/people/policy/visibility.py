"""Which rows of a table a person may see: the same answers as ``can(user, "see", thing)``, in one query."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cordata_web.people.policy.standing import Reader, Standing, standing_of

Row = TypeVar("Row", bound=models.Model)


def acts_for(user: Reader | Standing) -> frozenset[str]:
    """Ids of the profiles in whose name somebody may act."""
    return standing_of(user).acts_for


def visible_to(user: Reader | Standing, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Those of the rows that somebody may see; of an unknown table nothing."""
    standing = standing_of(user)
    label = rows.model._meta.label_lower
    if standing.reads_all and label in READ_BY_ALL_READERS:
        return rows
    if standing.is_secretariat and label in READ_BY_SECRETARIAT:
        return rows
    condition = CONDITIONS.get(label)
    return rows.filter(condition(standing)) if condition else rows.none()


def _public() -> Q:
    today = timezone.localdate()
    return Q(state="published") & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))


def _profiles(standing: Standing) -> Q:
    return _public() | Q(pk__in=standing.acts_for | standing.prepares)


def _opportunities(standing: Standing) -> Q:
    own = Q(organisation__in=standing.acts_for | standing.prepares)
    if not standing.acts_for:
        return _public() | own
    from cordata_web.exchange.models import Interest  # people stands below exchange when models are loaded

    dealt_with = Interest.objects.filter(organisation__in=standing.acts_for).values("opportunity")
    return _public() | own | Q(pk__in=dealt_with)


def _of_parties(standing: Standing) -> Q:
    seen = standing.acts_for | standing.members
    return Q(first__in=seen) | Q(second__in=seen)


def _introductions(standing: Standing) -> Q:
    """Managers see those of their members, but for a member that does not give its name before both have agreed."""
    own = standing.acts_for | standing.prepares
    named = Q(opened__isnull=False) | Q(opportunity__isnull=True) | Q(opportunity__anonymous=False)
    first = Q(first__in=standing.members) & (named | ~Q(opportunity__organisation=F("first")))
    second = Q(second__in=standing.members) & (named | ~Q(opportunity__organisation=F("second")))
    return Q(first__in=own) | Q(second__in=own) | first | second


def _consortia(standing: Standing) -> Q:
    from cordata_web.consortia.models import ConsortiumPartner  # people stands below when models are loaded

    known = standing.acts_for | standing.members
    asked = ConsortiumPartner.objects.filter(
        profile__in=known, removed__isnull=True, state__in=("invited", "accepted")
    ).values("consortium")
    return Q(owner__in=known) | Q(pk__in=asked)


def _matches(standing: Standing) -> Q:
    own = standing.acts_for | standing.prepares
    named = Q(opportunity__organisation__in=standing.members, opportunity__anonymous=False)
    return Q(profile__in=own | standing.members) | Q(opportunity__organisation__in=own) | named


CONDITIONS: dict[str, Callable[[Standing], Q]] = {
    "consortia.consortium": _consortia,
    "consortia.consortiumpartner": lambda standing: (
        Q(consortium__owner__in=standing.acts_for)
        | Q(profile__in=standing.acts_for, removed__isnull=True, state__in=("invited", "accepted"))
    ),
    "cooperation.metacluster": lambda standing: Q(created_by=standing.user_id or 0),
    "directory.profile": _profiles,
    "directory.claim": lambda standing: Q(user=standing.user_id or 0),
    "directory.sizetest": lambda standing: Q(profile__in=standing.acts_for),
    "directory.membershiprequest": lambda standing: Q(cluster__in=standing.acts_for) | Q(member__in=standing.acts_for),
    "directory.memberimport": lambda standing: Q(cluster__in=standing.acts_for),
    "directory.selfcheck": lambda standing: Q(cluster__in=standing.acts_for),
    "exchange.opportunity": _opportunities,
    "exchange.interest": lambda standing: (
        Q(organisation__in=standing.acts_for) | Q(opportunity__organisation__in=standing.acts_for)
    ),
    "exchange.introduction": _introductions,
    "exchange.collaboration": _of_parties,
    "exchange.match": _matches,
    "exchange.follow": lambda standing: Q(user=standing.user_id or 0),
    "exchange.message": lambda standing: Q(
        introduction__participants__user=standing.user_id or 0,
        introduction__participants__left__isnull=True,
        introduction__participants__profile__in=standing.acts_for,
    ),
    "exchange.attachment": lambda standing: Q(
        message__introduction__participants__user=standing.user_id or 0,
        message__introduction__participants__left__isnull=True,
        message__introduction__participants__profile__in=standing.acts_for,
    ),
    "funding.instrumentimport": lambda standing: Q(sent_by=standing.user_id or 0),
    "jobs.job": lambda standing: Q(owner=standing.user_id or 0),
    "people.apitoken": lambda standing: Q(user=standing.user_id or 0),
    "people.invitation": lambda standing: Q(profile__in=standing.acts_for),
    "people.roleassignment": lambda standing: Q(user=standing.user_id or 0) | Q(profile__in=standing.acts_for),
    "people.user": lambda standing: Q(pk=standing.user_id or 0),
}

READ_BY_ALL_READERS = frozenset(
    {
        "consortia.consortium",
        "consortia.consortiumpartner",
        "cooperation.metacluster",
        "directory.profile",
        "directory.claim",
        "directory.sizetest",
        "directory.membershiprequest",
        "directory.memberimport",
        "directory.selfcheck",
        "exchange.opportunity",
        "exchange.interest",
        "exchange.introduction",
        "exchange.collaboration",
        "exchange.match",
        "funding.instrumentimport",
        "jobs.job",
        "people.auditentry",
        "people.invitation",
        "people.roleassignment",
        "people.user",
    }
)
READ_BY_SECRETARIAT = frozenset({"mail.letter"})
