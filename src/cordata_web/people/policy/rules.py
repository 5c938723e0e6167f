"""Who may do what, as tables: for each kind of thing, each action and the relations to the thing that allow it."""

from __future__ import annotations

from collections.abc import Mapping

from cordata.exchange import COLLABORATION, CONSORTIUM, INTEREST, INTRODUCTION, PARTNERSHIP, PUBLICATION, Machine

ANYONE, SIGNED_IN = "anyone", "signed_in"
SECRETARIAT, AUDITOR, OFFICER = "secretariat", "auditor", "officer"
OWNER, PREPARER, MANAGER = "owner", "preparer", "manager"
SENDER, RECEIVER, PARTY = "sender", "receiver", "party"
OTHER, PARTICIPANT, SELF = "other", "participant", "self"

Relations = frozenset[str]
Actions = dict[str, Relations]

SIDES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "consortia.consortium": {OWNER: ("owner_id",)},
    "consortia.consortiumpartner": {SENDER: ("consortium.owner_id",), RECEIVER: ("profile_id",)},
    "directory.profile": {OWNER: ("pk",)},
    "directory.claim": {},
    "directory.sizetest": {OWNER: ("profile_id",)},
    "directory.membershiprequest": {SENDER: ("cluster_id",), RECEIVER: ("member_id",)},
    "directory.memberimport": {OWNER: ("cluster_id",)},
    "directory.selfcheck": {OWNER: ("cluster_id",)},
    "exchange.opportunity": {OWNER: ("organisation_id",)},
    "exchange.interest": {SENDER: ("organisation_id",), RECEIVER: ("opportunity.organisation_id",)},
    "exchange.introduction": {PARTY: ("first_id", "second_id")},
    "exchange.collaboration": {PARTY: ("first_id", "second_id")},
    "exchange.match": {OWNER: ("profile_id",), OTHER: ("opportunity.organisation_id",)},
    "people.invitation": {OWNER: ("profile_id",)},
    "people.roleassignment": {OWNER: ("profile_id",)},
}
"""Which profiles stand on which side of a thing."""

PERSONS: Mapping[str, str] = {
    "cooperation.metacluster": "created_by_id",
    "directory.claim": "user_id",
    "exchange.follow": "user_id",
    "funding.instrumentimport": "sent_by_id",
    "jobs.job": "owner_id",
    "people.apitoken": "user_id",
    "people.roleassignment": "user_id",
    "people.user": "pk",
}
"""Whose a thing is, where it belongs to a person."""

MACHINES: Mapping[str, Machine] = {
    "directory.profile": PUBLICATION,
    "exchange.opportunity": PUBLICATION,
    "exchange.interest": INTEREST,
    "exchange.introduction": INTRODUCTION,
    "exchange.collaboration": COLLABORATION,
    "consortia.consortium": CONSORTIUM,
    "consortia.consortiumpartner": PARTNERSHIP,
}


def _who(*relations: str) -> Relations:
    return frozenset(relations)


def _steps(machine: Machine) -> Actions:
    """The steps of a machine, for the sides that it names; those of the site itself are nobody's."""
    named: dict[str, set[str]] = {step: set() for step in machine.steps}
    for one in machine.transitions:
        named[one.step] |= set(one.by) - {"site"}
    return {step: frozenset(sides) for step, sides in named.items()}


RULES: Mapping[str, Actions] = {
    "directory.profile": {
        **_steps(PUBLICATION),
        "see": _who(OWNER, PREPARER, SECRETARIAT, AUDITOR),
        "edit": _who(OWNER, PREPARER, SECRETARIAT),
        "claim": _who(SIGNED_IN),
        "review": _who(SECRETARIAT),
        "comment": _who(OWNER, SECRETARIAT),
        "see_comments": _who(OWNER, SECRETARIAT, AUDITOR),
        "merge": _who(SECRETARIAT),
        "test_size": _who(OWNER),
        "see_size": _who(OWNER, SECRETARIAT, AUDITOR),
        "write_opportunity": _who(OWNER, PREPARER),
        "express_interest": _who(OWNER),
        "see_matches": _who(OWNER, MANAGER, SECRETARIAT, AUDITOR),
        "nudge": _who(MANAGER, SECRETARIAT),
        "introduce": _who(MANAGER, SECRETARIAT),
        "see_people": _who(OWNER, SECRETARIAT, AUDITOR),
        "invite_people": _who(OWNER, MANAGER, SECRETARIAT),
        "let_cluster_act": _who(OWNER),
        "leave_cluster": _who(OWNER),
        "run_cluster": _who(OWNER, SECRETARIAT),
        "see_cluster": _who(OWNER, SECRETARIAT, AUDITOR),
    },
    "directory.claim": {
        "see": _who(SELF, SECRETARIAT, AUDITOR),
        "decide": _who(SECRETARIAT),
    },
    "directory.sizetest": {"see": _who(OWNER, SECRETARIAT, AUDITOR)},
    "directory.membershiprequest": {
        "see": _who(SENDER, RECEIVER, SECRETARIAT, AUDITOR),
        "answer": _who(RECEIVER, SECRETARIAT),
        "withdraw": _who(SENDER, SECRETARIAT),
    },
    "directory.memberimport": {
        "see": _who(OWNER, SECRETARIAT, AUDITOR),
        "import": _who(OWNER, SECRETARIAT),
        "undo": _who(OWNER, SECRETARIAT),
    },
    "directory.selfcheck": {
        "see": _who(OWNER, SECRETARIAT, AUDITOR),
        "edit": _who(OWNER),
    },
    "exchange.opportunity": {
        **_steps(PUBLICATION),
        "see": _who(OWNER, PREPARER, SECRETARIAT, AUDITOR),
        "see_identity": _who(OWNER, PREPARER, SECRETARIAT, AUDITOR),
        "edit": _who(OWNER, PREPARER, SECRETARIAT),
        "translate": _who(OWNER, PREPARER, SECRETARIAT),
        "review": _who(SECRETARIAT),
        "comment": _who(OWNER, PREPARER, SECRETARIAT),
        "see_comments": _who(OWNER, PREPARER, SECRETARIAT, AUDITOR),
        "see_matches": _who(OWNER, MANAGER, SECRETARIAT, AUDITOR),
        "see_interests": _who(OWNER, SECRETARIAT, AUDITOR),
        "follow": _who(SIGNED_IN),
    },
    "exchange.interest": {
        **_steps(INTEREST),
        "see": _who(SENDER, RECEIVER, SECRETARIAT, AUDITOR),
        "see_comments": _who(SENDER, RECEIVER, SECRETARIAT, AUDITOR),
    },
    "exchange.introduction": {
        **_steps(INTRODUCTION),
        "see": _who(PARTY, MANAGER, SECRETARIAT, AUDITOR),
        "write": _who(PARTICIPANT),
        "read": _who(PARTICIPANT),
        "join": _who(PARTY),
        "leave": _who(PARTICIPANT),
        "collaborate": _who(PARTY),
    },
    "exchange.collaboration": {
        **_steps(COLLABORATION),
        "see": _who(PARTY, MANAGER, SECRETARIAT, AUDITOR),
        "edit": _who(PARTY),
    },
    "exchange.match": {
        "see": _who(OWNER, OTHER, MANAGER, SECRETARIAT, AUDITOR),
        "answer": _who(OWNER),
        "introduce": _who(MANAGER, SECRETARIAT),
    },
    "exchange.follow": {"see": _who(SELF), "stop": _who(SELF)},
    "consortia.consortium": {
        **_steps(CONSORTIUM),
        "see": _who(OWNER, PARTY, MANAGER, SECRETARIAT, AUDITOR),
        "edit": _who(OWNER),
        "see_budget": _who(OWNER, PARTICIPANT),
    },
    "consortia.consortiumpartner": {
        **_steps(PARTNERSHIP),
        "see": _who(SENDER, RECEIVER, SECRETARIAT, AUDITOR),
        "edit": _who(SENDER),
        "edit_budget": _who(SENDER, RECEIVER),
    },
    "cooperation.metacluster": {
        "see": _who(SELF, SECRETARIAT, AUDITOR),
        "edit": _who(SELF, SECRETARIAT),
    },
    "funding.instrumentimport": {
        "see": _who(SELF, SECRETARIAT, AUDITOR),
        "import": _who(SELF, SECRETARIAT),
        "undo": _who(SELF, SECRETARIAT),
    },
    "jobs.job": {"see": _who(SELF, SECRETARIAT, AUDITOR), "cancel": _who(SELF, SECRETARIAT)},
    "people.apitoken": {"see": _who(SELF), "revoke": _who(SELF, SECRETARIAT)},
    "people.user": {"see": _who(SELF, SECRETARIAT, AUDITOR), "edit": _who(SELF), "erase": _who(SELF)},
    "people.invitation": {
        "see": _who(OWNER, SECRETARIAT, AUDITOR),
        "withdraw": _who(OWNER, SECRETARIAT),
    },
    "people.roleassignment": {"see": _who(SELF, OWNER, SECRETARIAT, AUDITOR), "end": _who(SELF, OWNER, SECRETARIAT)},
    "people.auditentry": {"see": _who(SECRETARIAT, AUDITOR)},
    "mail.letter": {"see": _who(SECRETARIAT), "send_again": _who(SECRETARIAT)},
}
"""By the label of the thing's model; what is not written is allowed to nobody."""

NETWORK: Actions = {
    "create_profile": _who(SIGNED_IN),
    "see_network": _who(SECRETARIAT, AUDITOR),
    "review": _who(SECRETARIAT),
    "invite": _who(SECRETARIAT),
    "merge": _who(SECRETARIAT),
    "see_audit": _who(SECRETARIAT, AUDITOR),
    "see_mail": _who(SECRETARIAT),
    "see_figures": _who(SECRETARIAT, AUDITOR, OFFICER),
    "load_figures": _who(SECRETARIAT),
    "keep_instruments": _who(SECRETARIAT, OFFICER),
    "keep_calls": _who(SECRETARIAT, OFFICER),
    "compute": _who(SIGNED_IN),
    "draft_metacluster": _who(SIGNED_IN),
}
"""Actions on the network as a whole."""

EDITABLE = ("draft", "changes_requested", "published", "expired")
PREPARED = ("draft", "changes_requested")
"""States in which a text may be changed, and those in which a preparer may change it."""
