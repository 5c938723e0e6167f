import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel import KINDS, SECTORS
from cordata.matching import Filters, Index, Matcher, Record
from cordata.matching.calibration import CONCEPT_WEIGHT
from cordata.matching.index import Columns, sector_mask, strongest_concepts
from cordata.matching.search import LEAST_WEIGHT, allowed, nearest
from cordata.matching.shelf import Shelf

pytestmark = pytest.mark.xdist_group("engine")


K, C = 8, 30


def random_index(rng: np.random.Generator, count: int) -> Index:
    """Columns of noise, a tenth of the rows removed."""
    columns = Columns(
        vectors=rng.integers(-127, 128, (count, K)).astype(np.int8),
        lengths=rng.uniform(0, 0.01, count).astype(np.float32),
        concepts=np.array([rng.choice(C, 12, replace=False) for _ in range(count)], np.int16).reshape(count, 12),
        weights=(rng.integers(0, 256, (count, 12)) * (rng.uniform(size=(count, 12)) < 0.5)).astype(np.uint8),
        countries=rng.choice(["IT", "AT", ""], count).astype("U2"),
        regions=rng.choice(["ITC1", "ITC11", "ITH3", "AT33", ""], count).astype("U5"),
        kinds=rng.integers(-1, len(KINDS), count).astype(np.int8),
        sectors=rng.integers(0, 16, count).astype(np.uint8),
        requests=rng.uniform(size=count) < 0.3,
        alive=rng.uniform(size=count) < 0.9,
    )
    return Index("tests", columns, Shelf(), {})


def likeness_in_full(index: Index, vector: np.ndarray, concepts: np.ndarray) -> np.ndarray:
    """Every row's value in double precision, without any shortcut but the one that is documented."""
    columns = index.columns
    meaning = (columns.vectors.astype(float) * columns.lengths[:, None].astype(float)) @ vector.astype(float)
    heard = np.where(concepts >= LEAST_WEIGHT, concepts, 0).astype(float)
    return meaning + CONCEPT_WEIGHT * (heard[columns.concepts] * columns.weights / 255).sum(axis=1)


@pytest.mark.parametrize("count", [0, 1, 12, 3000, 9000])
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_the_nearest_are_exactly_the_best(count: int, share: float) -> None:
    rng = np.random.default_rng(count)
    index = random_index(rng, count)
    vector = rng.normal(size=K).astype(np.float32)
    concepts = (rng.uniform(size=C) * (rng.uniform(size=C) < 0.4)).astype(np.float32)
    rows = np.flatnonzero(rng.uniform(size=count) < share)
    found = nearest(index, vector, concepts, rows, 50)
    full = likeness_in_full(index, vector, concepts)
    assert len(found.rows) == min(50, len(rows))
    assert set(found.rows) <= set(rows)
    assert found.meaning + found.concepts == pytest.approx(full[found.rows], abs=1e-4)
    assert full[found.rows] == pytest.approx(np.sort(full[rows])[::-1][:50], abs=1e-4)


def test_equal_rows_come_in_their_own_order() -> None:
    rng = np.random.default_rng(3)
    index = random_index(rng, 40)
    index.columns.vectors[:] = index.columns.vectors[0]
    index.columns.lengths[:] = 0.005
    nothing = np.zeros(C, np.float32)
    rows = np.arange(5, 40)
    assert nearest(index, np.ones(K, np.float32), nothing, rows, 35).rows.tolist() == rows.tolist()


def test_nothing_is_nearest_when_nothing_is_wanted_or_left() -> None:
    index = random_index(np.random.default_rng(4), 10)
    vector, nothing = np.ones(K, np.float32), np.zeros(C, np.float32)
    assert len(nearest(index, vector, nothing, np.arange(10), 0).rows) == 0
    assert len(nearest(index, vector, nothing, np.zeros(0, np.int64), 5).rows) == 0


filters = st.builds(
    Filters,
    countries=st.lists(st.sampled_from(["IT", "AT", "SI"]), max_size=2).map(tuple),
    regions=st.lists(st.sampled_from(["IT", "ITC1", "ITC11", "AT33", "SI"]), max_size=2).map(tuple),
    sectors=st.lists(st.sampled_from(SECTORS), max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(KINDS), max_size=2).map(tuple),
)
BIG = random_index(np.random.default_rng(5), 500)


@given(filters, st.sampled_from(["offer", "request"]))
def test_filters_leave_exactly_those_that_fit(wanted: Filters, side: str) -> None:
    columns = BIG.columns
    fitting = []
    for row in range(len(columns)):
        kind = KINDS[columns.kinds[row]] if columns.kinds[row] >= 0 else None
        sectors = {sector for bit, sector in enumerate(SECTORS) if columns.sectors[row] >> bit & 1}
        if (
            columns.alive[row]
            and bool(columns.requests[row]) == (side == "offer")
            and (not wanted.countries or columns.countries[row] in wanted.countries)
            and (not wanted.kinds or kind in wanted.kinds)
            and (not wanted.sectors or sectors & set(wanted.sectors))
            and (not wanted.regions or any(columns.regions[row].startswith(code) for code in wanted.regions))
        ):
            fitting.append(row)
    assert allowed(BIG, wanted, side).tolist() == fitting


def test_a_region_holds_its_smaller_regions_and_not_its_larger_ones() -> None:
    rows = allowed(BIG, Filters(regions=("ITC1",)), "request")
    assert set(BIG.columns.regions[rows]) == {"ITC1", "ITC11"}
    assert set(BIG.columns.regions[allowed(BIG, Filters(regions=("ITC11",)), "request")]) == {"ITC11"}


def test_sectors_are_bits() -> None:
    assert sector_mask([]) == 0
    assert [sector_mask([sector]) for sector in SECTORS] == [1, 2, 4, 8]
    assert sector_mask(SECTORS) == 15


@pytest.mark.parametrize("count", [12, 13, 30])
def test_the_twelve_strongest_concepts_are_kept(count: int) -> None:
    weights = np.random.default_rng(count).permutation(np.linspace(0, 1, count)).astype(np.float32)[None]
    numbers, strengths = strongest_concepts(weights)
    assert set(numbers[0]) == set(np.argsort(-weights[0])[:12])
    assert strengths[0] == pytest.approx(weights[0, numbers[0]] * 255, abs=0.5)


def test_no_filter_lets_others_through_the_front_door(word_matcher: Matcher, network_records: list[Record]) -> None:
    by_id = {record.id: record for record in network_records}
    wanted = Filters(countries=("SI", "AT"), sectors=("energy",), kinds=("cluster", "sme"))
    answer = word_matcher.match("energy storage and heat pumps", filters=wanted, top=50)
    assert answer.hits
    for hit in answer.hits:
        record = by_id[hit.id]
        assert record.country in wanted.countries
        assert record.kind in wanted.kinds
        assert "energy" in record.sectors
