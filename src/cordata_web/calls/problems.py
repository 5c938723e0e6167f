"""What is wrong with a table of own calls, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cordata.kernel import LANGUAGES
from cordata.sources.problems import Problem
from cordata_web.directory import wording
from cordata_web.directory.cluster_work.import_messages import FAULTS

FIELDS: dict[str, Promise] = {
    "id": gettext_lazy("Identifier"),
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("What is asked for"),
    "topic": gettext_lazy("Topic"),
    "call": gettext_lazy("Call"),
    "funder": gettext_lazy("Funder"),
    "programme": gettext_lazy("Programme whose rules hold"),
    "action": gettext_lazy("Type of action"),
    "stages": pgettext_lazy("of a call", "Stages"),
    "deadlines": gettext_lazy("Deadlines"),
    "time": gettext_lazy("Hour"),
    "zone": gettext_lazy("Time zone"),
    "opening": gettext_lazy("Opens on"),
    "status": gettext_lazy("Status"),
    "grant_min": gettext_lazy("Smallest grant"),
    "grant_max": gettext_lazy("Largest grant"),
    "currency": gettext_lazy("Currency"),
    "grants": gettext_lazy("Projects to be funded"),
    "keywords": gettext_lazy("Keywords"),
    "trl_start": gettext_lazy("Readiness level at the start"),
    "trl_end": gettext_lazy("Readiness level at the end"),
    "countries": gettext_lazy("Only from"),
    "kinds": gettext_lazy("Who may apply"),
    "conditions": gettext_lazy("Conditions"),
    "website": gettext_lazy("Website"),
}
"""By the headings of tables; the form uses the same words."""

WRONG: dict[str, Promise] = {
    "id": gettext_lazy(
        "A call needs an identifier of letters without accents, digits and hyphens, and a title in one language."
    ),
    "programme": gettext_lazy("This is none of the programmes whose rules are known here."),
    "action": gettext_lazy("This type of action is not known."),
    "stages": gettext_lazy("This is none of single, two_stage and multiple."),
    "deadlines": gettext_lazy(
        "These are no days such as 2026-09-23, set apart by semicolons; a call in a single stage has one."
    ),
    "time": gettext_lazy("This is no hour such as 17:00."),
    "zone": gettext_lazy("This is no time zone such as Europe/Brussels."),
    "opening": gettext_lazy("This is no day such as 2026-09-23 before the last deadline."),
    "status": gettext_lazy("This is none of forthcoming, open and closed."),
    "grant_min": gettext_lazy("This is no whole number, or more than the largest grant."),
    "grant_max": gettext_lazy("This is no whole number."),
    "grants": gettext_lazy("This is no whole number."),
    "trl_start": gettext_lazy("This is no level from 1 to 9, nor two such as 5-6."),
    "trl_end": gettext_lazy("This is no level from 1 to 9, nor two such as 5-6."),
    "countries": gettext_lazy("These are no codes of countries or regions such as AT or ITC1."),
    "kinds": gettext_lazy("This kind of organisation is not known."),
    "website": gettext_lazy("This does not look like the address of a website."),
}
"""What is wrong with a cell, by its heading."""


def field_name(heading: str) -> str:
    part, _line, language = heading.rpartition("_")
    if part in FIELDS and language in LANGUAGES:
        return _("%(part)s (%(language)s)") % {"part": FIELDS[part], "language": wording.language_name(language)}
    return str(FIELDS.get(heading, heading))


def problem_sentence(problem: Problem) -> str:
    """Why a row is left out, or what was mended."""
    if problem.code == "broken_row" and problem.column in WRONG:
        return str(WRONG[problem.column])
    if problem.code == "twice":
        return _("The same identifier stands in line %(first_line)s already.") % problem.facts
    facts = {**problem.facts, "field": field_name(str(problem.facts.get("field", problem.column)))}
    return str(FAULTS[problem.code]) % facts
