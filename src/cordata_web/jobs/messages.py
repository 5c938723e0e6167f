"""Sentences about jobs for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata_web.jobs.models import Job, State

TITLES: dict[str, Promise] = {
    "jobs.forget": gettext_lazy("Clearing away old background work"),
    "send_mail": gettext_lazy("Sending e-mails"),
    "privacy.forget": gettext_lazy("Clearing away what is kept no longer"),
    "mail.forget": gettext_lazy("Clearing away old e-mails"),
    "directory.import_members": gettext_lazy("Importing members"),
    "directory.undo_import": gettext_lazy("Taking back an import of members"),
    "update_index": gettext_lazy("Bringing the search index up to date"),
    "calls.load": gettext_lazy("Reading calls from their source"),
    "calls.match": gettext_lazy("Looking for calls that fit"),
    "cooperation.compute": gettext_lazy("Computing the potential of cooperation"),
    "cooperation.forget": gettext_lazy("Clearing away old results"),
    "cooperation.load": gettext_lazy("Loading figures"),
    "find_duplicates": gettext_lazy("Looking for what is twice in the directory"),
    "match_opportunity": gettext_lazy("Looking for partners for an opportunity"),
    "match_profile": gettext_lazy("Looking for opportunities for an organisation"),
    "exchange.expire": gettext_lazy("Ending what is over, and warning in time"),
    "exchange.deadlines": gettext_lazy("Reminding of deadlines"),
    "exchange.tell_matches": gettext_lazy("Telling people of new matches"),
    "exchange.send_digests": gettext_lazy("Sending the news by e-mail"),
    "consortia.complete": gettext_lazy("Looking for partners who complete a consortium"),
    "exchange.match_all": gettext_lazy("Looking for partners across the whole network"),
}
"""What a kind of job is called; a topic adds a line for each kind that people see."""


def title_of(job: Job) -> str:
    return str(TITLES.get(job.kind, _("Background work")))


def standing_of(job: Job, *, now: datetime) -> str:
    """How it stands, in a sentence."""
    match State(job.state):
        case State.QUEUED if job.run_after > now:
            when = {"time": date_format(timezone.localtime(job.run_after), "SHORT_DATETIME_FORMAT")}
            if job.attempts:
                return _("It did not work this time and is tried again, not before %(time)s.") % when
            return _("It begins on %(time)s.") % when
        case State.QUEUED:
            return _("It waits for its turn.")
        case State.RUNNING if job.stopping:
            return _("It is being stopped.")
        case State.RUNNING:
            return _("It is under way.")
        case State.DONE:
            return _("It is done.")
        case State.CANCELLED:
            return _("It was cancelled.")
        case State.FAILED:
            return job.refusal or _("It did not work. The secretariat can see the reason.")


def lines_of(job: Job) -> Iterator[tuple[datetime, str]]:
    """The log: when, and what the handler said."""
    for entry in job.log:
        yield datetime.fromisoformat(entry["at"]), entry["text"]


def outcome_of(job: Job) -> tuple[str, str]:
    """A sentence about the result and an address where it is to be seen, as far as the handler gave them."""
    result = job.result or {}
    address = str(result.get("url", ""))
    own = address.startswith("/") and not address.startswith("//")
    return str(result.get("message", "")), address if own else ""
