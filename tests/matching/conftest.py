import json
from pathlib import Path

import pytest

from cordata.directory import load_network
from cordata.kernel import Place
from cordata.language import Annotator
from cordata.language.alignment import load_alignment
from cordata.matching import Engine, Matcher, Query, Record, record_of
from cordata.thesaurus import Thesaurus


@pytest.fixture(scope="session")
def network_records() -> list[Record]:
    return [record_of(profile) for profile in load_network()]


@pytest.fixture(scope="session")
def word_engine(thesaurus: Thesaurus) -> Engine:
    """The engine of a machine without a model: quick, and the same in all that is not about meaning."""
    return Engine(thesaurus, load_alignment(), Annotator.build(thesaurus), None)


@pytest.fixture(scope="session")
def word_matcher(word_engine: Engine, network_records: list[Record]) -> Matcher:
    """All of the sample network, by words."""
    return Matcher.of_records(word_engine, network_records)


@pytest.fixture(scope="session")
def matcher(engine: Engine, network_records: list[Record]) -> Matcher:
    """An eighth of the sample network, by meaning, and four records of either side."""
    return Matcher.of_records(engine, [*network_records[::8], *OFFERS_AND_REQUESTS])


@pytest.fixture(scope="session")
def queries(project: Path) -> list[Query]:
    """Forty requests in five languages, from here and there."""
    lines = (project / "benchmarks/retrieval/requests.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if '"set": "near"' in line][:40]
    froms = [
        {},
        {"country": "IT", "nuts": "ITC11"},
        {"country": "AT", "nuts": "AT33", "place": Place(47.26, 11.39)},
        {"country": "SI", "side": "offer"},
    ]
    return [Query(row["text"], row["lang"], **froms[number % 4]) for number, row in enumerate(rows)]


OFFERS_AND_REQUESTS = [
    Record("o-casting", "We die-cast magnesium housings.", "en", "sme", "AT", "AT31", ("mechatronics",), side="offer"),
    Record("o-water", "Depuriamo acque reflue industriali.", "it", "sme", "IT", "ITH3", ("energy",), side="offer"),
    Record("r-casting", "Suche Gießerei für Magnesiumgehäuse.", "de", "sme", "DE", "DE21", (), side="request"),
    Record("r-water", "Iščemo čistilno napravo za odpadne vode.", "sl", "public", "SI", "SI04", (), side="request"),
]
