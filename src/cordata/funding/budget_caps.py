"""The most that is granted: caps for the project, each partner or country, or all of some partners together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from cordata.funding.consortia import Consortium
from cordata.funding.money import spread, total
from cordata.funding.programmes import Cap, Programme
from cordata.funding.rules.judging import judge
from cordata.funding.rules.selecting import fits
from cordata.kernel import Reason

NARROWEST_FIRST = ("partner", "country", "selection", "project")


def capped(
    consortium: Consortium, grants: Sequence[Decimal], programme: Programme, day: date, warnings: list[Reason]
) -> list[Decimal]:
    """The grants of the partners, in their order, cut by what is hard; what is not is noted only.

    Narrow caps cut before wide ones. Whoever is under one together is cut in proportion, in whole cents.
    """
    found = list(grants)
    holding = [cap for cap in programme.caps if cap.valid.holds(day) and _holds(cap, consortium, day)]
    for cap in sorted(holding, key=lambda one: (NARROWEST_FIRST.index(one.per), one.amount)):
        for name, places in _under(cap, consortium, day):
            asked = total(found[place] for place in places)
            if asked <= cap.amount:
                continue
            facts = {"per": cap.per, "of": name, "amount": cap.amount, "asked": asked}
            warnings.append(Reason("cap_applied" if cap.hard else "cap_passed", facts))
            if cap.hard:
                cut = spread(cap.amount, [found[place] for place in places])
                for place, amount in zip(places, cut, strict=True):
                    found[place] = amount
    return found


def _holds(cap: Cap, consortium: Consortium, day: date) -> bool:
    """Whether a cap surely or possibly applies; it is better to promise too little than too much."""
    return cap.when is None or judge(cap.when, consortium, day).answer is not False


def _under(cap: Cap, consortium: Consortium, day: date) -> Iterator[tuple[str, list[int]]]:
    """Places of the partners who are under the cap together, with the name of what they share."""
    chosen = [place for place, one in enumerate(consortium.partners) if fits(one, cap.among, day) is not False]
    if cap.per in ("project", "selection"):
        whole = list(range(len(consortium.partners)))
        yield "", whole if cap.per == "project" else chosen
        return
    by_name: dict[str, list[int]] = defaultdict(list)
    for place in chosen:
        partner = consortium.partners[place]
        by_name[partner.id if cap.per == "partner" else partner.country].append(place)
    yield from by_name.items()
