"""Who comes in: every page asks the policy for an action on the network before it does anything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cordata_web.people import policy

View = Callable[..., HttpResponse]

PAGES = (
    ("overview", "see_network", lambda: _("Overview")),
    ("queue", "see_network", lambda: _("Review")),
    ("duplicates", "see_network", lambda: _("Duplicates")),
    ("people", "see_network", lambda: _("People and roles")),
    ("expiring", "see_network", lambda: _("What expires")),
    ("audit", "see_audit", lambda: _("Audit log")),
    ("exposure", "see_network", lambda: _("Attention")),
)
"""The pages that the tabs lead to, with the action that opens each."""
ELSEWHERE = (
    ("mail:letters", "see_mail", lambda: _("E-mails of this site")),
    ("jobs:jobs", "see_network", lambda: _("Background work")),
)


def open_to(action: str) -> Callable[[View], View]:
    """Let only those in who may do the action to the network; strangers sign in first."""

    def guard(view: View) -> View:
        @login_required
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            policy.demand(request.user, action)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def page(request: HttpRequest, name: str, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the secretariat with its tabs, of which ``name`` is the current one."""
    standing = policy.standing_of(request.user)
    tabs = [
        {"label": label(), "url": reverse(f"secretariat:{key}"), "current": key == name}
        for key, action, label in PAGES
        if policy.can(standing, action)
    ]
    tabs += [
        {"label": label(), "url": reverse(key), "current": False}
        for key, action, label in ELSEWHERE
        if policy.can(standing, action)
    ]
    shown = {"tabs": tabs, "only_reads": not standing.is_secretariat, **context}
    return render(request, f"desk/secretariat/{template}.html", shown, status=status)


def back(request: HttpRequest, name: str, *args: Any) -> HttpResponseRedirect:
    """To the page that the form names, if it is one of this site, else to the named one."""
    wanted = request.POST.get("next", "")
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if own else reverse(f"secretariat:{name}", args=args))
