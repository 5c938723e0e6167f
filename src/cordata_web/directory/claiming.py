"""Taking over a profile that the directory holds already."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.directory.websites import own_host
from cordata_web.directory.founding import role_for
from cordata_web.directory.keeping import valid_from
from cordata_web.directory.models import Claim, Profile
from cordata_web.mail import Draft, absolute, post
from cordata_web.people import audit
from cordata_web.people.assignments import give_role
from cordata_web.people.invitations import close_those_met
from cordata_web.people.models import RoleAssignment, User

FREE_MAIL = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "aol.com"),
        *("icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "mail.com", "zoho.com", "tutanota.com"),
        *("gmx.com", "gmx.net", "gmx.de", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de", "arcor.de"),
        *("posteo.de", "mailbox.org", "hotmail.de", "outlook.de", "yahoo.de", "live.de", "aon.at", "chello.at"),
        *("a1.net", "bluewin.ch", "sunrise.ch", "hispeed.ch", "adon.li", "powersurf.li"),
        *("libero.it", "virgilio.it", "alice.it", "tim.it", "tin.it", "tiscali.it", "fastwebnet.it", "inwind.it"),
        *("hotmail.it", "outlook.it", "yahoo.it", "live.it", "aruba.it", "pec.it", "legalmail.it", "arubapec.it"),
        *("postecert.it", "poste.it", "email.it", "vodafone.it", "altervista.org"),
        *("free.fr", "orange.fr", "wanadoo.fr", "sfr.fr", "neuf.fr", "laposte.net", "bbox.fr", "numericable.fr"),
        *("hotmail.fr", "outlook.fr", "yahoo.fr", "live.fr", "gmx.fr", "aliceadsl.fr"),
        *("siol.net", "siol.com", "arnes.si", "volja.net", "t-2.net", "telemach.net", "email.si", "amis.net"),
    )
)
"""Where anybody may have an address: it says nothing about for whom somebody works."""
WIDE_KINDS = ("university", "public")
"""Too many people have an address there to act for the whole."""


class NotClaimableError(ValueError):
    """An invented organisation, or one that is put aside, is nobody's to take over."""


class ActsAlreadyError(ValueError):
    """The person acts for the organisation already."""


class ClaimDecidedError(ValueError):
    """The claim has its answer already."""


def address_proves(user: User, profile: Profile) -> bool:
    """Whether the person's confirmed e-mail address is one of the profile's own website, and of no other profile's."""
    host = own_host(profile.website)
    domain = user.email.rpartition("@")[2].lower()
    if host is None or domain != host or domain in FREE_MAIL or profile.kind in WIDE_KINDS:
        return False
    if not EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists():
        return False
    others = Profile.objects.filter(website__icontains=host, merged_into__isnull=True).exclude(pk=profile.pk)
    return all(own_host(website) != host for website in others.values_list("website", flat=True))


def is_claimable(profile: Profile) -> bool:
    """Not what is invented, put aside, or merged into another."""
    return not (profile.is_example or profile.state in ("archived", "rejected") or profile.merged_into_id)


@transaction.atomic
def claim_profile(*, profile: Profile, user: User, message: str = "") -> Claim:
    """Say that one acts for it; confirmed at once where the address proves it, else the secretariat answers.

    Claimed twice, the first claim stays open, with the newer message.
    """
    if not is_claimable(profile):
        raise NotClaimableError(profile.pk)
    if RoleAssignment.holding(timezone.localdate()).filter(user=user, profile=profile).exists():
        raise ActsAlreadyError(profile.pk)
    claim, _is_new = Claim.objects.get_or_create(profile=profile, user=user, state=Claim.State.OPEN)
    claim.message = message
    claim.save(update_fields=["message"])
    audit.record("claim", claim, actor=user, changes={"profile": profile.pk})
    if address_proves(user, profile):
        _confirm(claim, actor=None, answer="")
    return claim


@transaction.atomic
def confirm_claim(*, claim: Claim, actor: User, answer: str = "") -> Claim:
    """The person acts for the profile from now on, and is told so."""
    row = _open_one(claim)
    _confirm(row, actor=actor, answer=answer)
    post("claim_confirmed", to=row.user, write=lambda: _good_news(row))
    return row


@transaction.atomic
def refuse_claim(*, claim: Claim, actor: User, answer: str) -> Claim:
    """The person is told no, and why."""
    row = _open_one(claim)
    _decide(row, Claim.State.REFUSED, actor, answer)
    post("claim_refused", to=row.user, write=lambda: _bad_news(row))
    return row


def _open_one(claim: Claim) -> Claim:
    row = Claim.objects.select_for_update(of=("self",)).select_related("profile", "user").get(pk=claim.pk)
    if row.state != Claim.State.OPEN:
        raise ClaimDecidedError(row.pk)
    return row


def _confirm(claim: Claim, *, actor: User | None, answer: str) -> None:
    _decide(claim, Claim.State.CONFIRMED, actor, answer)
    profile, today = claim.profile, timezone.localdate()
    give_role(user=claim.user, role=role_for(profile), profile=profile, actor=actor)
    close_those_met(user=claim.user, role=role_for(profile), profile=profile)
    if profile.claimed is None:
        profile.claimed = today
        profile.valid_until = profile.valid_until or valid_from(today)
        profile.save(update_fields=["claimed", "valid_until", "updated"])
        audit.record("kept by its own", profile, actor=claim.user, changes={"claimed": str(today)})


def _decide(claim: Claim, state: Claim.State, actor: User | None, answer: str) -> None:
    claim.state, claim.answer, claim.decided = state, answer, timezone.now()
    claim.save(update_fields=["state", "answer", "decided"])
    audit.record(f"claim {state}", claim, actor=actor, changes={"profile": claim.profile_id, "user": claim.user_id})


def _good_news(claim: Claim) -> Draft:
    name = {"name": claim.profile.name}
    return Draft(
        subject=_("You now act for %(name)s") % name,
        paragraphs=[
            _("The secretariat has confirmed that you act for %(name)s.") % name,
            *filter(None, [claim.answer]),
            _("The profile is yours to keep up to date now."),
        ],
        button=(_("Edit the profile"), absolute(reverse("directory:edit", args=[claim.profile_id]))),
    )


def _bad_news(claim: Claim) -> Draft:
    name = {"name": claim.profile.name}
    return Draft(
        subject=_("You cannot act for %(name)s yet") % name,
        paragraphs=[
            _("The secretariat could not confirm that you act for %(name)s.") % name,
            *filter(None, [claim.answer]),
            _("Perhaps a colleague acts for it already: they can invite you."),
        ],
        button=(_("Open the profile"), absolute(reverse("directory:profile", args=[claim.profile_id]))),
    )
