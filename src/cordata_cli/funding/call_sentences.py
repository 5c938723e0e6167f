"""How a call fits, in short English phrases; the site has its own sentences in five languages."""

from __future__ import annotations

from typing import Any

from cordata.funding.applicants import FIT_CODES
from cordata.kernel import Language, Reason
from cordata.thesaurus import Thesaurus
from cordata_cli.reason_sentences import phrase

PHRASES: dict[str, str] = {
    "kind_asked_for": "asks for your kind ({kind})",
    "kind_not_asked_for": "asks for {kinds}, not for {kind}",
    "usual_kind": "usual for your kind ({kind})",
    "unusual_kind": "usually led by {kinds}",
    "any_kind": "any kind of organisation may apply ({action})",
    "territory_within": "{place} lies within its territory",
    "territory_outside": "{place} lies outside its territory ({countries})",
    "territory_unclear": "only for {countries}: look whether you are within",
    "country_member": "{country} is a Member State",
    "country_associated": "{country} is associated",
    "country_not_funded": "{country} is not paid by this programme",
    "country_unclear": "whether {country} is paid must be looked up",
    "country_unknown": "your country was not told",
    "trl_within": "your TRL {trl} lies within {lowest} to {highest}",
    "trl_too_low": "your TRL {trl} lies below {lowest} to {highest}",
    "trl_too_high": "your TRL {trl} lies above {lowest} to {highest}",
    "trl_asked": "TRL {lowest} to {highest}",
    "closes": "closes {day}, in {days} days ({stage})",
    "closes_soon": "closes very soon: {day}, in {days} days ({stage})",
    "not_open_yet": "not open yet; opens {opening}",
    "no_deadline": "no deadline is told",
    "pays": "pays {lowest} to {highest} %: of 100 euros of direct cost {lowest_of_direct} to {highest_of_direct}",
    "can_apply_alone": "one organisation can apply alone",
    "needs_partners": "needs partners (rules: {rules})",
    "grant_size": "grants of {smallest} to {largest} {currency}, {grants} expected",
    "mentions_smes": "speaks of SMEs",
}
STAGES = {"single": "single stage", "first": "first of two stages", "second": "second stage", "cut_off": "cut-off"}
UNKNOWN = "?"


def told(reason: Reason, thesaurus: Thesaurus, language: Language) -> str:
    """A reason of a match with a call in a few words."""
    if reason.code not in FIT_CODES:
        return phrase(reason, thesaurus, language)
    return PHRASES[reason.code].format(**{name: _plain(name, value) for name, value in reason.facts.items()})


def _plain(name: str, value: Any) -> str:
    if name == "stage":
        return STAGES[value]
    if isinstance(value, int) and name in ("smallest", "largest"):
        return f"{value:,}"
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    return UNKNOWN if value in (None, "") else str(value)
