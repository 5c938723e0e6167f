"""The members of one's cluster, for programs: listed, added, ended, imported."""

from __future__ import annotations

import base64
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata.kernel import Country, Kind
from cordata.sources.columns import preview
from cordata_web.api.keys import MANAGE
from cordata_web.api.paging import Paged, Paging, Said, as_form, counted, paged
from cordata_web.api.problems import Refusals, demand_valid, wrong_field
from cordata_web.directory.cluster_work import dry_run, importing, memberships
from cordata_web.directory.cluster_work.import_messages import fault
from cordata_web.directory.cluster_work.roster import FRESHNESS, Member, roster_of
from cordata_web.directory.cluster_work.tables import table_from
from cordata_web.directory.forms.clusters import MappingForm, TableForm
from cordata_web.directory.models import ClusterMay, MemberImport, MembershipRequest, Profile
from cordata_web.directory.views.clusters.pages import managed
from cordata_web.jobs.api import JobOut, job_out
from cordata_web.people import policy

router = Router(tags=["clusters"])
Id = Annotated[str, Field(min_length=1, max_length=120)]
LONGEST_FILE = 2_400_000
REFUSALS: Refusals = {
    memberships.ClusterNotPublicError: (409, "Members can be added as soon as the cluster is published."),
    memberships.MemberAlreadyError: (409, "It is a member already, or is asked."),
    memberships.NotAMemberError: (409, "There is no membership that could be ended or taken back."),
    memberships.NotAnOrganisationError: (409, "This profile cannot become a member."),
    importing.NotNowError: (409, "This import is under way, done or taken back already."),
    importing.NothingToImportError: (409, "No row of the table would change anything."),
}


class MemberOut(Schema):
    """A member of today. ``people`` act for it themselves; ``cluster_may`` is what it lets its clusters do."""

    id: str
    name: str
    url: str
    kind: Kind
    country: Country
    nuts: str
    town: str
    website: str
    since: date | None
    cluster_may: Literal[*ClusterMay.values]
    freshness: Literal[*FRESHNESS]
    complete_percent: int
    people: int


class MemberPage(Paged):
    members: list[MemberOut]


class MemberFilters(Paging):
    freshness: list[Literal[*FRESHNESS]] = []


class NewMember(Said):
    member: Id = Field(description="Id of an organisation of the directory.")


class JoinedOut(Schema):
    """``asked``: the organisation has people of its own, who are asked first; else it is a member now."""

    member: str
    asked: bool


class ImportRow(Schema):
    """What an import would do with a row: list it ``new``, let it ``join``, ``ask`` its people, nothing as it is a
    ``member`` already or is to be left out (``leave``); ``unsure``: it may be one of ``alike``, say so on the site."""

    line: int
    name: str
    kind: Kind
    fate: Literal[*dry_run.FATES]
    alike: list[str]


class ImportProblem(Schema):
    """What is wrong, by row and column; ``loss`` says what is lost by it."""

    line: int | None
    column: str | None
    value: str | None
    code: str
    sentence: str
    loss: str


class ImportOut(Schema):
    """A table of members: checked first, then imported in the background, and taken back where it was a mistake."""

    id: str
    url: str
    file_name: str
    sent: datetime
    state: Literal[*MemberImport.State.values]
    columns: dict[str, str] = Field(description="Which field each column of the table fills.")
    counts: dict[Literal[*dry_run.FATES], int]
    rows: list[ImportRow]
    problems: list[ImportProblem]
    job: str | None


class ChangedImport(Said):
    """Other columns, or what is to be done with rows that are perhaps listed; what is left out stays as it is."""

    columns: dict[str, str] = Field({}, description="By column the field that it fills; empty: none.")
    choices: dict[str, str] = Field({}, description="By line the id of one of `alike`, or `new`, or `leave`.")


class ImportName(Schema):
    id: str
    file_name: str
    sent: datetime
    state: Literal[*MemberImport.State.values]


class ImportPage(Paged):
    imports: list[ImportName]


class NewImport(Said):
    """A CSV or XLSX file. It is only checked; nothing is imported before the step ``start``."""

    file_name: str = Field(min_length=1, max_length=200)
    content: str = Field(max_length=LONGEST_FILE, description="The file, in Base64.")


@router.get(
    "/clusters/{id}/members", response=MemberPage, operation_id="list_members", auth=MANAGE,
    summary="The members of your cluster, and how fresh their profiles are",
)  # fmt: skip
def list_members(request: HttpRequest, id: Path[Id], filters: Query[MemberFilters]) -> dict[str, Any]:
    cluster = managed(request, id, "see_cluster")
    members = roster_of(cluster, timezone.localdate())
    found = [one for one in members if not filters.freshness or one.freshness in filters.freshness]
    start = (filters.page - 1) * filters.per_page
    shown = [_member_out(request, one) for one in found[start : start + filters.per_page]]
    return {**counted(len(found), filters), "members": shown}


@router.post(
    "/clusters/{id}/members", response={201: JoinedOut}, operation_id="add_member", auth=MANAGE,
    summary="Add a member; one that has people of its own is asked",
)  # fmt: skip
def add_member(request: HttpRequest, id: Path[Id], said: NewMember) -> Any:
    cluster = managed(request, id)
    member = Profile.objects.filter(pk=said.member).first()
    if member is None:
        raise wrong_field("member", "There is no such organisation.")
    made = memberships.add_member(cluster=cluster, member=member, actor=request.user, today=timezone.localdate())
    return {"member": member.pk, "asked": isinstance(made, MembershipRequest)}


@router.post(
    "/clusters/{id}/members/{member}/steps/{step}", response=JoinedOut, operation_id="step_membership", auth=MANAGE,
    summary="End a membership, or take that back",
)  # fmt: skip
def step_membership(
    request: HttpRequest, id: Path[Id], member: Path[Id], step: Path[Literal["end", "undo"]]
) -> dict[str, Any]:
    cluster = managed(request, id)
    found = get_object_or_404(Profile.objects.filter(memberships__cluster=cluster).distinct(), pk=member)
    do = memberships.end_membership if step == "end" else memberships.undo_end
    do(cluster=cluster, member=found, actor=request.user, today=timezone.localdate())
    return {"member": found.pk, "asked": False}


@router.get(
    "/clusters/{id}/imports", response=ImportPage, operation_id="list_imports", auth=MANAGE,
    summary="Tables of members that were sent, newest first",
)  # fmt: skip
def list_imports(request: HttpRequest, id: Path[Id], paging: Query[Paging]) -> dict[str, Any]:
    cluster = managed(request, id, "see_cluster")
    rows = MemberImport.objects.filter(cluster=cluster).order_by("-sent", "pk").defer("table", "rows")
    return paged(rows, paging, "imports", lambda row: row)


@router.post(
    "/clusters/{id}/imports", response={201: ImportOut}, operation_id="check_import", auth=MANAGE,
    summary="Send a table of members to be checked",
)  # fmt: skip
def check_import(request: HttpRequest, id: Path[Id], said: NewImport) -> Any:
    cluster = managed(request, id)
    try:
        content = base64.b64decode(said.content, validate=True)
    except ValueError as error:
        raise wrong_field("content", "This is not Base64.") from error
    form = TableForm({}, {"file": SimpleUploadedFile(said.file_name, content)})
    demand_valid(form, {"file": "content"})
    made = importing.receive_table(
        cluster=cluster, actor=request.user, file_name=said.file_name, table=form.table, today=timezone.localdate()
    )
    return _import_out(request, made)


@router.get(
    "/clusters/{id}/imports/{import_id}", response=ImportOut, operation_id="get_import", auth=MANAGE,
    summary="What a table of members would do, or has done",
)  # fmt: skip
def get_import(request: HttpRequest, id: Path[Id], import_id: Path[Id]) -> dict[str, Any]:
    return _import_out(request, _import(request, managed(request, id, "see_cluster"), import_id))


@router.patch(
    "/clusters/{id}/imports/{import_id}", response=ImportOut, operation_id="change_import", auth=MANAGE,
    summary="Have a table looked at anew, with other columns or choices",
)  # fmt: skip
def change_import(request: HttpRequest, id: Path[Id], import_id: Path[Id], said: ChangedImport) -> dict[str, Any]:
    found = _import(request, managed(request, id), import_id)
    policy.demand(request.user, "import", found)
    uses = preview(table_from(found.table, found.file_name), {**found.mapping["fields"], **said.columns})
    rows = {str(one["line"]): one["choice"] for one in found.rows if one["alike"]}
    columns = {use.column: f"column_{number}" for number, use in enumerate(uses)}
    for pointer, unknown in (("columns", set(said.columns) - set(columns)), ("choices", set(said.choices) - set(rows))):
        if unknown:
            raise wrong_field(f"{pointer}/{min(unknown)}", "The table has none that could be chosen for here.")
    sent = {f"column_{number}": use.field for number, use in enumerate(uses)}
    sent |= {f"row_{line}": choice for line, choice in {**rows, **said.choices}.items()}
    form = MappingForm(uses, found.rows, as_form(sent))
    pointers = {field: f"columns/{column}" for column, field in columns.items()}
    demand_valid(form, pointers | {f"row_{line}": f"choices/{line}" for line in rows})
    looked_at = importing.check_again(
        found=found, actor=request.user, fields=form.mapping, choices=form.choices, today=timezone.localdate()
    )
    return _import_out(request, looked_at)


@router.post(
    "/clusters/{id}/imports/{import_id}/steps/{step}", response={202: JobOut}, operation_id="step_import", auth=MANAGE,
    summary="Import a checked table, or take an import back; both in the background",
)  # fmt: skip
def step_import(request: HttpRequest, id: Path[Id], import_id: Path[Id], step: Path[Literal["start", "undo"]]) -> Any:
    found = _import(request, managed(request, id), import_id)
    policy.demand(request.user, "import" if step == "start" else "undo", found)
    start = importing.start_import if step == "start" else importing.start_undo
    return job_out(request, start(found=found, actor=request.user))


def _import(request: HttpRequest, cluster: Profile, import_id: str) -> MemberImport:
    rows = MemberImport.objects.filter(cluster=cluster).select_related("cluster")
    return get_object_or_404(policy.visible_to(request.user, rows), pk=import_id)


def _member_out(request: HttpRequest, one: Member) -> dict[str, Any]:
    profile = one.profile
    return {
        "id": profile.pk,
        "url": request.build_absolute_uri(profile.get_absolute_url()),
        **{name: getattr(profile, name) for name in ("name", "kind", "country", "nuts", "town", "website")},
        "since": one.membership.since,
        "cluster_may": profile.cluster_may,
        "freshness": one.freshness,
        "complete_percent": one.percent,
        "people": one.people,
    }


def _import_out(request: HttpRequest, row: MemberImport) -> dict[str, Any]:
    job = importing.job_of(row)
    return {
        **{name: getattr(row, name) for name in ("file_name", "sent", "state")},
        "id": row.pk,
        "url": request.build_absolute_uri(importing.address_of(row)),
        "columns": row.mapping.get("fields", {}),
        "counts": dict(dry_run.counts_of(row.rows)),
        "rows": [{**one, "alike": [key for key, *_more in one["alike"]]} for one in row.rows],
        "problems": [_problem_out(one) for one in row.problems],
        "job": job.pk if job else None,
    }


def _problem_out(one: dict[str, Any]) -> dict[str, Any]:
    told = {name: one.get(name) for name in ("line", "column", "value", "code", "loss")}
    return {**told, "sentence": fault(one["code"], one["facts"])}
