"""A few kills of a real site while people write; fifty are `make survival`."""

import json
import os
import subprocess
import sys

KILLS = 6


def test_what_was_acknowledged_survives_kills_and_nothing_is_doubled(project, tmp_path):
    command = ["-m", "benchmarks.survival", "--small", "--kills", str(KILLS), "--seed", "11"]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, *command, "--prepared", str(tmp_path / "prepared")],
        cwd=project, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert sum(found["killed"].values()) == KILLS
    assert found["writes"]["acknowledged"] > KILLS
    assert found["letters received"] > 0
