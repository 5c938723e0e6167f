"""How interests, introductions and collaborations stand, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

STATE_NAMES = {
    "exchange.interest": {
        "sent": gettext_lazy("Waiting for an answer"),
        "asked": gettext_lazy("A question is open"),
        "accepted": gettext_lazy("Accepted"),
        "declined": gettext_lazy("Declined"),
        "withdrawn": gettext_lazy("Withdrawn"),
        "lapsed": gettext_lazy("Not answered in time"),
    },
    "exchange.introduction": {
        "proposed": gettext_lazy("Proposed"),
        "half_agreed": gettext_lazy("One side agrees"),
        "open": gettext_lazy("Open"),
        "declined": gettext_lazy("Declined"),
        "lapsed": gettext_lazy("Not answered in time"),
        "closed": gettext_lazy("Closed"),
    },
    "exchange.collaboration": {
        "exploring": gettext_lazy("Getting to know each other"),
        "negotiating": gettext_lazy("Negotiating"),
        "running": gettext_lazy("Working together"),
        "completed": gettext_lazy("Completed"),
        "stopped": gettext_lazy("Stopped"),
    },
}
WAITING = frozenset({"sent", "asked", "proposed", "half_agreed"})
GOOD = frozenset({"accepted", "open", "running", "completed"})
EVENTS = {
    ("exchange.interest", "express"): gettext_lazy("Interest was expressed."),
    ("exchange.interest", "ask"): gettext_lazy("A question was asked."),
    ("exchange.interest", "answer"): gettext_lazy("The question was answered."),
    ("exchange.interest", "accept"): gettext_lazy("The interest was accepted."),
    ("exchange.interest", "decline"): gettext_lazy("The interest was declined."),
    ("exchange.interest", "withdraw"): gettext_lazy("The interest was withdrawn."),
    ("exchange.interest", "lapse"): gettext_lazy("The time to answer was over."),
    ("exchange.introduction", "propose"): gettext_lazy("The introduction was proposed."),
    ("exchange.introduction", "open"): gettext_lazy("The introduction was opened."),
    ("exchange.introduction", "agree_first"): gettext_lazy("One side agreed."),
    ("exchange.introduction", "agree"): gettext_lazy("Both sides have agreed."),
    ("exchange.introduction", "decline"): gettext_lazy("The introduction was declined."),
    ("exchange.introduction", "lapse"): gettext_lazy("The time to answer was over."),
    ("exchange.introduction", "close"): gettext_lazy("The conversation was closed."),
    ("exchange.introduction", "reopen"): gettext_lazy("The conversation was opened again."),
    ("exchange.collaboration", "begin"): gettext_lazy("A collaboration began."),
    ("exchange.collaboration", "negotiate"): gettext_lazy("Negotiations began."),
    ("exchange.collaboration", "start"): gettext_lazy("The work began."),
    ("exchange.collaboration", "complete"): gettext_lazy("The collaboration was completed."),
    ("exchange.collaboration", "stop"): gettext_lazy("The collaboration was stopped."),
    ("exchange.collaboration", "resume"): gettext_lazy("The collaboration goes on."),
}
"""Entries of the audit log that a timeline tells, without names."""


def state_name(thing: Any) -> str:
    return named(thing._meta.label_lower, thing.state)


def named(label: str, state: str) -> str:
    return str(STATE_NAMES[label].get(state, state))


def state_chip(thing: models.Model) -> dict[str, str]:
    state = thing.state  # type: ignore[attr-defined]
    tone = "glow" if state in WAITING else "strong" if state in GOOD else "plain"
    return {"label": state_name(thing), "tone": tone}
