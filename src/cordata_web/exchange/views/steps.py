"""Steps of an opportunity's publication, by button and by the link of a letter."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.exchange import TransitionRefusedError
from cordata_web.exchange.actions.opportunities import NotReadyError, step_opportunity
from cordata_web.exchange.models import Opportunity
from cordata_web.exchange.renewal import BadLinkError, renew, renewal_of
from cordata_web.exchange.views.opportunities import STEPS
from cordata_web.people import policy


@login_required
@require_POST
def step(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    if name not in STEPS:
        raise Http404(name)
    shown = get_object_or_404(policy.visible_to(request.user, Opportunity.objects.all()), pk=pk)
    try:
        policy.demand(request.user, name, shown)
        step_opportunity(opportunity=shown, step=name, actor=request.user)
    except NotReadyError:
        messages.error(request, _("Give it a title and a summary first."))
        return redirect("exchange:opportunity_edit", shown.pk)
    except TransitionRefusedError:
        messages.error(request, _("That is not possible any more: somebody else has changed it meanwhile."))
        return redirect(shown)
    messages.success(request, _done(name))
    return redirect(shown)


def _done(name: str) -> str:
    return {
        "submit": _("Sent for review. You hear from us by e-mail."),
        "take_back": _("Taken back. It is a draft again."),
        "renew": _("Renewed. It stays public."),
        "archive": _("Put into the archive. Nobody else sees it any more."),
        "restore": _("Taken out of the archive. It is a draft again."),
    }[name]


@require_http_methods(["GET", "HEAD", "POST"])
def renew_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A letter's link shows a button, as programs that look through mail open links too; the button renews."""
    try:
        renewal = renewal_of(token)
        if request.method == "POST":
            renew(renewal)
            return render(request, "exchange/opportunities/renewed.html", {"renewal": renewal})
    except BadLinkError:
        return render(request, "exchange/opportunities/bad_link.html", status=410)
    return render(request, "exchange/opportunities/renew.html", {"renewal": renewal})
