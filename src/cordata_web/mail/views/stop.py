"""Stopping a topic from a letter, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cordata_web.mail.preferences import switch, wants
from cordata_web.mail.stopping import BadStopTokenError, read_stop_token
from cordata_web.mail.topics import Topic


@csrf_exempt  # the token is the permission; mailboxes post here without ever having seen the page (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing, as mail scanners follow every link."""
    try:
        user, topic = read_stop_token(token)
    except BadStopTokenError:
        return render(request, "mail/stop.html", {"unknown": True}, status=404)
    if request.method == "POST":
        switch(user=user, topic=topic, stopped=request.POST.get("do") != "resume")
        if "do" in request.POST:
            return HttpResponseRedirect(request.path)
    with override(user.language):
        facts = {
            "topic": Topic(topic).label,
            "stopped": not wants(user, topic),
            "address": user.email,
            "preferences": reverse("mail:preferences"),
        }
        return render(request, "mail/stop.html", facts)
