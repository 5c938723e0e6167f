"""The end of validity: owners are warned in time, and what is over leaves the public pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cordata_web.directory.keeping import step_profile
from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.opportunities import step_opportunity
from cordata_web.exchange.models import Opportunity
from cordata_web.exchange.renewal import renewal_link
from cordata_web.exchange.speakers import speakers_for
from cordata_web.mail import Draft, post
from cordata_web.people.models import User

Expiring = Opportunity | Profile


def ending(today: date) -> list[Expiring]:
    """What is published and ends soon, and whose owners have not been warned of this end yet."""
    soon = {
        "state": "published",
        "warned": None,
        "valid_until__lte": today + timedelta(days=settings.CORDATA_WARN_DAYS),
    }
    opportunities = Opportunity.objects.filter(valid_until__gte=today, **soon).select_related("organisation", "author")
    profiles = Profile.objects.filter(valid_until__gte=today, claimed__isnull=False, **soon)
    return [*opportunities, *profiles]


def over(today: date) -> list[Expiring]:
    """What is published though its last day is past."""
    past = {"state": "published", "valid_until__lt": today}
    return [*Opportunity.objects.filter(**past), *Profile.objects.filter(**past)]


@transaction.atomic
def warn(thing: Expiring, *, today: date) -> int:
    """Write to the owners, once for each end of validity; how many letters that makes."""
    letters = 0
    for user in _owners(thing, today):
        key = f"expiring:{thing._meta.model_name}:{thing.pk}:{thing.valid_until}:{user.pk}"
        letter = post("expiring", to=user, write=_writer(thing, user), key=key, topic="reminders")
        letters += letter is not None
    type(thing)._default_manager.filter(pk=thing.pk).update(warned=today)
    return letters


@transaction.atomic
def expire(thing: Expiring, *, today: date) -> bool:
    """Bring to its end what is over; False where somebody has renewed or archived it meanwhile."""
    rows = type(thing)._default_manager.select_for_update(of=("self",))
    row = rows.filter(pk=thing.pk, state="published", valid_until__lt=today).first()
    if isinstance(row, Opportunity):
        step_opportunity(opportunity=row, step="expire", actor=None)
    elif isinstance(row, Profile):
        step_profile(profile=row, step="expire", actor=None)
    return row is not None


def _owners(thing: Expiring, today: date) -> Iterator[User]:
    if isinstance(thing, Opportunity):
        yield from speakers_for(thing.organisation, today=today, involved=[thing.author])
    else:
        yield from speakers_for(thing, today=today)


def _writer(thing: Expiring, user: User) -> Callable[[], Draft]:
    """The letter, to be written with the reader's language active."""

    def write() -> Draft:
        facts = {"title": str(thing), "date": date_format(thing.valid_until, "DATE_FORMAT")}
        return Draft(
            subject=_("“%(title)s” is valid until %(date)s") % facts,
            paragraphs=[
                _("“%(title)s” is public on Cordata and valid until %(date)s.") % facts,
                _("If it still holds, renew it with one click, without signing in. Otherwise there is nothing to do."),
            ],
            button=(_("Renew"), renewal_link(thing, user)),
            closing=_("After that day nobody else sees it, and you can renew it whenever you like."),
        )

    return write
