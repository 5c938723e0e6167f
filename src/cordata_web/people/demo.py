"""The people of the demo, in whose place a visitor may look around. Never outside a demo."""

from __future__ import annotations

from collections.abc import Mapping

from cordata_web.people.models import User

DEMO_ROLES: Mapping[str, str] = {
    "firm": "firm@example.org",
    "partner": "partner@example.org",
    "cluster_manager": "cluster@example.org",
    "officer": "officer@example.org",
    "secretariat": "secretariat@example.org",
    "auditor": "auditor@example.org",
}
"""Role of the demo -> the address of the person who has it."""


def demo_user(role: str) -> User | None:
    """The person of the demo with the role; none when the role is unknown or the demo's data are not loaded."""
    address = DEMO_ROLES.get(role, "")
    if not address.endswith("@example.org"):
        return None
    return User.objects.filter(email=address, is_active=True).first()
