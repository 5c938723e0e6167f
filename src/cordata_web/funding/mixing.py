"""Financing mixes as pages show them: who pays what, what is left to the partners, why others pay nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.charts import Caption, Chart, FlowWords, flow
from cordata.funding import Instrument
from cordata.funding.linear import OutOfTimeError
from cordata.funding.mix_flows import NOBODY, OWN, flows_of, part_in_flows
from cordata.funding.mixes import UNION, Mix, Part, Terms, finance
from cordata.funding.money import total
from cordata_web.funding import wording
from cordata_web.funding.amounts import amount_told
from cordata_web.funding.records import known_instruments

SECONDS = 5.0
UNUSED: dict[str, Promise] = {
    "not_money": gettext_lazy("It gives no money of the kind that is wanted."),
    "not_valid": gettext_lazy("It is not open on this day."),
    "no_rate": gettext_lazy("How much it pays is not known."),
    "other_currency": gettext_lazy("It pays in another currency."),
    "elsewhere": gettext_lazy("It pays elsewhere."),
    "for_others": gettext_lazy("It is for others."),
    "other_purpose": gettext_lazy("It is for another purpose."),
    "not_needed": gettext_lazy("It would not lower what the partners bear."),
}
"""Why an instrument pays nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mix, what it was made of, and what things are called; ``mix`` is None when the time was over."""

    mix: Mix | None
    parts: Sequence[Part]
    names: Mapping[str, str]
    instruments: Mapping[str, Instrument]


def usable(query: QueryDict, *, paid_by_union: bool = False) -> dict[str, Instrument]:
    """All instruments but those that an address leaves out; where the Union pays the rest, none of its own."""
    out = query.getlist("without")
    return {
        key: one
        for key, one in known_instruments().items()
        if key not in out and not (paid_by_union and one.level == UNION)
    }


def find_mix(
    parts: Sequence[Part], names: Mapping[str, str], instruments: Mapping[str, Instrument], day: date, terms: Terms
) -> Found:
    """The mix that costs the partners least."""
    try:
        mix = finance(parts, list(instruments.values()), day, terms, seconds=SECONDS)
    except OutOfTimeError:
        return Found(None, parts, names, instruments)
    return Found(mix, parts, names, instruments)


def told(found: Found) -> dict[str, Any]:
    """Sums, one row for each part with its payments, and the instruments that pay nothing by their reason."""
    mix = found.mix
    if mix is None:
        return {"out_of_time": True}
    return {
        "sums": {
            "cost": _money(total(one.cost for one in found.parts), found),
            "given": _money(mix.given, found),
            "lent": _money(mix.lent, found) if mix.lent else "",
            "borne": _money(total(mix.borne.values()), found),
        },
        "rows": [_row(part, found, mix) for part in found.parts],
        "unused": _unused(found, mix),
        "proved": mix.proved,
        "gap": mix.gap * 100,
        "pays": bool(mix.payments),
        "unconfirmed": sorted(
            {found.instruments[one.source].name for one in mix.payments if not found.instruments[one.source].confirmed}
        ),
    }


def left_out(query: QueryDict) -> list[dict[str, str]]:
    """Instruments that an address leaves out, each with the rest of the address, which takes it back."""
    out = query.getlist("without")
    found, instruments = [], known_instruments() if out else {}
    for key in out:
        if key in instruments:
            rest = query.copy()
            rest.setlist("without", [other for other in out if other != key])
            found.append({"id": key, "name": instruments[key].name, "query": rest.urlencode()})
    return found


def _row(part: Part, found: Found, mix: Mix) -> dict[str, Any]:
    payments = sorted((one for one in mix.payments if one.part == part.id), key=lambda one: one.lent)
    missing = mix.short.get(part.id)
    return {
        "name": found.names[part.id],
        "cost": amount_told(part.cost),
        "payments": [
            {
                "id": one.source,
                "name": found.instruments[one.source].name,
                "funder": found.instruments[one.source].funder,
                "form": wording.FORMS[found.instruments[one.source].form],
                "purpose": wording.PURPOSES[found.instruments[one.source].purpose],
                "lent": one.lent,
                "amount": amount_told(one.amount),
            }
            for one in payments
        ],
        "borne": amount_told(mix.borne[part.id]),
        "short": _money(missing, found) if missing else "",
    }


def _unused(found: Found, mix: Mix) -> list[dict[str, Any]]:
    """By reason, the nearest to paying first; those that pay elsewhere are only counted."""
    by_code: dict[str, list[dict[str, str]]] = defaultdict(list)
    for key, reason in mix.unused.items():
        by_code[reason.code].append({"id": key, "name": found.instruments[key].name})
    return [
        {
            "sentence": UNUSED[code],
            "number": len(by_code[code]),
            "instruments": [] if code == "elsewhere" else by_code[code],
        }
        for code in reversed(UNUSED)
        if by_code[code]
    ]


def _money(amount: Decimal, found: Found) -> str:
    return amount_told(amount, currency=found.parts[0].currency if found.parts else "")


def mix_chart(found: Found, title: str) -> Chart:
    """Bands from sources to partners.

    Raises
    ------
    EmptyChartError
        When nothing is to be financed.
    """
    names = {key: one.name for key, one in found.instruments.items()}
    called = {
        **names,
        OWN: _("Own money"),
        NOBODY: _("Can be paid by nobody"),
        **{part_in_flows(key): name for key, name in found.names.items()},
    }
    payments = found.mix.payments if found.mix else ()
    kinds = {one.source: _("To be paid back") if one.lent else _("Given") for one in payments}
    kinds |= {OWN: _("Own money"), NOBODY: _("Can be paid by nobody")}
    words = FlowWords(_("Source"), _("Partner"), _("Amount"), _("Kind"), called)
    flows = flows_of(found.mix) if found.mix else []
    return flow(flows, Caption(title, _("Bands from sources to partners, as wide as the amount.")), words, kinds=kinds)
