"""The formulas give what the Python package ecomplexity gives from the same table, by its conventions."""

import numpy as np
import pytest

from cooperation.peers import FIXTURES, rows, table
from cordata.cooperation import (
    FloatArray,
    diversity,
    economic_complexity,
    proximity,
    quotients,
    relatedness_density,
    specialised,
    ubiquity,
)

A = table("A_counts.csv")
M = specialised(A.values)
PEER = rows(FIXTURES / "ecomplexity_A.csv")


def cells(heading: str) -> FloatArray:
    found = np.full(A.values.shape, np.nan)
    for row in PEER:
        found[A.region(row["r"]), A.activity(row["i"])] = float(row[heading])
    return found


def test_quotients_and_specialisations_agree() -> None:
    assert quotients(A.values) == pytest.approx(cells("rca"), abs=1e-9)
    assert (cells("mcp") == M).all()
    assert (cells("diversity") == diversity(M)[:, None]).all()
    assert (cells("ubiquity") == ubiquity(M)).all()


def test_complexity_of_regions_agrees() -> None:
    assert economic_complexity(M).regions == pytest.approx(cells("eci")[:, 0], abs=1e-9)


def test_complexity_of_activities_agrees_on_the_scale_of_the_regions() -> None:
    found = economic_complexity(M, activity_scale="regions").activities
    assert found == pytest.approx(cells("pci")[0], abs=1e-9)


def test_complexity_of_activities_on_its_own_scale_differs_by_mean_and_length_only() -> None:
    peer = cells("pci")[0]
    assert economic_complexity(M).activities == pytest.approx((peer - peer.mean()) / peer.std(), abs=1e-9)


def test_density_agrees_when_an_activity_counts_itself() -> None:
    found = relatedness_density(M, proximity(M), own=1.0)
    assert found == pytest.approx(100 * cells("density"), abs=1e-9)


def test_proximity_agrees_off_the_diagonal() -> None:
    peer = np.full((len(A.activities), len(A.activities)), np.nan)
    for row in rows(FIXTURES / "ecomplexity_A_proximity.csv"):
        peer[A.activity(row["i_1"]), A.activity(row["i_2"])] = float(row["proximity"])
    np.fill_diagonal(peer, 0)
    assert proximity(M) == pytest.approx(peer, abs=1e-9)
