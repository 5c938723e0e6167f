"""The table of Horizon Europe topics, and files of calls told apart."""

import gzip
from collections import Counter
from datetime import date

import pytest

from cordata.sources.call_files import read_calls
from cordata.sources.calls_table import read_call_table

HEAD = "ccm2Id;callId;topicTitle;topicId;openDate;closeDate;s2Date;status;process;actionType;callTitle;destination\n"
GOOD = "1;HORIZON-CL4-2023-01-TWO-STAGE;Textiles;T-1;2022-12-08;2023-03-07;2023-10-05;Closed;two-stage;HORIZON-IA;C;D\n"


def read(*lines):
    return read_call_table("he.csv", (HEAD + "".join(lines)).encode())


def codes(reading):
    return [(one.code, one.line, one.column) for one in reading.problems]


def test_all_1907_real_topics_are_read_with_their_second_stages(real) -> None:
    content = (real / "calls/HE_calls_2024-07-11.xlsx").read_bytes()
    reading = read_calls("HE_calls_2024-07-11.xlsx", content, fetched=date(2024, 7, 11))
    assert len(reading.records) == 1907
    assert Counter(call.model for call in reading.records) == {"single": 1804, "two_stage": 103}
    assert sum(len(call.deadlines) == 2 for call in reading.records) == 103
    assert [one.column for one in reading.problems] == ["topicId"]


def test_a_row_is_read_whole() -> None:
    (call,) = read(GOOD).records
    assert (call.id, call.topic, call.programme, call.said) == ("T-1", "T-1", "horizon-europe-ia", "closed")
    assert [(str(one.at.date()), one.stage) for one in call.deadlines] == [
        ("2023-03-07", "first"), ("2023-10-05", "second"),
    ]  # fmt: skip
    assert (call.opening, call.text()) == (date(2022, 12, 8), "C. D")


def test_a_topic_without_a_name_is_known_by_its_number() -> None:
    reading = read(GOOD, GOOD.replace("T-1", "0").replace("1;", "2;", 1))
    assert [call.id for call in reading.records] == ["T-1", "ccm2-2"]
    assert codes(reading) == [("field_missing", 3, "topicId")]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("two-stage;", "one-stage;", ("unknown_stage", 2, "process")),
        ("two-stage;", "single-stage;", ("stage_contradicts", 2, "process")),
        ("2023-10-05", "2023-01-05", ("bad_date", 2, "s2Date")),
        ("2023-10-05", "", ("later_deadlines_unknown", 2, "s2Date")),
        ("Closed", "Asleep", ("unknown_status", 2, "status")),
        ("HORIZON-IA", "HORIZON-X", ("unknown_action", 2, "actionType")),
    ],
)
def test_a_fault_of_one_cell_is_reported_and_the_topic_kept(old, new, problem) -> None:
    reading = read(GOOD.replace(old, new))
    assert len(reading.records) == 1
    assert problem in codes(reading)


def test_a_second_stage_tells_two_stages_where_the_process_does_not() -> None:
    assert read(GOOD.replace("two-stage;", "single-stage;")).records[0].model == "two_stage"
    without = GOOD.replace("two-stage;", ";").replace("2023-10-05", "")
    assert read(without).records[0].model == "single"


def test_rows_without_title_or_date_are_left_out_and_others_kept() -> None:
    reading = read(GOOD.replace("Textiles", ""), GOOD.replace("2023-03-07", "soon"), GOOD, GOOD)
    assert len(reading.records) == 1
    assert [(one[0], one[1]) for one in codes(reading)] == [("missing_value", 2), ("bad_date", 3), ("twice", 5)]


def test_a_table_without_a_needed_column_is_refused() -> None:
    reading = read_call_table("he.csv", b"ccm2Id;callId;topicTitle\n1;A;B\n")
    assert (reading.records, [one.facts for one in reading.problems]) == ((), [{"field": "closeDate"}])


def test_files_are_told_apart_by_what_they_hold() -> None:
    assert read_calls("x", (HEAD + GOOD).encode()).records[0].id == "T-1"
    assert read_calls("x", b"id;title_it\nuno;Uno\n").records[0].titles == {"it": "Uno"}
    assert read_calls("x", gzip.compress(b'{"topicId": "A", "title": "B"}')).records[0].id == "A"
    assert read_calls("x", b' \n[{"topicId": "A"}]').records[0].id == "A"
