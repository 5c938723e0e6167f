"""Every action that the site notes in the audit log has a sentence."""

import ast

from cordata.exchange import MACHINES
from cordata_web.desk.secretariat.audit_sentences import SENTENCES
from house.sources import python_files, tree_of


def noted() -> set[str]:
    """The actions that are written as plain words."""
    calls = (node for path in python_files("src/cordata_web") for node in ast.walk(tree_of(path)))
    found = set()
    for call in calls:
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "record":
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


def test_there_are_actions_to_look_at() -> None:
    assert len(noted()) > 30


def test_every_action_has_a_sentence() -> None:
    steps = {step for machine in MACHINES.values() for step in machine.steps}
    assert (noted() | steps) - SENTENCES.keys() == set()
