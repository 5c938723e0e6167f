"""Maps show real shapes where the operator has fetched boundaries."""

import json

from cordata.charts import Caption, MapWords
from cordata_web.cooperation.maps import NOTICE, map_of

WORDS = MapWords("Quotient", "Region", {"ITC1": "Piedmont"})
CORNERS = [[7.0, 44.5], [8.5, 44.5], [8.5, 46.0], [7.0, 46.0], [7.0, 44.5]]


def test_without_boundaries_regions_are_tiles() -> None:
    assert "projection" not in map_of({"ITC1": 1.5}, Caption("One", "Two"), WORDS, scale="diverging").spec


def test_with_boundaries_regions_have_their_shapes_and_the_notice_stands_beside(settings, tmp_path) -> None:
    path = tmp_path / "shapes.geojson"
    shape = {"type": "Feature", "properties": {"NUTS_ID": "ITC1"},
             "geometry": {"type": "Polygon", "coordinates": [CORNERS]}}  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}), "utf-8")
    settings.CORDATA_BOUNDARIES = str(path)
    drawn = map_of({"ITC1": 1.5}, Caption("One", "Two"), WORDS, scale="diverging")
    assert drawn.spec["projection"]["type"] == "conicEqualArea"
    assert NOTICE in drawn.title
    joined = map_of({"ITC1": 1.5}, Caption("One", "Two"), WORDS, links=[("ITC1", "SI04", 2.0)])
    assert "longitude2" in json.dumps(joined.spec)
