"""Catalogues that people write (.po) made into those that Django reads (.mo), without the tools of gettext."""

import os
import tempfile
from pathlib import Path

import polib


def compile_catalogues(locale: Path) -> list[str]:
    """Compile the catalogues whose result is missing or older; the languages compiled, in order."""
    stale = [source for source in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]
    for source in stale:
        _compile(source)
    return [source.parts[-3] for source in stale]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    """At once, for others may be reading; under a name of its own until then, for others may be compiling."""
    number, unfinished = tempfile.mkstemp(dir=source.parent, suffix=".mo")
    os.close(number)
    polib.pofile(str(source), encoding="utf-8").save_as_mofile(unfinished)
    Path(unfinished).chmod(source.stat().st_mode)
    Path(unfinished).replace(source.with_suffix(".mo"))
