"""The concept note: a template filled with what the system knows, and the texts that people put in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from cordata_web.consortia.budgeting import Money
from cordata_web.consortia.checking import Checked
from cordata_web.consortia.models import Consortium, ConsortiumPartner, Role
from cordata_web.directory import wording
from cordata_web.directory.texts import summary_of
from cordata_web.directory.vocabulary import concept_label
from cordata_web.funding.amounts import amount_told
from cordata_web.programmes.countries import country_name
from cordata_web.programmes.names import programme_name

LONGEST_SECTION = 12_000
LONGEST_SUMMARY = 400


@dataclass(frozen=True, slots=True)
class Known:
    """All that the template is filled from."""

    row: Consortium
    partners: list[ConsortiumPartner]
    checked: Checked
    money: Money | None


@dataclass(frozen=True, slots=True)
class Section:
    """A section in one language: what the system would write, and what stands there now."""

    key: str
    title: str
    filled: str
    text: str
    is_own: bool


def _summary(known: Known) -> str:
    row, programme = known.row, known.checked.programme
    facts = {
        "title": row.title,
        "programme": programme_name(programme) if programme else _("a programme still to be chosen"),
    }
    told = [_("%(title)s is planned as a project in: %(programme)s.") % facts]
    if row.call:
        told.append(_("Call: %(call)s.") % {"call": row.call})
    if row.start and row.duration_months:
        when = {"day": date_format(row.start, "DATE_FORMAT"), "months": row.duration_months}
        told.append(_("It begins on %(day)s and takes %(months)s months.") % when)
    return " ".join(told)


def _need(known: Known) -> str:
    return known.row.topic or _("Describe which need the project answers, and whose need it is.")


def _idea(known: Known) -> str:
    if not known.row.concepts:
        return _("Describe what the partners will do together, and what is new about it.")
    listed = ", ".join(concept_label(one) for one in known.row.concepts)
    return _("The project brings together: %(concepts)s.") % {"concepts": listed}


def _partnership(known: Known) -> str:
    return "\n".join(_partner_line(one) for one in known.partners)


def _partner_line(one: ConsortiumPartner) -> str:
    name, country = (one.profile.name, one.profile.country) if one.profile else (one.name, one.country)
    kind = one.profile.kind if one.profile else one.kind
    facts = {
        "name": name,
        "kind": wording.kind_name(kind) if kind else _("organisation"),
        "country": country_name(country),
        "role": str(Role(one.role).label),
    }
    told = _("%(name)s (%(kind)s, %(country)s): %(role)s.") % facts
    summary = summary_of(one.profile) if one.profile else None
    about = summary.words[:LONGEST_SUMMARY] if summary else ""
    return " ".join(filter(None, (told, one.task, about)))


def _rules(known: Known) -> str:
    if known.checked.verdict is None:
        return _("The rules have not been checked yet.")
    told = [known.checked.outcome_sentence]
    told += [f"{rule.name}: {rule.status_name}. {' '.join(rule.sentences)}" for rule in known.checked.rules]
    return "\n".join(told)


def _budget(known: Known) -> str:
    if known.money is None or known.money.budget is None or not known.money.budget.total:
        return _("The budget has not been written yet.")
    budget, currency = known.money.budget, known.money.currency
    facts = {name: amount_told(getattr(budget, name), currency=currency) for name in ("total", "grant", "own_share")}
    return _("Total cost: %(total)s. Grant asked for: %(grant)s. Own share of the partners: %(own_share)s.") % facts


def _effect(_known: Known) -> str:
    return _("Describe what will be different after the project, for whom, and how it goes on without the grant.")


def _steps(known: Known) -> str:
    open_rules = [rule.name for rule in known.checked.rules if rule.status != "satisfied"]
    waiting = [one.name for one in known.partners if one.state in ("proposed", "invited")]
    told = []
    if waiting:
        told.append(_("Agree with these partners: %(names)s.") % {"names": ", ".join(waiting)})
    if open_rules:
        told.append(_("Settle these rules: %(rules)s.") % {"rules": ", ".join(open_rules)})
    return "\n".join(told) or _("Write the full proposal.")


SECTIONS: dict[str, tuple[Promise, Callable[[Known], str]]] = {
    "summary": (gettext_lazy("In short"), _summary),
    "need": (gettext_lazy("The need"), _need),
    "idea": (gettext_lazy("What the partners will do"), _idea),
    "partnership": (gettext_lazy("The partners"), _partnership),
    "effect": (gettext_lazy("What it will change"), _effect),
    "rules": (gettext_lazy("Rules of the programme"), _rules),
    "budget": (pgettext_lazy("of a project", "Budget"), _budget),
    "steps": (gettext_lazy("Next steps"), _steps),
}
"""In their order: title, and what the system writes."""


def sections_of(known: Known, language: str) -> list[Section]:
    """The note in a language."""
    own: dict[str, Any] = known.row.note_texts.get(language, {})
    with override(language):
        return [
            Section(key, str(title), filled := fill(known), own.get(key) or filled, bool(own.get(key)))
            for key, (title, fill) in SECTIONS.items()
        ]
