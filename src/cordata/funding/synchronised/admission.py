"""Which organisations an instrument admits: by where they are, of what kind and how large; each with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from cordata.funding.instruments import EVERYWHERE, OUTSIDE_THE_UNION, Beneficiary, Instrument
from cordata.funding.rules.answers import Answer
from cordata.kernel import Kind, Reason, Sector

Size = Literal["", "micro", "small", "medium", "large"]
SMALL = ("micro", "small", "medium")

ADMISSION_CODES: dict[str, tuple[str, ...]] = {
    "admitted": ("beneficiary",),
    "size_not_tested": ("beneficiary",),
    "place_too_rough": ("territories",),
    "beneficiaries_not_told": (),
    "kind_not_told": (),
    "small_by_size": (),
    "in_consortium": (),
    "elsewhere": ("territories",),
    "for_others": ("beneficiaries",),
}
"""Every code of an admission, with the names of its facts: the first two are a yes, the last two a no, the others are
for a person to judge."""
SURE, NOT = ("admitted", "size_not_tested"), ("elsewhere", "for_others")


@dataclass(frozen=True, slots=True)
class Organisation:
    """What counts of somebody who might apply; ``nuts`` begins with the country, ``size`` is empty when not tested."""

    id: str
    kind: Kind
    nuts: str
    size: Size = ""
    concepts: frozenset[str] = frozenset()
    sectors: frozenset[Sector] = frozenset()


@dataclass(frozen=True, slots=True)
class Theme:
    """What the call is about: one of the concepts and one of the sectors; empty ones ask for nothing.

    ``concepts`` holds those below the ones that were chosen as well.
    """

    concepts: frozenset[str] = frozenset()
    sectors: frozenset[Sector] = frozenset()

    def holds(self, one: Organisation) -> bool:
        """Whether somebody works on it.

        >>> Theme(frozenset({"casting"})).holds(Organisation("a", "sme", "ITC1", concepts=frozenset({"casting"})))
        True
        """
        by_concept = not self.concepts or not self.concepts.isdisjoint(one.concepts)
        return by_concept and (not self.sectors or not self.sectors.isdisjoint(one.sectors))


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether somebody may apply (None: a person has to look), and why."""

    organisation: Organisation
    answer: Answer
    reason: Reason


@dataclass(frozen=True, slots=True)
class Applicants:
    """Those of an instrument's territory, by what it says about them; those outside of the theme are only counted."""

    instrument: Instrument
    admitted: tuple[Admission, ...] = ()
    unsure: tuple[Admission, ...] = ()
    refused: tuple[Admission, ...] = field(default=(), repr=False)
    off_theme: int = 0


def admission_of(instrument: Instrument, one: Organisation) -> Admission:
    """Whether an instrument admits somebody.

    A size test that says otherwise than the kind counts first. Somebody may be admitted as a part of a consortium
    only; how it is put together stands in the instrument's own rules.

    >>> from cordata.funding import load_instruments
    >>> vienna = load_instruments()["zit-kooperation"]
    >>> admission_of(vienna, Organisation("a", "sme", "AT130", "small")).reason.code
    'admitted'
    >>> admission_of(vienna, Organisation("b", "large", "AT130")).reason.code
    'for_others'
    """
    reason = _where(instrument, one) or _who(instrument, one)
    answer: Answer = True if reason.code in SURE else False if reason.code in NOT else None
    return Admission(one, answer, reason)


def applicants_of(
    instrument: Instrument, organisations: Iterable[Organisation], theme: Theme | None = None
) -> Applicants:
    """Who of the organisations could apply to one instrument, in their order; those of elsewhere are left out."""
    found: dict[Answer, list[Admission]] = {True: [], None: [], False: []}
    off_theme = 0
    for one in organisations:
        admission = admission_of(instrument, one)
        if admission.reason.code == "elsewhere":
            continue
        if theme is None or theme.holds(one):
            found[admission.answer].append(admission)
        elif admission.answer is not False:
            off_theme += 1
    return Applicants(instrument, tuple(found[True]), tuple(found[None]), tuple(found[False]), off_theme)


def _where(instrument: Instrument, one: Organisation) -> Reason | None:
    """Why not, or why it is not sure, by the place; None where it lies within."""
    facts = {"territories": list(instrument.territories)}
    unsure = False
    for territory in instrument.territories:
        if one.nuts.startswith(territory) or (territory == EVERYWHERE and one.nuts[:2] not in OUTSIDE_THE_UNION):
            return None
        unsure = unsure or (territory != EVERYWHERE and territory.startswith(one.nuts))
    return Reason("place_too_rough" if unsure else "elsewhere", facts)


def _who(instrument: Instrument, one: Organisation) -> Reason:
    known = instrument.beneficiaries
    if not known:
        return Reason("beneficiaries_not_told")
    counted = _counted(one)
    if counted in known:
        is_tested = counted != "sme" or one.size in SMALL
        return Reason("admitted" if is_tested else "size_not_tested", {"beneficiary": counted})
    if not counted:
        return Reason("kind_not_told")
    if "sme" in known and one.size in SMALL:
        return Reason("small_by_size")
    if "consortium" in known:
        return Reason("in_consortium")
    return Reason("for_others", {"beneficiaries": list(known)})


def _counted(one: Organisation) -> Beneficiary | Literal[""]:
    """As what somebody counts; empty where the kind does not say."""
    if one.kind in ("sme", "large"):
        return "large" if "large" in (one.size, one.kind if not one.size else "") else "sme"
    return "" if one.kind == "other" else one.kind
