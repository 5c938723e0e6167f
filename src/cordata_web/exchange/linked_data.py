"""An opportunity as linked data of schema.org: a Demand or an Offer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cordata_web.exchange.cards import Owner
from cordata_web.exchange.models import Opportunity


def linked_data(request: HttpRequest, shown: Opportunity, owner: Owner) -> dict[str, Any]:
    """Its own words in the language they were written in; who is behind it only where the page says so too."""
    party = {"@type": "Organization", "name": owner.name, "url": request.build_absolute_uri(owner.url)}
    return {
        "@context": "https://schema.org",
        "@type": "Offer" if shown.side == "offer" else "Demand",
        "url": request.build_absolute_uri(shown.get_absolute_url()),
        "name": shown.title_in(shown.language),
        "description": shown.summaries.get(shown.language, ""),
        "inLanguage": shown.language,
        "validThrough": shown.valid_until.isoformat(),
        "areaServed": list(shown.partner_countries),
        **({"seller" if shown.side == "offer" else "buyer": party} if owner.is_named else {}),
    }
