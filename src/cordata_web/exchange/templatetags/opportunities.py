"""Opportunities on the pages of other topics."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from cordata_web.directory.models import Profile
from cordata_web.exchange import board, cards
from cordata_web.people.policy import STRANGER

register = template.Library()


@register.inclusion_tag("exchange/opportunities/of_profile.html", takes_context=True)
def opportunities_of(context: Context, profile: Profile) -> dict[str, Any]:
    """What an organisation offers and looks for now; never what it keeps anonymous, not even for its own people."""
    rows = board.board().filter(organisation=profile, anonymous=False).defer("search_text")
    return {"cards": cards.cards_of(rows, STRANGER), "request": context.get("request")}
