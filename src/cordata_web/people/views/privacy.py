"""What is kept, how long, and what one can do about it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cordata_web.people.account import path_of
from cordata_web.people.consent import PRIVACY_VERSION


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    facts = {
        "version": PRIVACY_VERSION,
        "session_days": settings.SESSION_COOKIE_AGE // (24 * 3600),
        "letter_days": settings.CORDATA_KEEP_LETTERS,
        "job_days": settings.CORDATA_KEEP_JOBS,
        "unanswered_days": settings.CORDATA_KEEP_UNANSWERED,
        "export": path_of("privacy:export"),
        "erase": path_of("privacy:erase"),
        "preferences": path_of("mail:preferences"),
    }
    return render(request, "people/privacy.html", facts)
