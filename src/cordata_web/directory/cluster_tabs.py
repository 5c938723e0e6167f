"""The tabs of the pages on which a cluster is managed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cordata_web.directory.models import Profile

TABS = ("overview", "members", "import", "exchange", "check", "people")


def tabs_of(cluster: Profile, current: str) -> list[dict[str, Any]]:
    labels = {
        "overview": _("Overview"),
        "members": _("Members"),
        "import": _("Import"),
        "exchange": _("Exchange"),
        "check": _("Self-check"),
        "people": _("People"),
    }
    names = {
        "overview": "directory:cluster_overview",
        "members": "directory:cluster_members",
        "import": "directory:cluster_imports",
        "exchange": "directory:cluster_exchange",
        "check": "directory:cluster_check",
        "people": "directory:people",
    }
    return [
        {"label": labels[tab], "url": reverse(names[tab], args=[cluster.pk]), "current": tab == current} for tab in TABS
    ]
