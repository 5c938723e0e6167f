"""All that awaits the secretariat, in numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cordata_web.desk.secretariat.gate import open_to, page
from cordata_web.desk.secretariat.waiting import what_awaits
from cordata_web.people import policy


@open_to("see_network")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    standing = policy.standing_of(request.user)
    return page(request, "overview", "overview", {"cards": what_awaits(standing)})
