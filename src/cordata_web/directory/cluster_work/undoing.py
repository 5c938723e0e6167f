"""Taking back an import: exactly what it made, as far as nobody has built on it since."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata_web.directory.cluster_work.importing import MADE, ROWS_AT_ONCE, address_of, import_of, moment
from cordata_web.directory.models import Claim, MemberImport, Membership, MembershipRequest, Profile
from cordata_web.exchange.models import Collaboration, Interest, Introduction, Opportunity
from cordata_web.jobs import Run, enqueue
from cordata_web.people import audit
from cordata_web.people.models import Invitation, RoleAssignment, User

KEPT = ("changed", "claimed", "invited", "in_use", "other_cluster", "answered", "ended")
"""Why something was not taken back."""


def run_undo(run: Run) -> None:
    """Take back some things at a time; what is done is struck off along with it."""
    row = import_of_now(run)
    total = sum(len(row.effects.get(what, [])) for what in MADE)
    left = total
    while left:
        run.stop_if_cancelled()
        batch = min(ROWS_AT_ONCE, left)
        with run.step(total - left + batch, total):
            row = import_of(run)
            for _turn in range(batch):
                _take_back_one(row, run.job.owner)
            row.save(update_fields=["effects"])
        left -= batch
    with run.finish_with({"message": _outcome(row), "url": address_of(row)}):
        MemberImport.objects.filter(pk=row.pk).update(state=MemberImport.State.UNDONE)
        audit.record("undone", row, actor=run.job.owner, changes={"kept": len(row.effects.get("kept", []))})
        enqueue("update_index")


def import_of_now(run: Run) -> MemberImport:
    return MemberImport.objects.select_related("cluster").get(pk=run.arguments["import"])


def _take_back_one(row: MemberImport, actor: User | None) -> None:
    what = next((name for name in MADE if row.effects.get(name)), "")
    if not what:
        return
    thing = row.effects[what].pop()
    kept = TAKE_BACK[what](thing, actor)
    if kept is not None:
        row.effects.setdefault("kept", []).append(kept)


def _membership(pk: int, actor: User | None) -> dict[str, str] | None:
    row = Membership.objects.select_related("member").filter(pk=pk).first()
    if row is None:
        return None
    if row.until is not None:
        return {"name": row.member.name, "reason": "ended"}
    audit.record("deleted", row, actor=actor, changes={"cluster": row.cluster_id, "member": row.member_id})
    row.delete()
    return None


def _request(pk: str, actor: User | None) -> dict[str, str] | None:
    row = MembershipRequest.objects.select_for_update(of=("self",)).select_related("member").filter(pk=pk).first()
    if row is None:
        return None
    if row.state != MembershipRequest.State.OPEN:
        return {"name": row.member.name, "reason": "answered"}
    audit.record("deleted", row, actor=actor, changes={"cluster": row.cluster_id, "member": row.member_id})
    row.delete()
    return None


def _profile(made: dict[str, Any], actor: User | None) -> dict[str, str] | None:
    row = Profile.objects.select_for_update(of=("self",)).filter(pk=made["id"]).first()
    if row is None:
        return None
    reason = _built_upon(row, made)
    if reason:
        return {"name": row.name, "id": row.pk, "reason": reason}
    audit.record("deleted", row, actor=actor, changes={"name": row.name})
    row.delete()
    return None


TAKE_BACK = {"memberships": _membership, "requests": _request, "created": _profile}


def _built_upon(row: Profile, made: dict[str, Any]) -> str:
    """Why the profile stays, as one of ``KEPT``; empty where nothing has happened to it since."""
    claims = Claim.objects.filter(profile=row, state=Claim.State.OPEN)
    if row.claimed is not None or claims.exists() or RoleAssignment.objects.filter(profile=row).exists():
        return "claimed"
    if row.updated != moment(made["updated"]) or row.merged.exists():
        return "changed"
    if Invitation.objects.filter(profile=row).exists():
        return "invited"
    if Membership.objects.filter(Q(member=row) | Q(cluster=row)).exists() or _asked_by_another(row):
        return "other_cluster"
    return "in_use" if _dealt_with(row) else ""


def _asked_by_another(row: Profile) -> bool:
    return MembershipRequest.objects.filter(member=row, state=MembershipRequest.State.OPEN).exists()


def _dealt_with(row: Profile) -> bool:
    either = Q(first=row) | Q(second=row)
    return (
        Opportunity.objects.filter(organisation=row).exists()
        or Interest.objects.filter(organisation=row).exists()
        or Introduction.objects.filter(either).exists()
        or Collaboration.objects.filter(either).exists()
    )


def _outcome(row: MemberImport) -> str:
    stayed = len(row.effects.get("kept", []))
    if not stayed:
        return _("Everything is as it was before the import.")
    told = ngettext(
        "All but %(number)s entry was taken back; the page of the import says why.",
        "All but %(number)s entries were taken back; the page of the import says why.",
        stayed,
    )
    return told % {"number": stayed}
