"""Who asks, for programs."""

from __future__ import annotations

from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from cordata.kernel import Kind
from cordata_web.directory.models import Profile
from cordata_web.people import policy
from cordata_web.people.models import Role, RoleAssignment
from cordata_web.people.tokens import SCOPES

router = Router(tags=["me"])
RoleCode = Literal[*Role.values]
ScopeCode = Literal[*SCOPES]
ReadingLanguage = Literal[*(code for code, _name in settings.LANGUAGES)]


class ForWhom(Schema):
    """An organisation or a cluster for which you may do something."""

    id: str
    name: str
    kind: Kind
    state: str
    acts: bool
    prepares: bool
    manages: bool


class RoleOut(Schema):
    role: RoleCode
    profile: str | None
    region: str


class MeOut(Schema):
    """``scopes`` are those of the key; without one, of the session, none.

    For each organisation: ``acts``, you speak in its name; ``prepares``, you write its drafts; ``manages``, you run
    this cluster.
    """

    name: str
    email: str
    language: ReadingLanguage
    scopes: list[ScopeCode]
    roles: list[RoleOut]
    organisations: list[ForWhom]


@router.get("/me", response=MeOut, operation_id="get_me", summary="Who you are, and for whom you act")
def get_me(request: HttpRequest) -> dict[str, Any]:
    user, token = request.user, request.api_token
    standing = policy.standing_of(user)
    rows = Profile.objects.filter(pk__in=standing.acts_for | standing.prepares).order_by("folded_name", "pk")
    roles = RoleAssignment.holding(timezone.localdate()).filter(user=user).order_by("since", "pk")
    return {
        "name": user.name,
        "email": user.email,
        "language": user.language,
        "scopes": token.scopes if token else [],
        "roles": [{"role": one.role, "profile": one.profile_id, "region": one.region} for one in roles],
        "organisations": [_for_whom(row, standing) for row in rows],
    }


def _for_whom(row: Profile, standing: policy.Standing) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "kind": row.kind,
        "state": row.state,
        "acts": row.pk in standing.acts_for,
        "prepares": row.pk in standing.acts_for | standing.prepares,
        "manages": row.pk in standing.clusters,
    }
