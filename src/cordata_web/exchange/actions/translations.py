"""An opportunity's texts in further languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cordata_web.exchange.actions.opportunities import rewrite_opportunity
from cordata_web.exchange.models import TEXTS, Opportunity
from cordata_web.people.models import User


class OwnLanguageError(ValueError):
    """The language is the one that the opportunity was written in, which is no translation."""


@transaction.atomic
def store_translation(
    *, opportunity: Opportunity, language: str, texts: Mapping[str, str], by: str, actor: User
) -> Opportunity:
    """Keep the texts, by column, in a language, or remove it where there are none; ``by`` is author, translator or
    machine."""
    if language == opportunity.language:
        raise OwnLanguageError(language)
    # Read anew under a lock: somebody may have translated into another language meanwhile.
    row = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    changes: dict[str, Any] = {}
    for column in TEXTS:
        others = {code: text for code, text in getattr(row, column).items() if code != language}
        said = texts.get(column, "").strip()
        changes[column] = {**others, language: said} if said else others
    marked = {code: who for code, who in row.translated.items() if code != language}
    is_there = any(language in changes[column] for column in TEXTS)
    changes["translated"] = {**marked, language: by} if is_there else marked
    changes["outdated"] = [code for code in row.outdated if code != language]
    return rewrite_opportunity(opportunity=row, actor=actor, changes=changes)


@transaction.atomic
def confirm_translation(*, opportunity: Opportunity, language: str, actor: User) -> Opportunity:
    """Say that a translation is still right, though its original has changed since."""
    row = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    outdated = [code for code in row.outdated if code != language]
    return rewrite_opportunity(opportunity=row, actor=actor, changes={"outdated": outdated})
