"""The consortium of an address, as far as its reader may see it, and the tabs of its pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cordata_web.consortia.messages import CONSORTIUM_STATES, state_chip_of
from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.people import policy


def seen(request: HttpRequest, pk: str) -> Consortium:
    rows = Consortium.objects.select_related("owner")
    return get_object_or_404(policy.visible_to(request.user, rows), pk=pk)


def owned(request: HttpRequest, pk: str) -> Consortium:
    """One that the reader may change."""
    row = seen(request, pk)
    policy.demand(request.user, "edit", row)
    return row


def with_budget(request: HttpRequest, pk: str) -> Consortium:
    """One of which the reader may see the money."""
    row = seen(request, pk)
    policy.demand(request.user, "see_budget", row)
    return row


def partner_of(request: HttpRequest, consortium: Consortium, pk: str) -> ConsortiumPartner:
    rows = consortium.partners.select_related("profile", "consortium__owner", "introduction")
    return get_object_or_404(policy.visible_to(request.user, rows), pk=pk)


def frame(request: HttpRequest, row: Consortium, current: str) -> dict[str, Any]:
    """What every page of a consortium shows."""
    standing = policy.standing_of(request.user)
    may_edit = policy.can(standing, "edit", row)
    tabs = [
        ("consortium", _("Partners and rules"), True),
        ("find", _("Find partners"), may_edit),
        ("budget", pgettext("of a project", "Budget"), policy.can(standing, "see_budget", row)),
        ("financing", pgettext("of a project", "Financing"), policy.can(standing, "see_budget", row)),
        ("note", _("Concept note"), True),
        ("edit", _("What is planned"), may_edit),
    ]
    return {
        "consortium": row,
        "chip": state_chip_of(CONSORTIUM_STATES, row.state),
        "may_edit": may_edit,
        "tabs": [
            {"label": label, "url": reverse(f"consortia:{name}", args=[row.pk]), "current": name == current}
            for name, label, shown in tabs
            if shown
        ],
    }
