"""Which of the five languages a text is written in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from cordata.kernel.languages import LANGUAGES, Language

CERTAIN_MARGIN = 2.0
SHORT_LETTERS = 12
SHORT_MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest language; not ``certain`` when another is nearly as likely or the text is very short."""

    language: Language
    certain: bool


def detect(text: str) -> Guess:
    """Guess by the frequencies of letter groups (py3langid, after Lui and Baldwin 2012), among the five.

    The margin is the difference of log-probabilities to the second best; texts below 12 letters need a larger one.

    >>> detect("pressofusione di leghe leggere per l'automotive")
    Guess(language='it', certain=True)
    """
    (best, first), (_, second) = _identifier().rank(text)[:2]
    wanted = SHORT_MARGIN if sum(map(str.isalpha, text)) < SHORT_LETTERS else CERTAIN_MARGIN
    return Guess(cast(Language, best), bool(first - second >= wanted))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
