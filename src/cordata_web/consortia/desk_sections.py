"""What awaits somebody in consortia, for the page "My desk"."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.funding import load_programmes
from cordata_web.consortia.messages import CONSORTIUM_STATES, PARTNER_STATES, state_chip_of
from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.people.policy import Standing
from cordata_web.programmes.names import programme_name

SHOWN = 5


def invitations(standing: Standing, _request: HttpRequest) -> dict[str, Any]:
    """Consortia that wait for the answer of an organisation for which the person acts."""
    waiting = ConsortiumPartner.objects.filter(
        profile__in=standing.acts_for, state="invited", removed__isnull=True
    ).exclude(consortium__state="archived")
    rows = [_invitation(one) for one in waiting.select_related("consortium__owner", "profile").order_by("invited")]
    return _section(_("Invitations to consortia"), rows)


def own_consortia(standing: Standing, _request: HttpRequest) -> dict[str, Any]:
    """Those of one's own organisations that are not put aside."""
    found = Consortium.objects.filter(owner__in=standing.acts_for).exclude(state="archived")
    rows = [consortium_row(one, standing) for one in found.select_related("owner").prefetch_related("partners")]
    return _section(_("Your consortia"), rows)


def consortium_row(row: Consortium, standing: Standing) -> dict[str, Any]:
    """A line of a list."""
    present = [one for one in row.partners.all() if one.removed is None and one.state != "declined"]
    number = ngettext("%(number)s partner", "%(number)s partners", len(present)) % {"number": len(present)}
    programme = load_programmes().get(row.programme)
    own = row.owner_id in standing.acts_for
    return {
        "url": row.get_absolute_url(),
        "title": row.title,
        "meta": [*([] if own else [row.owner.name]), *([programme_name(programme)] if programme else []), number],
        "chip": state_chip_of(CONSORTIUM_STATES, row.state),
        "icon": "rope",
        "text": "",
    }


def _invitation(one: ConsortiumPartner) -> dict[str, Any]:
    return {
        "url": one.consortium.get_absolute_url(),
        "title": one.consortium.title,
        "meta": [one.consortium.owner.name, one.profile.name if one.profile else ""],
        "chip": state_chip_of(PARTNER_STATES, one.state),
    }


def _section(title: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": title, "rows": rows[:SHOWN], "number": len(rows), "url": reverse("consortia:consortia")}
