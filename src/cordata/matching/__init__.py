"""Matching offers with requests across languages, with reasons.

>>> from pathlib import Path
>>> from cordata.matching import Matcher
>>> answer = Matcher.of_sample_network(Path("var/cache")).match("Cerco un fonditore")   # doctest: +SKIP
"""

from cordata.matching.engine import Engine
from cordata.matching.index import Index, IndexMismatchError
from cordata.matching.matcher import Matcher
from cordata.matching.records import Answer, Filters, Hit, Query, Record, record_of

__all__ = [
    "Answer",
    "Engine",
    "Filters",
    "Hit",
    "Index",
    "IndexMismatchError",
    "Matcher",
    "Query",
    "Record",
    "record_of",
]
