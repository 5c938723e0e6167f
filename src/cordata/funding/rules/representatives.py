"""How many countries, regions or groups are stood for, and by how many that are independent of each other.

With ``independent`` it is the largest set of partners of which no two share the thing or the group: a maximum matching
between things and groups, found by augmenting paths (Berge 1957).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cordata.funding.consortia import Partner
from cordata.funding.rules.terms import Thing

Pair = tuple[str, str]


def thing_of(partner: Partner, of: Thing) -> str:
    """The country, NUTS-2 region or group of a partner; empty when not known. Who has no group is one by itself.

    >>> thing_of(Partner("a", "A", "IT", nuts="ITC11"), "region")
    'ITC1'
    """
    if of == "country":
        return partner.country
    return partner.region if of == "region" else _group(partner)


def at_least(partners: Sequence[Partner], of: Thing, *, independent: bool) -> int:
    """The fewest that the partners can stand for, whatever is still to be learnt of them.

    >>> at_least([Partner("a", "A", "IT"), Partner("b", "B", "IT", nuts="ITC1")], "region", independent=False)
    1
    """
    found = _number(_surely(partners, of), independent=independent)
    return max(found, 1) if partners else 0


def at_most(partners: Sequence[Partner], of: Thing, *, independent: bool) -> int:
    """The most that the partners can stand for.

    >>> at_most([Partner("a", "A", "IT"), Partner("b", "B", "IT", nuts="ITC1")], "region", independent=False)
    2
    """
    pairs = ((thing_of(partner, of) or f"?{partner.id}", _group(partner)) for partner in partners)
    return _number(pairs, independent=independent)


def _group(partner: Partner) -> str:
    return partner.group or f"={partner.id}"


def _surely(partners: Sequence[Partner], of: Thing) -> Iterator[Pair]:
    """Things that are known, and one for each country of which only partners without a known region take part."""
    told = {partner.country for partner in partners if thing_of(partner, of)}
    for partner in partners:
        thing = thing_of(partner, of)
        if thing:
            yield thing, _group(partner)
        elif partner.country and partner.country not in told:
            yield f"~{partner.country}", _group(partner)


def _number(pairs: Iterable[Pair], *, independent: bool) -> int:
    groups: dict[str, list[str]] = {}
    for thing, group in pairs:
        groups.setdefault(thing, []).append(group)
    return _matched(groups) if independent else len(groups)


def _matched(groups: dict[str, list[str]]) -> int:
    taken: dict[str, str] = {}

    def placed(thing: str, tried: set[str]) -> bool:
        for group in groups[thing]:
            if group not in tried:
                tried.add(group)
                if group not in taken or placed(taken[group], tried):
                    taken[group] = thing
                    return True
        return False

    return sum(placed(thing, set()) for thing in groups)
