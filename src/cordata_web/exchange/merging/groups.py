"""The facts of a profile in groups that belong together, so that they are taken from one side or from the other."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "short_name"),
    "kind": ("kind", "cluster_type"),
    "place": ("country", "nuts", "town", "latitude", "longitude"),
    "website": ("website",),
    "vat": ("vat",),
    "texts": ("descriptions", "offers", "seeks", "translated", "outdated", "local_language"),
    "concepts": ("concepts",),
    "sectors": ("sectors",),
    "founded": ("founded",),
    "members": ("members_count", "members_year"),
    "employees": ("employees",),
    "managed_by": ("managed_by",),
    "label": ("label",),
}
