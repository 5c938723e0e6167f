"""What somebody who reviews a thing has to read: what is new, beside what was public before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cordata_web.directory import wording
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import concept_label
from cordata_web.exchange import wording as names
from cordata_web.exchange.models import Opportunity
from cordata_web.people.models import AuditEntry

PROFILE = (
    *("name", "short_name", "kind", "cluster_type", "country", "nuts", "town", "website", "vat", "sectors"),
    *("concepts", "descriptions", "offers", "seeks", "founded", "members_count", "members_year", "employees"),
    *("managed_by", "label", "local_language"),
)
OPPORTUNITY = (
    *("type", "titles", "summaries", "descriptions", "advantages", "partner_roles", "sectors", "concepts"),
    *("trl", "ipr_status", "partner_kinds", "partner_countries", "cooperation", "anonymous", "valid_until", "language"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A fact, as it is and as it was; ``language`` is that of a text."""

    term: str
    new: str
    old: str
    language: str = ""

    @property
    def changed(self) -> bool:
        return self.new != self.old


def last_public(thing: Profile | Opportunity) -> dict[str, Any] | None:
    """The facts as the public saw them last, read back from the audit log; None if nobody else ever saw it."""
    values = _facts(thing)
    if thing.state == "published":
        return values
    entries = AuditEntry.objects.filter(object_kind=thing._meta.label_lower, object_id=thing.pk).order_by("-pk")
    for entry in entries:
        state = entry.changes.get("state")
        if isinstance(state, list) and "published" in state:
            return values
        if entry.action == "updated":
            values |= {name: pair[0] for name, pair in entry.changes.items() if name in values and _is_pair(pair)}
    return None


def lines_of(thing: Profile | Opportunity, before: dict[str, Any] | None, *, only: str = "") -> list[Line]:
    """All facts that are there now or were there before, or one of them, each text in a line of its own."""
    facts = {name: value for name, value in _facts(thing).items() if only in ("", name)}
    return [line for line in _all_lines(thing, facts, before or {}) if line.new or line.old]


def _all_lines(thing: Profile | Opportunity, now: dict[str, Any], before: dict[str, Any]) -> Iterator[Line]:
    for name, value in now.items():
        old = before.get(name)
        if isinstance(value, dict):
            for language in sorted({*value, *(old or {})}):
                term = f"{_term(thing, name)} ({wording.language_name(language)})"
                yield Line(term, value.get(language, ""), (old or {}).get(language, ""), language)
        else:
            yield Line(_term(thing, name), _shown(name, value), _shown(name, old))


def _facts(thing: Profile | Opportunity) -> dict[str, Any]:
    if isinstance(thing, Opportunity):
        return {name: getattr(thing, name) for name in OPPORTUNITY}
    return {name: list(thing.concept_ids) if name == "concepts" else getattr(thing, name) for name in PROFILE}


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == len(("before", "after"))


def _term(thing: Profile | Opportunity, name: str) -> str:
    if name == "concepts":
        return _("Concepts")
    return capfirst(str(thing._meta.get_field(name).verbose_name))


def _shown(name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return ", ".join(SHOWN.get(name, str)(one) for one in value)
    return SHOWN[name](value) if name in SHOWN else str(value)


def _yes_or_no(value: Any) -> str:
    return _("Yes") if value else _("No")


def _day(value: Any) -> str:
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return date_format(day, "DATE_FORMAT")


SHOWN: dict[str, Callable[[Any], str]] = {
    "kind": wording.kind_name,
    "country": wording.country_name,
    "nuts": lambda code: f"{wording.region_name(code)} ({code})",
    "cluster_type": wording.cluster_type_name,
    "sectors": wording.sector_name,
    "concepts": concept_label,
    "local_language": wording.language_name,
    "language": wording.language_name,
    "type": names.type_name,
    "ipr_status": names.ipr_name,
    "trl": names.trl_name,
    "cooperation": names.cooperation_name,
    "partner_kinds": wording.kind_name,
    "partner_countries": wording.country_name,
    "anonymous": _yes_or_no,
    "valid_until": _day,
}
"""How the values of a column are shown, one by one where it holds a list."""
