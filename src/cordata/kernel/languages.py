"""The five languages of Cordata, by their ISO 639-1 codes."""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal["en", "it", "de", "fr", "sl"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
