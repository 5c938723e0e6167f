"""What fits an organisation, and its answers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cordata_web.directory.models import Profile
from cordata_web.exchange import cards
from cordata_web.exchange.actions.matches import AnsweredError, UnknownReasonError, dismiss_match, undo_dismissal
from cordata_web.exchange.models import DismissReason, Match
from cordata_web.exchange.partners import opportunities_for
from cordata_web.people import policy


@login_required
@require_safe
def matches(request: HttpRequest, slug: str) -> HttpResponse:
    standing = policy.standing_of(request.user)
    organisation = get_object_or_404(policy.visible_to(standing, Profile.objects.all()), pk=slug)
    policy.demand(standing, "see_matches", organisation)
    fitting, dismissed = opportunities_for(organisation, standing)
    context = {
        "organisation": organisation,
        "fitting": fitting,
        "dismissed": dismissed,
        "reasons": DismissReason.choices,
        "edit_url": cards.address_of("directory:edit", organisation.pk),
        "may_write": policy.can(standing, "write_opportunity", organisation),
    }
    return render(request, "exchange/matches/page.html", context)


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: str) -> HttpResponse:
    match = _to_answer(request, pk)
    try:
        dismiss_match(match=match, reason=request.POST.get("reason", ""), actor=request.user)
    except UnknownReasonError:
        messages.error(request, _("Choose a reason from the list."))
    except AnsweredError:
        messages.error(request, _("You have expressed interest in it already."))
    else:
        messages.success(request, _("Thank you: the next suggestions get better by it. You can undo it below."))
    return redirect("exchange:matches", match.profile_id)


@login_required
@require_POST
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    match = _to_answer(request, pk)
    try:
        undo_dismissal(match=match, actor=request.user)
    except AnsweredError:
        messages.error(request, _("You have expressed interest in it already."))
    else:
        messages.success(request, _("It is among your matches again."))
    return redirect("exchange:matches", match.profile_id)


def _to_answer(request: HttpRequest, pk: str) -> Match:
    match = get_object_or_404(policy.visible_to(request.user, Match.objects.all()), pk=pk)
    policy.demand(request.user, "answer", match)
    return match
