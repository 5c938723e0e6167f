"""What stands in the database of a site after people wrote to it: reads a ledger, prints what was found.

Run with the settings of the site while its worker still runs; waits first until all has settled.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import django

SECONDS_TO_SETTLE = 900
QUIET_LOOKS = 3
ACTIONS = {"interest": "express", "message": "write", "profile": "updated", "opportunity": "created",
           "by API": "created", "submit": "submit", "approve": "approve", "comment": "comment"}  # fmt: skip
Entries = list[dict[str, Any]]


def main() -> None:
    django.setup()
    entries = json.load(sys.stdin)
    seconds = _settle()
    print(json.dumps({"seconds to settle": round(seconds), **_writes(entries), **_letters(), **_jobs()}))


def _settle() -> float:
    """Wait until no letter and no due job is open, three looks in a row."""
    begin, quiet = time.monotonic(), 0
    while quiet < QUIET_LOOKS and time.monotonic() - begin < SECONDS_TO_SETTLE:
        time.sleep(1)
        quiet = 0 if _open_jobs().exists() or _open_letters().exists() else quiet + 1
    return time.monotonic() - begin


def _open_jobs() -> Any:
    from django.db.models import Q
    from django.utils import timezone

    from cordata_web.jobs.models import Job

    return Job.objects.filter(Q(state="running") | Q(state="queued", run_after__lte=timezone.now()))


def _open_letters() -> Any:
    from cordata_web.mail.models import Letter

    return Letter.objects.filter(state__in=("queued", "sending"))


def _writes(entries: Entries) -> dict[str, Any]:
    texts, audited = _texts(), _audit()
    lost, doubled, unaudited = [], [], []
    for entry in entries:
        about = entry["about"]
        if entry["mark"] and entry["kind"] != "profile":
            holders = [pk for pk, text in texts[entry["kind"]] if entry["mark"] in text]
            number = len(holders)
            about = holders[0] if holders and entry["kind"] != "comment" else about
        else:
            number = audited[ACTIONS[entry["kind"]], entry["mark"] or about]
        noted = audited[ACTIONS[entry["kind"]], entry["mark"] if entry["kind"] == "profile" else about]
        lost += [entry] if entry["outcome"] == "acknowledged" and number < 1 else []
        doubled += [entry] if number > 1 else []
        unaudited += [entry] if number and noted < 1 else []
    lost += _overwritten(entries)
    failed = [entry for entry in entries if entry["outcome"] == "failed"]
    return {"lost": lost, "doubled": doubled, "unaudited": unaudited, "server errors": failed, **_refused(entries)}


def _refused(entries: Entries) -> dict[str, Any]:
    refused = [entry for entry in entries if entry["outcome"] == "refused"]
    kinds = Counter(entry["kind"] for entry in entries if entry["outcome"] == "acknowledged")
    return {
        "acknowledged by kind": kinds,
        "refused": Counter(entry["kind"] for entry in refused),
        "a refusal": refused[:1],
    }


def _texts() -> dict[str, list[tuple[str, str]]]:
    """By kind of write, the ids and words of all rows that could hold its mark."""
    from cordata_web.exchange.models import Interest, Message, Opportunity
    from cordata_web.people.models import Comment

    titles = [(pk, json.dumps(told)) for pk, told in Opportunity.objects.values_list("pk", "titles")]
    return {
        "interest": list(Interest.objects.values_list("pk", "why")),
        "message": list(Message.objects.values_list("pk", "text")),
        "comment": list(Comment.objects.values_list("pk", "text")),
        "opportunity": titles,
        "by API": titles,
    }


def _audit() -> Counter[tuple[str, str]]:
    """How often the log says an action of a thing, of a message, or of a mark that was written into a profile."""
    from cordata_web.people.models import AuditEntry

    found: Counter[tuple[str, str]] = Counter()
    for action, pk, changes in AuditEntry.objects.values_list("action", "object_id", "changes"):
        found[action, changes["message"] if action == "write" else pk] += 1
        if action == "updated" and "descriptions" in changes:
            written = json.dumps(changes["descriptions"][1])
            found.update({(action, f"mark{part[:15]}"): 1 for part in written.split("mark")[1:]})
    return found


def _overwritten(entries: Entries) -> Entries:
    """Profiles that do not hold what was acknowledged last, or something later of which nobody knows."""
    from cordata_web.directory.models import Profile

    edits: defaultdict[str, Entries] = defaultdict(list)
    for entry in entries:
        if entry["kind"] == "profile":
            edits[entry["about"]].append(entry)
    wrong = []
    for firm, told in edits.items():
        words = json.dumps(Profile.objects.get(pk=firm).descriptions)
        if not any(entry["mark"] in words for entry in _last_of(told)) and _acknowledged(told):
            wrong.append({**_acknowledged(told)[-1], "overwritten": words})
    return wrong


def _last_of(told: Entries) -> Iterable[dict[str, Any]]:
    for entry in reversed(told):
        if entry["outcome"] != "refused":
            yield entry
        if entry["outcome"] == "acknowledged":
            return


def _acknowledged(told: Entries) -> Entries:
    return [entry for entry in told if entry["outcome"] == "acknowledged"]


def _letters() -> dict[str, Any]:
    from cordata_web.mail.models import Letter

    rows = list(Letter.objects.values_list("pk", "state", "to_address", "text"))
    same = Counter((address, text) for _pk, _state, address, text in rows if "mark" in text)
    return {
        "sent": [pk for pk, state, *_rest in rows if state == "sent"],
        "letters": Counter(state for _pk, state, *_rest in rows),
        "waiting letters": [pk for pk, state, *_rest in rows if state in ("queued", "sending")],
        "failed letters": [pk for pk, state, *_rest in rows if state == "failed"],
        "letters written twice": [address for (address, _text), times in same.items() if times > 1],
    }


def _jobs() -> dict[str, Any]:
    from cordata_web.jobs.models import Job

    failed = Job.objects.filter(state="failed").values_list("kind", "error", "losses", "attempts")
    lost = list(Job.objects.filter(losses__gt=0).values_list("losses", flat=True))
    return {
        "jobs": Counter(Job.objects.values_list("kind", flat=True)),
        "jobs taken again": len(lost),
        "most losses of a job": max(lost, default=0),
        "open jobs": [list(row) for row in _open_jobs().values_list("kind", "state", "losses")],
        "failed jobs": [list(row) for row in failed],
    }


if __name__ == "__main__":
    main()
