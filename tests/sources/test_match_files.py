"""Records and queries for matching, one JSON object a line."""

import json

from cordata.kernel import Place
from cordata.sources.match_files import read_queries, read_records


def lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def test_every_known_field_is_read():
    row = {"id": "a", "text": "Pressofusione", "lang": "it", "kind": "sme", "country": "it", "nuts": "ITC11",
           "sector": "mechatronics", "side": "offer", "name": "Fonderia", "lat": 45.1, "lon": 7.7}  # fmt: skip
    (record,) = read_records(lines(row), "r.jsonl").records
    assert (record.language, record.kind, record.country, record.nuts) == ("it", "sme", "IT", "ITC11")
    assert (record.sectors, record.side, record.place) == (("mechatronics",), "offer", Place(45.1, 7.7))
    assert record.languages == ("it",)


def test_a_region_gives_a_place_when_no_coordinates_are_there():
    (record,) = read_records(lines({"id": "a", "text": "x", "nuts": "SI03"}), "r").records
    assert record.place is not None
    assert 46 < record.place.latitude < 47


def test_a_byte_order_mark_and_empty_lines_do_no_harm():
    data = b"\xef\xbb\xbf" + lines({"id": "a", "text": "x"}) + b"\n\n\r\n" + lines({"id": "b", "text": "y"})
    reading = read_records(data, "r")
    assert [record.id for record in reading.records] == ["a", "b"]
    assert reading.problems == ()


def test_bad_lines_are_reported_with_their_number_and_good_ones_kept():
    data = (
        b'{"id": "a", "text": "x"}\nnot json\n[1]\n{"id": "c"}\n{"id": "a", "text": "again"}\n{"id": "d", "text": "y"}'
    )
    reading = read_records(data, "r.jsonl")
    assert [record.id for record in reading.records] == ["a", "d"]
    found = [(problem.line, problem.code) for problem in reading.problems]
    assert found == [(2, "broken_row"), (3, "broken_row"), (4, "missing_value"), (5, "twice")]


def test_bytes_that_are_not_utf8_are_a_broken_row():
    assert [one.code for one in read_records(b'{"id": "a", "text": "\xe8"}', "r").problems] == ["broken_row"]


def test_values_that_are_not_known_are_left_out_and_reported():
    row = {
        "id": "a",
        "text": "x",
        "lang": "es",
        "kind": "bank",
        "sector": ["ict", "tourism"],
        "side": "both",
        "lat": "?",
        "lon": 1,
    }
    reading = read_records(lines(row), "r")
    (record,) = reading.records
    assert (record.language, record.kind, record.sectors, record.side, record.place) == (
        None,
        None,
        ("ict",),
        None,
        None,
    )
    codes = {problem.code for problem in reading.problems}
    assert codes == {"unknown_local_language", "unknown_kind", "unknown_sector", "unknown_side", "bad_place"}


def test_an_empty_file_says_so():
    assert [problem.code for problem in read_queries(b"\n", "q").problems] == ["empty_file"]


def test_queries_keep_their_ids_and_where_they_come_from():
    ((key, query),) = read_queries(lines({"id": "q", "text": "Suche", "nuts": "de21", "country": "DE"}), "q").records
    assert (key, query.text, query.nuts, query.country, query.side) == ("q", "Suche", "DE21", "DE", None)
