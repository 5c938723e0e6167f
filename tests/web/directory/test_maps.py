import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel import Place, load_regions
from cordata_web.directory.labels import Box, Paper, place_label
from cordata_web.directory.points import Spot, frame_of, point_map
from cordata_web.directory.shares import shares_of_sectors
from cordata_web.directory.tiles import LEVELS, TILE, shade, tile_map

places = st.builds(Place, st.floats(43.0, 50.5), st.floats(2.5, 17.0))


def test_every_region_has_a_tile_of_its_own():
    drawn = tile_map({})
    assert {tile.code for tile in drawn.tiles} == set(load_regions())
    assert len({(tile.x, tile.y) for tile in drawn.tiles}) == 44


def test_shades_grow_with_the_square_root():
    assert [shade(count, 25) for count in (0, 1, 2, 4, 5, 25)] == [0, 1, 2, 2, 3, LEVELS]


def test_the_legend_tells_the_counts_of_each_shade_that_occurs():
    assert tile_map({"SI04": 25, "ITC4": 4, "ITC1": 2}).legend == ((0, 0, 0), (2, 2, 4), (5, 25, 25))


def test_liechtenstein_alone_has_a_border_on_all_four_sides():
    drawn = tile_map({})
    tile = next(tile for tile in drawn.tiles if tile.code == "LI00")
    left, top = tile.x - 2, tile.y - 2
    for side in (
        f"M{left} {top}L{left} {top + TILE}",
        f"M{left} {top}L{left + TILE} {top}",
        f"M{left + TILE} {top}L{left + TILE} {top + TILE}",
        f"M{left} {top + TILE}L{left + TILE} {top + TILE}",
    ):
        assert side in drawn.borders


@given(st.lists(places, min_size=1, max_size=8))
def test_every_place_is_inside_its_frame(found):
    frame = frame_of(found)
    assert all(frame.holds(place) for place in found)


@given(st.lists(places, min_size=1, max_size=8))
def test_a_degree_of_latitude_is_as_long_as_it_is_at_the_middle_of_the_map(found):
    frame = frame_of(found)
    middle = (frame.south + frame.north) / 2
    x0, y0 = frame.units(Place(middle, frame.west))
    x1, y1 = frame.units(Place(middle + 1, frame.west + 1 / frame.shrink))
    assert x1 - x0 == pytest.approx(y0 - y1)


def test_north_is_up_and_east_is_right():
    frame = frame_of([Place(45.0, 7.0), Place(48.0, 15.0)])
    (torino_x, torino_y), (wien_x, wien_y) = frame.units(Place(45.07, 7.69)), frame.units(Place(48.21, 16.37))
    assert wien_x > torino_x
    assert wien_y < torino_y


def test_small_dots_lie_on_top_of_large_ones():
    drawn = point_map([Spot(Place(46.0, 14.5), 1, "one"), Spot(Place(46.0, 14.5), 30, "many")])
    assert [dot.spot.name for dot in drawn.dots] == ["many", "one"]


def test_lines_lead_from_the_centre_to_each_spot():
    drawn = point_map([Spot(Place(45.0, 7.7), 1, "there")], centre=Spot(Place(46.0, 14.5), 1, "here"))
    assert len(drawn.lines) == 1
    assert len(drawn.dots) == 2


def test_no_two_labels_of_the_whole_map_overlap():
    drawn = point_map([])
    boxes = [label.box for label, _main in drawn.town_names] + [label.box for label in drawn.region_codes]
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.overlaps(b)]
    assert len(drawn.region_codes) >= 40


def test_a_label_goes_where_nothing_is():
    paper = Paper(width=100, height=100, size=10)
    taken = [Box(50, 30, 100, 60)]
    label = place_label("Wien", (50, 50), (("start", 5, 0), ("end", -5, 0)), paper, taken)
    assert label is not None
    assert label.anchor == "end"
    assert place_label("Wien", (50, 50), (("start", 5, 0),), paper, taken) is None


def test_shares_fill_the_whole_bar():
    shares = shares_of_sectors({"energy": 1, "chemistry": 0, "ict": 3})
    assert [(share.sector, share.x, share.width) for share in shares] == [
        ("energy", "0.0", "25.0"),
        ("ict", "25.0", "75.0"),
    ]
    assert shares_of_sectors({}) == []
