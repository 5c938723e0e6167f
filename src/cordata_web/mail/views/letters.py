"""The secretariat's look at the outbox. What letters say is not shown: some hold codes to sign in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cordata_web.mail import actions
from cordata_web.mail.models import Letter, State
from cordata_web.people import policy
from cordata_web.people.models import User

A_PAGE = 50
SHOWN = (State.UNSURE, State.FAILED, State.QUEUED, State.SENDING, State.SENT)


def _letters_for(user: User) -> QuerySet[Letter]:
    policy.demand(user, "see_mail")
    return Letter.objects.exclude(to_address="").defer("text", "html")


@login_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    found = _letters_for(request.user)
    counts = dict(found.order_by().values_list("state").annotate(Count("id")))
    filled = [state for state in SHOWN if counts.get(state)]
    wanted = request.GET.get("state", "")
    state = State(wanted) if wanted in SHOWN else (filled or SHOWN)[0]
    address = reverse("mail:letters")
    tabs = [
        {"label": f"{one.label} · {counts.get(one, 0)}", "url": f"{address}?state={one}", "current": one == state}
        for one in SHOWN
    ]
    page = Paginator(found.filter(state=state), A_PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "tabs": tabs, "state": state, "may_repeat": state in actions.STUCK}
    return render(request, "mail/letters.html", {**facts, "keeps_letters_here": settings.CORDATA_INBOX})


@login_required
@require_POST
def send_again(request: HttpRequest, pk: str) -> HttpResponse:
    letter = get_object_or_404(_letters_for(request.user), pk=pk)
    arrived = request.POST.get("do") == "arrived"
    act = actions.note_arrival if arrived else actions.send_again
    try:
        act(letter=letter, actor=request.user)
    except actions.NotStuckError:
        messages.warning(request, _("This letter is on its way already."))
    else:
        done = _("The letter counts as sent.") if arrived else _("The letter is being sent again.")
        messages.success(request, done)
    return redirect(f"{reverse('mail:letters')}?state={letter.state}")
