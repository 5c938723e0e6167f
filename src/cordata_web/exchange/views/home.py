"""The search for partners, which is the site's home."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cordata.kernel import COUNTRIES, KINDS, SECTORS, load_regions
from cordata_web.directory import queries, wording
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.exchange import answering, results
from cordata_web.exchange.asking import CANDIDATES, LONGEST_TEXT, SHOWN_AT_ONCE, Question, read_question
from cordata_web.exchange.examples import EXAMPLES
from cordata_web.exchange.fitting import opportunities_for
from cordata_web.exchange.matching import NoIndexError, OutdatedIndexError, prepare

NOTHING_TO_SEEK = ("empty", "too_short")


# Exempt so that readers need no CSRF cookie: a search changes nothing.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Sent forms lead to an address that holds everything, unless the text is too long for one."""
    question = read_question(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and question.fits_address:
        return HttpResponseRedirect(question.url)
    asked = "q" in request.POST or "q" in request.GET
    context = {"question": question, "asked": asked, "longest": LONGEST_TEXT, **_choices(question)}
    if not asked:
        prepare()
        return render(request, "exchange/home.html", {**context, "network": _network(request)})
    try:
        return render(request, "exchange/home.html", {**context, **_found(request, question)})
    except (NoIndexError, OutdatedIndexError) as error:
        problem = "no_index" if isinstance(error, NoIndexError) else "outdated_index"
        return render(request, "exchange/home.html", {**context, "problem": problem}, status=503)


def _found(request: HttpRequest, question: Question) -> dict[str, Any]:
    begin = time.perf_counter()
    answered = answering.answer(question, request.user)
    problem = answered.answer.problem or ("" if answered.matches else "nothing_left")
    if problem in NOTHING_TO_SEEK:
        return {"problem": problem}
    more = min(len(answered.matches), question.top + SHOWN_AT_ONCE, CANDIDATES)
    return {
        "problem": problem,
        "by_meaning": answered.by_meaning,
        "understood": results.understood(answered),
        "cards": results.cards_of(answered),
        "facets": results.facets_of(question, answering.counts(answered, request.user)),
        "map": results.map_of(answered.shown, question),
        "removable": results.removable(question),
        "ways_out": [] if answered.matches else results.ways_out(question),
        "without_filters": question.without_filters().url,
        "more": more if more > len(answered.shown) else 0,
        "more_url": replace(question, top=more).url,
        "opportunities": opportunities_for(question, request.user),
        "seconds": time.perf_counter() - begin,
    }


def _choices(question: Question) -> dict[str, Any]:
    """What the form offers."""
    return {
        "regions": results.regions_by_country(),
        "examples": [
            {"sector": sector, "title": title, "text": text, "url": Question(q=str(text)).url}
            for sector, (title, text) in EXAMPLES.items()
        ],
        "boxes": [
            {
                "name": name,
                "title": results.TITLES[name],
                "values": [(code, results.value_name(name, code), code in question.values(name)) for code in codes],
            }
            for name, codes in (("country", COUNTRIES), ("sector", SECTORS), ("kind", KINDS))
        ],
        "origin_name": wording.region_name(question.origin) if question.origin else "",
    }


def _network(request: HttpRequest) -> dict[str, Any]:
    """How large the network is."""
    profiles = queries.listed_for(request.user).exclude(status="ended")
    kinds = queries.counts_of("kind", profiles)
    by_region = {code: n for code, n in queries.counts_of("region", profiles).items() if code in load_regions()}
    return {
        "clusters": kinds["cluster"],
        "organisations": kinds.total() - kinds["cluster"],
        "regions": len(by_region),
        "by_region": by_region,
        "concepts": len(thesaurus()),
    }
