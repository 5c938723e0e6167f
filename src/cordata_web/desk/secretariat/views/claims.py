"""A claim: somebody says to act for an organisation that stands in the directory."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata_web.desk.secretariat.forms.reviewing import ClaimForm
from cordata_web.desk.secretariat.gate import open_to, page
from cordata_web.directory.claiming import ClaimDecidedError, confirm_claim, refuse_claim
from cordata_web.directory.listing import place_of
from cordata_web.directory.models import Claim
from cordata_web.people import policy
from cordata_web.people.models import RoleAssignment


@open_to("see_network")
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, pk: str) -> HttpResponse:
    """Who says so, in what words, and who acts for it already; a form sent answers."""
    rows = policy.visible_to(request.user, Claim.objects.select_related("profile", "user"))
    shown = get_object_or_404(rows, pk=pk)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        policy.demand(request.user, "decide", shown)
        if form.is_valid() and _answered(request, shown, form):
            return HttpResponseRedirect(reverse("secretariat:queue"))
    others = RoleAssignment.holding(timezone.localdate()).filter(profile=shown.profile).select_related("user")
    context: dict[str, Any] = {
        "claim": shown,
        "place": place_of(shown.profile),
        "form": form,
        "others": list(others.order_by("since", "pk")),
        "may_decide": shown.state == Claim.State.OPEN and policy.can(request.user, "decide", shown),
    }
    return page(request, "queue", "claim", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, shown: Claim, form: ClaimForm) -> bool:
    answer = form.cleaned_data["answer"].strip()
    confirm = request.POST.get("step") == "confirm"
    if not confirm and not answer:
        form.add_error("answer", _("Please write a word to them: without it they do not know what to do."))
        return False
    act = confirm_claim if confirm else refuse_claim
    try:
        act(claim=shown, actor=request.user, answer=answer)
    except ClaimDecidedError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
        return True
    facts = {"person": shown.user, "name": shown.profile.name}
    done = _("%(person)s acts for %(name)s from now on.") if confirm else _("%(person)s has been told no, and why.")
    messages.success(request, done % facts)
    return True
