"""The network of joint projects: of regions always, of organisations where a source tells them one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cordata.cooperation.bridges import bridging_shares
from cordata.cooperation.brokers import structural_holes
from cordata.cooperation.network_measures import external_internal_index
from cordata.cooperation.networks import Network, network_of, ties_of_organisations, ties_of_regions
from cordata.cooperation.participations import Participation as Row
from cordata.kernel import load_regions
from cordata_web.cooperation.kinds import ORGANISATIONS, REGIONS
from cordata_web.cooperation.models import Participation
from cordata_web.cooperation.results import Progress, computes
from cordata_web.cooperation.tables import joint_projects
from cordata_web.directory.models import Membership

NODES_SHOWN = 30
TIES_KEPT = 400


@computes(REGIONS)
def regions(inputs: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Nodes, ties, communities and holes of the regions that have joint projects."""
    codes = sorted(load_regions())
    years = tuple(inputs["years"]) if inputs["years"] else None
    ties = ties_of_regions(joint_projects(inputs["dataset"], codes, years=years), codes)
    progress(1, 2)
    found = network_of(ties)
    countries = {code: region.country for code, region in load_regions().items()}
    progress(2, 2)
    return {**_plain(found), "index": round(external_internal_index(ties, countries), 4)}


@computes(ORGANISATIONS)
def organisations(inputs: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """The most central organisations, and how far clusters of the directory bridge regions."""
    rows = list(rows_of_projects(inputs["dataset"]))
    progress(1, 3)
    ties = ties_of_organisations(rows)
    found = network_of(ties)
    progress(2, 3)
    names = {row.organisation: row.name for row in rows}
    places = {row.organisation: row.region for row in rows if row.region}
    first = sorted(found.nodes, key=lambda node: (-node.betweenness, node.id))[:NODES_SHOWN]
    shares = bridging_shares(ties, places, _members())
    progress(3, 3)
    return {
        "number": len(found.nodes),
        "modularity": round(found.modularity, 4),
        "nodes": [{**_node(node), "name": names[node.id], "region": places.get(node.id, "")} for node in first],
        "clusters": [[cluster, round(share, 4)] for cluster, share in shares.items() if share],
    }


def _plain(found: Network) -> dict[str, Any]:
    strongest = sorted(found.ties, key=lambda tie: (-tie[2], tie[:2]))[:TIES_KEPT]
    holes = [
        {
            "community": hole.community,
            "other": hole.other,
            "ties": hole.ties,
            "expected": round(hole.expected, 2),
            "bridges": list(hole.bridges),
        }
        for hole in structural_holes(found)
    ]
    return {
        "nodes": [_node(node) for node in found.nodes],
        "ties": [list(tie) for tie in strongest],
        "modularity": round(found.modularity, 4),
        "holes": holes,
    }


def _node(node: Any) -> dict[str, Any]:
    return {
        "id": node.id,
        "degree": node.degree,
        "strength": round(node.strength, 4),
        "betweenness": round(node.betweenness, 6),
        "constraint": None if node.constraint is None else round(node.constraint, 6),
        "effective_size": round(node.effective_size, 4),
        "community": node.community,
    }


def rows_of_projects(dataset: str) -> list[Row]:
    """Every organisation in every project of a dataset, as the library wants them."""
    found = Participation.objects.filter(project__dataset=dataset).select_related("project")
    return [
        Row(
            project=row.project.identifier,
            organisation=row.organisation,
            name=row.name,
            kind=row.kind,
            country=row.country,
            region=row.region,
            start=row.project.start,
            sme=row.sme,
            activities=tuple(row.project.activities),
        )
        for row in found.order_by("project", "pk")
    ]


def _members() -> dict[str, list[str]]:
    """The PICs of the members of each cluster of the directory, as far as its profiles stem from CORDIS."""
    members: dict[str, list[str]] = {}
    pairs = Membership.objects.filter(member__id__startswith="pic-").values_list("cluster_id", "member_id")
    for cluster, member in pairs:
        members.setdefault(cluster, []).append(member.removeprefix("pic-"))
    return members
