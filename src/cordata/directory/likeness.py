"""How alike two names of organisations are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cordata.directory.names import plain_name

GENERIC = frozenset(
    (
        *("cluster", "clusters", "klaster", "grozd", "pole", "polo", "distretto", "netzwerk", "network", "rete", "hub"),
        *("reseau", "mreza", "universita", "universitat", "universite", "university", "univerza", "fakulteta"),
        *(
            "hochschule",
            "fachhochschule",
            "institut",
            "institute",
            "istituto",
            "studi",
            "technische",
            "kompetenzzentrum",
        ),
        *("technology", "technologie", "tecnologie", "tehnoloski", "innovation", "innovazione", "park", "parco"),
        *("verein", "verband", "association", "associazione", "zdruzenje", "stiftung", "fondazione", "fondation"),
        *("center", "centre", "centro", "zentrum", "competence", "group", "gruppe", "gruppo", "groupe", "skupina"),
        *("regione", "region", "land", "camera", "commercio", "gesellschaft", "societa", "societe", "druzba", "zavod"),
        *("switzerland", "schweiz", "suisse", "svizzera", "italia", "austria", "slovenija", "deutschland", "france"),
    )
)
"""Words that say what somebody is rather than who, folded as ``plain_name`` does."""
SMALL_WORDS = frozenset(
    (
        *(
            "der",
            "die",
            "das",
            "fur",
            "und",
            "of",
            "the",
            "for",
            "in",
            "im",
            "an",
            "di",
            "del",
            "della",
            "delle",
            "dei",
        ),
        *("degli", "da", "per", "e", "la", "le", "les", "des", "de", "du", "et", "en", "za", "v", "na", "d", "l", "am"),
    )
)
GENERIC_WEIGHT, SMALL_WEIGHT = 0.6, 0.15
SAME_WORD, PREFIX_WORTH, SHORTEST_PREFIX, SHORTEST_FUZZY = 0.9, 0.9, 4, 4
CONTAINED_WORTH = 0.8

Weights = Mapping[str, float]


def name_likeness(one: str, other: str, weights: Weights | None = None) -> float:
    """How alike two names are, 0 to 1; 1 when their telling words are the same in any order.

    SoftTFIDF (Cohen, Ravikumar and Fienberg 2003): the cosine of the words' weights, where a word also meets one that
    is nearly the same by Jaro and Winkler's measure (0.9 and more) or begins with it. A name that is wholly a part of
    the other reaches 0.8, names that differ in blanks only reach 1. ``weights`` say how telling a word is, by default
    1, 0.6 for generic and 0.15 for small words.

    >>> round(name_likeness("Rossi Meccanica S.r.l.", "Meccanica Rossi SPA"), 2)
    1.0
    >>> name_likeness("Orodjarna Bled d.o.o.", "Orodjarna Kranj d.o.o.") < 0.6
    True
    """
    plain, against = plain_name(one), plain_name(other)
    mine, theirs = plain.split(), against.split()
    if not mine or not theirs:
        return 0.0
    if sorted(mine) == sorted(theirs) or plain.replace(" ", "") == against.replace(" ", ""):
        return 1.0
    ours, others = _weighed(mine, weights), _weighed(theirs, weights)
    shorter, longer = sorted((ours, others), key=lambda words: (sum(words.values()), sorted(words)))
    meetings = list(_meetings(shorter, longer))
    cosine = sum(shorter[word] * longer[met] * near for word, met, near in meetings) / (_length(ours) * _length(others))
    contained = sum(shorter[word] * near for word, _, near in meetings) / sum(shorter.values())
    return min(max(cosine, CONTAINED_WORTH * contained**4), 1.0)


def _weighed(words: list[str], weights: Weights | None) -> dict[str, float]:
    """A word that ``weights`` know keeps half its weight at least, however many names have it."""
    found = {}
    for word in words:
        kind = GENERIC_WEIGHT if word in GENERIC else SMALL_WEIGHT if word in SMALL_WORDS else 1.0
        found[word] = kind if weights is None else kind * (1 + weights.get(word, 1.0)) / 2
    return found


def _meetings(shorter: Weights, longer: Weights) -> Iterator[tuple[str, str, float]]:
    """Each word with the nearest of the other name, the most telling first; none is met twice."""
    free = set(longer)
    for word in sorted(shorter, key=lambda word: (-shorter[word], word)):
        met, near = max(((other, _nearness(word, other)) for other in sorted(free)), key=lambda pair: pair[1],
                        default=("", 0.0))  # fmt: skip
        if near:
            free.discard(met)
            yield word, met, near


@lru_cache(maxsize=1 << 16)
def _nearness(one: str, other: str) -> float:
    """1 for the same word, less for nearly the same, 0 for another."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(short) >= SHORTEST_PREFIX:
        return PREFIX_WORTH
    if len(short) < SHORTEST_FUZZY or (short[0] != long[0] and short[-1] != long[-1]) or len(long) - len(short) > 3:
        return 0.0
    near = jaro_winkler(one, other)
    return near if near >= SAME_WORD else 0.0


def _length(words: Weights) -> float:
    return math.sqrt(sum(weight * weight for weight in words.values()))


def jaro_winkler(one: str, other: str) -> float:
    """Likeness of two strings by common letters nearby, swaps and a common beginning (Jaro 1989, Winkler 1990).

    >>> round(jaro_winkler("martha", "marhta"), 3), round(jaro_winkler("dixon", "dicksonx"), 3)
    (0.961, 0.813)
    """
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    jaro = _jaro(short, long)
    differing = (at for at in range(min(4, len(short))) if short[at] != long[at])
    same = next(differing, min(4, len(short)))
    return jaro + same * 0.1 * (1 - jaro)


def _jaro(short: str, long: str) -> float:
    reach = max(len(long) // 2 - 1, 0)
    taken: set[int] = set()
    found: list[str] = []
    for at, letter in enumerate(short):
        for near in range(max(0, at - reach), min(len(long), at + reach + 1)):
            if near not in taken and long[near] == letter:
                taken.add(near)
                found.append(letter)
                break
    if not found:
        return 0.0
    swaps = sum(letter != long[at] for letter, at in zip(found, sorted(taken), strict=True)) / 2
    count = len(found)
    return (count / len(short) + count / len(long) + (count - swaps) / count) / 3
