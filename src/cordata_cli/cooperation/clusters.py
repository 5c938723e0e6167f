"""`cordata cooperation clusters`: clusters that complement one, or meta-clusters that the clusters suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cordata.cooperation.metaclusters import Suggestion, distinct, suggestions
from cordata.cooperation.pairing import (
    ClusterView,
    Pair,
    complementary,
    joint_projects_of_members,
    near_concepts,
)
from cordata.kernel import SECTORS
from cordata.thesaurus import Thesaurus, load_thesaurus
from cordata_cli.cooperation.cluster_files import ClusterFileError, clusters_from
from cordata_cli.cooperation.participations import FILE, OUT, PROJECTS, participations_from
from cordata_cli.cooperation.tables import refusals_told, with_options, write_rows
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS
from cordata_cli.screen import show_json, tell

PAIRS = ("cluster", "other", "score", "talk", "gain", "shared", "brought", "given", "km", "projects")
SUGGESTIONS = (
    "theme", "score", "coverage", "breadth", "cohesion", "ties", "clusters", "countries", "regions", "covered", "gaps",
    "anchors",
)  # fmt: skip
Joint = Mapping[tuple[str, str], int]


@click.command("clusters", epilog=EXPLAINED)
@click.option("--clusters", "file", required=True, type=FILE,
              help="CSV or JSON: id, country, nuts, concepts; sectors, organisations, lat, lon.")  # fmt: skip
@click.option("--for", "cluster", metavar="ID", help="Which clusters abroad complement this one.")
@click.option("--anchors", type=FILE, help="Organisations in a file of the same form; they may be anchors.")
@with_options(PROJECTS)
@click.option("--countries", type=click.IntRange(min=1), default=2, show_default=True,
              help="How many countries a meta-cluster has at least.")  # fmt: skip
@click.option("--smallest", type=click.IntRange(min=1), default=3, show_default=True,
              help="How many clusters a meta-cluster has at least.")  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), help="Only so many, the best.")
@click.option("--out", type=OUT, help="Write CSV to this file; to standard output without it or for -.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the reasons.")
def command(file: Path, cluster: str | None, anchors: Path | None, **chosen: Any) -> None:
    """Tell which clusters complement one (--for), or else which meta-clusters all of them suggest.

    Concepts are ids of the thesaurus. With --organizations joint projects of members count too. How the scores come
    about is told in docs/science/networks.md.
    """
    try:
        clusters, organisations = clusters_from(file), clusters_from(anchors) if anchors else []
    except ClusterFileError as error:
        tell(str(error))
        raise SystemExit(INPUT_HAS_PROBLEMS) from error
    joint = _joint(clusters, chosen)
    thesaurus = load_thesaurus()
    if cluster is not None:
        _show_pairs(_pairs(cluster, clusters, thesaurus, joint)[: chosen["top"]], chosen)
        return
    with refusals_told():
        limits = {name: chosen[name] for name in ("countries", "smallest")}
        found = distinct(suggestions(_themes(thesaurus), clusters, organisations, joint=joint, **limits))
    _show_suggestions(found[: chosen["top"]], chosen)


def _joint(clusters: Sequence[ClusterView], chosen: dict[str, Any]) -> Joint | None:
    if chosen["organizations"] is None:
        return None
    files = (chosen[name] for name in ("projects", "organizations", "fields"))
    return joint_projects_of_members(participations_from(files), clusters)


def _pairs(cluster: str, clusters: Sequence[ClusterView], thesaurus: Thesaurus, joint: Joint | None) -> list[Pair]:
    own = next((one for one in clusters if one.id == cluster), None)
    if own is None:
        tell(f"The file has no cluster {cluster}.")
        raise SystemExit(INPUT_HAS_PROBLEMS)
    return complementary(own, clusters, near_concepts(thesaurus), joint=joint)


def _themes(thesaurus: Thesaurus) -> dict[str, frozenset[str]]:
    """Each concept at the top of a sector with all that lies below it."""
    return {top: _below(thesaurus, top) for sector in SECTORS for top in thesaurus.tops(sector)}


def _below(thesaurus: Thesaurus, concept: str) -> frozenset[str]:
    return frozenset((concept,)).union(*(_below(thesaurus, each) for each in thesaurus.narrower(concept)))


def _show_pairs(pairs: Sequence[Pair], chosen: dict[str, Any]) -> None:
    if chosen["as_json"]:
        show_json([_some(pair, (*PAIRS, "reasons")) for pair in pairs])
    else:
        write_rows(chosen["out"], PAIRS, ([_cell(value) for value in _some(pair, PAIRS).values()] for pair in pairs))


def _show_suggestions(found: Sequence[Suggestion], chosen: dict[str, Any]) -> None:
    if chosen["as_json"]:
        show_json([asdict(one) for one in found])
    else:
        rows = ([_cell(value) for value in _some(one, SUGGESTIONS).values()] for one in found)
        write_rows(chosen["out"], SUGGESTIONS, rows)


def _some(thing: Pair | Suggestion, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else value
