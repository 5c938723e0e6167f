"""Write the pages of docs/reference on terminal, library, states, roles, jobs and programmes from the code itself."""

from __future__ import annotations

import inspect
import re
import runpy
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import click

from cordata.exchange import MACHINES, Machine
from cordata_cli.exits import EXPLAINED
from cordata_cli.main import cli

REFERENCE = Path(__file__).parent.parent / "docs/reference"
FRONT_DOORS = (
    "kernel",
    "thesaurus",
    "language",
    "directory",
    "matching",
    "exchange",
    "cooperation",
    "funding",
    "sources",
    "publish",
)
SECTION = re.compile(r"^(\w+)\n-{3,}$", re.MULTILINE)
WIDTH = 100


def pages() -> dict[Path, str]:
    """Every generated page, by where it belongs."""
    site = runpy.run_path(str(Path(__file__).with_name("site_reference.py")))
    return {
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "library.md": library_page(),
        REFERENCE / "states.md": states_page(),
        REFERENCE / "roles.md": site["roles_page"](),
        REFERENCE / "jobs.md": site["jobs_page"](),
        REFERENCE / "programmes.md": runpy.run_path(str(Path(__file__).with_name("programmes_reference.py")))[
            "programmes_page"
        ](),
    }


def cli_page() -> str:
    """All commands with their arguments and options."""
    exits = inspect.cleandoc(EXPLAINED.replace("\b\n", ""))
    parts = [
        "# The terminal",
        "Written by `scripts/write_reference.py` from the commands themselves; every one of them says the same with "
        "`--help`.",
        *_command(cli, click.Context(cli, info_name="cordata"), exits),
    ]
    return "\n\n".join(parts) + "\n"


def _command(command: click.Command, context: click.Context, exits: str = "") -> Iterator[str]:
    yield f"## {context.command_path}"
    yield inspect.cleandoc((command.help or "").replace("\b\n", ""))
    yield f"```\n{command.get_usage(context).removeprefix('Usage: ')}\n```"
    records = [one.get_help_record(context) for one in command.params]
    rows = [f"| `{_cell(record[0])}` | {_cell(record[1])} |" for record in records if record and record[1]]
    if rows:
        yield "\n".join(["| option | what it does |", "|---|---|", *rows])
    if exits:
        yield f"```\n{exits}\n```"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _command(child, click.Context(child, info_name=name, parent=context))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def library_page() -> str:
    """Everything that the front doors of the library offer."""
    parts = [
        "# The library",
        "Written by `scripts/write_reference.py` from signatures and docstrings. Only what stands here is meant to be "
        "imported from outside; the rest may change without notice.",
    ]
    for name in FRONT_DOORS:
        module = import_module(f"cordata.{name}")
        parts += [f"## cordata.{name}", *_prose(inspect.getdoc(module) or "")]
        for item in module.__all__:
            parts += _item(module, item)
    return "\n\n".join(parts) + "\n"


def states_page() -> str:
    """Each machine of states as a drawing and as a table."""
    parts = [
        "# States",
        "Written by `scripts/write_reference.py` from `cordata.exchange.states`, which the site obeys: a step that "
        "does not stand here is refused, and each step that is taken stands in the audit log. Whose a step is: "
        "the owner (whoever acts for the organisation), the secretariat, the sender or receiver of an interest, one of "
        "the two parties, or the site itself, by its daily jobs.",
    ]
    for machine in MACHINES.values():
        parts += [f"## {machine.name.capitalize()}", _drawing(machine), _table_of_steps(machine)]
    return "\n\n".join(parts) + "\n"


def _drawing(machine: Machine) -> str:
    lines = [f"    [*] --> {machine.initial}"]
    for one in machine.transitions:
        lines += [f"    {source} --> {one.target}: {one.step}" for source in one.sources]
    lines += [f"    {state} --> [*]" for state in machine.closed]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _table_of_steps(machine: Machine) -> str:
    rows = [
        f"| `{one.step}` | {', '.join(one.sources)} | {one.target} | {', '.join(one.by)} |"
        for one in machine.transitions
    ]
    return "\n".join(["| step | from | to | whose step |", "|---|---|---|---|", *rows])


def _item(module: ModuleType, name: str) -> Iterator[str]:
    thing = getattr(module, name)
    yield f"### {name}"
    if inspect.isclass(thing):
        yield _fenced(_signature(name, thing, kind="class "))
        yield from _prose(inspect.getdoc(thing) or "")
        yield from _methods(thing)
    elif inspect.isfunction(inspect.unwrap(thing)):
        yield _fenced(_signature(name, thing))
        yield from _prose(inspect.getdoc(thing) or "")
    else:
        yield _fenced(f"{name} = {_constant(thing)}")


def _methods(thing: type) -> Iterator[str]:
    """Public methods and properties that say something of their own."""
    for name, kept in vars(thing).items():
        method = kept.__func__ if isinstance(kept, (classmethod, staticmethod)) else kept
        told = inspect.getdoc(method) if inspect.isfunction(method) or isinstance(method, property) else None
        if name.startswith("_") or not told:
            continue
        if isinstance(method, property):
            yield f"**`.{name}`**"
        else:
            yield _fenced(_signature(f"{thing.__name__}.{name}", method))
        yield from _prose(told)


def _signature(name: str, thing: Any, kind: str = "") -> str:
    if kind and (issubclass(thing, Exception) or getattr(thing, "_is_protocol", False)):
        return f"{kind}{name}({thing.__bases__[0].__name__})"
    told = inspect.signature(thing)
    marks, parts = {inspect.Parameter.KEYWORD_ONLY: False}, []
    for parameter in told.parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not marks[parameter.kind]:
            marks[parameter.kind] = True
            parts.append("*")
        parts.append(_parameter(parameter))
    answer = "" if kind or told.return_annotation is told.empty else f" -> {_annotation(told.return_annotation)}"
    line = f"{kind}{name}({', '.join(parts)}){answer}"
    if len(line) <= WIDTH:
        return line
    return f"{kind}{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){answer}"


def _parameter(parameter: inspect.Parameter) -> str:
    star = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    text = star + parameter.name
    if parameter.annotation is not parameter.empty:
        text += f": {_annotation(parameter.annotation)}"
    if parameter.default is not parameter.empty:
        default = "..." if "factory" in repr(parameter.default) else repr(parameter.default)
        text += f" = {default}"
    return text


def _annotation(told: Any) -> str:
    return told.strip("'\"") if isinstance(told, str) else getattr(told, "__name__", str(told))


def _constant(thing: Any) -> str:
    """A value, or the choices of a literal type; long ones by their keys."""
    if isinstance(thing, Machine):
        return f"Machine({thing.name!r}, ...)  # drawn in states.md"
    if get_args(thing) and not isinstance(thing, (tuple, dict)):
        return str(thing).replace("typing.", "").replace("collections.abc.", "")
    if isinstance(thing, dict):
        return "{\n" + "".join(f"    {key!r}: {_constant(value)},\n" for key, value in thing.items()) + "}"
    return repr(thing)


def _prose(docstring: str) -> Iterator[str]:
    """Paragraphs of a NumPy-style docstring in Markdown: sections in bold, their entries as a list, examples fenced."""
    pieces = SECTION.split(docstring)
    yield from map(_paragraph, re.split(r"\n\n+", pieces[0].strip()))
    for title, body in zip(pieces[1::2], pieces[2::2], strict=True):
        yield f"**{title}**"
        entries = re.split(r"\n(?=\S)", body.strip())
        yield "\n".join(f"- `{entry.split(chr(10))[0]}`: {' '.join(entry.split()[1:])}" for entry in entries)


def _paragraph(text: str) -> str:
    return _fenced(text) if text.startswith(">>>") else text


def _fenced(code: str) -> str:
    return f"```python\n{code}\n```"


def main() -> None:
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(path, file=sys.stderr)


if __name__ == "__main__":
    main()
