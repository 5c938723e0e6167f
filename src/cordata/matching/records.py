"""What is matched: records (profiles, offers, requests) and queries, and the hits that come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cordata.directory.profiles import Profile
from cordata.kernel.languages import Language
from cordata.kernel.places import Place, languages_spoken
from cordata.kernel.reasons import Reason
from cordata.kernel.regions import region_of
from cordata.kernel.sectors import Kind, Sector

Side = Literal["offer", "request"]


@dataclass(frozen=True, slots=True)
class Record:
    """Something to be found.

    ``english`` is the same said in English, where somebody wrote it: two wordings are understood better than one.
    ``concepts`` are those that somebody chose for it. ``side`` is None for a profile, which can both offer and
    request. ``languages`` are spoken there.
    """

    id: str
    text: str
    language: Language | None = None
    kind: Kind | None = None
    country: str | None = None
    nuts: str | None = None
    sectors: tuple[Sector, ...] = ()
    concepts: tuple[str, ...] = ()
    place: Place | None = None
    languages: tuple[Language, ...] = ()
    side: Side | None = None
    name: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: a text, and where and on which side the asker stands, as far as known."""

    text: str
    language: Language | None = None
    side: Side | None = None
    country: str | None = None
    nuts: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must have; an empty tuple asks for nothing.

    ``regions`` are NUTS codes of any level, ``ids`` those of records.
    """

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    kinds: tuple[Kind, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, its score from 0 to 1, and the reasons, whose parts sum to the score."""

    id: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits, best first, and how the query was understood.

    ``certain`` is False when the language was guessed from too little; ``concepts`` are ids found in or needed by
    the query, best first; ``problem`` is a code when there is nothing to look for: ``empty``, ``too_short``,
    ``unclear``.
    """

    hits: tuple[Hit, ...]
    language: Language | None = None
    certain: bool = True
    concepts: tuple[str, ...] = ()
    problem: str | None = None


def record_of(profile: Profile) -> Record:
    """A profile as something to be found: its name and what it says, in its own language and in English."""
    texts = {language: _said(profile, language) for language in ("en", profile.local_language)}
    language = profile.local_language if texts[profile.local_language] else "en"
    region = region_of(profile.nuts)
    return Record(
        id=profile.id,
        text=f"{profile.name}. {texts[language]}".strip(),
        language=language,
        kind=profile.kind,
        country=profile.country,
        nuts=profile.nuts,
        sectors=profile.sectors,
        concepts=profile.concepts,
        place=profile.place or (region.centre if region else None),
        languages=languages_spoken(profile.country, profile.nuts),
        name=profile.name,
        english="" if language == "en" else texts["en"],
    )


def _said(profile: Profile, language: Language) -> str:
    return " ".join(filter(None, (profile.descriptions.get(language), profile.offers.get(language))))
