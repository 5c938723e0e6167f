"""Names of activities in the reader's language: concepts, science fields, branches."""

from __future__ import annotations

from functools import cache
from typing import Any

from cordata_web.directory.vocabulary import concept_label, reading_language

CONCEPT = "concept"


def activity_name(nomenclature: str, activity: str) -> str:
    """The label; the code itself where the nomenclature does not know it."""
    if nomenclature == CONCEPT:
        return concept_label(activity)
    known = _nomenclature(nomenclature)
    return known.label(activity, reading_language()) if activity in known else activity


@cache
def _nomenclature(identifier: str) -> Any:
    from cordata.kernel.nomenclatures import load_nomenclature

    return load_nomenclature(identifier)
