"""Aggregation where the rows are: a few statements of SQL, run by DuckDB or, as the same text, by Apache Spark."""

from cordata.cooperation.aggregation.counting import (
    COUNTINGS,
    ActivityCount,
    Counted,
    Counting,
    JointCount,
    RegionCount,
    Span,
    count,
)
from cordata.cooperation.aggregation.duck import DuckEngine
from cordata.cooperation.aggregation.engine import Engine, statement_text
from cordata.cooperation.aggregation.spark import SparkEngine
from cordata.cooperation.aggregation.views import Files, offer_files

__all__ = [
    "COUNTINGS",
    "ActivityCount",
    "Counted",
    "Counting",
    "DuckEngine",
    "Engine",
    "Files",
    "JointCount",
    "RegionCount",
    "Span",
    "SparkEngine",
    "count",
    "offer_files",
    "statement_text",
]
