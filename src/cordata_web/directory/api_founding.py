"""The way in, for programs: organisations like the one that is to be listed, listing it, claiming one."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata.kernel import Country, Kind
from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Said, as_form
from cordata_web.api.problems import ProblemError, Refusals, demand_valid
from cordata_web.directory import queries
from cordata_web.directory.api_organisations import Id, OrganisationOut, found_organisation, organisation_out
from cordata_web.directory.claiming import ActsAlreadyError, NotClaimableError, claim_profile
from cordata_web.directory.forms.founding import ClaimForm, NewOrganisationForm, listed_of
from cordata_web.directory.founding import create_organisation
from cordata_web.directory.models import Claim, Profile
from cordata_web.directory.resemblance import Resemblance, resembling
from cordata_web.directory.views.founding import SIGNER
from cordata_web.people import policy

router = Router(tags=["organisations"])
REFUSALS: Refusals = {
    NotClaimableError: (409, "Nobody can act for this organisation."),
    ActsAlreadyError: (409, "You act for this organisation already."),
}
Likelihood = Literal["certain", "likely", "possible"]


class AlikeOut(Schema):
    """A profile that is perhaps the same. Of one that is not public yet only the name is told; ``key`` opens it for
    a claim."""

    id: str
    name: str
    country: Country | Literal[""]
    likelihood: Likelihood
    reasons: list[str] = Field(description="Codes, such as same_vat.")
    key: str | None


class AlikeList(Schema):
    organisations: list[AlikeOut]


class AlikeQuery(Schema):
    name: str = Field(min_length=3, max_length=250)
    region: str = Field("", description="NUTS-2 code.")
    town: str = ""
    website: str = ""
    vat: str = ""


class NewOrganisation(Said):
    """A draft that you keep. ``seen`` names those alike that are certainly or likely the same and yet are not."""

    name: str
    kind: Kind
    region: str = Field(description="NUTS-2 code.")
    town: str
    website: str = ""
    vat: str = ""
    seen: list[Id] = Field([], max_length=20)


class NewClaim(Said):
    message: str = Field("", description="What you do there; the secretariat reads it.")
    key: str | None = Field(None, description="Of an organisation that is not public yet, from those alike.")


class ClaimOut(Schema):
    """``confirmed`` at once where your address proves it; else ``open`` until the secretariat answers."""

    organisation: str
    state: Literal[*Claim.State.values]


@router.get(
    "/organisations-alike", response=AlikeList, operation_id="list_organisations_alike",
    summary="Organisations that one about to be listed perhaps is already",
)  # fmt: skip
def organisations_alike(request: HttpRequest, asked: Query[AlikeQuery]) -> dict[str, Any]:
    return {"organisations": [_alike(one) for one in resembling(listed_of(asked.dict()), request.user)]}


@router.post(
    "/organisations", response={201: OrganisationOut}, operation_id="list_organisation", auth=WRITE,
    summary="List an organisation that is not in the directory; you act for it",
)  # fmt: skip
def list_organisation(request: HttpRequest, said: NewOrganisation) -> Any:
    policy.demand(request.user, "create_profile")
    form = NewOrganisationForm(as_form(said.model_dump(exclude={"seen"})))
    entered = demand_valid(form)
    unseen = [one for one in resembling(form.listed, request.user) if one.is_strong and one.profile.pk not in said.seen]
    if unseen:
        faults = [{"pointer": "/seen", "detail": f"{one.profile.pk}: {one.profile.name}"} for one in unseen]
        raise ProblemError(
            409, "It is perhaps in the directory already: claim it, or name it in `seen`.", errors=faults
        )
    facts = {name: entered[name] for name in ("name", "kind", "region", "town")}
    made = create_organisation(actor=request.user, **facts, more={name: entered[name] for name in ("website", "vat")})
    return organisation_out(request, found_organisation(request, made.pk), policy.standing_of(request.user))


@router.post(
    "/organisations/{id}/claims", response={201: ClaimOut}, operation_id="claim_organisation", auth=WRITE,
    summary="Say that you act for an organisation of the directory",
)  # fmt: skip
def claim_organisation(request: HttpRequest, id: Path[Id], said: NewClaim) -> Any:
    rows = Profile.objects.all() if said.key == SIGNER.sign(id) else queries.visible_to(request.user)
    profile = get_object_or_404(rows.filter(merged_into__isnull=True), pk=id)
    policy.demand(request.user, "claim", profile)
    words = demand_valid(ClaimForm(as_form({"message": said.message})))
    if profile.pk in policy.acts_for(request.user):
        raise ActsAlreadyError(profile.pk)
    made = claim_profile(profile=profile, user=request.user, message=words["message"])
    return {"organisation": profile.pk, "state": made.state}


def _alike(one: Resemblance) -> dict[str, Any]:
    profile = one.profile
    return {
        "id": profile.pk,
        "name": profile.name,
        "country": profile.country if one.public else "",
        "likelihood": one.level,
        "reasons": [reason.code for reason in one.reasons] if one.public else [],
        "key": None if one.public else SIGNER.sign(profile.pk),
    }
