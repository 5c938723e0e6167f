"""What awaits somebody about the organisations that they act for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata_web.desk.section import Section
from cordata_web.directory.advice import Advice, advice_for
from cordata_web.directory.models import Claim, Profile
from cordata_web.directory.states import state_name
from cordata_web.people import policy
from cordata_web.people.policy import Standing
from cordata_web.people.policy.memory import remembered

EXPIRES_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Kept:
    """An organisation on the desk: how it stands, and the next step as words and address."""

    profile: Profile
    state: str
    advice: Advice
    next_label: str
    next_url: str


def start_here(standing: Standing, request: HttpRequest) -> Section | None:
    """The beginning, for those who act for nobody yet and have no other task in the network."""
    del request
    if standing.acts_for or standing.roles or standing.regions:
        return None
    waiting = Claim.objects.filter(user=standing.user_id, state=Claim.State.OPEN).exists()
    return None if waiting else Section("desk/start.html")


def open_claims(standing: Standing, request: HttpRequest) -> Section | None:
    """What the secretariat has not answered yet, or has answered with no within the last month."""
    del request
    recent = timezone.now() - EXPIRES_SOON
    lately = Q(state=Claim.State.REFUSED, decided__gte=recent) & ~Q(profile__in=standing.acts_for)
    mine = Claim.objects.filter(Q(state=Claim.State.OPEN) | lately, user=standing.user_id).select_related("profile")
    waiting = [claim for claim in mine if claim.state == Claim.State.OPEN]
    refused = [claim for claim in mine if claim.state == Claim.State.REFUSED]
    if not waiting and not refused:
        return None
    return Section("desk/claims.html", {"waiting": waiting, "refused": refused})


def what_expires(standing: Standing, request: HttpRequest) -> Section | None:
    """Profiles that are over soon or already, each with a button to renew it."""
    del request
    limit = timezone.localdate() + EXPIRES_SOON
    ending = [one for one in own_profiles(standing) if one.state in ("published", "expired")]
    over = [one for one in ending if one.valid_until and one.valid_until <= limit]
    due = [profile for profile in over if policy.can(standing, "renew", profile)]
    return Section("desk/expiring.html", {"profiles": due, "today": timezone.localdate()}) if due else None


def my_organisations(standing: Standing, request: HttpRequest) -> Section | None:
    """Each organisation with its state and what comes next; those put aside last."""
    del request
    kept = [_kept(profile, standing) for profile in own_profiles(standing)]
    kept.sort(key=lambda one: (one.profile.state == "archived", one.profile.folded_name))
    return Section("desk/organisations.html", {"kept": kept}) if kept else None


def own_profiles(standing: Standing) -> list[Profile]:
    """Those that are theirs to keep: a manager's members have pages of their own."""
    own = Profile.objects.filter(pk__in=standing.acts_for, merged_into__isnull=True).defer("search_text")
    loaded = own.prefetch_related("concepts", "citations")
    return remembered(("own profiles", standing.acts_for), lambda: list(loaded))


def _kept(profile: Profile, standing: Standing) -> Kept:
    advice = advice_for(profile)
    label, url = _next_step(profile, advice, standing)
    return Kept(profile, state_name(profile.state), advice, label, url)


def _next_step(profile: Profile, advice: Advice, standing: Standing) -> tuple[str, str]:
    said = [*profile.descriptions.values(), *profile.offers.values()]
    if not any(said) and policy.can(standing, "edit", profile):
        return _("Tell it in one paragraph"), reverse("desk:paragraph", args=[profile.pk])
    if profile.state == "changes_requested":
        return _("Look at what the secretariat asks for"), reverse("directory:manage", args=[profile.pk])
    if policy.can(standing, "submit", profile):
        return _("Look at it once more and send it for review"), reverse("desk:matches", args=[profile.pk])
    if profile.state == "archived":
        return _("Take it up again"), reverse("directory:manage", args=[profile.pk])
    if advice.missing and policy.can(standing, "edit", profile):
        return _("Make the profile more complete"), reverse("directory:edit", args=[profile.pk])
    return _("Open the profile"), profile.get_absolute_url()
