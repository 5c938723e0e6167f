"""Who belongs to a cluster: added, asked, ended, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata_web.directory.cluster_work.roster import memberships_today
from cordata_web.directory.models import ClusterMay, Membership, MembershipRequest, Profile
from cordata_web.directory.rewriting import let_cluster_act
from cordata_web.exchange.speakers import people_of
from cordata_web.mail import Draft, absolute, post
from cordata_web.people import audit, policy
from cordata_web.people.models import RoleAssignment, User
from cordata_web.people.models.roles import FOR_A_PROFILE

UNDO_DAYS = 30
"""As long after its end a membership can be taken up again without asking anew."""


class ClusterNotPublicError(ValueError):
    """Only a cluster that the secretariat has published has members of its own making."""


class MemberAlreadyError(ValueError):
    """It is a member already, or is asked."""


class NotAMemberError(ValueError):
    """There is no membership that could be ended or taken back."""


class NotAnOrganisationError(ValueError):
    """The cluster itself, or a profile that is put aside or merged into another."""


class AnsweredAlreadyError(ValueError):
    """Somebody has answered, or taken the question back."""


@transaction.atomic
def add_member(*, cluster: Profile, member: Profile, actor: User, today: date) -> Membership | MembershipRequest:
    """Count it among the members; where it has people of its own who are not the actor, these are asked first."""
    demand_public(cluster)
    if member.pk == cluster.pk or member.merged_into_id or member.state in ("archived", "rejected"):
        raise NotAnOrganisationError(member.pk)
    lock(cluster)
    if memberships_today(cluster, today).filter(member=member).exists() or _asked(cluster, member).exists():
        raise MemberAlreadyError(member.pk)
    if must_be_asked(member, actor, today=today):
        return _ask(cluster, member, actor, today)
    return join(cluster, member, actor)


def must_be_asked(member: Profile, actor: User, *, today: date) -> bool:
    """Whether it has people of its own; the secretariat, and those who act for it, need not ask."""
    standing = policy.standing_of(actor)
    if standing.is_secretariat or member.pk in standing.acts_for:
        return False
    return has_own_people(member, today=today) or member.claimed is not None


def has_own_people(member: Profile, *, today: date) -> bool:
    return RoleAssignment.holding(today).filter(profile=member, role__in=FOR_A_PROFILE).exists()


@transaction.atomic
def answer_request(
    *, request: MembershipRequest, actor: User, yes: bool, may: str = ClusterMay.NOTHING
) -> MembershipRequest:
    """The organisation says whether it is a member, and what the cluster may do for it."""
    row = _open_one(request)
    _decide(row, MembershipRequest.State.ACCEPTED if yes else MembershipRequest.State.DECLINED, actor)
    if yes:
        if not memberships_today(row.cluster, timezone.localdate()).filter(member=row.member).exists():
            join(row.cluster, row.member, actor)
        let_cluster_act(profile=row.member, actor=actor, may=ClusterMay(may))
    return row


@transaction.atomic
def withdraw_request(*, request: MembershipRequest, actor: User) -> MembershipRequest:
    row = _open_one(request)
    _decide(row, MembershipRequest.State.WITHDRAWN, actor)
    return row


@transaction.atomic
def end_membership(*, cluster: Profile, member: Profile, actor: User, today: date) -> None:
    """It has not been a member since yesterday; one that began today leaves no row, the audit log keeps it."""
    _end(cluster, member, actor, today, left=False)


@transaction.atomic
def leave_cluster(*, cluster: Profile, member: Profile, actor: User, today: date) -> None:
    """The member ends it itself; the cluster's managers are written to."""
    _end(cluster, member, actor, today, left=True)
    for user in people_of(cluster, today=today):
        post("membership_left", to=user, write=_told_of_leaving(cluster, member))


def _end(cluster: Profile, member: Profile, actor: User, today: date, *, left: bool) -> None:
    lock(cluster)
    row = memberships_today(cluster, today).filter(member=member).first()
    if row is None:
        raise NotAMemberError(member.pk)
    action = "leave cluster" if left else "end membership"
    audit.record(action, row, actor=actor, changes={"cluster": cluster.pk, "member": member.pk})
    if row.since is not None and row.since >= today:
        row.delete()
    else:
        row.until, row.left = today - timedelta(days=1), left
        row.save(update_fields=["until", "left"])


@transaction.atomic
def undo_end(*, cluster: Profile, member: Profile, actor: User, today: date) -> Membership:
    """As if the cluster had not ended it."""
    return _take_up(cluster, member, actor, today, left=False)


@transaction.atomic
def undo_leaving(*, cluster: Profile, member: Profile, actor: User, today: date) -> Membership:
    """As if the member had not left."""
    return _take_up(cluster, member, actor, today, left=True)


def lately_left(member: Profile, today: date) -> QuerySet[Membership]:
    """Memberships that the member has ended and can take up again, unless it is a member again."""
    still = Membership.holding(today).filter(member=member).values("cluster_id")
    ended = _lately_ended(today).filter(member=member, left=True, cluster__state="published")
    return ended.exclude(cluster_id__in=still).select_related("cluster").order_by("cluster__folded_name", "cluster_id")


def _lately_ended(today: date) -> QuerySet[Membership]:
    return Membership.objects.filter(until__gte=today - timedelta(days=UNDO_DAYS), until__lt=today)


def _take_up(cluster: Profile, member: Profile, actor: User, today: date, *, left: bool) -> Membership:
    lock(cluster)
    if memberships_today(cluster, today).filter(member=member).exists():
        raise MemberAlreadyError(member.pk)
    row = _lately_ended(today).filter(cluster=cluster, member=member).order_by("-until", "-pk").first()
    if row is None or row.left != left:
        raise NotAMemberError(member.pk)
    row.until, row.left = None, False
    row.save(update_fields=["until", "left"])
    audit.record("undo end of membership", row, actor=actor, changes={"cluster": cluster.pk, "member": member.pk})
    return row


def join(cluster: Profile, member: Profile, actor: User | None) -> Membership:
    """From now on it is a member; since when it has been one, nobody said. Call it in a transaction."""
    made = Membership.objects.create(cluster=cluster, member=member)
    audit.record("created", made, actor=actor, changes={"cluster": cluster.pk, "member": member.pk})
    return made


def demand_public(cluster: Profile) -> None:
    if cluster.state != "published":
        raise ClusterNotPublicError(cluster.pk)


def lock(cluster: Profile) -> None:
    """Of two who change the members at once, the second waits here and finds the first's change."""
    list(Profile.objects.select_for_update(of=("self",)).filter(pk=cluster.pk).values_list("pk"))


def ask(cluster: Profile, member: Profile, actor: User, today: date) -> MembershipRequest | None:
    """Ask, if it is not asked already. Call it in a transaction."""
    return None if _asked(cluster, member).exists() else _ask(cluster, member, actor, today)


def _asked(cluster: Profile, member: Profile) -> QuerySet[MembershipRequest]:
    return MembershipRequest.objects.filter(cluster=cluster, member=member, state=MembershipRequest.State.OPEN)


def _ask(cluster: Profile, member: Profile, actor: User, today: date) -> MembershipRequest:
    made = MembershipRequest.objects.create(cluster=cluster, member=member, asked_by=actor)
    audit.record("ask", made, actor=actor, changes={"cluster": cluster.pk, "member": member.pk})
    for user in people_of(member, today=today):
        post("membership_asked", to=user, write=_writer(made), key=f"membership:{made.pk}:{user.pk}")
    return made


def _open_one(request: MembershipRequest) -> MembershipRequest:
    rows = MembershipRequest.objects.select_for_update(of=("self",)).select_related("cluster", "member")
    row = rows.get(pk=request.pk)
    if row.state != MembershipRequest.State.OPEN:
        raise AnsweredAlreadyError(row.pk)
    return row


def _decide(row: MembershipRequest, state: MembershipRequest.State, actor: User) -> None:
    row.state, row.decided = state, timezone.now()
    row.save(update_fields=["state", "decided"])
    told = {"cluster": row.cluster_id, "member": row.member_id}
    audit.record(f"membership {state}", row, actor=actor, changes=told)


def _writer(made: MembershipRequest) -> Callable[[], Draft]:
    def write() -> Draft:
        names = {"cluster": made.cluster.name, "member": made.member.name}
        return Draft(
            subject=_("Does %(member)s belong to %(cluster)s?") % names,
            paragraphs=[
                _("The cluster %(cluster)s counts %(member)s among its members. Is that right?") % names,
                _("If you say yes, its managers can propose introductions and remind you when your profile gets old."),
            ],
            button=(_("Answer"), absolute(reverse("directory:membership", args=[made.pk]))),
            closing=_("If you do not answer, nothing happens."),
        )

    return write


def _told_of_leaving(cluster: Profile, member: Profile) -> Callable[[], Draft]:
    def write() -> Draft:
        names = {"cluster": cluster.name, "member": member.name}
        return Draft(
            subject=_("%(member)s has left %(cluster)s") % names,
            paragraphs=[
                _("%(member)s does not belong to %(cluster)s any more; its own people have decided so.") % names,
                _("Perhaps a word with them helps. To count it among the members again, ask it anew."),
            ],
            button=(_("Open the members"), absolute(reverse("directory:cluster_members", args=[cluster.pk]))),
        )

    return write
