"""The states of a publication in the reader's language; of profiles and of opportunities alike."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

STATE_NAMES = {
    "draft": _("Draft"),
    "in_review": _("In review"),
    "changes_requested": _("Changes requested"),
    "published": _("Published"),
    "rejected": _("Not accepted"),
    "expired": _("Expired"),
    "archived": _("Put aside"),
}
STATE_TONES = {"published": "strong", "changes_requested": "glow", "rejected": "glow", "expired": "glow"}


def state_name(state: str) -> str:
    return str(STATE_NAMES[state])


def state_tone(state: str) -> str:
    """The tone of the chip that shows the state."""
    return STATE_TONES.get(state, "plain")
