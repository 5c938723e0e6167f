"""Keeping one's own organisation: how it stands, its steps, and its profile."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata.exchange.states import PUBLICATION, TransitionRefusedError
from cordata_web.directory import queries
from cordata_web.directory.advice import advice_for
from cordata_web.directory.forms.editing import ProfileForm
from cordata_web.directory.keeping import OWN_STEPS, NothingToReviewError, own_actions, step_profile
from cordata_web.directory.models import Profile, SizeTest
from cordata_web.directory.rewriting import rewrite_profile
from cordata_web.people import policy
from cordata_web.people.models import Comment

MORE_ACTIONS = ("see_people", "see_comments", "comment", "review")


def own_profile(request: HttpRequest, slug: str, action: str) -> Profile:
    """The profile, if the person may do the action to it: unknown to those who may not see it, else refused."""
    profile = get_object_or_404(policy.visible_to(request.user, Profile.objects.all()), pk=slug)
    policy.demand(request.user, action, profile)
    return profile


def done_in_words(step: str) -> str:
    return {
        "submit": _("Sent. The secretariat looks at it, and we write to you."),
        "take_back": _("It is a draft again."),
        "renew": _("Thank you: it stays public."),
        "archive": _("Put aside. Nothing is deleted; you can take it up again."),
        "restore": _("It is a draft again."),
    }[step]


@login_required
@never_cache
@require_safe
def manage(request: HttpRequest, slug: str) -> HttpResponse:
    """How the organisation stands, and all that its people can do about it."""
    if winner := queries.merged_into(slug):
        return redirect("directory:manage", winner, permanent=True)
    profile = own_profile(request, slug, "see")
    standing = policy.standing_of(request.user)
    may = own_actions(profile, request.user)
    if not any(may.values()) and not standing.reads_all:
        return HttpResponseRedirect(profile.get_absolute_url())  # whoever only reads reads the public page
    may |= {action: policy.can(standing, action, profile) for action in MORE_ACTIONS}
    context = {
        "profile": profile,
        "may": may,
        "may_submit": may["submit"],
        "may_edit": may["edit"],
        "advice": advice_for(profile),
        "in_review": profile.state in ("in_review", "changes_requested", "rejected"),
        "comments": comments_on(profile) if may["see_comments"] else [],
        "test": SizeTest.objects.filter(profile=profile).first() if policy.can(standing, "see_size", profile) else None,
    }
    return render(request, "directory/own/manage.html", context)


def comments_on(profile: Profile) -> list[Comment]:
    """What was said in its review, the newest last."""
    said = Comment.objects.filter(object_kind=profile._meta.label_lower, object_id=profile.pk, purpose="review")
    return list(said.select_related("author"))


@login_required
@require_POST
def step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Take a step of the publication."""
    profile = get_object_or_404(policy.visible_to(request.user, Profile.objects.all()), pk=slug)
    if step not in OWN_STEPS:
        raise Http404
    if PUBLICATION.transition(step, profile.state) is not None:
        policy.demand(request.user, step, profile)
    elif profile.pk not in policy.acts_for(request.user):
        raise PermissionDenied(step)
    try:
        step_profile(profile=profile, step=step, actor=request.user)
    except TransitionRefusedError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    except NothingToReviewError:
        messages.error(request, _("Please say first what your organisation does; one paragraph is enough."))
        return HttpResponseRedirect(reverse("directory:edit", args=[profile.pk]))
    else:
        messages.success(request, done_in_words(step))
    return HttpResponseRedirect(_back(request, profile))


def _back(request: HttpRequest, profile: Profile) -> str:
    if request.POST.get("from") == "desk":
        return reverse("desk:home")
    return reverse("directory:manage", args=[profile.pk])


@login_required
@require_POST
def still_right(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The text in a language is still right, though the original has changed since."""
    profile = own_profile(request, slug, "edit")
    rewrite_profile(profile=profile, actor=request.user, changes={}, still_right=[language])
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(_back(request, profile))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    profile = own_profile(request, slug, "edit")
    form = ProfileForm(profile, request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("action") != "more" and form.is_valid():
        rewrite_profile(
            profile=profile, actor=request.user, changes=form.changes, concepts=form.cleaned_data["concepts"],
            still_right=form.still_right,
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("directory:manage", args=[profile.pk]))
    searching = request.POST.get("action") == "more"
    return render(request, "directory/own/edit.html", {"profile": profile, "form": form, "searching": searching})
