"""What owners say in the review of their own profile or opportunity."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.reviewing import WordsMissingError, say
from cordata_web.exchange.letters.reviewing import page_for_owners
from cordata_web.exchange.models import Opportunity
from cordata_web.people import policy
from cordata_web.people.models import Comment

MODELS: dict[str, Any] = {"profile": Profile, "opportunity": Opportunity}
OWNERS = frozenset({"owner", "preparer"})
LONGEST = Comment._meta.get_field("text").max_length


@login_required
@require_POST
def answer_review(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Sent from the owners' page; whoever of the secretariat wrote last is written to."""
    if kind not in MODELS:
        raise Http404(kind)
    thing = get_object_or_404(policy.visible_to(request.user, MODELS[kind].objects.all()), pk=pk)
    policy.demand(request.user, "comment", thing)
    as_reviewer = not policy.relations(request.user, thing) & OWNERS
    try:
        say(thing=thing, actor=request.user, text=request.POST.get("text", "")[:LONGEST], as_reviewer=as_reviewer)
    except WordsMissingError:
        messages.error(request, _("Please write something first."))
    else:
        messages.success(request, _("Sent. The secretariat reads it here."))
    return HttpResponseRedirect(f"{page_for_owners(thing)}#review")
