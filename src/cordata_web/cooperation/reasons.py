"""Why a link is worth making, as sentences of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.kernel import Reason
from cordata_web.cooperation.activities import activity_name
from cordata_web.directory import wording
from cordata_web.directory.vocabulary import concept_label


def sentence_of(reason: Mapping[str, Any], nomenclature: str) -> str:
    """The sentence of one reason."""
    code, facts = reason["code"], reason["facts"]
    told = ", ".join(activity_name(nomenclature, one) for one in facts.get("activities", ()))
    if code == "holds_what_is_lacking":
        names = {"holder": wording.region_name(facts["region"]), "other": wording.region_name(facts["lacking"])}
        return _("%(holder)s is strong where %(other)s is not: %(activities)s.") % {**names, "activities": told}
    if code == "both_hold":
        return _("Both are strong in the same and would understand each other: %(activities)s.") % {"activities": told}
    if code in ("fewer_joint_projects", "more_joint_projects"):
        return _projects(code, facts)
    if code == "across_border":
        names = {"one": wording.country_name(facts["from"]), "other": wording.country_name(facts["to"])}
        return _("%(one)s and %(other)s are neighbours.") % names
    languages = ", ".join(str(wording.LANGUAGE_NAMES[language]) for language in facts["languages"])
    return _("They do business in the same language: %(languages)s.") % {"languages": languages}


def _projects(code: str, facts: Mapping[str, Any]) -> str:
    actual = int(facts["actual"])
    done = ngettext("They have %(number)s joint project", "They have %(number)s joint projects", actual)
    numbers = {
        "done": done % {"number": number_format(actual)},
        "expected": number_format(round(facts["expected"], 1), 1),
    }
    if code == "fewer_joint_projects":
        return _("%(done)s; size and distance would lead one to expect %(expected)s.") % numbers
    return _("%(done)s, more than the %(expected)s that size and distance would lead one to expect.") % numbers


def pair_sentence(reason: Reason, names: Mapping[str, str]) -> str:
    """Why two clusters complement each other; ``names`` are those of the clusters by id."""
    facts = reason.facts
    concepts = ", ".join(concept_label(concept) for concept in facts.get("concepts", ()))
    if reason.code == "both_work_on":
        return _("Both work on: %(concepts)s.") % {"concepts": concepts}
    if reason.code == "brings":
        return _("%(cluster)s brings: %(concepts)s.") % {"cluster": names[facts["cluster"]], "concepts": concepts}
    if reason.code == "same_sector":
        sectors = ", ".join(wording.sector_name(sector) for sector in facts["sectors"])
        return _("The same sector: %(sectors)s.") % {"sectors": sectors}
    if reason.code == "joint_projects":
        told = ngettext("They have %(number)s joint project", "They have %(number)s joint projects", facts["projects"])
        return told % {"number": number_format(facts["projects"])} + "."
    if reason.code == "across_border":
        countries = {"one": wording.country_name(facts["from"]), "other": wording.country_name(facts["to"])}
        return _("%(one)s and %(other)s are neighbours.") % countries
    if reason.code == "near":
        return _("They are %(km)s km apart.") % {"km": number_format(facts["km"])}
    languages = ", ".join(str(wording.LANGUAGE_NAMES[language]) for language in facts["languages"])
    return _("They do business in the same language: %(languages)s.") % {"languages": languages}
