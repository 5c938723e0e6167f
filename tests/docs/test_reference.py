from __future__ import annotations

import re
import runpy
from collections.abc import Iterator

import click
import pytest

from cordata_cli.main import cli
from docs.pages import ROOT, pages

WRITTEN: dict = runpy.run_path(str(ROOT / "scripts/write_reference.py"))["pages"]()
CODE = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
CALL = re.compile(r"(?:^|[\s`(])(?:\.venv/bin/)?cordata((?: [a-z]+)+)")


def commands(group: click.Group, path: str = "cordata") -> Iterator[str]:
    for name in group.commands or group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_the_reference_is_up_to_date(path) -> None:
    assert path.read_text("utf-8") == WRITTEN[path], "run: .venv/bin/python scripts/write_reference.py"


@pytest.mark.parametrize("command", list(commands(cli)))
def test_every_command_is_documented(command: str) -> None:
    assert f"\n## {command}\n" in WRITTEN[ROOT / "docs/reference/cli.md"]


def test_every_command_that_the_documents_call_exists() -> None:
    known = set(commands(cli))
    called = {
        f"cordata {words[0]}"
        for page in pages()
        for block in CODE.findall(page.read_text("utf-8"))
        for match in CALL.findall(block)
        if (words := match.split())
    }

    assert called
    assert called - {command for command in known if command.count(" ") == 1} == set()


def test_every_option_that_the_documents_use_exists() -> None:
    known = set(re.findall(r"--[a-z0-9-]+", WRITTEN[ROOT / "docs/reference/cli.md"])) | {"--help"}
    lines = [
        line
        for page in pages()
        for block in CODE.findall(page.read_text("utf-8"))
        for line in block.replace("\\\n", " ").split("\n")
        if CALL.search(line)
    ]
    used = {option for line in lines for option in re.findall(r"(?<= )--[a-z0-9-]+", line)}

    assert used
    assert used - known == set()
