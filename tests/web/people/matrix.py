"""Who may do what, written by hand.

"owner" is a member of rossi; "other" of livarna; "manager" manages mesap, to which rossi belongs and allows nothing;
"preparer" manages grozd, to which livarna belongs and allows drafts; "stranger" is a member of a third organisation.
"""

from __future__ import annotations

PEOPLE = (
    "visitor", "signed_in", "stranger", "owner", "other", "manager", "preparer", "officer", "secretariat", "auditor",
)  # fmt: skip
ALL = PEOPLE
SIGNED_IN = PEOPLE[1:]
READERS = ("secretariat", "auditor")
SEC = ("secretariat",)
NOBODY: tuple[str, ...] = ()

OWN_PUBLISHED = {
    "submit": NOBODY, "take_back": NOBODY, "approve": NOBODY, "reject": NOBODY, "restore": NOBODY, "expire": NOBODY,
    "request_changes": SEC, "renew": ("owner", *SEC), "archive": ("owner", *SEC),
}  # fmt: skip

CELLS: dict[str, dict[str, tuple[str, ...]]] = {
    "profile": {
        **OWN_PUBLISHED,
        "see": ALL,
        "edit": ("owner", *SEC),
        "claim": SIGNED_IN,
        "review": SEC,
        "comment": ("owner", *SEC),
        "see_comments": ("owner", *READERS),
        "merge": SEC,
        "test_size": ("owner",),
        "see_size": ("owner", *READERS),
        "write_opportunity": ("owner",),
        "express_interest": ("owner",),
        "see_matches": ("owner", "manager", *READERS),
        "nudge": ("manager", *SEC),
        "introduce": ("manager", *SEC),
        "see_people": ("owner", *READERS),
        "invite_people": ("owner", *SEC),
        "let_cluster_act": ("owner",),
        "leave_cluster": ("owner",),
    },
    "draft profile": {
        "see": READERS,
        "edit": SEC,
        "submit": NOBODY,
        "archive": SEC,
        "approve": NOBODY,
        "claim": SIGNED_IN,
    },
    "member's profile": {
        "see": ALL,
        "edit": ("other", *SEC),  # published: whoever only prepares drafts leaves it alone
        "write_opportunity": ("other", "preparer"),
        "express_interest": ("other",),
        "see_matches": ("other", "preparer", *READERS),
        "nudge": ("preparer", *SEC),
        "see_size": ("other", *READERS),
        "let_cluster_act": ("other",),
        "leave_cluster": ("other",),
    },
    "cluster": {
        "see": ALL,
        "edit": ("manager", *SEC),
        "run_cluster": ("manager", *SEC),
        "see_cluster": ("manager", *READERS),
        "invite_people": ("manager", *SEC),
        "write_opportunity": ("manager",),
    },
    "opportunity": {
        **OWN_PUBLISHED,
        "see": ALL,
        "see_identity": ALL,
        "edit": ("owner", *SEC),
        "translate": ("owner", *SEC),
        "review": SEC,
        "comment": ("owner", *SEC),
        "see_comments": ("owner", *READERS),
        "see_matches": ("owner", "manager", *READERS),
        "see_interests": ("owner", *READERS),
        "follow": SIGNED_IN,
    },
    "draft opportunity": {
        "see": ("owner", *READERS),
        "see_identity": ("owner", *READERS),
        "edit": ("owner", *SEC),
        "submit": ("owner",),
        "approve": NOBODY,
        "archive": ("owner", *SEC),
        "renew": NOBODY,
    },
    "member's draft": {
        "see": ("other", "preparer", *READERS),
        "edit": ("other", "preparer", *SEC),
        "translate": ("other", "preparer", *SEC),
        "comment": ("other", "preparer", *SEC),
        "submit": ("other",),
        "archive": ("other", *SEC),
    },
    "opportunity in review": {
        "see": ("owner", *READERS),
        "edit": NOBODY,
        "take_back": ("owner",),
        "approve": SEC,
        "request_changes": SEC,
        "reject": SEC,
        "submit": NOBODY,
    },
    "anonymous opportunity": {"see": ALL, "see_identity": ("owner", *READERS), "edit": ("owner", *SEC)},
    "interest": {
        "see": ("owner", "other", *READERS),
        "see_comments": ("owner", "other", *READERS),
        "accept": ("owner",),
        "decline": ("owner",),
        "ask": ("owner",),
        "answer": NOBODY,  # nothing was asked
        "withdraw": ("other",),
        "lapse": NOBODY,
    },
    "declined interest": {
        "see": ("owner", "other", *READERS),
        "accept": NOBODY,
        "decline": NOBODY,
        "withdraw": NOBODY,
    },
    "introduction": {
        "see": ("owner", "other", "manager", "preparer", *READERS),
        "read": ("owner", "other"),
        "write": ("owner", "other"),
        "join": ("owner", "other"),
        "leave": ("owner", "other"),
        "collaborate": ("owner", "other"),
        "close": ("owner", "other"),
        "agree": NOBODY,
        "reopen": NOBODY,
        "decline": NOBODY,
    },
    "proposed introduction": {
        "see": ("owner", "other", "manager", "preparer", *READERS),
        "agree_first": ("owner", "other"),
        "decline": ("owner", "other"),
        "lapse": NOBODY,
        "write": NOBODY,
        "close": NOBODY,
    },
    "collaboration": {
        "see": ("owner", "other", "manager", "preparer", *READERS),
        "edit": ("owner", "other"),
        "negotiate": ("owner", "other"),
        "start": ("owner", "other"),
        "stop": ("owner", "other"),
        "complete": NOBODY,  # not running yet
        "resume": NOBODY,
    },
    "match": {
        "see": ("owner", "other", "manager", "preparer", *READERS),
        "answer": ("other",),
        "introduce": ("manager", "preparer", *SEC),
    },
    "claim": {"see": ("stranger", *READERS), "decide": SEC},
    "size test": {"see": ("owner", *READERS)},
    "self-check": {"see": ("manager", *READERS), "edit": ("manager",)},
    "membership asked for": {
        "see": ("manager", "other", *READERS),
        "answer": ("other", *SEC),
        "withdraw": ("manager", *SEC),
    },
    "import": {"see": ("manager", *READERS), "import": ("manager", *SEC), "undo": ("manager", *SEC)},
    "follow": {"see": ("stranger",), "stop": ("stranger",)},
    "consortium": {
        "see": ("owner", "other", "manager", "preparer", *READERS),
        "edit": ("owner",),
        "see_budget": ("owner",),  # livarna is only invited
        "begin_inviting": ("owner",),
        "settle": ("owner",),
        "reopen": NOBODY,
        "archive": ("owner",),
        "restore": NOBODY,
    },
    "archived consortium": {
        "see": ("owner", "manager", *READERS),
        "edit": NOBODY,
        "restore": ("owner",),
        "archive": NOBODY,
    },
    "invited partner": {
        "see": ("owner", "other", *READERS),
        "edit": ("owner",),
        "edit_budget": ("owner",),
        "invite": NOBODY,
        "confirm": NOBODY,
        "accept": ("other",),
        "decline": ("other",),
    },
    "proposed partner": {
        "see": ("owner", *READERS),
        "edit": ("owner",),
        "invite": ("owner",),
        "confirm": ("owner",),
        "accept": NOBODY,
    },
    "accepted partner": {
        "see": ("owner", "stranger", *READERS),
        "edit_budget": ("owner", "stranger"),
        "decline": ("stranger",),
    },
    "meta-cluster": {"see": ("owner", *READERS), "edit": ("owner", *SEC)},
    "import of instruments": {
        "see": ("officer", *READERS),
        "import": ("officer", *SEC),
        "undo": ("officer", *SEC),
    },
    "role": {"see": ("owner", *READERS), "end": ("owner", *SEC)},
    "person": {"see": ("owner", *READERS), "edit": ("owner",), "erase": ("owner",)},
}

NETWORK_CELLS: dict[str, tuple[str, ...]] = {
    "create_profile": SIGNED_IN,
    "see_network": READERS,
    "review": SEC,
    "invite": SEC,
    "merge": SEC,
    "see_audit": READERS,
    "see_mail": SEC,
    "see_figures": ("officer", *READERS),
    "load_figures": SEC,
    "keep_instruments": ("officer", *SEC),
    "keep_calls": ("officer", *SEC),
    "compute": SIGNED_IN,
    "draft_metacluster": SIGNED_IN,
}

ACTIONS_ELSEWHERE = {"jobs.job", "people.apitoken", "people.invitation", "people.auditentry", "mail.letter"}
"""Tables whose own tests hold their rows of the matrix."""
