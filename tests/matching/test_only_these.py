"""A match among named records only."""

from cordata.matching import Engine, Filters, Matcher, Query, Record


def test_only_the_named_records_are_found(word_engine: Engine) -> None:
    records = [Record(key, f"hydrogen valves {key}", "en") for key in ("one", "two", "three")]
    matcher = Matcher.of_records(word_engine, records)
    found = matcher.match(Query("hydrogen valves", "en"), filters=Filters(ids=("two", "three", "unheard-of")))
    assert {hit.id for hit in found.hits} == {"two", "three"}
