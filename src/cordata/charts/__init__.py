"""Results as drawings: Vega-Lite specifications with the table of what they show, and their pictures.

All words of a chart are handed in: the library holds no sentences.
"""

from cordata.charts.chart import Caption, Chart, EmptyChartError, UnknownThemeError
from cordata.charts.drawing import to_pdf, to_png, to_svg
from cordata.charts.flows import CircleError, FlowWords, flow
from cordata.charts.looks import THEMES, Look, look_of
from cordata.charts.maps import MapWords, Marks, shape_map, tile_map
from cordata.charts.matrices import Axes, matrix
from cordata.charts.networks import network
from cordata.charts.plots import bars, intervals, lines, scatter, small_multiples

__all__ = [
    "THEMES",
    "Axes",
    "Caption",
    "Chart",
    "CircleError",
    "EmptyChartError",
    "FlowWords",
    "Look",
    "MapWords",
    "Marks",
    "UnknownThemeError",
    "bars",
    "flow",
    "intervals",
    "lines",
    "look_of",
    "matrix",
    "network",
    "scatter",
    "shape_map",
    "small_multiples",
    "tile_map",
    "to_pdf",
    "to_png",
    "to_svg",
]
