"""Workers as processes on a database in a file: killed in the middle, ended politely, two beside each other."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from cordata_web.config.companion import beside
from web.jobs.processes import Site, wait_until

JOBS_OF_A_KIND = 12


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database whose tables are made, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    Site(folder)
    return folder


@pytest.fixture
def site(tmp_path: Path, migrated: Path) -> Site:
    return Site(tmp_path, migrated=migrated)


@pytest.fixture
def rows(tmp_path: Path):
    """Reads what stands in the database, beside the processes that write it."""

    def read(question: str) -> list[tuple]:
        with sqlite3.connect(tmp_path / "site.sqlite3", timeout=20) as database:
            return database.execute(question).fetchall()

    return read


def enqueue(site: Site, *kinds: str, count: int = 1, **arguments) -> None:
    site.ask(f"[enqueue(kind, {arguments!r}).pk for kind in {kinds!r} for _ in range({count})]")


def wait_for_an_effect(rows, worker: subprocess.Popen) -> None:
    """Until the worker has done something, or nothing is left to do."""
    effects = "SELECT count(*) FROM people_auditentry"
    before = rows(effects)

    def seen() -> bool:
        assert worker.poll() is None, worker.communicate()[1].decode()
        return rows(effects) != before or not open_jobs(rows)

    wait_until(seen)


def open_jobs(rows) -> int:
    return rows("SELECT count(*) FROM jobs_job WHERE state IN ('queued', 'running')")[0][0]


def test_workers_that_are_killed_in_the_middle_lose_nothing_and_double_nothing(site, rows):
    enqueue(site, "counting.once", "counting.steps", count=JOBS_OF_A_KIND)
    chance, kills = random.Random(7), 0
    while open_jobs(rows) and kills < 6:
        worker = site.work()
        wait_for_an_effect(rows, worker)
        time.sleep(chance.uniform(0, 0.3))
        worker.kill()
        worker.communicate()
        kills += 1
    last = site.work()
    wait_until(lambda: not open_jobs(rows))
    last.terminate()
    last.communicate()
    assert last.returncode == 0
    assert kills == 6
    assert rows("SELECT sum(losses) > 0 FROM jobs_job") == [(1,)]
    assert rows("SELECT DISTINCT state FROM jobs_job") == [("done",)]
    once = rows("SELECT object_id FROM people_auditentry WHERE action = 'counted once'")
    steps = rows("SELECT object_id, changes FROM people_auditentry WHERE action = 'counted a step'")
    assert sorted(Counter(once).values()) == [1] * JOBS_OF_A_KIND
    assert sorted(Counter(steps).values()) == [1] * 5 * JOBS_OF_A_KIND
    assert rows("SELECT count(*) FROM people_auditentry WHERE action = 'ticked'") == [(1,)]


def test_a_job_longer_than_its_lease_is_not_stolen_by_another_worker(site, rows):
    enqueue(site, "counting.sleep", seconds=5)
    workers = [site.work(), site.work()]
    wait_until(lambda: not open_jobs(rows))
    for worker in workers:
        worker.terminate()
        worker.communicate()
    assert rows("SELECT state, losses FROM jobs_job WHERE kind = 'counting.sleep'") == [("done", 0)]
    assert rows("SELECT count(*) FROM people_auditentry WHERE action = 'slept'") == [(1,)]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_worker_that_is_asked_to_end_gives_its_job_back_at_once(site, rows, how):
    enqueue(site, "counting.sleep", seconds=60)
    worker = site.work()
    wait_until(lambda: rows("SELECT 1 FROM jobs_job WHERE kind = 'counting.sleep' AND state = 'running'"))
    worker.send_signal(how)
    _nothing, said = worker.communicate(timeout=20)
    assert (worker.returncode, said) == (0, b"")
    states = rows("SELECT state, attempts, losses, token FROM jobs_job WHERE kind = 'counting.sleep'")
    assert states == [("queued", 0, 0, "")]


def test_working_once_does_what_is_due_and_ends(site, rows):
    enqueue(site, "counting.once", count=3)
    site.command("work", "--once")
    assert open_jobs(rows) == 0
    assert rows("SELECT count(*) FROM people_auditentry WHERE action = 'counted once'") == [(3,)]


def test_a_worker_ends_with_its_parent(site):
    parent = subprocess.Popen(["sleep", "60"])
    worker = site.work("--parent", str(parent.pid))
    try:
        assert worker.wait(timeout=30) == 0  # the sleeping process is not its parent
    finally:
        parent.kill()
        parent.wait()


def test_a_companion_that_dies_is_started_anew_and_ends_with_the_block(tmp_path):
    notes = tmp_path / "pids"
    script = f"import os, time; open({str(notes)!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(60)"
    with beside([sys.executable, "-c", script]):
        wait_until(lambda: notes.exists() and notes.read_text().count("\n") == 1)
        os.kill(int(notes.read_text()), signal.SIGKILL)
        wait_until(lambda: notes.read_text().count("\n") == 2)
    last = int(notes.read_text().split()[-1])
    with pytest.raises(ProcessLookupError):
        os.kill(last, 0)
