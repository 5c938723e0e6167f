"""Codes of the cooperation as words of the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.cooperation import CooperationError
from cordata_web.cooperation.sources import Source

UNITS: dict[str, Promise] = {
    "participations": gettext_lazy("participations in projects"),
    "persons": gettext_lazy("people employed"),
    "thousand persons": gettext_lazy("thousands of people employed"),
    "profiles": gettext_lazy("profiles"),
    "projects": gettext_lazy("projects"),
    "million euros": gettext_lazy("millions of euros"),
}
FLAGS: dict[str, Promise] = {
    "confidential": gettext_lazy("confidential"),
    "missing": gettext_lazy("not available"),
    "estimated": gettext_lazy("estimated"),
    "provisional": gettext_lazy("provisional"),
    "low_reliability": gettext_lazy("low reliability"),
    "break": gettext_lazy("break in the series"),
}
NOTES: dict[str, Promise] = {
    "selected_sample": gettext_lazy("A selected sample of projects, not all of them: it shows patterns, not totals."),
    "no_greek_partners": gettext_lazy("Projects with partners from Greece are left out of the sample."),
    "regions_geocoded": gettext_lazy(
        "Regions were found from towns and coordinates; about two in a hundred stand in a wrong region."
    ),
    "fields_of_some": gettext_lazy("Science fields are known of three projects in four."),
    "confidential_cells": gettext_lazy("Some figures are confidential and left out; they count as nothing here."),
    "zero_may_be_missing": gettext_lazy("A zero may mean that the figure is not known."),
}


def unit_name(unit: str) -> str:
    return str(UNITS.get(unit, unit))


def flag_name(flag: str) -> str:
    return str(FLAGS.get(flag, flag))


def note_sentence(note: str) -> str:
    return str(NOTES.get(note, note))


def licence_name(source: Source) -> str:
    return source.licence or _("not stated")


def error_sentence(error: CooperationError) -> str:
    """Why a figure cannot be computed from what was chosen."""
    if error.code == "empty_table":
        return _("There are no figures for this choice. Choose other years, another sector or another source.")
    if error.code in ("zero_total", "empty_row", "empty_column", "isolated_activity", "degenerate"):
        return _("These are too few figures to tell the regions apart. Choose more years or all sectors.")
    return _("These figures cannot be used: %(detail)s.") % {"detail": str(error)}


def measure_name(measure: str) -> str:
    names = {
        "association": _("Association strength"),
        "probability": _("Probability index"),
        "cosine": _("Cosine"),
        "jaccard": _("Jaccard index"),
        "proximity": _("Proximity"),
    }
    return names[measure]


def method_name(method: str) -> str:
    """What foretells links, by its code."""
    names = {
        "potential": _("Potential (ours)"),
        "popularity": _("Popularity"),
        "common_neighbours": _("Common partners"),
        "gravity": _("Gravity"),
        "distance": _("Distance"),
        "random": _("Chance"),
        "text": _("Likeness of texts"),
        "adamic_adar": "Adamic-Adar",
        "katz": "Katz",
        "item_knn": "item-kNN",
        "ials": "iALS",
    }
    return names.get(method, method)
