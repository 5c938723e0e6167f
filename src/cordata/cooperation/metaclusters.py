"""Meta-clusters that the data suggest: a theme, the clusters of several countries that cover it, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from cordata.cooperation.errors import BadParameterError
from cordata.cooperation.pairing import ClusterView, projects_of

LARGEST = 8
ANCHORS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A meta-cluster as a proposal.

    ``covered`` are the concepts of the theme that one of its clusters holds, ``gaps`` the rest; ``anchors`` are
    organisations of its regions that hold most of the theme. ``score`` is the mean of ``coverage`` (share of the
    theme's concepts that is covered), ``breadth`` (countries, of those that there are), ``cohesion`` (share of pairs
    of its clusters that have a concept of the theme in common) and, where joint projects are known, ``ties`` (share
    of pairs of its clusters whose members have one), which is None otherwise. ``brings`` tells for each cluster the
    concepts for which it was taken, those that none before it covers.
    """

    theme: str
    clusters: tuple[str, ...]
    countries: tuple[str, ...]
    regions: tuple[str, ...]
    covered: tuple[str, ...]
    gaps: tuple[str, ...]
    anchors: tuple[str, ...]
    coverage: float
    breadth: float
    cohesion: float
    score: float
    ties: float | None = None
    brings: tuple[tuple[str, ...], ...] = ()


def suggestions(
    themes: Mapping[str, Iterable[str]],
    clusters: Sequence[ClusterView],
    organisations: Sequence[ClusterView] = (),
    *,
    countries: int = 2,
    smallest: int = 3,
    joint: Mapping[tuple[str, str], int] | None = None,
) -> list[Suggestion]:
    """One suggestion a theme that enough clusters of enough countries stand for, the best first.

    Clusters are taken one after the other: the next is the one that covers most concepts of the theme that are not
    covered yet; of equals one of a new country, then the one with more of the theme, then by id. Up to eight are
    taken, and none any more that adds neither a concept nor a country. This is the greedy rule for covering sets,
    which covers at least 1 - 1/e of what the best choice could.

    Parameters
    ----------
    themes
        The concepts of each theme.
    clusters, organisations
        Those to choose from; organisations may be anchors only.
    countries, smallest
        How many countries and clusters a meta-cluster has at least.
    joint
        Joint projects of members by pair of clusters, see `joint_projects_of_members`; None when they are not known.

    Raises
    ------
    BadParameterError
        When ``countries`` or ``smallest`` is below 1.

    References
    ----------
    Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978) An analysis of approximations for maximizing submodular
    set functions, Mathematical Programming 14: 265-294.
    """
    for name, value in (("countries", countries), ("smallest", smallest)):
        if value < 1:
            raise BadParameterError(name=name, value=value)
    known = len({cluster.country for cluster in clusters})
    found = []
    for theme, concepts in themes.items():
        wanted = frozenset(concepts)
        chosen = _chosen(wanted, [cluster for cluster in clusters if cluster.concepts & wanted])
        if len(chosen) >= smallest and len({cluster.country for cluster in chosen}) >= countries:
            found.append(_suggestion(theme, wanted, chosen, _anchors(wanted, chosen, organisations), known))
    if joint is not None:
        found = [_with_ties(one, joint) for one in found]
    return sorted(found, key=lambda one: (-one.score, one.theme))


def distinct(found: Iterable[Suggestion], *, most_alike: float = 0.5) -> list[Suggestion]:
    """The suggestions in their order, without those whose clusters are too much those of one before.

    Parameters
    ----------
    found
        The best first.
    most_alike
        The largest Jaccard index of two sets of clusters that still counts as two suggestions, 0 to 1.

    Raises
    ------
    BadParameterError
        When ``most_alike`` is not between 0 and 1.
    """
    if not 0 <= most_alike <= 1:
        raise BadParameterError(name="most_alike", value=most_alike)
    kept: list[Suggestion] = []
    for one in found:
        clusters = set(one.clusters)
        if all(len(clusters & set(o.clusters)) <= most_alike * len(clusters | set(o.clusters)) for o in kept):
            kept.append(one)
    return kept


def _chosen(wanted: frozenset[str], candidates: Sequence[ClusterView]) -> list[ClusterView]:
    chosen: list[ClusterView] = []
    left = sorted(candidates, key=lambda cluster: cluster.id)
    covered: frozenset[str] = frozenset()
    countries: set[str] = set()
    while left and len(chosen) < LARGEST:
        ranks = [_worth(cluster, wanted - covered, wanted, countries) for cluster in left]
        best = left.pop(ranks.index(max(ranks)))  # the first of equals, by id
        new, is_abroad, _size = max(ranks)
        if not new and not is_abroad:
            break
        chosen.append(best)
        covered |= best.concepts & wanted
        countries.add(best.country)
    return chosen


def _worth(
    cluster: ClusterView, missing: frozenset[str], wanted: frozenset[str], countries: set[str]
) -> tuple[int, bool, int]:
    return len(cluster.concepts & missing), cluster.country not in countries, len(cluster.concepts & wanted)


def _anchors(wanted: frozenset[str], chosen: Sequence[ClusterView], organisations: Sequence[ClusterView]) -> list[str]:
    regions = {cluster.region for cluster in chosen}
    near = [one for one in organisations if one.region in regions and one.concepts & wanted]
    return [one.id for one in sorted(near, key=lambda one: (-len(one.concepts & wanted), one.id))[:ANCHORS]]


def _suggestion(
    theme: str, wanted: frozenset[str], chosen: Sequence[ClusterView], anchors: Sequence[str], known: int
) -> Suggestion:
    covered: frozenset[str] = frozenset()
    brings = []
    for cluster in chosen:
        brings.append(tuple(sorted((cluster.concepts & wanted) - covered)))
        covered |= cluster.concepts & wanted
    pairs = list(combinations(chosen, 2))
    cohesion = sum(bool(one.concepts & other.concepts & wanted) for one, other in pairs) / max(len(pairs), 1)
    coverage = len(covered) / len(wanted)
    countries = {cluster.country for cluster in chosen}
    breadth = len(countries) / known
    return Suggestion(
        theme=theme,
        clusters=tuple(cluster.id for cluster in chosen),
        countries=tuple(sorted(countries)),
        regions=tuple(sorted({cluster.region for cluster in chosen})),
        covered=tuple(sorted(covered)),
        gaps=tuple(sorted(wanted - covered)),
        anchors=tuple(anchors),
        coverage=coverage,
        breadth=breadth,
        cohesion=cohesion,
        score=(coverage + breadth + cohesion) / 3,
        brings=tuple(brings),
    )


def _with_ties(one: Suggestion, joint: Mapping[tuple[str, str], int]) -> Suggestion:
    pairs = list(combinations(one.clusters, 2))
    ties = sum(projects_of(joint, *pair) > 0 for pair in pairs) / max(len(pairs), 1)
    return replace(one, ties=ties, score=(one.coverage + one.breadth + one.cohesion + ties) / 4)
