"""One's own organisations and clusters, for programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from cordata.exchange import PUBLICATION, TransitionRefusedError
from cordata.kernel import Kind, Language, Sector
from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Paged, Paging, Said, as_form, paged
from cordata_web.api.problems import Refusals, demand_valid, wrong_field
from cordata_web.directory.api import ProfileOut, profile_out
from cordata_web.directory.cluster_work import memberships
from cordata_web.directory.forms.editing import TEXTS, ProfileForm
from cordata_web.directory.keeping import OWN_STEPS, NothingToReviewError, step_profile
from cordata_web.directory.models import ClusterMay, Profile
from cordata_web.directory.rewriting import rewrite_profile
from cordata_web.people import policy

router = Router(tags=["organisations"])
Id = Annotated[str, Field(min_length=1, max_length=120)]
Step = Literal[*OWN_STEPS]
State = Literal[*PUBLICATION.states]
May = Literal[*ClusterMay.values]
REFUSALS: Refusals = {
    NothingToReviewError: (409, "Say first what your organisation does; one paragraph is enough."),
}


class OrganisationOut(ProfileOut):
    """A profile as its own people see it. ``steps`` are those that you may take now."""

    state: State
    valid_until: date | None
    vat: str
    size_category: str
    cluster_may: May
    editable: bool
    steps: list[Step]


class OrganisationPage(Paged):
    organisations: list[OrganisationOut]


class OrganisationFilters(Paging):
    state: list[State] = []


class ChangedOrganisation(Said):
    """What is left out stays as it is; of texts, each language for itself."""

    name: str | None = None
    short_name: str | None = None
    kind: Kind | None = None
    region: str | None = Field(None, description="NUTS-2 code.")
    town: str | None = None
    website: str | None = None
    vat: str | None = None
    founded: int | None = None
    employees: int | None = None
    cluster_type: str | None = None
    managed_by: str | None = None
    members_count: int | None = None
    members_year: int | None = None
    label: str | None = None
    sectors: list[Sector] = []
    concepts: list[str] = Field([], max_length=100, description="Ids of concepts of the thesaurus.")
    local_language: Language | None = None
    descriptions: dict[Language, str] = {}
    offers: dict[Language, str] = {}
    seeks: dict[Language, str] = {}
    still_right: list[Language] = Field([], description="Languages to be taken out of `outdated`.")


@router.get(
    "/me/organisations", response=OrganisationPage, operation_id="list_my_organisations",
    summary="Organisations and clusters for which you act or write drafts",
)  # fmt: skip
def list_my_organisations(request: HttpRequest, filters: Query[OrganisationFilters]) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    rows = Profile.objects.filter(pk__in=standing.acts_for | standing.prepares)
    rows = rows.prefetch_related("concepts", "citations")
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    return paged(rows, filters, "organisations", lambda row: organisation_out(request, row, standing))


@router.get(
    "/organisations/{id}", response=OrganisationOut, operation_id="get_organisation",
    summary="One of your organisations, as its own people see it",
)  # fmt: skip
def get_organisation(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    row, standing = found_organisation(request, id), policy.standing_of(request.user)
    if not policy.can(standing, "write_opportunity", row):  # whoever acts for it or prepares its drafts
        policy.demand(standing, "see_size", row)
    return organisation_out(request, row, standing)


@router.patch(
    "/organisations/{id}", response=OrganisationOut, operation_id="change_organisation", auth=WRITE,
    summary="Change the profile of your organisation",
)  # fmt: skip
def change_organisation(request: HttpRequest, id: Path[Id], said: ChangedOrganisation) -> dict[str, Any]:
    row = found_organisation(request, id)
    policy.demand(request.user, "edit", row)
    before = ProfileForm(row)
    sent = {name: before[name].value() for name in before.fields}
    for name, value in said.model_dump(exclude_unset=True).items():
        if name in TEXTS:
            sent |= {f"{name}_{language}": text for language, text in value.items()}
        elif name == "still_right":
            sent |= {f"still_{language}": True for language in value}
        elif name in before.fields:
            sent[name] = value
        else:
            raise wrong_field(name, "A profile of this kind does not have that.")
    form = ProfileForm(row, as_form(sent))
    demand_valid(form, {field: field.replace("_", "/") for field in before.fields if field.startswith(TEXT_FIELDS)})
    changed = rewrite_profile(
        profile=row, actor=request.user, changes=form.changes, concepts=form.cleaned_data["concepts"],
        still_right=form.still_right,
    )  # fmt: skip
    return organisation_out(request, found_organisation(request, changed.pk), policy.standing_of(request.user))


TEXT_FIELDS = tuple(f"{name}_" for name in TEXTS)


@router.post(
    "/organisations/{id}/steps/{step}", response=OrganisationOut, operation_id="step_organisation", auth=WRITE,
    summary="Send it for review, take it back, renew it, put it aside, take it up again",
)  # fmt: skip
def take_step(request: HttpRequest, id: Path[Id], step: Path[Step]) -> dict[str, Any]:
    row = found_organisation(request, id)
    if PUBLICATION.transition(step, row.state) is None:
        raise TransitionRefusedError(PUBLICATION.name, step, row.state)
    policy.demand(request.user, step, row)
    step_profile(profile=row, step=step, actor=request.user)
    return organisation_out(request, found_organisation(request, id), policy.standing_of(request.user))


@router.post(
    "/organisations/{id}/clusters/{cluster}/steps/{step}", response=OrganisationOut, operation_id="leave_cluster",
    auth=WRITE, summary="Leave a cluster, or take that back",
)  # fmt: skip
def leave(
    request: HttpRequest, id: Path[Id], cluster: Path[Id], step: Path[Literal["leave", "return"]]
) -> dict[str, Any]:
    row = found_organisation(request, id)
    policy.demand(request.user, "leave_cluster", row)
    left = get_object_or_404(Profile.objects.filter(memberships_held__member=row).distinct(), pk=cluster)
    do = memberships.leave_cluster if step == "leave" else memberships.undo_leaving
    do(cluster=left, member=row, actor=request.user, today=timezone.localdate())
    return organisation_out(request, row, policy.standing_of(request.user))


def found_organisation(request: HttpRequest, id: str) -> Profile:
    rows = Profile.objects.prefetch_related("concepts", "citations")
    return get_object_or_404(policy.visible_to(request.user, rows), pk=id)


def organisation_out(request: HttpRequest, row: Profile, standing: policy.Standing) -> dict[str, Any]:
    return {
        **profile_out(request, row),
        **{name: getattr(row, name) for name in ("state", "valid_until", "vat", "size_category", "cluster_may")},
        "editable": policy.can(standing, "edit", row),
        "steps": [step for step in OWN_STEPS if policy.can(standing, step, row)],
    }
