"""A process that is killed while a letter is on the wire doubles nothing and loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from web.mail.post_office import OK, SILENCE, PostOffice, open_post_office

WRITE = "from cordata_web.mail import *; post('x', to='ada@firm.example', write=lambda: Draft('Hi', ['x']), key='{}')"
DELIVER = "from cordata_web.mail.delivery import deliver_due; deliver_due()"
STATES = (
    "from cordata_web.mail.models import Letter; print(*Letter.objects.order_by('key').values_list('state', flat=True))"
)


def start(code: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cordata_web", "shell", "--no-imports", "-c", code]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def run(code: str, environment: dict[str, str]) -> str:
    process = start(code, environment)
    said, _errors = process.communicate(timeout=60)
    assert process.returncode == 0
    return said.strip()


def surroundings(database: str, folder: Path, office: PostOffice) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database,
        "CORDATA_DATA": str(folder),
        "EMAIL_URL": f"smtp://127.0.0.1:{office.port}",
    }


def test_a_letter_on_the_wire_during_a_kill_is_unsure_and_goes_out_once(own_database: str, tmp_path: Path) -> None:
    with open_post_office() as office:
        environment = surroundings(own_database, tmp_path, office)
        subprocess.run(
            [sys.executable, "-m", "cordata_web", "migrate", "--verbosity", "0"], env=environment, check=True
        )
        run(";".join(WRITE.format(key) for key in "ab"), environment)
        office.rule = lambda verb, _line: SILENCE if verb == "LETTER" else OK
        process = start(DELIVER, environment)
        assert office.arrived.wait(60)
        process.kill()
        process.communicate()
        assert run(STATES, environment) == "sending queued"
        office.rule = lambda _verb, _line: OK
        run(f"{DELIVER}; deliver_due()", environment)
        assert run(STATES, environment) == "unsure sent"
        assert len(office.letters) == 2
