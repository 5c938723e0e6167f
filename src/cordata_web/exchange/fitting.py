"""Opportunities that fit a question asked on the home page."""

from __future__ import annotations

from typing import Any

from cordata_web.exchange import board, cards, matching
from cordata_web.exchange.asking import Question
from cordata_web.exchange.live import FLOOR
from cordata_web.exchange.matching import NoIndexError, OutdatedIndexError
from cordata_web.exchange.messages import fit, sentence
from cordata_web.people import policy
from cordata_web.people.policy import Reader

SHOWN = 3
CANDIDATES = 20
REASONS = 2


def opportunities_for(question: Question, reader: Reader) -> list[dict[str, Any]]:
    """The best of the other side, with what the question's filters ask of their owners; none without an index."""
    try:
        matcher = matching.matcher(matching.OPPORTUNITIES)
    except (NoIndexError, OutdatedIndexError):
        return []
    answer = matcher.match(question.as_query(), filters=question.as_filters(), top=CANDIDATES)
    hits = [hit for hit in answer.hits if hit.score >= FLOOR]
    rows = board.board().defer("search_text").in_bulk([hit.id for hit in hits])
    standing = policy.standing_of(reader)
    found = []
    for hit in [hit for hit in hits if hit.id in rows][:SHOWN]:
        row = rows[hit.id]
        spoken = tuple(filter(None, (answer.language, row.language)))
        found.append(
            {
                "card": cards.card_of(row, standing),
                "score": hit.score,
                "fit": fit(hit.score),
                "reasons": [sentence(one.code, one.facts, spoken, question.side) for one in hit.reasons][:REASONS],
            }
        )
    return found
