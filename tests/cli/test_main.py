"""The command as a whole: quick, complete help, no site needed."""

import resource
import subprocess
import sys

import click
import pytest

from cordata import __version__
from cordata.sources.problems import CODES, Problem
from cordata_cli.lazy import Later, LazyGroup
from cordata_cli.main import COMMANDS, cli
from cordata_cli.problem_sentences import SENTENCES, sentence

HEAVY = ("numpy", "rdflib", "onnxruntime", "django", "rich", "python_calamine", "cordata_web")


def fresh(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_version_and_help_import_nothing_heavy():
    program = (
        "import sys\nfrom click.testing import CliRunner\nfrom cordata_cli.main import cli\n"
        "CliRunner().invoke(cli, ['--version']); CliRunner().invoke(cli, ['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert fresh(program).strip() == "[]"


def test_version_costs_less_than_a_third_of_a_second():
    """In time of the processor: the clock would measure what else the machine does."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "cordata_cli", "--version"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.3


def test_version_is_the_library_s(cordata):
    assert cordata("--version").output == f"cordata, version {__version__}\n"


def commands(group: click.Group, path: tuple[str, ...] = ()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [path for path, _ in commands(cli)], ids=" ".join)
def test_every_command_explains_itself(cordata, path):
    result = cordata(*path, "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")


OURS = [path for path, _ in commands(cli) if path[0] in ("thesaurus", "directory", "load", "fetch")]


@pytest.mark.parametrize("path", OURS, ids=" ".join)
def test_help_of_every_command_names_the_exit_codes(cordata, path):
    assert "3  the input has faults" in cordata(*path, "--help").output


def test_wrong_use_exits_with_two(cordata):
    assert cordata("directory", "list", "--kind", "quark").exit_code == 2
    assert cordata("nothing-of-the-kind").exit_code == 2


def test_the_terminal_never_imports_the_site():
    program = (
        "import sys\nfrom importlib import import_module\nfrom cordata_cli.main import COMMANDS\n"
        "from importlib.util import find_spec\n"
        "[import_module(one.module) for one in COMMANDS.values() if find_spec(one.module)]\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'cordata_web')])"
    )
    assert fresh(program).strip() == "[]"


def test_commands_whose_module_is_absent_are_not_offered():
    group = LazyGroup("x", later={"gone": Later("cordata_cli.gone", "gone", "Gone."), **COMMANDS})
    assert "gone" not in group.list_commands(click.Context(group))
    assert "thesaurus" in group.list_commands(click.Context(group))


@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_a_sentence_with_its_facts(code):
    facts = {name: f"<{name}>" for name in CODES[code][1]}
    said = sentence(Problem(code, "a.csv", facts=facts))
    assert said.endswith((".", ">"))
    assert set(SENTENCES) == set(CODES)
