"""Candidates: organisations that could join, with what they would bring."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cordata.funding.consortia import Partner
from cordata.funding.consortium_files import partner_of
from cordata.funding.faults import Fault
from cordata.funding.tables import Table

LARGEST_FIT = 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that could join.

    Parameters
    ----------
    partner
        Who it is; its budget is what it would spend, where that is known.
    concepts
        Ids of concepts that it covers.
    fit
        How well it fits the topic, 0 to 1, such as the score of a match.
    ties
        Ids of partners and candidates with whom it has worked before.
    asked
        How often it has been asked to join something lately; work is spread over those who are asked less.
    """

    partner: Partner
    concepts: frozenset[str] = frozenset()
    fit: float = 0.0
    ties: frozenset[str] = frozenset()
    asked: int = 0

    @property
    def id(self) -> str:
        return self.partner.id


@dataclass(frozen=True, slots=True)
class CandidateReading:
    """The candidates of a file in its order, and the faults found; a line that cannot be used is left out."""

    candidates: tuple[Candidate, ...]
    faults: tuple[tuple[int, Fault], ...]
    """Each with the number of its line, from 1."""


def read_candidates(content: bytes) -> CandidateReading:
    """Read candidates from JSON lines in UTF-8: the fields of a partner, and `concepts`, `fit`, `ties` and `asked`.

    >>> reading = read_candidates(b'{"id": "a", "country": "SI", "concepts": ["casting"], "fit": 0.5}')
    >>> reading.candidates[0].fit, reading.faults
    (0.5, ())
    """
    found: dict[str, Candidate] = {}
    faults: list[tuple[int, Fault]] = []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if not line.strip():
            continue
        told: list[Fault] = []
        candidate = _candidate(line, told)
        if candidate is not None and candidate.id in found:
            told.append(Fault("twice", "id", candidate.id))
        if candidate is not None and not any(fault.loss == "file" for fault in told):
            found[candidate.id] = candidate
        faults += [(number, fault) for fault in told]
    return CandidateReading(tuple(found.values()), tuple(faults))


def _candidate(line: bytes, faults: list[Fault]) -> Candidate | None:
    try:
        values: Any = json.loads(line.decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError:
        faults.append(Fault("not_utf8", ""))
        return None
    except (json.JSONDecodeError, RecursionError) as error:
        faults.append(Fault("not_json", "", "", {"detail": str(error), "line": 1}))
        return None
    if not isinstance(values, dict):
        faults.append(Fault("not_a_table", ""))
        return None
    table = Table(values, "", faults)
    concepts, ties = frozenset(table.names("concepts")), frozenset(table.names("ties"))
    fit, asked = _fit(table), table.integer("asked")
    return Candidate(partner_of(table), concepts, fit, ties, asked or 0)


def _fit(table: Table) -> float:
    if not table.has("fit"):
        return 0.0
    value = table.values["fit"]
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= LARGEST_FIT:
        table.fault("bad_number", "fit")
        return 0.0
    return float(value)
