"""Partners, candidates and proposals as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata_web.consortia.messages import (
    PARTNER_STATES,
    PARTS,
    conflict_name,
    member_sentence,
    state_chip_of,
)
from cordata_web.consortia.models import Consortium, ConsortiumPartner, PartnerSearch, Role
from cordata_web.directory import wording
from cordata_web.directory.listing import KIND_ICONS, place_of
from cordata_web.directory.models import Profile
from cordata_web.directory.points import PointMap, Spot, point_map
from cordata_web.directory.vocabulary import concept_label
from cordata_web.exchange.messages import fit
from cordata_web.people import policy
from cordata_web.people.policy import Standing
from cordata_web.programmes.countries import country_name
from cordata_web.programmes.names import rule_name

STEPS = ("invite", "accept", "decline", "confirm")
FULL = 100.0
FITS_BESIDE = (
    (2 / 3, gettext_lazy("Strong fit with the topic: %(share)s of 100 of the best")),
    (1 / 3, gettext_lazy("Fair fit with the topic: %(share)s of 100 of the best")),
    (0.0, gettext_lazy("Weak fit with the topic: %(share)s of 100 of the best")),
)
"""In thirds of what fits best."""


def partner_row(one: ConsortiumPartner, standing: Standing) -> dict[str, Any]:
    """A partner with what somebody may do to it."""
    profile = one.profile
    kind = profile.kind if profile else one.kind
    may = {step: policy.can(standing, step, one) for step in STEPS}
    return {
        "row": one,
        "name": profile.name if profile else one.name,
        "url": profile.get_absolute_url() if profile else "",
        "icon": KIND_ICONS.get(kind, "organisation"),
        "kind": wording.kind_name(kind) if kind else "",
        "place": place_of(profile) if profile else country_name(one.country),
        "country": country_name(profile.country if profile else one.country),
        "region": profile.nuts[:4] if profile else one.nuts[:4],
        "role": str(Role(one.role).label),
        "chip": state_chip_of(PARTNER_STATES, one.state),
        "sme": _yes_or_no(one.sme),
        "nonprofit": _yes_or_no(one.nonprofit),
        "edit": policy.can(standing, "edit", one),
        "may": {**may, "invite": may["invite"] and profile is not None, "confirm": may["confirm"] and not profile},
        "introduction": one.introduction
        if one.introduction and policy.can(standing, "see", one.introduction)
        else None,
    }


def map_of(partners: Iterable[ConsortiumPartner]) -> PointMap | None:
    """Partners of the directory where their towns are."""
    towns: dict[tuple[str, str], list[Profile]] = {}
    for one in partners:
        if one.profile is not None and one.profile.latitude is not None:
            towns.setdefault((one.profile.town, one.profile.country), []).append(one.profile)
    spots = [_spot(members) for members in towns.values()]
    return point_map(spots) if spots else None


def _spot(members: list[Profile]) -> Spot:
    from cordata.kernel import Place

    first = members[0]
    names = ", ".join(one.name for one in members)
    return Spot(Place(first.latitude, first.longitude), 1, names, first.get_absolute_url())  # type: ignore[arg-type]


def proposals_of(search: PartnerSearch, consortium: Consortium) -> list[dict[str, Any]]:
    """What a search found, with names as they are now; whoever left the directory meanwhile is left out."""
    found = search.found or {}
    known = _profiles(found)
    names = {key: profile.name for key, profile in known.items()}
    names |= {one.key: one.name for one in consortium.partners.all()}
    best = found.get("best_fit", 0.0)
    return [
        _proposal(number, one, known, names, best) for number, one in enumerate(found.get("proposals", ()), start=1)
    ]


def _profiles(found: Mapping[str, Any]) -> dict[str, Profile]:
    members = [member for one in found.get("proposals", ()) for member in one["members"]]
    ids = {member["id"] for member in members} | {key for member in members for key in member["reserve"]}
    return Profile.objects.filter(pk__in=ids, state="published").in_bulk()


def _proposal(
    number: int,
    one: Mapping[str, Any],
    known: Mapping[str, Profile],
    names: Mapping[str, str],
    best: float,
) -> dict[str, Any]:
    return {
        "number": number,
        "members": [
            _member(told, known, names, fit_beside(told["fit"], best)) for told in one["members"] if told["id"] in known
        ],
        "size": one["size"],
        "proved": one["proved"],
        "gap": f"{one['gap'] * 100:.1f}",
        "value": one["value"],
        "parts": parts_of(one["parts"]),
        "uncovered": [concept_label(concept) for concept in one["uncovered"]],
        "broken_soft": [rule_name(rule) for rule in one["broken_soft"]],
        "outcome": one["outcome"],
    }


def _member(
    told: Mapping[str, Any], known: Mapping[str, Profile], names: Mapping[str, str], fit_told: str
) -> dict[str, Any]:
    profile = known[told["id"]]
    return {
        "profile": profile,
        "kind": wording.kind_name(profile.kind),
        "icon": KIND_ICONS[profile.kind],
        "place": place_of(profile),
        "fit": fit_told,
        "concepts": [concept_label(concept) for concept in told["concepts"]],
        "reasons": [member_sentence(one["code"], one["facts"], names) for one in told["reasons"]],
        "reserve": [known[key] for key in told["reserve"] if key in known],
    }


def fit_beside(score: float, best: float) -> str:
    """How somebody fits the topic beside the candidate that fits it best; by itself where that is not known.

    The score is the chance of being the right one of all: where many fit, each chance is small, and only how they
    stand to each other says who fits.
    """
    if not best:
        return fit(score)
    share = min(score / best, 1.0)
    words = next(words for least, words in FITS_BESIDE if share >= least)
    return str(words) % {"share": round(share * FULL)}


def parts_of(parts: Mapping[str, float]) -> list[dict[str, Any]]:
    """The parts of a value as bars to the right, or to the left where they take something away."""
    largest = max((abs(part) for part in parts.values()), default=0.0) or 1.0
    rows = []
    for name, part in parts.items():
        width = abs(part) / largest * FULL / 2
        start = FULL / 2 if part >= 0 else FULL / 2 - width
        bar = {"x": f"{start:.1f}", "width": f"{width:.1f}", "is_less": part < 0}  # text: no decimal comma
        rows.append({"name": str(PARTS[name]), "value": part, **bar})
    return rows


def conflict_of(search: PartnerSearch) -> list[str]:
    """What cannot hold together."""
    return [conflict_name(owner) for owner in (search.found or {}).get("conflict", ())]


def _yes_or_no(flag: bool | None) -> str:
    return _("Not known") if flag is None else _("Yes") if flag else _("No")
