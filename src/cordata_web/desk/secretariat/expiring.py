"""What is over soon, or over already, across the network; what comes first stands first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from cordata_web.directory.listing import KIND_ICONS, place_of
from cordata_web.directory.models import Profile
from cordata_web.exchange.models import Interest, Opportunity
from cordata_web.exchange.wording import TYPE_ICONS, type_name
from cordata_web.people.models import Invitation

SOON = timedelta(days=60)
LONG_AGO = timedelta(days=365)
KINDS: Mapping[str, Promise] = {
    "profile": gettext_lazy("Profiles"),
    "opportunity": gettext_lazy("Opportunities"),
    "invitation": gettext_lazy("Invitations"),
    "interest": gettext_lazy("Interests without an answer"),
}


@dataclass(frozen=True, slots=True)
class Expiring:
    """A thing with its last day."""

    kind: str
    title: str
    meta: str
    icon: str
    last_day: date
    url: str
    over: bool


def expiring(*, today: date, kind: str = "", over: bool | None = None) -> list[Expiring]:
    """Of one kind or all; only what is over, only what is not yet, or both."""
    found = [row for name, rows in READERS.items() if kind in ("", name) for row in rows(today)]
    chosen = (row for row in found if over is None or row.over == over)
    return sorted(chosen, key=lambda row: (row.last_day, row.kind, row.title))


def _window(column: str, today: date) -> Q:
    return Q(**{f"{column}__range": (today - LONG_AGO, today + SOON)})


def _profiles(today: date) -> Iterator[Expiring]:
    rows = Profile.objects.filter(_window("valid_until", today), state__in=("published", "expired"))
    for row in rows.defer("search_text"):
        url = reverse("secretariat:review", args=["profile", row.pk])
        over = row.valid_until < today or row.state == "expired"
        yield Expiring("profile", row.name, place_of(row), KIND_ICONS[row.kind], row.valid_until, url, over)


def _opportunities(today: date) -> Iterator[Expiring]:
    rows = Opportunity.objects.filter(_window("valid_until", today), state__in=("published", "expired"))
    for row in rows.select_related("organisation").defer("search_text"):
        meta = f"{type_name(row.type)} · {row.organisation.name}"
        title, icon = row.title_in(get_language() or "en"), TYPE_ICONS.get(row.type, "concept")
        url = reverse("secretariat:review", args=["opportunity", row.pk])
        over = row.valid_until < today or row.state == "expired"
        yield Expiring("opportunity", title, meta, icon, row.valid_until, url, over)


def _invitations(today: date) -> Iterator[Expiring]:
    rows = Invitation.objects.filter(_window("expires", today), accepted=None, withdrawn=None)
    url = f"{reverse('secretariat:people')}#invitations"
    for row in rows.select_related("profile"):
        meta = " · ".join(filter(None, [row.get_role_display(), str(row.profile or "") or row.region]))
        yield Expiring("invitation", row.email, meta, "person", row.expires, url, row.expires < today)


def _interests(today: date) -> Iterator[Expiring]:
    rows = Interest.objects.filter(_window("respond_by", today), state__in=("sent", "asked"))
    for row in rows.select_related("organisation", "opportunity"):
        title = f"{row.organisation.name} → {row.opportunity.title_in(get_language() or 'en')}"
        over = row.respond_by < today
        yield Expiring("interest", title, "", "rope", row.respond_by, row.get_absolute_url(), over)


READERS: Mapping[str, Callable[[date], Iterator[Expiring]]] = {
    "profile": _profiles,
    "opportunity": _opportunities,
    "invitation": _invitations,
    "interest": _interests,
}
