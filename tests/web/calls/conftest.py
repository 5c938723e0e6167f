"""Calls of this and that kind, for the tests of their pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cordata.funding import Call, Maturity, closing, deadlines_of
from cordata_web.calls.loading import load
from web.searching import data_folder, network, own_folder

__all__ = ["data_folder", "network", "own_folder"]


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def a_call(key: str = "HORIZON-CL4-2026-01", **more) -> Call:
    """An open call of Horizon Europe for innovation, unless said otherwise."""
    facts = {
        "titles": {"en": "Casting of light metals", "de": "Guss von Leichtmetall"},
        "texts": {"en": "Scope: die casting of aluminium with less energy. SMEs are welcome."},
        "topic": key, "family": "horizon", "programme": "horizon-europe-ia", "action": "ia",
        "deadlines": deadlines_of("single", [closing(in_days(40))]), "opening": in_days(-10),
        "smallest": 2_000_000, "largest": 4_000_000, "grants": 3, "keywords": ("casting", "aluminium"),
        "maturity": Maturity((5, 5), (7, 8)), "url": "https://funder.example/call", "fetched": in_days(-1),
    }  # fmt: skip
    return Call(key, **{**facts, **more})


@pytest.fixture
def calls(db) -> dict[str, Call]:
    """Four: one open, one in two stages whose first is over, one that opens later, one closed."""
    later = deadlines_of("multiple", [closing(in_days(70)), closing(in_days(170))])
    over = deadlines_of("single", [closing(in_days(-90))])
    two = deadlines_of("two_stage", [closing(in_days(-5)), closing(in_days(100))])
    found = {
        "open": a_call(),
        "two": a_call("LIFE-2026-SAP-ENV", family="life", programme="life-standard", model="two_stage", deadlines=two),
        "later": a_call(
            "EuropeAid/186246/DD/ACT/NG", titles={"en": "Vocational training"}, family="external-action", programme="",
            action="grant", opening=in_days(20), deadlines=later,
            model="multiple", texts={}, smallest=None, largest=None,
        ),
        "closed": a_call("HORIZON-CL4-2025-01", titles={"en": "Old call"}, deadlines=over, opening=in_days(-200)),
    }  # fmt: skip
    load(found.values())
    return found
