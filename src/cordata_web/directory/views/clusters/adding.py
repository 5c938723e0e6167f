"""Adding a member: found in the directory, or listed anew; and the organisation's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cordata.directory.duplicates import Listed
from cordata_web.directory import listing, queries
from cordata_web.directory.cluster_work import memberships
from cordata_web.directory.cluster_work.newcomers import add_newcomer
from cordata_web.directory.cluster_work.roster import member_ids
from cordata_web.directory.forms.clusters import AnswerForm, FindMemberForm, NewMemberForm
from cordata_web.directory.models import ClusterMay, MembershipRequest, Profile
from cordata_web.directory.resemblance import Resemblance, resembling
from cordata_web.directory.selection import Selection
from cordata_web.directory.views.clusters.pages import frame, managed
from cordata_web.people import policy

MOST_FOUND = 10


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: HttpRequest, slug: str) -> HttpResponse:
    """By name; what is not found can be listed anew below."""
    cluster = managed(request, slug)
    q = request.GET.get("q", "").strip()[:250]
    form = NewMemberForm(request.POST or None, initial={"name": q})
    alike: list[Resemblance] = []
    if request.method == "POST" and form.is_valid():
        alike = resembling(form.listed, request.user)
        seen = request.POST.get("seen", "").split()
        if all(one.profile.pk in seen for one in alike if one.is_strong):
            return _list_anew(request, cluster, form)
    found = _found(q, request) if q else []
    shown = [one.profile for one in alike] or found
    context = {
        **frame(request, cluster, "members"),
        "find": FindMemberForm(initial={"q": q}),
        "q": q,
        "form": form,
        "again": bool(alike),
        "found": [_row(one, cluster, request) for one in shown],
        "seen": " ".join(one.profile.pk for one in alike),
    }
    return render(request, "directory/cluster/add.html", context)


def _list_anew(request: HttpRequest, cluster: Profile, form: NewMemberForm) -> HttpResponse:
    facts = {name: form.cleaned_data[name] for name in ("name", "kind", "region", "town", "website")}
    try:
        made = add_newcomer(cluster=cluster, actor=request.user, today=timezone.localdate(), **facts)
    except memberships.ClusterNotPublicError:
        return _not_public(request, cluster)
    messages.success(
        request, _("%(name)s is listed and a member. Invite somebody to keep the profile.") % {"name": made.name}
    )
    return HttpResponseRedirect(reverse("directory:cluster_invite", args=[cluster.pk, made.pk]))


def _found(q: str, request: HttpRequest) -> list[Profile]:
    """Look-alikes first, then whatever has the words in its name."""
    listed = queries.listed_for(request.user).exclude(is_example=True)
    alike = [one.profile for one in resembling(Listed("", q), request.user)]
    by_words = queries.best_first(queries.matching(listed, Selection(q=q)), q)[:MOST_FOUND]
    return list({one.pk: one for one in (*alike, *by_words)}.values())[:MOST_FOUND]


def _row(profile: Profile, cluster: Profile, request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    public = policy.can(request.user, "see", profile)
    return {
        "profile": profile,
        "place": listing.place_of(profile) if public else _("being prepared, not public yet"),
        "url": profile.get_absolute_url() if public else "",
        "is_self": profile.pk == cluster.pk,
        "is_member": profile.pk in member_ids(cluster, today),
        "asked": memberships.must_be_asked(profile, request.user, today=today),
    }


@login_required
@require_POST
def take_in(request: HttpRequest, slug: str) -> HttpResponse:
    """One that the directory holds becomes a member, or is asked."""
    cluster = managed(request, slug)
    member = get_object_or_404(queries.visible_to(request.user), pk=request.POST.get("member", ""))
    name = {"name": member.name}
    try:
        made = memberships.add_member(cluster=cluster, member=member, actor=request.user, today=timezone.localdate())
    except memberships.ClusterNotPublicError:
        return _not_public(request, cluster)
    except memberships.MemberAlreadyError:
        messages.info(request, _("%(name)s is a member already, or is asked.") % name)
    except memberships.NotAnOrganisationError:
        messages.error(request, _("This profile cannot become a member."))
    else:
        if isinstance(made, MembershipRequest):
            messages.success(request, _("The people of %(name)s are asked whether it is a member.") % name)
        else:
            messages.success(request, _("%(name)s is a member now.") % name)
    return HttpResponseRedirect(reverse("directory:cluster_members", args=[cluster.pk]))


def _not_public(request: HttpRequest, cluster: Profile) -> HttpResponse:
    messages.error(request, _("Members can be added as soon as the secretariat has published the cluster."))
    return HttpResponseRedirect(reverse("directory:cluster_members", args=[cluster.pk]))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: HttpRequest, pk: str) -> HttpResponse:
    """An organisation's people say whether it belongs to a cluster."""
    rows = MembershipRequest.objects.select_related("cluster", "member")
    asked = get_object_or_404(policy.visible_to(request.user, rows), pk=pk)
    policy.demand(request.user, "answer", asked)
    form = AnswerForm(request.POST or None, initial={"cluster_may": asked.member.cluster_may})
    if request.method == "POST" and form.is_valid() and request.POST.get("answer") in ("yes", "no"):
        yes = request.POST["answer"] == "yes"
        may = form.cleaned_data["cluster_may"] or ClusterMay.NOTHING
        try:
            memberships.answer_request(request=asked, actor=request.user, yes=yes, may=may)
        except memberships.AnsweredAlreadyError:
            messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
        else:
            messages.success(request, _("Thank you for answering."))
        return HttpResponseRedirect(reverse("desk:home"))
    is_open = asked.state == MembershipRequest.State.OPEN
    context = {"asked": asked, "form": form, "is_open": is_open, "profile": asked.member}
    return render(request, "directory/cluster/membership.html", context)
