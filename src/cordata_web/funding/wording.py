"""Codes of instruments as words of the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.kernel import load_regions
from cordata_web.directory import wording

FORMS: dict[str, Promise] = {
    "grant": gettext_lazy("Grant"),
    "voucher": gettext_lazy("Voucher"),
    "loan": gettext_lazy("Loan"),
    "guarantee": gettext_lazy("Guarantee"),
    "equity": gettext_lazy("Equity"),
    "tax_credit": gettext_lazy("Tax credit"),
    "membership_fee": gettext_lazy("Membership fee"),
    "service_fee": gettext_lazy("Fee for services"),
}
PURPOSES: dict[str, Promise] = {
    "cluster_management": gettext_lazy("Cluster management"),
    "r_and_d": gettext_lazy("Research and development"),
    "cooperation": gettext_lazy("Joint projects"),
    "innovation": gettext_lazy("Innovation"),
    "investment": gettext_lazy("Investment"),
    "internationalisation": gettext_lazy("Going abroad"),
    "skills": gettext_lazy("Skills"),
    "infrastructure": gettext_lazy("Infrastructure"),
}
LEVELS: dict[str, Promise] = {
    "regional": gettext_lazy("Regional"),
    "national": gettext_lazy("National"),
    "eu": gettext_lazy("European"),
    "private": gettext_lazy("Private"),
}
BENEFICIARIES: dict[str, Promise] = {
    "sme": gettext_lazy("Small and medium enterprises"),
    "large": gettext_lazy("Large enterprises"),
    "research": gettext_lazy("Research organisations"),
    "university": gettext_lazy("Universities"),
    "public": gettext_lazy("Public bodies"),
    "cluster": gettext_lazy("Cluster organisations"),
    "consortium": gettext_lazy("Consortia"),
}
STATUSES: dict[str, Promise] = {
    "open": gettext_lazy("Open"),
    "closed": gettext_lazy("Closed"),
    "historic": gettext_lazy("A thing of the past"),
    "unknown": gettext_lazy("Not known"),
}
ALIGNMENTS: dict[str, Promise] = {
    "form": gettext_lazy("The forms differ: %(one)s and %(other)s."),
    "purpose": gettext_lazy("The purposes differ: %(one)s and %(other)s."),
    "currency": gettext_lazy("The currencies differ: %(one)s and %(other)s."),
    "rate": gettext_lazy("The rates differ: %(one)s %% and %(other)s %%."),
    "duration": gettext_lazy("The durations differ: %(one)s and %(other)s months."),
    "ceiling": gettext_lazy("The ceilings differ: %(one)s and %(other)s."),
    "beneficiaries": gettext_lazy("Not the same may apply: %(one)s; %(other)s."),
    "status": gettext_lazy("Not both are open now: %(one)s; %(other)s."),
    "validity": gettext_lazy("They are not valid at the same time: %(one)s and %(other)s."),
}


def territory_name(territory: str) -> str:
    """The name of a country, a region of ours or the Union; the code of anything else."""
    if territory == "EU":
        return _("European Union")
    if territory in wording.COUNTRY_NAMES:
        return str(wording.COUNTRY_NAMES[territory])
    if territory in load_regions():
        return wording.region_name(territory)
    inside = [wording.region_name(code) for code in load_regions() if code.startswith(territory)]
    return ", ".join(inside) if inside else wording.region_name(territory[:4])


def alignment_sentence(code: str, one: str, other: str) -> str:
    """What the funders must agree on first."""
    told = {"one": _told(code, one), "other": _told(code, other)}
    return str(ALIGNMENTS[code]) % told


def _told(code: str, value: str) -> str:
    if code == "beneficiaries":
        return ", ".join(str(BENEFICIARIES[kind]) for kind in value.split(";"))
    named = {"status": STATUSES, "form": FORMS, "purpose": PURPOSES}
    return str(named[code][value]) if code in named else value
