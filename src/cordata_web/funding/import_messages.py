"""What imports of instruments say, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.funding import BENEFICIARIES, FORMS, LEVELS, PURPOSES, STATUSES
from cordata.sources.problems import Problem
from cordata_web.directory.cluster_work.import_messages import FAULTS
from cordata_web.funding.importing import CHANGED, NEW, SAME

FIELDS: dict[str, Promise] = {
    "id": gettext_lazy("Identifier"),
    "name": gettext_lazy("Name"),
    "local_name": gettext_lazy("Name in its own language"),
    "funder": gettext_lazy("Funder"),
    "level": gettext_lazy("Level"),
    "territories": gettext_lazy("Where"),
    "form": gettext_lazy("Form"),
    "purpose": gettext_lazy("Purpose"),
    "beneficiaries": gettext_lazy("Who may get it"),
    "rate_max": gettext_lazy("Highest share of the cost"),
    "ceiling": gettext_lazy("Ceiling"),
    "budget": gettext_lazy("Budget"),
    "currency": gettext_lazy("Currency"),
    "duration_months": gettext_lazy("Duration in months"),
    "conditions": gettext_lazy("Conditions"),
    "valid_from": gettext_lazy("Valid from"),
    "valid_to": gettext_lazy("Valid until"),
    "status": gettext_lazy("Status"),
    "legal_basis": gettext_lazy("Legal basis"),
    "website": gettext_lazy("Website of the funder"),
    "source": gettext_lazy("Source"),
    "confirmed": gettext_lazy("Read at the source"),
    "checked": gettext_lazy("Checked on"),
}
"""By the headings of tables; forms use the same words."""

CODES = {"level": LEVELS, "form": FORMS, "purpose": PURPOSES, "beneficiaries": BENEFICIARIES, "status": STATUSES}
NO_CODE = gettext_lazy("This is none of the codes that are known: %(codes)s.")
NO_NUMBER = gettext_lazy("This is no whole number.")
NO_DATE = gettext_lazy("This is no date such as 2026, 2026-11 or 2026-11-25.")
WRONG: dict[str, Promise] = {
    "id": gettext_lazy("An identifier is made of small letters, digits and hyphens."),
    "territories": gettext_lazy("This is neither EU nor a country nor a region of the Alpine macro-region."),
    "rate_max": gettext_lazy("This is no share in per cent from 1 to 100."),
    "ceiling": NO_NUMBER,
    "budget": NO_NUMBER,
    "duration_months": NO_NUMBER,
    "currency": gettext_lazy("Please say in which currency the amounts are."),
    "valid_from": NO_DATE,
    "valid_to": gettext_lazy("This is no date, or it lies before the first day."),
    "source": gettext_lazy("This does not look like the address of a page."),
    "website": gettext_lazy("This does not look like the address of a page."),
    "confirmed": gettext_lazy("This is neither yes nor no."),
    "checked": gettext_lazy("This is no day such as 2026-11-25."),
}
"""What is wrong with a cell, by its heading."""

OWN: dict[str, Promise] = {
    "not_yours": gettext_lazy("You look after another region: the secretariat can import this row."),
    "cell_too_long": gettext_lazy("Longer than the %(limit)s signs that fit."),
}
FATES: dict[str, Promise] = {
    NEW: gettext_lazy("New"),
    CHANGED: gettext_lazy("Changes what is there"),
    SAME: gettext_lazy("The same already"),
}
FATE_TONES = {NEW: "strong", CHANGED: "glow"}


def reason(problem: Problem) -> str:
    """Why a row, a cell or a file is left out, in a sentence."""
    if problem.code in OWN:
        return str(OWN[problem.code]) % dict(problem.facts)
    if problem.code == "broken_row":
        return wrong(str(problem.facts.get("detail", "")).split(":")[0].split(" or ")[-1])
    if problem.code in ("missing_value", "missing_column"):
        return str(FAULTS[problem.code]) % {"field": field_name(str(problem.facts["field"]))}
    return str(FAULTS[problem.code]) % _named(problem.facts)


def wrong(heading: str) -> str:
    """What is wrong with a cell below the heading."""
    if heading in CODES:
        return str(NO_CODE) % {"codes": ", ".join(CODES[heading])}
    return str(WRONG[heading]) if heading in WRONG else _("The row cannot be read.")


def field_name(heading: str) -> str:
    return str(FIELDS[heading]) if heading in FIELDS else heading


def _named(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: field_name(str(fact)) if name == "field" else fact for name, fact in facts.items()}
