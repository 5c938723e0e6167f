"""Whether an organisation is listed already: by VAT number, website, name and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cordata.directory.likeness import Weights, name_likeness
from cordata.directory.name_index import NameIndex
from cordata.directory.names import plain_name
from cordata.directory.vat import LENGTHS, check_vat
from cordata.directory.websites import own_host
from cordata.kernel import Reason

Level = Literal["certain", "likely", "possible"]
LEVELS: tuple[tuple[Level, float], ...] = (("certain", 0.97), ("likely", 0.85), ("possible", 0.65))
DUPLICATE_CODES: dict[str, tuple[str, ...]] = {
    "same_vat": ("vat",),
    "other_vat": (),
    "same_website": ("host",),
    "website_of_several": ("host", "count"),
    "same_name": (),
    "similar_name": ("percent",),
    "same_town": ("town",),
    "other_country": ("country",),
}
"""Every reason for or against a duplicate, with the names of its facts."""

SURE, SAME_WEBSITE, BY_NAME_AT_MOST = 1.0, 0.95, 0.96
SAME_TOWN, OTHER_COUNTRY, OTHER_VAT = 0.3, 0.85, 0.7
SIMILAR_FROM = 0.55


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of an organisation; everything but the name may be empty."""

    id: str
    name: str
    country: str = ""
    town: str = ""
    vat: str = ""
    website: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One that is perhaps the same, how likely (0 to 1), and what speaks for and against it."""

    id: str
    likelihood: float
    level: Level
    reasons: tuple[Reason, ...]


class DuplicateIndex:
    """Listed organisations, kept so that look-alikes are found while somebody types.

    By VAT number and host in a dictionary each, by name in a ``NameIndex``, which says how the cost grows. The index
    does not change; build it anew when the directory has changed.
    """

    def __init__(self, known: Iterable[Listed]) -> None:
        self.known: tuple[Listed, ...] = tuple(known)
        self._vats: dict[str, list[int]] = {}
        self._hosts: dict[str, list[int]] = {}
        named = []
        for at, listed in enumerate(self.known):
            _file(self._vats, vat_key(listed), at)
            _file(self._hosts, own_host(listed.website), at)
            named += [(name, at) for name in (listed.name, *listed.other_names)]
        self._names = NameIndex([name for name, _ in named])
        self._owners = [at for _, at in named]

    def __len__(self) -> int:
        return len(self.known)

    @property
    def weights(self) -> Mapping[str, float]:
        """How telling each word of the listed names is."""
        return self._names.weights

    def sharing_website(self, listed: Listed) -> list[int]:
        """Places of those with the same host of their own."""
        return self._hosts.get(own_host(listed.website) or "", [])

    def near(self, listed: Listed) -> set[int]:
        """Places of those worth a closer look: same VAT number, same host, or most trigrams in common."""
        places = {*self._vats.get(vat_key(listed), []), *self.sharing_website(listed)}
        for name in (listed.name, *listed.other_names):
            places.update(self._owners[row] for row in self._names.like(name))
        return places


def candidates(new: Listed, known: DuplicateIndex, *, top: int = 5) -> list[Duplicate]:
    """Those that ``new`` perhaps is, the likeliest first; itself, by its id, left out.

    Empty when nobody reaches ``possible``.

    >>> known = DuplicateIndex([Listed("1", "Müller Präzision GmbH", "AT"), Listed("2", "Tiroler Holzbau GmbH", "AT")])
    >>> [(found.id, found.level) for found in candidates(Listed("", "Mueller Praezision", "AT"), known)]
    [('1', 'likely')]
    """
    found = []
    for place in known.near(new):
        listed = known.known[place]
        if listed.id != new.id:
            on_website = len(known.sharing_website(listed))
            duplicate = compare(new, listed, on_website=on_website, weights=known.weights)
            if duplicate is not None:
                found.append(duplicate)
    return sorted(found, key=lambda duplicate: (-duplicate.likelihood, duplicate.id))[:top]


def compare(one: Listed, other: Listed, *, on_website: int = 1, weights: Weights | None = None) -> Duplicate | None:
    """How likely two are the same, or None below ``possible``.

    The same VAT number is certain. The same website is near certain (0.95), unless several listed organisations have
    it, as clusters of one agency do: then it only lifts a likely name. Else the likelihood is that of the names
    (``name_likeness``, at most 0.96), nearer to 1 by 0.3 of what lacks in the same town, times 0.85 in different
    countries, times 0.7 with different VAT numbers. The weights are ours, set by hand.
    """
    alike = _names_alike(one, other, weights)
    reasons = [Reason("same_name")] if alike == 1 else []
    if SIMILAR_FROM <= alike < 1:
        reasons.append(Reason("similar_name", {"percent": round(alike * 100)}))
    likelihood = alike
    if _same_town(one, other):
        reasons.append(Reason("same_town", {"town": other.town}))
        likelihood += (1 - likelihood) * SAME_TOWN if alike >= SIMILAR_FROM else 0
    if one.country and other.country and one.country != other.country:
        reasons.append(Reason("other_country", {"country": other.country}))
        likelihood *= OTHER_COUNTRY
    likelihood = min(likelihood, BY_NAME_AT_MOST)
    host = own_host(one.website)
    if host is not None and host == own_host(other.website):
        if on_website > 1:
            reasons.append(Reason("website_of_several", {"host": host, "count": on_website}))
        else:
            reasons.append(Reason("same_website", {"host": host}))
            likelihood = max(likelihood, SAME_WEBSITE)
    ours, theirs = vat_key(one), vat_key(other)
    if ours and ours == theirs:
        return Duplicate(other.id, SURE, "certain", (Reason("same_vat", {"vat": ours}), *reasons))
    if ours and theirs:
        reasons.append(Reason("other_vat"))
        likelihood *= OTHER_VAT
    level = next((level for level, least in LEVELS if likelihood >= least), None)
    return None if level is None else Duplicate(other.id, likelihood, level, tuple(reasons))


def vat_key(listed: Listed) -> str:
    """The VAT number as it is compared, with its country's letters; empty when there is none."""
    if listed.country in LENGTHS:
        return check_vat(listed.vat, listed.country).number
    return "".join(sign for sign in listed.vat.upper() if sign.isalnum())


def _names_alike(one: Listed, other: Listed, weights: Weights | None) -> float:
    pairs = ((mine, theirs) for mine in (one.name, *one.other_names) for theirs in (other.name, *other.other_names))
    return max(name_likeness(mine, theirs, weights) for mine, theirs in pairs)


def _same_town(one: Listed, other: Listed) -> bool:
    return bool(one.town) and plain_name(one.town) == plain_name(other.town) and one.country == other.country


def _file(shelves: dict[str, list[int]], key: str | None, at: int) -> None:
    if key:
        shelves.setdefault(key, []).append(at)
