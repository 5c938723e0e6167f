"""Calls: the list with its filters, each of them, and the deadlines as a calendar."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.funding import CALL_STATUSES, entry_deadline, load_programmes, status_at
from cordata.funding.calls import BRUSSELS
from cordata_web.calls import feeds, keeping, listing, showing, wording
from cordata_web.calls.following import is_followed
from cordata_web.calls.models import Call
from cordata_web.calls.records import facts_of
from cordata_web.directory import wording as names
from cordata_web.people import policy
from cordata_web.programmes.names import programme_name

PER_PAGE = 40
MOST_IN_CALENDAR = 500
CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    chosen = listing.read_chosen(request.GET)
    found = listing.found(chosen)
    of_all_months = found if not chosen.month else listing.found(listing.without_month(chosen))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "query": chosen.query(),
        "without_month": chosen.query(month=""),
        "filters": _filters(chosen),
        "page": page,
        "rows": [showing.call_row(one) for one in page],
        "number": len(found),
        "months": showing.month_rows(listing.months(of_all_months, timezone.localdate(chosen.moment)), chosen),
        "may_keep": policy.can(request.user, keeping.ACTION),
    }
    return render(request, "calls/list.html", context)


@require_safe
def call(request: HttpRequest, pk: str) -> HttpResponse:
    row = Call.objects.prefetch_related("deadlines").filter(pk=pk).first()
    may_keep = row is not None and keeping.may_keep(request.user, row)
    if row is None or (row.withdrawn and not may_keep):
        raise Http404(_("There is no call of this name."))
    facts, now = facts_of(row), timezone.now()
    status, entry = status_at(facts, now), entry_deadline(facts, now)
    day = (entry or (facts.deadlines[0] if facts.deadlines else None)) or None
    text, language = showing.text_of(row)
    context = {
        "row": row,
        "status": wording.STATUSES[status],
        "tone": showing.TONES.get(status, ""),
        "deadlines": [showing.deadline_row(one, now) for one in facts.deadlines],
        "text": text,
        "text_language": language,
        "family": wording.family_name(row.family) or row.programme_name,
        "action": wording.ACTIONS.get(row.action, row.action_name),
        "stages": wording.MODELS[row.model],
        "grant": wording.grant_sentence(row.smallest, row.largest, row.currency),
        "countries": [wording.territory_name(code) for code in row.countries],
        "kinds": [names.kind_name(kind, plural=True) for kind in row.kinds],
        "maturity": {end: "–".join(map(str, dict.fromkeys(levels))) for end, levels in row.maturity.items()},
        "programme": showing.programme_of(
            facts, day.at.astimezone(BRUSSELS).date() if day else timezone.localdate(now)
        ),
        "evidence": showing.evidence_of(facts),
        "consortium_url": _consortium_url(row) if status != "closed" else "",
        "is_followed": is_followed(request.user, row),
        "is_open": status != "closed",
        "may_keep": may_keep,
    }
    return render(request, "calls/call.html", context)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The coming deadlines of the calls that the filters choose, those that close first first."""
    found = listing.found(listing.read_chosen(request.GET))[:MOST_IN_CALENDAR]
    rows = [one.row for one in found]
    content = feeds.calendar_of(rows, _("Calls"), get_language() or "en", timezone.now())
    return HttpResponse(content, content_type=CALENDAR)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the signed address of an organisation's calendar stands for."""
    del request
    try:
        profile = feeds.read_feed_token(token)
    except feeds.BadFeedTokenError as error:
        raise Http404(_("There is no such calendar.")) from error
    name = _("Calls for %(organisation)s") % {"organisation": profile.name}
    content = feeds.calendar_of(feeds.calls_of(profile), name, get_language() or "en", timezone.now())
    response = HttpResponse(content, content_type=CALENDAR)
    response["X-Robots-Tag"] = "noindex"
    return response


def _consortium_url(row: Call) -> str:
    """Where a consortium for the call is begun; empty on a site without consortia."""
    try:
        return f"{reverse('consortia:new')}?call={row.pk}"
    except NoReverseMatch:
        return ""


def _filters(chosen: listing.Chosen) -> list[dict[str, Any]]:
    there = listing.families_there()
    programmes = load_programmes()
    used = sorted(set(Call.objects.exclude(programme="").values_list("programme", flat=True)))
    actions = sorted(set(Call.objects.exclude(action="").values_list("action", flat=True)))
    statuses = [
        (listing.WANTED, _("Open, or opening later")),
        *((code, wording.STATUSES[code]) for code in CALL_STATUSES),
        (listing.ALL, _("All calls")),
    ]
    told = [
        ("family", _("Family of programmes"), [(code, wording.family_name(code)) for code in there], True),
        (
            "programme",
            _("Rules of the programme"),
            [(code, programme_name(programmes[code])) for code in used if code in programmes],
            True,
        ),
        ("action", _("Type of action"), [(code, wording.ACTIONS[code]) for code in actions], True),
        ("status", _("Status"), statuses, False),
    ]
    return [
        {
            "name": name,
            "label": label,
            "any": has_any,
            "choices": [(code, title, code == getattr(chosen, name)) for code, title in choices],
        }
        for name, label, choices, has_any in told
    ]
