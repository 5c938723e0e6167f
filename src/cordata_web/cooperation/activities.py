"""Names of activities in the reader's language, and their sectors: concepts, science fields, branches."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from cordata_web.directory.vocabulary import concept_label, reading_language, thesaurus

CONCEPT = "concept"
OF_THE_SOURCE = frozenset({"keep"})
"""Sources that name their themes in words of their own, without codes."""


def activity_name(nomenclature: str, activity: str) -> str:
    """The label; the code itself where the nomenclature does not know it."""
    if nomenclature == CONCEPT:
        return concept_label(activity)
    if nomenclature in OF_THE_SOURCE:
        return activity
    known = _nomenclature(nomenclature)
    return known.label(activity, reading_language()) if activity in known else activity


def nomenclature_name(nomenclature: str) -> str:
    names = {
        CONCEPT: _("Fields of the thesaurus"),
        "euroscivoc": _("Fields of science (EuroSciVoc)"),
        "keep": "keep.eu",
        "nace": _("Branches of industry (NACE Rev. 2)"),
    }
    return names.get(nomenclature, nomenclature)


def in_sector(nomenclature: str, activity: str, sector: str) -> bool:
    """Whether an activity belongs to one of the four sectors."""
    if nomenclature == CONCEPT:
        entry = thesaurus().get(activity)
        return entry is not None and sector in entry.sectors
    return sector_of(nomenclature, activity) == sector


def sector_of(nomenclature: str, activity: str) -> str:
    """The sector that an activity belongs to; empty where it belongs to none."""
    if nomenclature == CONCEPT:
        entry = thesaurus().get(activity)
        return entry.sector if entry else ""
    if nomenclature in OF_THE_SOURCE:
        return ""
    return _nomenclature(nomenclature).sector(activity) or ""


@cache
def _nomenclature(identifier: str) -> Any:
    from cordata.kernel.nomenclatures import load_nomenclature

    return load_nomenclature(identifier)
