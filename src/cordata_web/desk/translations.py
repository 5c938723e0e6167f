"""Texts of one's own that are older than their originals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from cordata_web.desk.organisations import own_profiles
from cordata_web.desk.section import Section
from cordata_web.directory import wording
from cordata_web.exchange.models import Opportunity
from cordata_web.people import policy
from cordata_web.people.policy import Standing


@dataclass(frozen=True, slots=True)
class Outdated:
    """A text in a language: whose, where it is written anew, and where it is said to be still right."""

    title: str
    title_language: str
    language: str
    edit_url: str
    still_url: str


def translations_to_look_at(standing: Standing, _request: HttpRequest) -> Section | None:
    """Each with one click to say that it is still right."""
    texts = [*_of_profiles(standing), *_of_opportunities(standing)] if standing.acts_for else []
    return Section("desk/translations.html", {"texts": texts}) if texts else None


def _of_profiles(standing: Standing) -> Iterator[Outdated]:
    for row in own_profiles(standing):
        for code in row.outdated if policy.can(standing, "edit", row) else ():
            yield Outdated(
                row.name, "", wording.language_name(code), reverse("directory:edit", args=[row.pk]),
                reverse("directory:still_right", args=[row.pk, code]),
            )  # fmt: skip


def _of_opportunities(standing: Standing) -> Iterator[Outdated]:
    rows = Opportunity.objects.filter(organisation__in=standing.acts_for).exclude(outdated=[]).exclude(state="archived")
    for row in rows.defer("search_text").select_related("organisation"):
        for code in row.outdated if policy.can(standing, "translate", row) else ():
            yield Outdated(
                str(row), row.language, wording.language_name(code),
                reverse("exchange:opportunity_translation", args=[row.pk, code]),
                reverse("exchange:still_right", args=[row.pk, code]),
            )  # fmt: skip
