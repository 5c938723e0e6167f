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


def data_folder() -> Path:
    """CORDATA_DATA, else ``var`` of the checkout that runs (the site's own), else the user's own folder."""
    told = os.environ.get("CORDATA_DATA")
    if told:
        return Path(told)
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").exists() and os.access(checkout, os.W_OK):
        return checkout / "var"
    return Path(click.get_app_dir("cordata"))


def kept_folder() -> Path:
    """Where commands keep what they can make again."""
    return data_folder() / "cache"


def _kept() -> Thesaurus:
    try:
        return load_thesaurus(kept_folder())
    except OSError:
        return load_thesaurus()  # a folder that cannot be written costs seconds, not the answer
