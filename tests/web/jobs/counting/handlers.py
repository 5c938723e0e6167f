"""Jobs that take a moment and count what they did, for workers that are killed in the middle."""

import time

from cordata_web.jobs import every, handles
from cordata_web.jobs.registry import HANDLERS
from cordata_web.people import audit

HANDLERS.clear()  # those of the other apps come first; here only these count

STEPS = 5
NAP = 0.03


@handles("counting.once")
def count_once(run):
    """One effect, written along with the end."""
    time.sleep(NAP * STEPS)
    with run.finish_with({"counted": True}):
        audit.record("counted once", run.job, actor=None, changes={})
        time.sleep(NAP)


@handles("counting.steps", lane="steps")
def count_steps(run):
    """One effect a step, each written along with the progress; begins where the last worker was."""
    for number in range(run.job.done, STEPS):
        time.sleep(NAP)
        with run.step(number + 1, STEPS):
            audit.record("counted a step", run.job, actor=None, changes={"step": number})
            time.sleep(NAP)


@handles("counting.sleep")
def sleep(run):
    """Longer than a lease: the heartbeat has to hold it."""
    for _second in range(50):
        run.stop_if_cancelled()
        time.sleep(run.arguments["seconds"] / 50)
    with run.finish_with():
        audit.record("slept", run.job, actor=None, changes={})


@every(minutes=60 * 24 * 365, kind="counting.tick")
def tick(run):
    with run.finish_with():
        audit.record("ticked", run.job, actor=None, changes={})
