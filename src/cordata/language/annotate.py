"""Find the concepts of the thesaurus that stand in a text, whatever the ending of the words.

Words are brought to their dictionary form by a table of the forms of all words in the thesaurus (``forms.json``,
made by ``scripts/fit_engine.py``), then freed of their endings, as no table knows every form; German compounds are
found by their last and by their first part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from cordata.kernel.languages import Language
from cordata.language.endings import without_ending
from cordata.thesaurus import Thesaurus

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*[+#]*")
PIECE = re.compile(WORD.pattern + r"|[,;:!?()]|\.(?=\s)")
ABBREVIATION_LETTERS = 4
HEAD_LETTERS = 5
FIRST_LETTERS = 7
REST_LETTERS = 3
MOST_WORDS = 12

Forms = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A concept, where it stands in the text, and the words it stands there with."""

    concept: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written, its dictionary form without ending, and where it stands."""

    written: str
    form: str
    start: int
    end: int


class Annotator:
    """Finds the longest names of concepts in a text."""

    def __init__(self, thesaurus: Thesaurus, forms: Mapping[Language, Forms]) -> None:
        self._thesaurus = thesaurus
        self._forms = forms
        self._collected: dict[Language, dict[tuple[str, ...], str]] = {}

    @classmethod
    def build(cls, thesaurus: Thesaurus) -> Annotator:
        """With the table of forms that comes with Cordata."""
        return cls(thesaurus, load_forms())

    def find(self, text: str, language: Language) -> list[Found]:
        """Concepts in the order of the text, the longest name winning where names overlap."""
        words = self.words(text, language)
        found: list[Found] = []
        at = 0
        while at < len(words):
            length, concept = self._longest_at(words, at, language)
            if concept is None:
                length, concept = 1, self._compound(words[at], language)
            if concept is not None:
                start, end = words[at].start, words[at + length - 1].end
                found.append(Found(concept, start, end, text[start:end]))
            at += length
        return found

    def words(self, text: str, language: Language) -> list[Word]:
        """The words and stops of a text with their forms."""
        return [Word(match[0], self._form(match[0], language), match.start(), match.end()) for match in _pieces(text)]

    def _names(self, language: Language) -> dict[tuple[str, ...], str]:
        """Concepts by the forms of their names, collected when a language is first met."""
        if language not in self._collected:
            self._collected[language] = self._collect(language)
        return self._collected[language]

    def _collect(self, language: Language) -> dict[tuple[str, ...], str]:
        names: dict[tuple[str, ...], str] = {}
        for concept in self._thesaurus.values():
            for name in concept.wordings[language].names:
                key = tuple(self._form(match[0], language) for match in _pieces(name))
                if key:
                    names.setdefault(key, concept.id)
        return names

    def _form(self, word: str, language: Language) -> str:
        if is_abbreviation(word):
            return word
        small = word.lower().replace("’", "'")
        return without_ending(self._forms[language].get(small, small), language)

    def _longest_at(self, words: list[Word], at: int, language: Language) -> tuple[int, str | None]:
        names = self._names(language)
        for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
            concept = names.get(tuple(word.form for word in words[at : at + length]))
            if concept is not None:
                return length, concept
        return 1, None

    def _compound(self, word: Word, language: Language) -> str | None:
        """The concept named by the end of a German compound (its head), else by its beginning."""
        if language != "de" or len(word.form) < HEAD_LETTERS + REST_LETTERS:
            return None
        names, small = self._names("de"), word.written.lower()
        for cut in range(REST_LETTERS, len(small) - HEAD_LETTERS + 1):
            concept = names.get((self._form(small[cut:], "de"),))
            if concept is not None:
                return concept
        for cut in range(len(small) - REST_LETTERS, FIRST_LETTERS - 1, -1):
            concept = names.get((self._form(small[:cut], "de"),))
            if concept is not None:
                return concept
        return None


def load_forms() -> dict[Language, Forms]:
    """From inflected forms to dictionary forms, for the words of the thesaurus, by language."""
    text = resources.files("cordata.data").joinpath("engine/forms.json").read_text("utf-8")
    table: dict[Language, dict[str, str]] = json.loads(text)
    return {
        language: {form: lemma for lemma, forms in lemmas.items() for form in forms.split()}
        for language, lemmas in table.items()
    }


def is_abbreviation(word: str) -> bool:
    """Whether a short word is written in capitals, such as KI or H2, and must be found so."""
    return len(word) <= ABBREVIATION_LETTERS and word.upper() == word and any(map(str.isalpha, word))


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """Words, those joined by a hyphen or elided before an apostrophe apart (l'idrogeno, d'énergie), and stops.

    Stops are pieces so that no name reaches from one item of a list or from one sentence into the next.
    """
    for match in PIECE.finditer(text):
        elided = re.match(r"[^\W_]{1,5}['’]", match[0])
        if elided is None:
            yield match
        else:
            yield from WORD.finditer(text, match.start(), match.start() + elided.end() - 1)
            yield from WORD.finditer(text, match.start() + elided.end(), match.end())
