"""Texts in other languages: who may write them down, and a machine that may be asked for a first draft."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from cordata_web.exchange.models import TEXTS, Opportunity


class TranslatorError(Exception):
    """The machine translation of this site did not answer as it should; the text says what went wrong."""


def has_translator() -> bool:
    return bool(settings.CORDATA_TRANSLATOR)


def translate(text: str, *, source: str, target: str) -> str:
    """By the machine that the site has set; raises TranslatorError."""
    try:
        translator: Callable[[str, str, str], str] = import_string(settings.CORDATA_TRANSLATOR)
        translated = translator(text, source, target)
    except Exception as error:  # somebody else's code; the writer is shown what it raises
        raise TranslatorError(f"{type(error).__name__}: {error}") from error
    if not isinstance(translated, str) or not translated.strip():
        raise TranslatorError("The translator gave back no text.")
    return translated


def draft_of(opportunity: Opportunity, target: str) -> dict[str, str]:
    """The texts of an opportunity, by column, translated by the machine from the language they were written in."""
    source = opportunity.language
    written = {column: getattr(opportunity, column).get(source, "") for column in TEXTS}
    return {column: translate(text, source=source, target=target) for column, text in written.items() if text.strip()}
