"""The demo's inbox: what the site has written to whom. Nowhere else, as letters hold codes to sign in."""

from __future__ import annotations

import re

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from cordata_web.mail.models import Letter, State

A_PAGE = 30
ADDRESS = re.compile(r"https?://[^\s<>]+")
OF_A_LETTER = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}
"""A letter brings its styles along, as mailboxes want it; it may do nothing but be looked at and lead elsewhere."""


def _sent_letters() -> list[Letter]:
    if not settings.CORDATA_DEMO:
        raise Http404
    return Letter.objects.filter(state=State.SENT).exclude(to_address="")


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    found = _sent_letters()
    readers = found.order_by("to_address").values_list("to_address", flat=True).distinct()
    reader = request.GET.get("to", "")
    shown = found.filter(to_address=reader) if reader else found
    page = Paginator(shown.order_by("-created", "-id"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "mail/inbox.html", {"page": page, "readers": readers, "reader": reader})


@require_safe
@csp_update({"frame-src": ["'self'"]})
def inbox_letter(request: HttpRequest, pk: str) -> HttpResponse:
    letter = get_object_or_404(_sent_letters(), pk=pk)
    links = list(dict.fromkeys(ADDRESS.findall(letter.text)))
    return render(request, "mail/inbox_letter.html", {"letter": letter, "links": links})


@require_safe
@xframe_options_sameorigin
@csp_replace(OF_A_LETTER)
def inbox_html(_request: HttpRequest, pk: str) -> HttpResponse:
    """The letter as a mailbox shows it; its links open in the whole window."""
    letter = get_object_or_404(_sent_letters(), pk=pk)
    return HttpResponse(letter.html.replace("<head>", '<head><base target="_top">', 1))
