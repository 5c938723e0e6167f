"""The thesaurus, kept parsed between commands."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import click

from cordata.thesaurus import Thesaurus, ThesaurusError, load_thesaurus
from cordata_cli.exits import INPUT_HAS_PROBLEMS
from cordata_cli.screen import tell


@cache
def loaded_thesaurus() -> Thesaurus:
    """The thesaurus that comes with Cordata; leaves the command with a message when a file of it cannot be read."""
    try:
        return _kept()
    except ThesaurusError as error:
        tell(f"The thesaurus cannot be read: {error}")
        raise SystemExit(INPUT_HAS_PROBLEMS) from error


def kept_folder() -> Path:
    """Where commands keep what they can make again: below CORDATA_DATA, else the user's own folder."""
    told = os.environ.get("CORDATA_DATA")
    return Path(told) / "cache" if told else Path(click.get_app_dir("cordata")) / "cache"


def _kept() -> Thesaurus:
    try:
        return load_thesaurus(kept_folder())
    except OSError:
        return load_thesaurus()  # a folder that cannot be written costs seconds, not the answer
