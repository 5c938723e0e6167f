"""What joining a call would mean: what the programme pays, whether one can apply alone, how large the grants are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cordata.funding.applicants import Applicant, Fit
from cordata.funding.calls import Call
from cordata.funding.consortia import Consortium, Partner
from cordata.funding.eligibility import check
from cordata.funding.programme_files import load_programmes
from cordata.funding.programmes import Programme
from cordata.funding.rates import possible_rates
from cordata.kernel.regions import region_of

_SMES = re.compile(r"\bSMEs?\b|small and medium[- ]sized enterprises", re.IGNORECASE)
WHOLE = Decimal(100)


def joining(call: Call, applicant: Applicant, day: date) -> Iterator[Fit]:
    """What the rules of the call's programme mean for somebody on a day, as far as Cordata has them.

    ``pays`` tells the programme's rate in per cent, and what it comes to for each 100 of direct cost with the flat rate
    for indirect cost: lowest and highest, for the answer may hang on what is not known.

    >>> from datetime import date
    >>> call = Call("a", {"en": "A"}, programme="horizon-europe-ia")
    >>> next(joining(call, Applicant("", kind="sme", country="IT"), date(2026, 4, 1))).facts["highest_of_direct"]
    '87.50'
    """
    programme = load_programmes().get(call.programme)
    if programme is not None and programme.valid.holds(day):
        partner = _partner(applicant)
        yield from _pays(programme, partner, day)
        yield _alone(programme, partner, day)
    if call.smallest or call.largest:
        facts = {"smallest": call.smallest, "largest": call.largest, "currency": call.currency, "grants": call.grants}
        yield Fit("grant_size", facts)
    if (applicant.sme or applicant.kind == "sme") and _SMES.search(call.text()):
        yield Fit("mentions_smes")


def _partner(applicant: Applicant) -> Partner:
    """Firms are taken to distribute their profit unless told otherwise."""
    is_firm = applicant.kind in ("sme", "large")
    country = applicant.country or (region.country if (region := region_of(applicant.nuts)) else applicant.nuts[:2])
    return Partner(
        id="applicant",
        name="",
        country=country,
        kind=applicant.kind,
        sme=applicant.sme if applicant.sme is not None else (applicant.kind == "sme" if is_firm else None),
        nonprofit=applicant.nonprofit if applicant.nonprofit is not None else (False if is_firm else None),
        nuts=applicant.nuts,
        coordinator=True,
    )


def _pays(programme: Programme, partner: Partner, day: date) -> Iterator[Fit]:
    percents = [rate.percent for rate in possible_rates(programme, partner, day)]
    if not percents:
        return
    indirect = programme.indirect_on(day)
    direct = 1 + (indirect.percent if indirect else Decimal(0)) / WHOLE
    low, high = min(percents), max(percents)
    facts = {
        "programme": programme.id,
        "lowest": str(low),
        "highest": str(high),
        "lowest_of_direct": f"{low * direct:.2f}",
        "highest_of_direct": f"{high * direct:.2f}",
    }
    yield Fit("pays", facts)


def _alone(programme: Programme, partner: Partner, day: date) -> Fit:
    """Whether a consortium of one breaks no hard rule, else the rules that it breaks."""
    verdict = check(Consortium((partner,)), programme, day)
    broken = tuple(one.rule.id for one in verdict.findings if one.rule.hard and one.status == "broken")
    if broken:
        return Fit("needs_partners", {"programme": programme.id, "rules": broken})
    return Fit("can_apply_alone", {"programme": programme.id})
