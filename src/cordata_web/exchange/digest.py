"""The digest: what is new about what somebody follows, and what awaits them, as often as they wish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from cordata_web.calls.news import Reminder, new_fitting_calls, note_reminders, reminders
from cordata_web.directory.models import Profile
from cordata_web.exchange.following import Search, keys_of
from cordata_web.exchange.models import Follow, Interest, Match, Opportunity
from cordata_web.mail import Draft, post
from cordata_web.mail.preferences import digest_rhythm
from cordata_web.mail.topics import Rhythm, Topic
from cordata_web.people import policy
from cordata_web.people.models import User

ITEMS_OF_A_SEARCH = 5
SEEN_KEPT = 500
MONDAY = 0
Item = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class News:
    """Items of a letter, for each search the keys of what has now been seen, and reminders that are told with it."""

    items: list[Item]
    seen: dict[str, list[str]]
    reminders: Sequence[Reminder] = ()


def send_digests(*, now: datetime) -> int:
    """Send those that are due today and were not sent yet; returns how many. Without news there is no letter."""
    today = timezone.localtime(now).date()
    people = User.objects.filter(is_active=True, erased__isnull=True)
    concerned = people.filter(
        Q(follows__isnull=False)
        | Q(followed_calls__isnull=False)
        | Q(assignments__until__isnull=True, assignments__isnull=False)
    )
    return sum(_send(user, now, today) for user in concerned.distinct().order_by("pk"))


def period_of(rhythm: Rhythm, today: date) -> str:
    """The period whose digest is due today; empty when none is."""
    if rhythm == Rhythm.DAILY:
        return today.isoformat()
    if rhythm == Rhythm.WEEKLY and today.weekday() == MONDAY:
        return f"{today:%G-W%V}"
    if rhythm == Rhythm.MONTHLY and today.day == 1:
        return f"{today:%Y-%m}"
    return ""


def news_for(user: User, now: datetime) -> News:
    """What is new, in the language that is active."""
    standing = policy.standing_of(user)
    items, seen = _waiting(standing), {}
    for followed in Follow.objects.filter(user=user).select_related("opportunity", "profile"):
        if followed.search:
            found, keys = _new_of_search(followed, user)
            items += found
            seen[followed.pk] = keys
        else:
            items += _changes_of(followed, standing)
    since = _last_digest(user)
    due = reminders(user, now)
    items += [*_new_partners(standing, since), *new_fitting_calls(standing, since, now), *(one.item for one in due)]
    return News(items, seen, due)


@transaction.atomic
def _send(user: User, now: datetime, today: date) -> bool:
    period = period_of(digest_rhythm(user), today)
    key = f"digest:{user.pk}:{period}"
    if not period or user.letters.filter(key=key).exists():  # what comes later on the day waits for the next one
        return False
    with override(user.language):
        news = news_for(user, now)
    letter = None
    if news.items:
        letter = post("digest", to=user, write=lambda: _draft(news), key=key, topic=Topic.DIGEST)
    follows = Follow.objects.filter(user=user)
    follows.update(told=now)
    note_reminders(news.reminders)
    for followed in follows.filter(pk__in=news.seen):
        followed.seen = news.seen[followed.pk]
        followed.save(update_fields=["seen"])
    return letter is not None


def _draft(news: News) -> Draft:
    number = len(news.items)
    return Draft(
        subject=ngettext("Your round-up: %(number)s piece of news", "Your round-up: %(number)s pieces of news", number)
        % {"number": number},
        paragraphs=[_("This is new about what you follow, and this awaits you.")],
        items=news.items,
        button=(_("Choose what I follow"), reverse("exchange:followed")),
    )


def _title(thing: Opportunity | Profile) -> str:
    return thing.title_in(get_language() or "en") if isinstance(thing, Opportunity) else thing.name


def _waiting(standing: policy.Standing) -> list[Item]:
    waiting = Interest.objects.filter(state="sent", opportunity__organisation__in=standing.acts_for)
    return [
        (
            _("%(organisation)s waits for your answer") % {"organisation": interest.organisation.name},
            interest.get_absolute_url(),
            _title(interest.opportunity),
        )
        for interest in waiting.select_related("organisation", "opportunity").order_by("respond_by", "pk")
    ]


def _new_of_search(followed: Follow, user: User) -> tuple[list[Item], list[str]]:
    search = Search.read(followed.search)
    found = search.found(user)
    new = [one for one in found if str(one.pk) not in followed.seen]
    items = [(_title(one), one.get_absolute_url(), search.label) for one in new[:ITEMS_OF_A_SEARCH]]
    seen = [*followed.seen, *(key for key in keys_of(found) if key not in followed.seen)]
    return items, seen[-SEEN_KEPT:]


def _changes_of(followed: Follow, standing: policy.Standing) -> list[Item]:
    since = followed.told or followed.created
    thing: Opportunity | Profile | None = followed.opportunity or followed.profile
    if thing is None or not policy.can(standing, "see", thing):
        return []
    items = [(_title(thing), thing.get_absolute_url(), _("Changed"))] if thing.updated > since else []
    if followed.profile is not None:
        items += _new_of(followed.profile, since)
    return items


def _new_of(profile: Profile, since: datetime) -> Iterable[Item]:
    """Opportunities that the organisation has published under its name."""
    rows = profile.opportunities.filter(state="published", anonymous=False, published__gt=since)
    text = _("New from %(organisation)s") % {"organisation": profile.name}
    return [(_title(row), row.get_absolute_url(), text) for row in rows.filter(valid_until__gte=timezone.localdate())]


def _last_digest(user: User) -> datetime:
    """When the last one was written, else when the person came."""
    last = user.letters.filter(kind="digest").order_by("-created").first()
    return last.created if last else user.date_joined


def _new_partners(standing: policy.Standing, since: datetime) -> list[Item]:
    """For one's own opportunities, how many partners were found since the last digest."""
    items = []
    for row in Opportunity.objects.filter(organisation__in=standing.acts_for, state="published").order_by("pk"):
        number = Match.objects.filter(opportunity=row, found__gt=since, answer="").count()
        if number:
            text = ngettext("%(number)s new partner may fit", "%(number)s new partners may fit", number)
            items.append((_title(row), row.get_absolute_url(), text % {"number": number}))
    return items
