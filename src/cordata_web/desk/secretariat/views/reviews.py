"""The queue of what waits for a review, and the page on which a thing is reviewed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cordata.exchange import PUBLICATION, TransitionRefusedError
from cordata_web.desk.secretariat.differences import last_public, lines_of
from cordata_web.desk.secretariat.forms.reviewing import QueueForm, ReviewForm
from cordata_web.desk.secretariat.gate import open_to, page
from cordata_web.desk.secretariat.queue import KINDS, OURS, waiting
from cordata_web.directory.listing import place_of
from cordata_web.directory.messages import duplicate_reason
from cordata_web.directory.models import Profile
from cordata_web.directory.resemblance import listed_of_profile, resembling
from cordata_web.exchange.actions import reviewing
from cordata_web.exchange.models import Opportunity
from cordata_web.people import policy
from cordata_web.people.policy import Reader

ROWS_A_PAGE = 30
MODELS: dict[str, Any] = {"profile": Profile, "opportunity": Opportunity}


@open_to("see_network")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    form = QueueForm(request.GET)
    chosen = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    rows = waiting(**{"turn": OURS, **chosen})
    shown = {"form": form, "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")), "chosen": chosen}
    return page(request, "queue", "queue", {**shown, "number": len(rows), "kinds": KINDS})


@open_to("see_network")
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Everything to be read about a thing; a form sent decides, or only says or notes something."""
    if kind not in MODELS:
        raise Http404(kind)
    thing = get_object_or_404(policy.visible_to(request.user, MODELS[kind].objects.all()), pk=pk)
    form = ReviewForm(thing, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        policy.demand(request.user, "review", thing)
        if form.is_valid() and _done(request, thing, form):
            return HttpResponseRedirect(request.path)
    status = 422 if form.errors else 200
    return page(request, "queue", "review", _shown(request.user, thing, kind, form), status=status)


def _shown(reader: Reader, thing: Profile | Opportunity, kind: str, form: ReviewForm) -> dict[str, Any]:
    before = last_public(thing)
    steps = [step for step in reviewing.DECISIONS if policy.can(reader, step, thing)]
    owner = thing.organisation if isinstance(thing, Opportunity) else thing
    alike = [] if isinstance(thing, Opportunity) else resembling(listed_of_profile(thing), reader)
    return {
        "thing": thing,
        "kind": kind,
        "owner": owner,
        "place": place_of(owner),
        "form": form,
        "was_public": before is not None,
        "lines": lines_of(thing, before),
        "steps": steps,
        "may_review": policy.can(reader, "review", thing),
        "comments": reviewing.comments_on(thing) if policy.can(reader, "see_comments", thing) else [],
        "alike": [(one, [duplicate_reason(reason) for reason in one.reasons]) for one in alike],
        "owner_waits": kind == "opportunity" and owner.state != "published",
    }


def _done(request: HttpRequest, thing: Any, form: ReviewForm) -> bool:
    """Do what the pressed button says; False where the form has to be shown again."""
    step, words = request.POST.get("step", "note"), form.cleaned_data["comment"]
    reviewing.note_answers(thing=thing, actor=request.user, answers=form.answers)
    if step == "note":
        messages.success(request, _("Saved."))
        return True
    try:
        if step == "comment":
            reviewing.say(thing=thing, actor=request.user, text=words, as_reviewer=True)
        elif step in reviewing.DECISIONS:
            if PUBLICATION.transition(step, thing.state) is not None:
                policy.demand(request.user, step, thing)
            reviewing.decide(thing=thing, step=step, actor=request.user, comment=words)
        else:
            raise Http404(step)
    except reviewing.WordsMissingError:
        form.add_error("comment", _("Please write a word to them: without it they do not know what to do."))
        return False
    except reviewing.ChecklistOpenError as error:
        for code in error.codes:
            form.add_error(code, _("Before it becomes public, this has to be a yes, or not to apply."))
        return False
    except TransitionRefusedError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
        return True
    messages.success(request, _done_in_words(step))
    return True


def _done_in_words(step: str) -> str:
    return {
        "comment": _("Sent. They read it on their page and by e-mail."),
        "approve": _("It is public now, and its owners have been written to."),
        "request_changes": _("Its owners have been asked for the changes."),
        "reject": _("It is not accepted; its owners have been told why."),
    }[step]
