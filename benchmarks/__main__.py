"""Run all benchmarks, or those named: python -m benchmarks [quality] [speed] [startup] [duplicates] [searching]
[cooperation] [completion] [mixes] [calls] [load] [survival].

Each prints a table in Markdown, ours beside a peer measured in the same run; together they are docs/benchmarks.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path

NAMES = (
    "quality", "speed", "startup", "duplicates", "searching", "cooperation", "completion", "mixes", "calls", "load",
    "survival",
)  # fmt: skip
PAGE = Path(__file__).parent.parent / "docs/benchmarks.md"
HEAD = """# Benchmarks

Made by `make bench`, which measures each figure beside a peer in the same run. Times depend on the machine and on what
else it does; the ratios less so. Last run: {day}.
"""


def main(wanted: Iterable[str]) -> None:
    parts = []
    for name in wanted:
        run: Callable[[], str] = import_module(f"benchmarks.{name}").run
        print(f"... {name}", file=sys.stderr)
        parts.append(run())
        print(parts[-1], flush=True)
    if len(parts) == len(NAMES):
        PAGE.write_text("\n".join([HEAD.format(day=date.today().isoformat()), *parts]), "utf-8")


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(NAMES)
    if unknown:
        sys.exit(f"Unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    main(sys.argv[1:] or NAMES)
