"""Is anything lost or doubled when processes are killed (kill -9) at random while people write?

A real site, with two server processes and a worker beside them, on example data; people who are signed in express
interest, write messages, edit profiles, write, send in, comment and approve opportunities, by their browsers and by the
API. At random moments the whole server, one of its processes, or the worker is killed and started anew, the worker also
at the very moment when a letter arrives. What was answered with success ("acknowledged") has to be in the database
once, with its entry in the audit log; what broke off, once or not at all; what the API was sent again under the same
Idempotency-Key until it answered, once. No letter may reach the mail server twice. All are sent, or marked as unsure
where the worker was killed between handing one over and noting it. No job may be left queued, running or failed.

Killing processes takes nothing away that the system has been given to write, so SQLite's synchronous=NORMAL keeps every
acknowledged write here. When the power fails, the last moments may be missing on SQLite, never half a transaction;
PostgreSQL with its own defaults keeps those as well.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.live.both import on_both
from benchmarks.live.postbox import Postbox, open_postbox
from benchmarks.live.site import Site, children_of, fresh_site, granian, prepare, told_to
from benchmarks.live.writers import Ledger, Writer
from benchmarks.tables import markdown

KILLS = 50
PEOPLE = 12
LEASE = 10
PAUSES = (0.5, 4.0)
SECONDS_FOR_A_LETTER = 20
VICTIMS = ("server", "process of the server", "worker", "worker as a letter arrives")


class Killer:
    """Kills, starts anew, waits a little, and counts."""

    def __init__(self, site: Site, box: Postbox, chance: random.Random) -> None:
        self._site, self._box, self._chance = site, box, chance
        self.server = site.start_server(*granian(site.port))
        self.worker = site.start_worker()
        self.killed: Counter[str] = Counter()

    def strike(self) -> None:
        self._pause()
        victim = self._chance.choice(VICTIMS)
        self.killed[victim] += 1
        if victim.startswith("worker"):
            if victim != "worker":
                self._box.arrived.clear()
                self._box.arrived.wait(SECONDS_FOR_A_LETTER)
            self._site.kill(self.worker)
            self.worker = self._site.start_worker()
        elif victim == "server":
            self._restart()
        else:
            os.kill(self._chance.choice(children_of(self.server)), signal.SIGKILL)
            self._pause()
        self.look_after()

    def look_after(self) -> None:
        """As systemd would: granian ends by itself when one of its processes dies twice within 5.5 s."""
        if self.server.poll() is not None:
            self._restart()
        else:
            self._site.wait_for_answer(self.server)

    def _restart(self) -> None:
        self._site.kill(self.server)
        self.server = self._site.start_server(*granian(self._site.port))

    def _pause(self) -> None:
        time.sleep(self._chance.uniform(*PAUSES))
        if self.server.poll() is not None:
            self._restart()


def survive(prepared: Path, *, kills: int, seed: int, **settings: str) -> dict[str, Any]:
    """Let people write while processes are killed; what was found afterwards."""
    with open_postbox() as box:
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{box.port}", "CORDATA_JOB_LEASE": str(LEASE)}
        with fresh_site(prepared, **mail, **settings) as site:
            crowd = json.loads(site.run("benchmarks.live.crowd", str(PEOPLE)))
            killer, ledger = Killer(site, box, random.Random(seed)), Ledger()
            killed = _kill_while_they_write(site, killer, (crowd, ledger), kills, seed)
            verdict = json.loads(site.run("benchmarks.live.verdict", given=json.dumps(ledger.entries)))
            verdict["doubled letters"] = [one for one, times in box.received.items() if times > 1]
            arrived = {one.strip("<>").partition("@")[0] for one in box.received}
            verdict["lost letters"] = sorted(set(verdict.pop("sent")) - arrived)
            outcomes = Counter(entry["outcome"] for entry in ledger.entries)
            shown = {"database": site.database, "killed": dict(killed), "writes": dict(outcomes)}
            return {**shown, "letters received": len(box.received), **verdict}


def _kill_while_they_write(
    site: Site, killer: Killer, told: tuple[dict[str, Any], Ledger], kills: int, seed: int
) -> Counter[str]:
    crowd, ledger = told
    ending = threading.Event()
    writers = [
        Writer(site.port, person, crowd, ledger, random.Random(f"{seed} {at}"))
        for at, person in enumerate((*crowd["people"], crowd["secretariat"]))
    ]
    threads = [threading.Thread(target=writer.write_until, args=(ending,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for number in range(kills):
            killer.strike()
            told_to(sys.stderr, f"kill {number + 1} of {kills}, {len(ledger.entries)} writes")
        if not kills:
            time.sleep(30)
    finally:
        ending.set()
        for thread in threads:
            thread.join()
    crashes = [problem for writer in writers for problem in writer.problems]
    if crashes:
        raise RuntimeError("\n".join(crashes[:3]))
    return killer.killed


def failures_of(found: dict[str, Any]) -> dict[str, Any]:
    """What must be empty and is not."""
    writes = ("lost", "doubled", "unaudited", "server errors")
    letters = ("doubled letters", "letters written twice", "lost letters", "waiting letters", "failed letters")
    return {name: found[name] for name in (*writes, *letters, "open jobs", "failed jobs") if found.get(name)}


def run() -> str:
    """The table: fifty kills on SQLite, fifty on PostgreSQL."""
    rows = [row_of(found) for found in on_both("benchmarks.survival", "--kills", str(KILLS))]
    return f"## Survival\n\n{(__doc__ or '').strip()}\n\n{markdown(HEADINGS, rows)}"


def row_of(found: dict[str, Any]) -> list[object]:
    letters = found["letters"]
    return [
        found["database"],
        sum(found["killed"].values()),
        found["writes"].get("acknowledged", 0),
        found["writes"].get("unknown", 0),
        len(found["lost"]),
        len(found["doubled"]),
        f"{letters.get('sent', 0)} + {letters.get('unsure', 0)}",
        len(found["doubled letters"]) + len(found["lost letters"]),
        found["jobs taken again"],
        len(found["open jobs"]) + len(found["failed jobs"]),
    ]


HEADINGS = (
    *("Database", "kills", "writes acknowledged", "broken off", "lost", "doubled"),
    *("letters sent + unsure", "letters doubled or lost", "jobs taken again", "jobs stuck"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="without the real organisations of the sample network")
    parser.add_argument("--prepared", type=Path, default=Path(tempfile.gettempdir()) / "cordata-benchmark-data")
    chosen = parser.parse_args()
    found = survive(prepare(chosen.prepared, small=chosen.small), kills=chosen.kills, seed=chosen.seed)
    print(json.dumps(found, indent=2, ensure_ascii=False))
    sys.exit(1 if failures_of(found) else 0)


if __name__ == "__main__":
    main()
