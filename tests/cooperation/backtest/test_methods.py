"""Each method's scores on networks small enough to reckon by hand."""

from datetime import date

import numpy as np
import pytest

from cooperation.backtest.worlds import row, world
from cordata.cooperation.backtest import baselines, words_of
from cordata.cooperation.backtest.evidence import PARTS, affinity, complementarity, evidence_of, random_walk
from cordata.cooperation.backtest.fitting import choice_weights
from cordata.cooperation.backtest.geography import attraction_of, expected_by, geography_of, nearness
from cordata.cooperation.backtest.network import organisations_of, regions_of
from cordata.cooperation.link_reasons import Where
from cordata.kernel import load_regions

DAY = date(2020, 1, 1)
WHERE = {code: Where(region.country, region.centre) for code, region in load_regions().items()}
FIRST = np.array([0])


def chain():
    """a - b - c - d in three projects; words tell that a and c do the same."""
    rows = [row(project, who, DAY, at=place) for place, (project, who) in enumerate(
        [("1", "a"), ("1", "b"), ("2", "b"), ("2", "c"), ("3", "c"), ("3", "d")])]  # fmt: skip
    return organisations_of(rows, {"1": ("wood", "x"), "2": ("wood", "y"), "3": ("y", "x", "z")})


def test_the_network_of_a_chain() -> None:
    network = chain()
    assert network.nodes == ("a", "b", "c", "d")
    assert network.degrees.tolist() == [1, 2, 2, 1]
    assert network.project_counts.tolist() == [1, 2, 2, 1]
    assert network.breadth.tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("method", "scores"),
    [
        ("popularity", [1, 2, 2, 1]),
        ("common_neighbours", [1, 0, 1, 0]),
        ("adamic_adar", [1 / np.log(2), 0, 1 / np.log(2), 0]),
        ("item_knn", [1 / 2**0.5, 1, 0.5, 0]),
    ],
)
def test_scores_of_the_links_alone(method: str, scores: list[float]) -> None:
    assert baselines.BASELINES[method](chain(), FIRST)[0].tolist() == pytest.approx(scores)


def test_katz_adds_damped_paths() -> None:
    largest = (1 + 5**0.5) / 2
    links, damping = chain().links.toarray(), 0.5 / largest
    paths = sum(damping**step * np.linalg.matrix_power(links, step) for step in range(1, 6))
    assert baselines.katz(chain(), FIRST)[0].tolist() == pytest.approx(paths[0].tolist())


def test_katz_of_many_nodes_uses_the_same_eigenvalue() -> None:
    network = organisations_of(world())
    largest = np.linalg.eigvalsh(network.links.toarray())[-1]
    assert baselines._largest_eigenvalue(network.links) == pytest.approx(largest)
    assert baselines._largest_eigenvalue(type(network.links)((9, 9))) == 0


def test_factors_find_who_shares_partners_again() -> None:
    network = organisations_of(world())
    everyone = np.arange(len(network.nodes))
    scores = baselines.ials(network, everyone)
    theme = everyone < 45
    assert scores[theme][:, theme].mean() > 5 * scores[theme][:, ~theme].mean()


def test_text_is_a_cosine_of_rare_words() -> None:
    found = baselines.text(chain(), np.arange(4))
    assert found.max() <= 1 + 1e-12
    assert np.diag(found).tolist() == pytest.approx([1] * 4)


def test_a_walk_is_a_distribution_and_stays_near() -> None:
    walk = random_walk(chain(), FIRST)[0]
    assert walk.sum() == pytest.approx(1)
    assert walk[1] > walk[2] > walk[3]


def test_countries_that_join_more_than_chance_have_an_affinity_above_zero() -> None:
    network = organisations_of(
        [row(str(n), who, DAY, at=at) for n in range(3) for who, at in ((f"a{n}", 0), (f"b{n}", 1))]
    )
    found = affinity(("AT", "IT", "AT", "IT", "AT", "IT"), network.links, FIRST)[0]
    assert found[1] > 0 > found[0]


def test_complementarity_is_what_lies_near_but_is_lacking() -> None:
    rows = [
        row("1", "a", DAY, activities=("wood",)),
        row("2", "b", DAY, activities=("wood", "glue")),
        row("3", "c", DAY, activities=("glue",)),
        row("4", "d", DAY, activities=("ships",)),
    ]
    assert complementarity(organisations_of(rows).activities, FIRST)[0].tolist() == pytest.approx([0, 0.5**0.5, 1, 0])


def test_geography_inside_and_outside_the_macro_region() -> None:
    rows = [row("1", f"o{at}", DAY, at=at) for at in range(4)]
    outside = [type(rows[0])("1", name, "", "other", country, "", DAY, False, ())
               for name, country in (("s", "ES"), ("t", "ES"), ("u", "IT"), ("v", ""))]  # fmt: skip
    network = organisations_of([*rows, *outside])
    geography = geography_of(network, WHERE)
    km = -nearness(np.arange(8), geography)
    assert km[0, 0] == 10
    assert 50 < km[0, 2] < 150
    assert km[4, 5] == km[2, 6] == 300
    assert km[0, 6] == 700
    assert km[0, 4] == km[7, 7] == 1500


def test_gravity_follows_newton_where_nothing_can_be_fitted() -> None:
    network = organisations_of([row(str(at), f"o{at}", DAY, at=at) for at in range(5)])
    expected = expected_by(attraction_of(network, geography_of(network, WHERE)), FIRST)[0]
    assert expected[2] == max(expected[1:])


def test_weights_show_what_led_to_links() -> None:
    generator = np.random.default_rng(0)
    cause, noise = generator.normal(size=(2, 60, 50))
    odds = np.exp(2 * cause)
    later = np.array([generator.random(50) < row / row.sum() * 3 for row in odds])
    later[:, 0] |= ~later.any(axis=1)
    weights = choice_weights([cause, noise, -cause], later, np.ones_like(later))
    assert weights[0] > 1
    assert weights[1] < 0.2
    assert weights[2] == 0


def test_parts_bear_the_names_that_are_told() -> None:
    assert len(evidence_of(chain(), WHERE).parts(FIRST)) == len(PARTS)


def test_a_region_is_as_broad_as_it_has_organisations() -> None:
    rows = [row("1", "a", DAY), row("2", "a", DAY), row("2", "b", DAY), row("2", "c", DAY, at=2)]
    network = regions_of(rows, ("ITH1", "AT33", "SI03"))
    assert network.breadth.tolist() == [1, 2, 0]
    assert network.links.toarray().tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    assert network.countries == ("IT", "AT", "SI")


def test_words_are_freed_of_accents_endings_and_years() -> None:
    assert words_of("Énergies of the SEA", ["HORIZON-CL5-2024-D2"]) == {"energie", "HORIZON-CL5", "HORIZON-CL5-D2"}
