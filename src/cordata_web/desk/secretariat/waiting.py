"""How much awaits the secretariat, topic by topic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata_web.desk.duplicates import newest_result
from cordata_web.desk.secretariat import queue
from cordata_web.desk.secretariat.expiring import expiring
from cordata_web.jobs.models import Job
from cordata_web.jobs.models import State as JobState
from cordata_web.mail.models import Letter
from cordata_web.mail.models import State as LetterState
from cordata_web.people import policy
from cordata_web.people.policy import Standing


@dataclass(frozen=True, slots=True)
class Card:
    """A number with what it counts and where it leads."""

    label: str
    number: int
    url: str
    urgent: bool = False
    note: str = ""


def what_awaits(standing: Standing) -> list[Card]:
    """What waits longest and what is broken comes with a mark."""
    return [card for write in (_reviews, _duplicates, _ending, _letters, _jobs) for card in write(standing)]


def _reviews(_standing: Standing) -> list[Card]:
    rows = queue.waiting()
    names: tuple[tuple[str, Callable[[], str]], ...] = (
        ("organisation", lambda: _("Organisations to review")),
        ("cluster", lambda: _("Clusters to review")),
        ("opportunity", lambda: _("Opportunities to review")),
        ("claim", lambda: _("Claims to answer")),
    )
    address = reverse("secretariat:queue")
    counted = ((kind, name, sum(row.kind == kind for row in rows)) for kind, name in names)
    return [Card(name(), number, f"{address}?kind={kind}", number > 0) for kind, name, number in counted]


def _duplicates(_standing: Standing) -> list[Card]:
    pairs, looked = newest_result()
    number = sum(pair.level != "possible" for pair in pairs)
    note = "" if looked else _("Nobody has looked for them yet.")
    return [Card(_("Likely duplicates"), number, reverse("secretariat:duplicates"), number > 0, note)]


def _ending(_standing: Standing) -> list[Card]:
    today = timezone.localdate()
    interests = len(expiring(today=today, kind="interest"))
    others = len(expiring(today=today, over=False)) - len(expiring(today=today, kind="interest", over=False))
    address = reverse("secretariat:expiring")
    return [
        Card(_("Things over within 60 days"), others, f"{address}?when=soon"),
        Card(_("Interests without an answer"), interests, f"{address}?kind=interest"),
    ]


def _letters(standing: Standing) -> list[Card]:
    if not policy.can(standing, "see_mail"):
        return []
    stuck = Letter.objects.filter(state__in=(LetterState.FAILED, LetterState.UNSURE)).count()
    return [Card(_("E-mails that got stuck"), stuck, reverse("mail:letters"), stuck > 0)]


def _jobs(_standing: Standing) -> list[Card]:
    failed = Job.objects.filter(state=JobState.FAILED).count()
    return [Card(_("Background work that failed"), failed, f"{reverse('jobs:jobs')}?state=failed", failed > 0)]
