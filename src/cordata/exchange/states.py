"""The states that things of the exchange go through: written once, as data.

The site enforces them, the policy reads from them who may take which step, and the documents draw them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OWNER, REVIEWER, SITE = "owner", "secretariat", "site"
SENDER, RECEIVER, PARTY = "sender", "receiver", "party"


class TransitionRefusedError(ValueError):
    """A step that the thing's state does not allow.

    Attributes: ``machine`` and ``step`` are names, ``state`` is where the thing stands.
    """

    def __init__(self, machine: str, step: str, state: str) -> None:
        super().__init__(f"{machine}: cannot {step} what is {state}.")
        self.machine = machine
        self.step = step
        self.state = state


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from any of the sources to the target, and whose it is to take: sides of the thing, or ``site``."""

    step: str
    sources: tuple[str, ...]
    target: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """States with the steps between them; the first state is where things begin.

    ``closed`` are the states that nobody needs to act on any more.
    """

    name: str
    states: tuple[str, ...]
    transitions: tuple[Transition, ...]
    closed: tuple[str, ...] = ()

    @property
    def initial(self) -> str:
        """Where things begin."""
        return self.states[0]

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of all steps, each once."""
        return tuple(dict.fromkeys(transition.step for transition in self.transitions))

    def transition(self, step: str, state: str) -> Transition | None:
        """The transition of a step from a state, None where there is none.

        >>> INTEREST.transition("accept", "declined") is None
        True
        """
        found = (one for one in self.transitions if one.step == step and state in one.sources)
        return next(found, None)

    def after(self, step: str, state: str) -> str:
        """The state that follows; raises TransitionRefusedError.

        >>> PUBLICATION.after("approve", "in_review")
        'published'
        """
        found = self.transition(step, state)
        if found is None:
            raise TransitionRefusedError(self.name, step, state)
        return found.target

    def open_to(self, side: str, state: str) -> tuple[str, ...]:
        """The steps that a side may take from a state."""
        return tuple(one.step for one in self.transitions if state in one.sources and side in one.by)


PUBLICATION = Machine(
    "publication",
    ("draft", "in_review", "changes_requested", "published", "rejected", "expired", "archived"),
    (
        Transition("submit", ("draft", "changes_requested"), "in_review", (OWNER,)),
        Transition("take_back", ("in_review",), "draft", (OWNER,)),
        Transition("approve", ("in_review",), "published", (REVIEWER,)),
        Transition("request_changes", ("in_review", "published"), "changes_requested", (REVIEWER,)),
        Transition("reject", ("in_review",), "rejected", (REVIEWER,)),
        Transition("renew", ("published", "expired"), "published", (OWNER, REVIEWER)),
        Transition("expire", ("published",), "expired", (SITE,)),
        Transition(
            "archive", ("draft", "changes_requested", "published", "rejected", "expired"), "archived", (OWNER, REVIEWER)
        ),
        Transition("restore", ("archived",), "draft", (OWNER, REVIEWER)),
    ),
    closed=("rejected", "archived"),
)
"""Of profiles and of opportunities."""

INTEREST = Machine(
    "interest",
    ("sent", "asked", "accepted", "declined", "withdrawn", "lapsed"),
    (
        Transition("ask", ("sent",), "asked", (RECEIVER,)),
        Transition("answer", ("asked",), "sent", (SENDER,)),
        Transition("accept", ("sent", "asked"), "accepted", (RECEIVER,)),
        Transition("decline", ("sent", "asked"), "declined", (RECEIVER,)),
        Transition("withdraw", ("sent", "asked"), "withdrawn", (SENDER,)),
        Transition("lapse", ("sent", "asked"), "lapsed", (SITE,)),
    ),
    closed=("accepted", "declined", "withdrawn", "lapsed"),
)
"""Of an expression of interest; the receiver is whose opportunity it is."""

INTRODUCTION = Machine(
    "introduction",
    ("proposed", "half_agreed", "open", "declined", "lapsed", "closed"),
    (
        Transition("agree_first", ("proposed",), "half_agreed", (PARTY,)),
        Transition("agree", ("half_agreed",), "open", (PARTY,)),
        Transition("decline", ("proposed", "half_agreed"), "declined", (PARTY,)),
        Transition("lapse", ("proposed", "half_agreed"), "lapsed", (SITE,)),
        Transition("close", ("open",), "closed", (PARTY,)),
        Transition("reopen", ("closed",), "open", (PARTY,)),
    ),
    closed=("declined", "lapsed", "closed"),
)
"""One that follows an accepted interest begins open; one that a third proposes needs both sides to agree."""

COLLABORATION = Machine(
    "collaboration",
    ("exploring", "negotiating", "running", "completed", "stopped"),
    (
        Transition("negotiate", ("exploring",), "negotiating", (PARTY,)),
        Transition("start", ("exploring", "negotiating"), "running", (PARTY,)),
        Transition("complete", ("running",), "completed", (PARTY,)),
        Transition("stop", ("exploring", "negotiating", "running"), "stopped", (PARTY,)),
        Transition("resume", ("stopped",), "exploring", (PARTY,)),
    ),
    closed=("completed", "stopped"),
)

CONSORTIUM = Machine(
    "consortium",
    ("draft", "inviting", "ready", "archived"),
    (
        Transition("begin_inviting", ("draft",), "inviting", (OWNER,)),
        Transition("settle", ("draft", "inviting"), "ready", (OWNER,)),
        Transition("reopen", ("ready",), "draft", (OWNER,)),
        Transition("archive", ("draft", "inviting", "ready"), "archived", (OWNER,)),
        Transition("restore", ("archived",), "draft", (OWNER,)),
    ),
    closed=("archived",),
)
"""Of partners who plan a project together; the owner is the organisation that began it."""

PARTNERSHIP = Machine(
    "partnership",
    ("proposed", "invited", "accepted", "declined"),
    (
        Transition("invite", ("proposed", "declined"), "invited", (SENDER,)),
        Transition("confirm", ("proposed", "declined"), "accepted", (SENDER,)),
        Transition("accept", ("invited",), "accepted", (RECEIVER,)),
        Transition("decline", ("invited", "accepted"), "declined", (RECEIVER,)),
    ),
    closed=("accepted", "declined"),
)
"""Of one partner in a consortium; those who have no profile are confirmed by whoever asked them."""

MACHINES: Mapping[str, Machine] = {
    machine.name: machine for machine in (PUBLICATION, INTEREST, INTRODUCTION, COLLABORATION, CONSORTIUM, PARTNERSHIP)
}
