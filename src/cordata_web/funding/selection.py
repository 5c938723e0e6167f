"""What a reader wants to see of the instruments, as it stands in the address of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from cordata.funding import BENEFICIARIES, FORMS, LEVELS, PURPOSES, STATUSES, Instrument
from cordata.kernel import load_regions

CODES: dict[str, tuple[str, ...]] = {
    "level": LEVELS,
    "form": FORMS,
    "purpose": PURPOSES,
    "beneficiary": BENEFICIARIES,
    "status": STATUSES,
}


@dataclass(frozen=True, slots=True)
class Selection:
    """One value of each dimension or none; ``on`` is a day of validity. ``unknown`` values select nothing."""

    region: str = ""
    level: str = ""
    form: str = ""
    purpose: str = ""
    beneficiary: str = ""
    status: str = ""
    on: date | None = None
    unknown: tuple[str, ...] = ()

    def of(self, instruments: Iterable[Instrument]) -> list[Instrument]:
        """Those that fit, in their order."""
        return [one for one in instruments if self._fits(one)]

    def query(self) -> str:
        """The part of an address after the question mark."""
        pairs = [(name, getattr(self, name)) for name in ("region", *CODES) if getattr(self, name)]
        return urlencode([*pairs, *([("on", self.on.isoformat())] if self.on else [])])

    def _fits(self, one: Instrument) -> bool:
        return (
            (not self.region or one.serves(self.region))
            and all(getattr(self, name) in ("", getattr(one, name)) for name in ("level", "form", "purpose", "status"))
            and (not self.beneficiary or self.beneficiary in one.beneficiaries)
            and (self.on is None or one.valid.holds(self.on))
        )


def read_selection(asked: QueryDict) -> Selection:
    """The selection that an address stands for."""
    unknown: list[str] = []
    chosen: dict[str, str] = {}
    for name, known in {"region": tuple(load_regions()), **CODES}.items():
        value = asked.get(name, "").strip()
        if value and value not in known:
            unknown.append(value)
        chosen[name] = value if value in known else ""
    return Selection(**chosen, on=_day(asked.get("on", "").strip(), unknown), unknown=tuple(unknown))


def read_regions(asked: QueryDict, most: int) -> tuple[str, ...]:
    """The regions of an address that there are, as many as may be."""
    return tuple(dict.fromkeys(code for code in asked.getlist("region") if code in load_regions()))[:most]


def _day(text: str, unknown: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        unknown.append(text)
        return None
