"""What the members offer and seek, whom to introduce today, and introductions under way."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cordata_web.directory.cluster_work import dealings
from cordata_web.directory.cluster_work.roster import member_ids
from cordata_web.directory.views.clusters.pages import frame, managed
from cordata_web.exchange.cards import cards_of, owner_of
from cordata_web.exchange.models import Match
from cordata_web.exchange.views.introductions import introduction_row, match_sentences
from cordata_web.people import policy
from cordata_web.people.policy import Standing

ROWS, SHOWN = 20, 20


@login_required
@never_cache
@require_safe
def exchange(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = managed(request, slug, "see_cluster")
    today = timezone.localdate()
    standing = policy.standing_of(request.user)
    members = member_ids(cluster, today)
    page = Paginator(dealings.opportunities_of(members, standing, today), ROWS).get_page(request.GET.get("page"))
    under_way = [one for one in dealings.known_introductions(members, standing) if one.state in dealings.UNDER_WAY]
    context = {
        **frame(request, cluster, "exchange"),
        "matches": [_match(one, standing) for one in dealings.matches_to_introduce(members, standing, today)],
        "page": page,
        "cards": cards_of(page, standing),
        "introductions": [introduction_row(one, standing) for one in under_way[:SHOWN]],
        "number": len(under_way),
        "has_members": bool(members),
    }
    return render(request, "directory/cluster/exchange.html", context)


def _match(found: Match, standing: Standing) -> dict[str, Any]:
    """The two by name as far as the reader may know, why they fit, and where they are introduced."""
    return {
        "opportunity": found.opportunity,
        "title": found.opportunity.title_in(get_language() or "en"),
        "owner": owner_of(found.opportunity, standing),
        "partner": found.profile,
        "score": found.score,
        "reasons": match_sentences(found),
        "url": reverse("exchange:introduce", args=[found.pk]),
    }
