"""Meta-clusters that the data suggest: a theme, the clusters of several countries that cover it, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cordata.cooperation.errors import BadParameterError
from cordata.cooperation.pairing import ClusterView

LARGEST = 8
ANCHORS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A meta-cluster as a proposal.

    ``covered`` are the concepts of the theme that one of its clusters holds, ``gaps`` the rest; ``anchors`` are
    organisations of its regions that hold most of the theme. ``score`` is the mean of ``coverage`` (share of the
    theme's concepts that is covered), ``breadth`` (countries, of those that there are) and ``cohesion`` (share of
    pairs of its clusters that have a concept of the theme in common).
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


def suggestions(
    themes: Mapping[str, Iterable[str]],
    clusters: Sequence[ClusterView],
    organisations: Sequence[ClusterView] = (),
    *,
    countries: int = 2,
    smallest: int = 3,
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
            found.append(_suggestion(theme, wanted, chosen, organisations, known))
    return sorted(found, key=lambda one: (-one.score, one.theme))


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


def _suggestion(
    theme: str,
    wanted: frozenset[str],
    chosen: Sequence[ClusterView],
    organisations: Sequence[ClusterView],
    known: int,
) -> Suggestion:
    covered = frozenset[str]().union(*(cluster.concepts & wanted for cluster in chosen))
    regions = {cluster.region for cluster in chosen}
    near = [one for one in organisations if one.region in regions and one.concepts & wanted]
    anchors = sorted(near, key=lambda one: (-len(one.concepts & wanted), one.id))[:ANCHORS]
    pairs = [(one, other) for at, one in enumerate(chosen) for other in chosen[:at]]
    cohesion = sum(bool(one.concepts & other.concepts & wanted) for one, other in pairs) / max(len(pairs), 1)
    coverage = len(covered) / len(wanted)
    countries = {cluster.country for cluster in chosen}
    breadth = len(countries) / known
    return Suggestion(
        theme=theme,
        clusters=tuple(cluster.id for cluster in chosen),
        countries=tuple(sorted(countries)),
        regions=tuple(sorted(regions)),
        covered=tuple(sorted(covered)),
        gaps=tuple(sorted(wanted - covered)),
        anchors=tuple(one.id for one in anchors),
        coverage=coverage,
        breadth=breadth,
        cohesion=cohesion,
        score=(coverage + breadth + cohesion) / 3,
    )
