"""The figures that come with Cordata are what their description says."""

from cordata.cooperation.evidence import load_shipped_figures
from cordata.kernel import load_regions


def test_every_figure_is_of_a_region_of_the_macro_region_and_above_zero() -> None:
    shipped = load_shipped_figures()
    assert len(shipped.figures) == 662
    assert {region for region, *_rest in shipped.figures} <= load_regions().keys()
    assert min(number for *_labels, number in shipped.figures) > 0


def test_pairs_stand_once_a_year_and_in_order() -> None:
    links = load_shipped_figures().links
    assert len(links) == 424
    assert len({link[:3] for link in links}) == len(links)
    assert all(region < other for region, other, *_rest in links)


def test_a_pair_has_no_more_joint_projects_than_the_sample_has() -> None:
    assert max(number for *_labels, number in load_shipped_figures().links) < 610
