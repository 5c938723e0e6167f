"""From a text or a profile to the calls that fit, each with its reasons."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cordata.funding.applicants import Applicant, Fit, fits_of
from cordata.funding.call_words import Floats, WordWeights
from cordata.funding.calls import Call, CallStatus, Deadline, entry_deadline, status_at
from cordata.funding.joining import joining
from cordata.kernel import LANGUAGES, Language, Reason
from cordata.language import Progress
from cordata.matching import Answer, Engine, Filters, Hit, Index, Matcher, Query, Record

WORDS_SHARE, NAMES_SHARE = 0.7, 0.5
"""How much of the score rests on words in common (with calls in another language: on names of concepts), the rest on
meaning: docs/decisions/0023-calls.md."""
SAID_LETTERS, WORDED_LETTERS = 600, 4000
"""How much of a call's text is read for its meaning, and for its words."""
ON_THE_TEXT = ("shared_concepts", "needed_concepts", "related_concepts", "similar_meaning", "shared_words")
WANTED: tuple[CallStatus, ...] = ("open", "forthcoming", "unknown")
_SCOPE = re.compile(r"\bScope\s*:\s*")


@dataclass(frozen=True, slots=True)
class CallHit:
    """A call that fits: score from 0 to 1, reasons whose parts sum to it, and until when one can come in."""

    call: Call
    score: float
    reasons: tuple[Reason, ...]
    status: CallStatus
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """Hits, best first, and how the text was understood, as in ``cordata.matching.Answer``."""

    hits: tuple[CallHit, ...]
    language: Language | None
    certain: bool
    concepts: tuple[str, ...]
    problem: str | None


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What was compared word by word, what that adds to the score, and the share that is left for meaning."""

    said: str
    part: float
    rest: float


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A hit of the text with the likeness of words, the fits of its conditions, and the score of it all."""

    hit: Hit
    likeness: _Likeness
    fits: tuple[Fit, ...]
    score: float


def record_of_call(call: Call) -> Record:
    """A call as a record of the matching index: title and the heart of its text, in English beside another language."""
    own = next((language for language in LANGUAGES if language != "en" and call.titles.get(language)), None)
    language: Language = "en" if call.titles.get("en") or own is None else own
    english = _said(call, "en") if language != "en" and call.texts.get("en") else ""
    return Record(call.id, _said(call, language), language, name=call.title(language), english=english)


def _said(call: Call, language: Language) -> str:
    return f"{call.title(language)}. {_heart(call.text(language))[:SAID_LETTERS]}".strip()


def _heart(text: str) -> str:
    """The text from its scope on where it marks one; the outcomes before it are alike in many calls."""
    found = _SCOPE.search(text)
    return text[found.end() :] if found else text


def _words(call: Call) -> str:
    """What is compared word by word: titles, keywords and the heart of the text, in all its languages."""
    texts = (_heart(text)[:WORDED_LETTERS] for text in call.texts.values())
    return " ".join((*call.titles.values(), *call.keywords, *texts))


class CallMatcher:
    """Matches applicants with calls.

    Parameters
    ----------
    index
        Of ``record_of_call`` of the calls; more records do no harm.
    calls
        Those to find, each id once.
    """

    def __init__(self, engine: Engine, index: Index, calls: Sequence[Call]) -> None:
        self.matcher = Matcher(engine, index)
        self.calls: Mapping[str, Call] = {call.id: call for call in calls}
        self._words = WordWeights([_words(call) for call in self.calls.values()])
        self._rows = {key: row for row, key in enumerate(self.calls)}

    @classmethod
    def of_calls(
        cls, engine: Engine, calls: Sequence[Call], *, index: Index | None = None, progress: Progress | None = None
    ) -> CallMatcher:
        """Reads the calls first; of an index that is given only what is new or changed."""
        records = [record_of_call(call) for call in calls]
        if index is None:
            return cls(engine, Index.build(engine, records, progress=progress), calls)
        index.update(engine, records, progress=progress)
        return cls(engine, index, calls)

    def match(self, applicant: Applicant, now: datetime, *, top: int = 10) -> CallAnswer:
        """The best calls that somebody can still enter, or will be able to, on the moment ``now``, which has a zone.

        A hit's text counts by words in common and by meaning and concepts; who may apply, country, readiness
        and deadline weaken it where they do not fit, as their reasons' negative parts tell.
        """
        states = {key: status_at(call, now) for key, call in self.calls.items()}
        ids = tuple(key for key, state in states.items() if state in WANTED)
        if not ids:
            return CallAnswer((), applicant.language, applicant.language is not None, (), None)
        query = Query(applicant.text, applicant.language)
        answer = self.matcher.match(query, filters=Filters(ids=ids), top=len(ids), diversify=False)
        compared = self._compared(applicant.text, answer)
        ranked = [
            self._weighed(hit, self._likeness(hit, answer.language, compared), applicant, states[hit.id], now)
            for hit in answer.hits
        ]
        best = sorted(ranked, key=lambda one: (-one.score, one.hit.id))[:top]
        hits = tuple(self._told(one, applicant, states[one.hit.id], now) for one in best)
        return CallAnswer(hits, answer.language, answer.certain, answer.concepts, answer.problem)

    def _compared(self, text: str, answer: Answer) -> tuple[tuple[str, Floats], tuple[str, Floats]]:
        """What is compared word by word with calls in the text's language, and with others, which are in English.

        With the others these are the English names of the concepts that stand in the text, else of those that it seems
        to call for; for words of two languages that look alike mislead ("componenti", "components").
        """
        engine = self.matcher.engine
        thesaurus = engine.thesaurus
        stated = [found.concept for found in engine.annotator.find(text, answer.language or "en")]
        names = " ".join(thesaurus[concept].label("en") for concept in dict.fromkeys(stated or answer.concepts))
        return (text, self._words.likeness(text)), (names, self._words.likeness(names))

    def _likeness(
        self, hit: Hit, language: Language | None, compared: tuple[tuple[str, Floats], tuple[str, Floats]]
    ) -> _Likeness:
        own, named = compared
        is_own = language in self.calls[hit.id].titles
        said, likeness = own if is_own else named
        share = WORDS_SHARE if is_own else NAMES_SHARE
        return _Likeness(said, float(likeness[self._rows[hit.id]]) * share, 1 - share)

    def _weighed(
        self, hit: Hit, likeness: _Likeness, applicant: Applicant, status: CallStatus, now: datetime
    ) -> _Weighed:
        meant = sum(reason.part for reason in hit.reasons if reason.code in ON_THE_TEXT) * likeness.rest
        fits = tuple(fits_of(self.calls[hit.id], applicant, status, now))
        return _Weighed(hit, likeness, fits, (meant + likeness.part) * math.prod(fit.factor for fit in fits))

    def _told(self, one: _Weighed, applicant: Applicant, status: CallStatus, now: datetime) -> CallHit:
        """The hit with its reasons: of the text, of the conditions, and what joining would mean."""
        call = self.calls[one.hit.id]
        deadline = entry_deadline(call, now)
        reasons = self._on_text(one)
        left = sum(reason.part for reason in reasons)
        for fit in one.fits:
            reasons.append(Reason(fit.code, fit.facts, left * (fit.factor - 1)))
            left *= fit.factor
        day = deadline.at.date() if deadline else now.date()
        reasons += [Reason(fit.code, fit.facts) for fit in joining(call, applicant, day)]
        return CallHit(call, one.score, tuple(reasons), status, deadline)

    def _on_text(self, one: _Weighed) -> list[Reason]:
        """Reasons of the text: meaning and concepts at their share, and the words in common."""
        told = [
            Reason(reason.code, reason.facts, reason.part * one.likeness.rest)
            for reason in one.hit.reasons
            if reason.code in ON_THE_TEXT
        ]
        if one.likeness.part > 0:
            words = self._words.shared(one.likeness.said, self._rows[one.hit.id])
            told.append(Reason("shared_words", {"words": words}, one.likeness.part))
        return sorted(told, key=lambda reason: -reason.part)
