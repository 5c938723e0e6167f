"""Where everything of one's own is: the list beside the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cordata_web.people.policy import Standing

Link = tuple[str | Promise, str, str]
"""Label, address and icon."""

EXCHANGE = (
    (_("My opportunities"), "exchange:own_opportunities", "concept"),
    (_("Interests"), "exchange:interests", "rope"),
    (_("Introductions"), "exchange:introductions", "person"),
    (_("Collaborations"), "exchange:collaborations", "cluster"),
)
ALWAYS = (
    (_("What I follow"), "exchange:followed", "list"),
    (_("Background work"), "jobs:jobs", "system"),
    (_("My account"), "people:account", "person"),
)


def links_for(standing: Standing) -> Iterator[Link]:
    """Those that the person has a use for."""
    mine = EXCHANGE if standing.acts_for or standing.prepares or standing.reads_all else ()
    for label, name, icon in (*mine, *ALWAYS):
        yield label, reverse(name), icon
