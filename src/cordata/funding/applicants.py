"""Who would apply for a call, and how the call's conditions fit: each a code with facts, and how much it weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from cordata.funding.calls import HIGHEST_TRL, Call, CallStatus, entry_deadline
from cordata.funding.consortia import NUTS_PREFIXES
from cordata.funding.rules.answers import Answer
from cordata.funding.standing import has_status, in_area, load_statuses
from cordata.kernel import Kind, Language

if TYPE_CHECKING:
    from cordata.directory.profiles import Profile

SOON_DAYS = 14
USUAL_CLIMB = 3
"""Levels of readiness that a project climbs where a call tells only the end."""

STATUS_OF_FAMILY: Mapping[str, str] = {
    "horizon": "horizon_europe_associated",
    "horizon-ju": "horizon_europe_associated",
    "digital-europe": "digital_europe_associated",
    "digital-europe-ju": "digital_europe_associated",
    "life": "life_associated",
    "eurostars": "eurostars_country",
}
"""What countries outside the Union need to be paid by a family of programmes."""
MEMBERS_ONLY = frozenset({"i3"})
USUAL_KINDS: Mapping[str, tuple[Kind, ...]] = {
    "erc": ("university", "research"),
    "pcp": ("public",),
    "ppi": ("public",),
    "cofund": ("public", "research", "university"),
}
"""Who leads by the nature of the action: researchers' hosts, public buyers, funders; others are open to any kind."""

FIT_CODES: Mapping[str, tuple[str, ...]] = {
    "kind_asked_for": ("kind",),
    "kind_not_asked_for": ("kind", "kinds"),
    "usual_kind": ("kind", "action"),
    "unusual_kind": ("kind", "action", "kinds"),
    "any_kind": ("action",),
    "territory_within": ("place",),
    "territory_outside": ("place", "countries"),
    "territory_unclear": ("countries",),
    "country_member": ("country",),
    "country_associated": ("country", "family"),
    "country_not_funded": ("country", "family"),
    "country_unclear": ("country", "family"),
    "country_unknown": (),
    "trl_within": ("trl", "lowest", "highest"),
    "trl_too_low": ("trl", "lowest", "highest"),
    "trl_too_high": ("trl", "lowest", "highest"),
    "trl_asked": ("lowest", "highest"),
    "closes": ("day", "days", "stage"),
    "closes_soon": ("day", "days", "stage"),
    "not_open_yet": ("opening",),
    "no_deadline": (),
    "pays": ("programme", "lowest", "highest", "lowest_of_direct", "highest_of_direct"),
    "can_apply_alone": ("programme",),
    "needs_partners": ("programme", "rules"),
    "grant_size": ("smallest", "largest", "currency", "grants"),
    "mentions_smes": (),
}
"""Every code on how a call fits an applicant, with the names of its facts; those on the text are of the matching."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who might apply: a text on what they do or want, and the rest as far as known.

    ``country`` is an ISO code, ``nuts`` a code of any level, ``trl`` the readiness of what they have.
    """

    text: str
    language: Language | None = None
    kind: Kind | Literal[""] = ""
    country: str = ""
    nuts: str = ""
    sme: bool | None = None
    nonprofit: bool | None = None
    trl: int | None = None

    @property
    def place(self) -> str:
        """The finest code known of where they sit, as NUTS begins; empty when not known."""
        return self.nuts or NUTS_PREFIXES.get(self.country, self.country)


@dataclass(frozen=True, slots=True)
class Fit:
    """One condition and how it fits; a ``factor`` below 1 weakens the match."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    factor: float = 1.0


def applicant_of(profile: Profile, *, trl: int | None = None) -> Applicant:
    """Somebody of the directory: what they say in their own language, else in English."""
    said = {
        language: " ".join(
            filter(None, (texts.get(language) for texts in (profile.descriptions, profile.offers, profile.seeks)))
        )
        for language in (profile.local_language, "en")
    }
    language: Language = profile.local_language if said[profile.local_language] else "en"
    sme = {"sme": True, "large": False}.get(profile.kind)
    return Applicant(said[language], language, profile.kind, profile.country, profile.nuts, sme, None, trl)


def fits_of(call: Call, applicant: Applicant, status: CallStatus, now: datetime) -> Iterator[Fit]:
    """How who may apply, country, readiness and deadline fit."""
    deadline = entry_deadline(call, now)
    yield from _who(call, applicant)
    yield from _where(call, applicant, deadline.at.date() if deadline else now.date())
    yield from _readiness(call, applicant)
    if status == "forthcoming":
        yield Fit("not_open_yet", {"opening": call.opening.isoformat() if call.opening else ""})
    if deadline is None:
        yield Fit("no_deadline")
        return
    days = (deadline.at - now).days
    facts = {"day": deadline.at.isoformat(timespec="minutes"), "days": days, "stage": deadline.stage}
    yield Fit("closes_soon", facts, 0.8) if days < SOON_DAYS else Fit("closes", facts)


def _who(call: Call, applicant: Applicant) -> Iterator[Fit]:
    kind = applicant.kind
    usual = call.kinds or USUAL_KINDS.get(call.action, ())
    if call.action and not usual:
        yield Fit("any_kind", {"action": call.action})
    elif kind and call.kinds:
        asked = kind in call.kinds
        yield Fit("kind_asked_for", {"kind": kind}) if asked else _unasked(kind, call)
    elif kind and usual:
        facts = {"kind": kind, "action": call.action}
        yield Fit("usual_kind", facts) if kind in usual else Fit("unusual_kind", {**facts, "kinds": usual}, 0.5)


def _unasked(kind: str, call: Call) -> Fit:
    return Fit("kind_not_asked_for", {"kind": kind, "kinds": call.kinds}, 0.2)


def _where(call: Call, applicant: Applicant, day: date) -> Iterator[Fit]:
    place, country = applicant.place, applicant.country or applicant.nuts[:2]
    if not place:
        yield Fit("country_unknown")
    elif call.countries:
        yield _territory(call, place)
    elif call.family == "alpine-space":
        yield _area(in_area(place, "alpine_space", day), place)
    elif has_status(country, "eu_member", day):
        yield Fit("country_member", {"country": country})
    else:
        yield _outside(call.family, country, day)


def _territory(call: Call, place: str) -> Fit:
    codes = tuple(NUTS_PREFIXES.get(code, code) for code in call.countries)
    if place.startswith(codes):
        return Fit("territory_within", {"place": place})
    if any(code.startswith(place) for code in codes):
        return Fit("territory_unclear", {"countries": call.countries})
    return Fit("territory_outside", {"place": place, "countries": call.countries}, 0.2)


def _area(within: Answer, place: str) -> Fit:
    area = ("alpine_space",)
    if within:
        return Fit("territory_within", {"place": place})
    if within is None:
        return Fit("territory_unclear", {"countries": area})
    return Fit("territory_outside", {"place": place, "countries": area}, 0.2)


def _outside(family: str, country: str, day: date) -> Fit:
    """A country outside the Union: associated, not, or not known."""
    facts = {"country": country, "family": family}
    status = STATUS_OF_FAMILY.get(family, "")
    answer = has_status(country, status, day) if status in load_statuses() else None
    if answer:
        return Fit("country_associated", facts)
    if answer is False or family in MEMBERS_ONLY:
        return Fit("country_not_funded", facts, 0.3)
    return Fit("country_unclear", facts, 0.8)


def _readiness(call: Call, applicant: Applicant) -> Iterator[Fit]:
    start, end = call.maturity.start, call.maturity.end
    if start is None and end is None:
        return
    lowest = start[0] if start else max(1, (end or (1, 1))[0] - USUAL_CLIMB)
    highest = end[1] if end else HIGHEST_TRL
    levels = {"lowest": lowest, "highest": highest}
    if applicant.trl is None:
        yield Fit("trl_asked", levels)
    elif applicant.trl < lowest:
        yield Fit("trl_too_low", {"trl": applicant.trl, **levels}, 0.7)
    elif applicant.trl > highest:
        yield Fit("trl_too_high", {"trl": applicant.trl, **levels}, 0.7)
    else:
        yield Fit("trl_within", {"trl": applicant.trl, **levels})
