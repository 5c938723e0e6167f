"""Entries of the audit log as people read them: found by what, who and when; told in sentences where we have one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cordata_web.desk.secretariat.audit_sentences import SENTENCES
from cordata_web.directory.files import lines_of_table
from cordata_web.people.models import AuditEntry, User

NAMED = ("directory.profile", "exchange.opportunity", "funding.instrument", "people.user")
"""Things that are called by their names; others only by their kind."""
LONGEST_CHANGES = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """An entry for the page."""

    entry: AuditEntry
    sentence: str
    person: str
    changes: str
    url: str


def entries(chosen: Mapping[str, Any]) -> QuerySet[AuditEntry]:
    """Those that are asked for, the newest first."""
    rows = AuditEntry.objects.all()
    for name in ("object_kind", "action"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("thing"):
        rows = rows.filter(object_id=chosen["thing"])
    if chosen.get("person"):
        rows = rows.filter(actor__in=User.objects.filter(_called(chosen["person"])).values("pk"))
    if chosen.get("since"):
        rows = rows.filter(when__gte=_at(chosen["since"], time.min))
    if chosen.get("until"):
        rows = rows.filter(when__lte=_at(chosen["until"], time.max))
    return rows


def told(rows: Iterable[AuditEntry]) -> list[Told]:
    """In the reader's language."""
    page = list(rows)
    people = User.objects.in_bulk({one.actor_id for one in page if one.actor_id})
    names = _names(page)
    return [_told(one, people, names) for one in page]


def csv_lines(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    """The same as a file, with the addresses of the people."""
    people = dict(User.objects.values_list("pk", "email"))

    def cells(one: AuditEntry) -> list[str]:
        who = people.get(one.actor_id, str(one.actor_id)) if one.actor_id else ""
        changes = json.dumps(one.changes, ensure_ascii=False, sort_keys=True)
        return [one.when.isoformat(), who, one.action, one.object_kind, one.object_id, changes]

    header = ["when", "person", "action", "kind", "id", "changes"]
    return lines_of_table(header, map(cells, rows.iterator(chunk_size=500)))


def kind_name(label: str) -> str:
    """What a kind of thing is called; a kind that is not there any more stands for itself."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return label


def _called(words: str) -> Q:
    condition = Q()
    for word in words.split():
        condition &= Q(name__icontains=word) | Q(email__icontains=word)
    return condition


def _at(day: Any, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _told(entry: AuditEntry, people: Mapping[int, User], names: Mapping[tuple[str, str], str]) -> Told:
    if entry.actor_id is None:
        person = _("The site")
    else:
        person = str(people.get(entry.actor_id) or _("Somebody who is not here any more"))
    thing = names.get((entry.object_kind, entry.object_id))
    named = _("“%(name)s”") % {"name": thing} if thing else f"{kind_name(entry.object_kind)} {entry.object_id}"
    unknown = _("%(person)s: %(action)s (%(thing)s).")
    sentence = str(SENTENCES.get(entry.action, unknown)) % {"person": person, "thing": named, "action": entry.action}
    changes = json.dumps(entry.changes, ensure_ascii=False, indent=1, sort_keys=True) if entry.changes else ""
    return Told(entry, sentence, person, changes[:LONGEST_CHANGES], _address(entry) if thing else "")


def _names(page: Iterable[AuditEntry]) -> dict[tuple[str, str], str]:
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for one in page:
        if one.object_kind in NAMED:
            ids[one.object_kind].add(one.object_id)
    found = {}
    for label, keys in ids.items():
        for row in apps.get_model(label)._default_manager.filter(pk__in=keys):
            found[label, str(row.pk)] = str(row)
    return found


def _address(entry: AuditEntry) -> str:
    if entry.object_kind == "funding.instrument":
        return reverse("funding:instrument", args=[entry.object_id])
    kind = {"directory.profile": "profile", "exchange.opportunity": "opportunity"}.get(entry.object_kind)
    return reverse("secretariat:review", args=[kind, entry.object_id]) if kind else ""
