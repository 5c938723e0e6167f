"""The command `cordata` and the list of its commands."""

from __future__ import annotations

import click

from cordata import __version__
from cordata_cli.exits import EXPLAINED
from cordata_cli.lazy import Later, LazyGroup

COMMANDS = {
    "match": Later("cordata_cli.matching", "match", "Partners for a text, each with its reasons."),
    "index": Later("cordata_cli.matching", "index", "Make the search index anew, or tell what it holds."),
    "thesaurus": Later("cordata_cli.thesaurus", "thesaurus", "Concepts: show, find in a text, check, export as SKOS."),
    "directory": Later("cordata_cli.directory", "directory", "Clusters and organisations: list, show."),
    "cooperation": Later(
        "cordata_cli.cooperation", "cooperation", "Where cooperation between regions would pay, from own tables."
    ),
    "funding": Later("cordata_cli.funding", "funding", "How clusters are financed: instruments, compared."),
    "network": Later("cordata_cli.network", "network", "Work on a site: members, opportunities, background work."),
    "load": Later("cordata_cli.load", "load", "Read outside tables (CORDIS, clusters, members, universities)."),
    "fetch": Later("cordata_cli.fetch", "fetch", "Bring published data, or the language model, from the network."),
}


@click.group(
    cls=LazyGroup,
    later=COMMANDS,
    epilog=EXPLAINED,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="cordata")
def cli() -> None:
    """Partners across the Alps, from the terminal.

    Results go to standard output, as tables for people or with --json for programs; progress and messages go to
    standard error.
    """
