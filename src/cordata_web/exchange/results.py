"""What was found, as the templates take it: cards, filters with counts, the map, how the text was understood."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.utils.formats import number_format

from cordata.kernel import LANGUAGES, Place, load_regions
from cordata.kernel.reasons import Reason
from cordata_web.directory import wording
from cordata_web.directory.listing import KIND_ICONS, TITLES, Choice, Facet, place_of, value_name
from cordata_web.directory.points import PointMap, Spot, point_map
from cordata_web.directory.texts import Text, all_texts
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.exchange.answering import Answered, Match, number_found
from cordata_web.exchange.asking import DIMENSIONS, Question
from cordata_web.exchange.messages import concept_in_languages, fit, sentence
from cordata_web.ui.addresses import address

REASONS_AT_ONCE = 4
VALUES_AT_ONCE = 6
UNLIKELY = 0.05
"""Below this a hit is shown as something else that could be worth a look."""


@dataclass(frozen=True, slots=True)
class Part:
    """A reason as a sentence, and what it contributes in points of 100."""

    sentence: str
    points: str


def cards_of(answered: Answered) -> list[dict[str, Any]]:
    """The hits with what is shown of each; the first that hardly fits after better ones is marked."""
    cards = [
        {"profile": match.profile, "shown": _shown(match, answered.answer.language, answered.question.side)}
        for match in answered.shown
    ]
    for better, card in pairwise(cards):
        card["begins_unlikely"] = better["shown"]["score"] >= UNLIKELY > card["shown"]["score"]
    return cards


def points_of(parts: Sequence[float], score: float) -> list[int]:
    """Parts of a score as whole tenths of points of 100 that sum to the rounded score, by largest remainders.

    >>> points_of([0.33333, 0.33333, 0.33333], 0.99999)
    [334, 333, 333]
    """
    exact = [1000 * part for part in parts]
    points = [math.floor(number) for number in exact]
    missing = max(0, round(1000 * score) - sum(points))
    by_remainder = sorted(range(len(exact)), key=lambda at: points[at] - exact[at])
    for at in by_remainder[:missing]:
        points[at] += 1
    return points


def understood(answered: Answered) -> dict[str, Any]:
    """How the text was read, with addresses that say it is in another language."""
    answer, question = answered.answer, answered.question
    return {
        "language": answer.language,
        "certain": answer.certain,
        "said": bool(question.lang),
        "others": [
            {"code": code, "url": replace(question, lang=code).url} for code in LANGUAGES if code != answer.language
        ],
        "concepts": [
            {
                "label": concept_in_languages(concept, (answer.language,) if answer.language else ()),
                "url": address("directory:concept", concept),
                "icon": thesaurus()[concept].sector,
                "sector": thesaurus()[concept].sector,
            }
            for concept in answer.concepts
            if concept in thesaurus()
        ],
    }


def facets_of(question: Question, counted: dict[str, Counter[str]]) -> list[Facet]:
    """The filters with what each value would show; what is rarer is folded away."""
    drawn = [_facet(question, dimension, counted[dimension]) for dimension in DIMENSIONS]
    return [facet for facet in drawn if facet.choices]


def removable(question: Question) -> list[Choice]:
    """For each chosen value, the question without it."""
    return [Choice(value_name(*chosen), question.switched(*chosen).url, 0) for chosen in question.chosen]


def ways_out(question: Question) -> list[Choice]:
    """For each chosen value, the question without it and its number of hits, where it has some; the most first."""
    without = [(value_name(*chosen), question.switched(*chosen)) for chosen in question.chosen]
    ways = [Choice(label, wider.url, number_found(wider)) for label, wider in without]
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)


def map_of(matches: Sequence[Match], question: Question) -> PointMap | None:
    """The hits where their towns are, each leading to its card, roped to the asker's region where that is known."""
    towns: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        if match.profile.latitude is not None:
            towns[match.profile.town, match.profile.country].append(match)
    if not towns:
        return None
    spots = [_spot(members) for members in towns.values()]
    origin = load_regions().get(question.origin)
    centre = Spot(origin.centre, 1, wording.region_name(origin.code), tone="here") if origin else None
    return point_map(spots, centre=centre)


def regions_by_country() -> list[tuple[str, list[tuple[str, str]]]]:
    """Countries, and the codes and names of their regions, each by name."""
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, name in wording.region_names().items():
        groups[wording.country_name(load_regions()[code].country)].append((code, name))
    return [(country, sorted(regions, key=lambda pair: pair[1])) for country, regions in sorted(groups.items())]


def _shown(match: Match, text_language: str | None, side: str) -> dict[str, Any]:
    """In plain values, as cards are remembered parts of their pages."""
    profile, reasons = match.profile, match.hit.reasons
    spoken = tuple(dict.fromkeys(filter(None, (text_language, profile.local_language))))
    points = points_of([reason.part for reason in reasons], match.hit.score)
    parts = [
        Part(sentence(reason.code, reason.facts, spoken, side), _written(number) if reason.part else "–")
        for reason, number in zip(reasons, points, strict=True)
    ]
    return {
        "rank": match.rank,
        "name": profile.name,
        "url": profile.get_absolute_url(),
        "is_example": profile.is_example,
        "icon": KIND_ICONS[profile.kind],
        "kind": wording.kind_name(profile.kind),
        "place": place_of(profile),
        "sectors": [{"label": wording.sector_name(one), "icon": one, "sector": one} for one in profile.sectors],
        "spoken": _languages_of(reasons, profile.local_language),
        "texts": _texts(match, side),
        "score": match.hit.score,
        "points": _written(sum(points)),
        "fit": fit(match.hit.score),
        "shares": [reason.part for reason in reasons if reason.part > 0],
        "reasons": [part.sentence for part in parts[:REASONS_AT_ONCE]],
        "parts": parts,
    }


def _facet(question: Question, dimension: str, counted: Counter[str]) -> Facet:
    chosen = question.values(dimension)
    values = [*chosen, *(value for value, _number in counted.most_common() if value not in chosen)]
    choices = [
        Choice(
            label=value_name(dimension, value),
            url=question.switched(dimension, value).url,
            count=counted[value],
            current=value in chosen,
            icon={"kind": KIND_ICONS.get(value, ""), "sector": value}.get(dimension, ""),
            sector=value if dimension == "sector" else "",
        )
        for value in values
    ]
    return Facet(str(TITLES[dimension]), choices[:VALUES_AT_ONCE], choices[VALUES_AT_ONCE:])


def _spot(members: Sequence[Match]) -> Spot:
    first = members[0].profile
    place = Place(float(first.latitude or 0), float(first.longitude or 0))
    name = first.name if len(members) == 1 else first.town
    return Spot(place, len(members), name, f"#hit-{members[0].rank}")


def _texts(match: Match, side: str) -> list[Text]:
    """What the partner seeks, or says of itself: for the reader first, then in its own language and in English."""
    profile = match.profile
    told = (profile.descriptions, profile.offers) if side == "request" else (profile.seeks, profile.descriptions)
    texts = next(filter(None, (all_texts(each, profile.local_language) for each in told)), [])
    return [text for at, text in enumerate(texts) if at == 0 or text.language in (profile.local_language, "en")]


def _languages_of(reasons: Sequence[Reason], local_language: str) -> list[str]:
    told = [str(reason.facts["language"]) for reason in reasons if reason.code == "speaks_language"]
    return [wording.language_name(code) for code in dict.fromkeys([*told, local_language])]


def _written(tenths: int) -> str:
    return number_format(tenths / 10, decimal_pos=1)
