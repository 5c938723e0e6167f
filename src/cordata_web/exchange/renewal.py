"""Links that renew something without signing in: for one person, one thing and one end of its validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from cordata.exchange import TransitionRefusedError
from cordata_web.directory.keeping import step_profile
from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.opportunities import step_opportunity
from cordata_web.exchange.models import Opportunity
from cordata_web.people import policy
from cordata_web.people.models import User

SALT = "exchange.renewal"
DAYS_AFTER_THE_END = 60


class BadLinkError(ValueError):
    """The link is too old, was used, was not made by this site, or its person may not renew any more."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """A thing and the person who may renew it."""

    thing: Opportunity | Profile
    user: User


def renewal_link(thing: Opportunity | Profile, user: User) -> str:
    """The address, without the site's name."""
    facts = [thing._meta.model_name, thing.pk, user.pk, str(thing.valid_until)]
    return reverse("exchange:renew", args=[signing.dumps(facts, salt=SALT)])


def renewal_of(token: str) -> Renewal:
    """What a link stands for; raises BadLinkError."""
    longest = timedelta(days=settings.CORDATA_WARN_DAYS + DAYS_AFTER_THE_END)
    try:
        kind, pk, user_pk, until = signing.loads(token, salt=SALT, max_age=longest)
    except signing.BadSignature as error:
        raise BadLinkError(token) from error
    model = {"opportunity": Opportunity, "profile": Profile}[kind]
    thing = model.objects.filter(pk=pk, valid_until=date.fromisoformat(until)).first()
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if thing is None or user is None or not policy.can(user, "renew", thing):
        raise BadLinkError(token)
    return Renewal(thing, user)


def renew(renewal: Renewal) -> None:
    """Renew in the person's name; raises BadLinkError when somebody was quicker."""
    try:
        if isinstance(renewal.thing, Opportunity):
            step_opportunity(opportunity=renewal.thing, step="renew", actor=renewal.user)
        else:
            step_profile(profile=renewal.thing, step="renew", actor=renewal.user)
    except TransitionRefusedError as error:
        raise BadLinkError(str(renewal.thing.pk)) from error
