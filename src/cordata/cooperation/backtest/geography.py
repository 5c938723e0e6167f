"""Distances, borders and languages between nodes, and the gravity model that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cordata.cooperation.backtest.baselines import Places
from cordata.cooperation.backtest.network import Network
from cordata.cooperation.errors import DegenerateError
from cordata.cooperation.gravity import fit_gravity
from cordata.cooperation.link_reasons import Where
from cordata.cooperation.tables import FloatArray
from cordata.kernel.places import distance_km, languages_spoken, share_border

SHORTEST_KM = 10.0
SAME_COUNTRY_KM, NEIGHBOURS_KM, ELSEWHERE_KM = 300.0, 700.0, 1500.0
"""Taken where the centre of a region is not known, as outside the macro-region."""
LARGEST_SAMPLE = 800
"""A gravity model of organisations is fitted on the pairs of so many, drawn by chance."""
Place = tuple[str, str]
"""A country and a region, which may be empty."""


@dataclass(frozen=True, slots=True, eq=False)
class Geography:
    """What lies between places: km, same country, border and language, of shape (P, P), and each node's place."""

    place_of: Places
    km: FloatArray
    same_country: FloatArray
    border: FloatArray
    language: FloatArray

    def between(self, what: FloatArray, rows: Places, columns: Places | None = None) -> FloatArray:
        """One of the arrays for nodes (rows) and nodes (columns; all of them when left out)."""
        others = self.place_of if columns is None else self.place_of[columns]
        result: FloatArray = what[np.ix_(self.place_of[rows], others)]
        return result


def geography_of(network: Network, where: Mapping[str, Where]) -> Geography:
    """The geography of the nodes; ``where`` has the centres of the regions that are known."""
    told = list(zip(network.countries, network.regions, strict=True))
    places = sorted(set(told))
    at = {place: number for number, place in enumerate(places)}
    return Geography(
        place_of=np.array([at[place] for place in told], np.intp),
        km=_matrix([[_km(one, other, where) for other in places] for one in places]),
        same_country=_matrix([[float(one[0] == other[0] != "") for other in places] for one in places]),
        border=_matrix([[float(_touch(one, other)) for other in places] for one in places]),
        language=_matrix([[float(_speak_alike(one, other)) for other in places] for one in places]),
    )


def nearness(queries: Places, geography: Geography) -> FloatArray:
    """Minus the kilometres between the centres of the regions."""
    return -geography.between(geography.km, queries)


@dataclass(frozen=True, slots=True, eq=False)
class Attraction:
    """A gravity model of the nodes: the logarithms of their sizes, and the coefficients of what lies between."""

    geography: Geography
    logs: FloatArray
    coefficients: Mapping[str, float]


def attraction_of(network: Network, geography: Geography, sizes: FloatArray | None = None) -> Attraction:
    """The gravity model of joint projects by size, distance, country, border and language.

    Poisson, fitted on the joint projects that are known (Hoekman, Frenken and van Oort 2009; see `fit_gravity`).
    ``sizes`` are the numbers of projects, unless given otherwise; one is added to each. Where nothing can be
    fitted, size and distance count as in Newton's law.
    """
    logs = np.log1p(network.project_counts if sizes is None else sizes)
    return Attraction(geography, logs, _fitted(network, geography, logs))


def expected_by(attraction: Attraction, queries: Places) -> FloatArray:
    """Logarithm of the joint projects that a gravity model lets expect, shape (Q, N)."""
    geography, logs, coefficients = attraction.geography, attraction.logs, attraction.coefficients
    constant = coefficients.get("constant", 0.0)
    score = constant + coefficients.get("size", 0.0) * (logs[queries][:, None] + logs[None, :])
    for name, values in _between(geography).items():
        score = score + coefficients.get(name, 0.0) * geography.between(values, queries)
    result: FloatArray = score
    return result


def _fitted(network: Network, geography: Geography, logs: FloatArray) -> Mapping[str, float]:
    size = len(network.nodes)
    sample = np.sort(np.random.default_rng(0).permutation(size)[:LARGEST_SAMPLE])
    pairs = np.triu_indices(len(sample), 1)
    rows, columns = sample[pairs[0]], sample[pairs[1]]
    joint = (network.taking[sample] @ network.taking[sample].T).toarray()[pairs]
    places = geography.place_of[rows], geography.place_of[columns]
    factors = {name: values[places] for name, values in _between(geography).items()}
    try:
        return fit_gravity(joint, {"size": logs[rows] + logs[columns], **factors}).coefficients
    except DegenerateError:  # too few joint projects to fit: the law as Newton has it, which ranks all the same
        return {"size": 1.0, "distance": -2.0}


def _between(geography: Geography) -> dict[str, FloatArray]:
    return {
        "distance": np.log(geography.km),
        "same_country": geography.same_country,
        "border": geography.border,
        "language": geography.language,
    }


def _km(one: Place, other: Place, where: Mapping[str, Where]) -> float:
    if one[1] and one[1] == other[1]:
        return SHORTEST_KM
    here, there = where.get(one[1]), where.get(other[1])
    if here is not None and there is not None:
        return max(SHORTEST_KM, distance_km(here.centre, there.centre))
    if one[0] and one[0] == other[0]:
        return SAME_COUNTRY_KM
    return NEIGHBOURS_KM if _touch(one, other) else ELSEWHERE_KM


def _touch(one: Place, other: Place) -> bool:
    return one[0] != other[0] and share_border(one[0], other[0])


def _speak_alike(one: Place, other: Place) -> bool:
    return bool(set(languages_spoken(one[0], one[1])) & set(languages_spoken(other[0], other[1])))


def _matrix(rows: list[list[float]]) -> FloatArray:
    return np.array(rows, np.float64)
