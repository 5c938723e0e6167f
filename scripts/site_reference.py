"""The pages of docs/reference on the site: who may do what, and the work that comes by the clock."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator, Mapping
from datetime import timedelta

import django
from django.apps import apps
from django.utils.translation import override

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata_web.config.settings")
if not apps.ready:
    django.setup()

from cordata_web.jobs.registry import HANDLERS, Handler, load_handlers
from cordata_web.people.policy import rules

RELATIONS: Mapping[str, str] = {
    rules.ANYONE: "everybody, signed in or not",
    rules.SIGNED_IN: "whoever is signed in",
    rules.OWNER: "acts for the organisation or cluster whose the thing is: as its member, as manager of that cluster, "
    "or as manager of a cluster to which the organisation belongs and which it lets do everything",
    rules.PREPARER: "manages a cluster that the organisation lets write its drafts",
    rules.MANAGER: "manages a cluster to which the organisation belongs, whatever it allows",
    rules.SENDER: "acts for the side that wrote: the organisation that expressed interest, the cluster that asked",
    rules.RECEIVER: "acts for the side that was written to",
    rules.PARTY: "acts for one of the two sides",
    rules.OTHER: "acts for the organisation whose opportunity it is",
    rules.PARTICIPANT: "takes part in the conversation, and still acts for the side for which they joined it",
    rules.SELF: "the person whose it is",
    rules.SECRETARIAT: "the secretariat",
    rules.AUDITOR: "an auditor",
    rules.OFFICER: "an officer of a region",
}
COLUMNS = tuple(RELATIONS)
NETWORK = "The network as a whole"


def roles_page() -> str:
    """The tables of the policy."""
    parts = [
        "# Roles",
        "Written by `scripts/write_reference.py` from `cordata_web.people.policy.rules`, which every page, the API and "
        "the commands ask. What does not stand here is allowed to nobody. Why it is built so: "
        "[0011](../decisions/0011-one-policy.md).",
        "## Who somebody is to a thing",
        "\n".join(
            ["| relation | who that is |", "|---|---|", *(f"| {_words(k)} | {v} |" for k, v in RELATIONS.items())]
        ),
        "Everybody may also *see* profiles and opportunities that are published and valid. Who is behind an anonymous "
        "opportunity (*see identity*) is open to an organisation whose interest was accepted or whose introduction "
        "has been opened; whoever expressed interest goes on seeing the opportunity after it has expired.",
        f"The state of a thing limits this further: steps are taken only as drawn in [States](states.md), profiles and "
        f"opportunities are edited while {_list(rules.EDITABLE)}, by a preparer while {_list(rules.PREPARED)}. "
        "A conversation is written to while the introduction is open. A cluster invites people to a member only while "
        "nobody acts for it.",
        f"## {NETWORK}",
        _table(rules.NETWORK),
    ]
    for label, actions in rules.RULES.items():
        parts += [f"## {_name_of(label)}", _table(actions)]
    return "\n\n".join(parts) + "\n"


def jobs_page() -> str:
    """All kinds of background work, those by the clock first."""
    load_handlers()
    by_kind = sorted(
        (kind, one) for kind, one in HANDLERS.items() if one.function.__module__.startswith("cordata_web.")
    )
    clock = [f"| `{kind}` | {_period(one.period)} | {_told(one)} |" for kind, one in by_kind if one.period]
    asked = [f"| `{kind}` | {_told(one)} |" for kind, one in by_kind if not one.period]
    parts = [
        "# Jobs",
        "Written by `scripts/write_reference.py` from the handlers themselves. The [worker]"
        "(../how-to/run-a-site.md#the-worker) does them; how it never loses and never doubles one stands in "
        "[0008](../decisions/0008-jobs-in-the-database.md).",
        "## By the clock",
        "\n".join(["| kind | period | what it does |", "|---|---|---|", *clock]),
        "However many workers run, a period has one job of each kind. Periods are counted in universal time: a day's "
        "begins at midnight UTC, and its job when a worker is there.",
        "## When somebody or something asks",
        "\n".join(["| kind | what it does |", "|---|---|", *asked]),
    ]
    return "\n\n".join(parts) + "\n"


def _table(actions: Mapping[str, frozenset[str]]) -> str:
    """One row an action, one column a relation that allows any of them."""
    columns = [one for one in COLUMNS if any(one in allowed for allowed in actions.values())]
    return "\n".join(
        [
            f"| | {' | '.join(map(_words, columns))} |",
            f"|---|{':-:|' * len(columns)}",
            *_rows(actions, columns),
        ]
    )


def _rows(actions: Mapping[str, frozenset[str]], columns: list[str]) -> Iterator[str]:
    for action, allowed in actions.items():
        if allowed:  # the steps of the site itself are nobody's
            yield f"| {_words(action)} | {' | '.join('●' if one in allowed else '' for one in columns)} |"


def _name_of(label: str) -> str:
    with override("en"):
        return str(apps.get_model(label)._meta.verbose_name).capitalize()


def _words(code: str) -> str:
    return code.replace("_", " ")


def _list(codes: tuple[str, ...]) -> str:
    return " or ".join([", ".join(map(_words, codes[:-1])), _words(codes[-1])])


def _period(period: timedelta | None) -> str:
    minutes = int(period.total_seconds() // 60) if period else 0
    named = {1: "minute", 60: "hour", 24 * 60: "day"}
    return f"every {named[minutes]}" if minutes in named else f"every {minutes} minutes"


def _told(handler: Handler) -> str:
    return " ".join((inspect.getdoc(handler.function) or "").split()).replace("|", "\\|")
