"""Command groups that import a command when it is called, so that `cordata --help` answers at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Later:
    """A command still to be imported: its module, the name it bears there, and its one line of help."""

    module: str
    name: str
    help: str


class LazyGroup(click.Group):
    """A group whose commands are named by ``later`` and imported on use; absent modules are not offered."""

    def __init__(self, *args: Any, later: Mapping[str, Later], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._later = {name: command for name, command in later.items() if find_spec(command.module) is not None}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they were given."""
        return [*self._later, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        later = self._later.get(cmd_name)
        if later is None:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(later.module), later.name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{later.module}.{later.name} is not a command.")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The list of commands in ``--help``, without importing them."""
        rows = [(name, command.help) for name, command in self._later.items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
