"""Topics of the Funding & Tenders portal: flat files with all their faults, and answers of its search."""

import gzip
import json
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from cordata.funding import Maturity, next_deadline
from cordata.sources.call_texts import maturity_in
from cordata.sources.calls_portal import read_portal_calls
from cordata.sources.portal_objects import read_objects
from cordata.sources.problems import Problem

FLAT = {
    "reference": "1TOPICSen", "topicId": "HORIZON-CL4-2027-02-MAT-32-two-stage", "title": "Lasers",
    "programme": "Horizon Europe", "programmeId": "43108390", "callIdentifier": "HORIZON-CL4-2027-02",
    "actionType": "IA", "typesOfAction": "HORIZON Innovation Actions", "deadline": "2027-02-02", "stage": "two-stage",
    "deadlineModel": "two-stage", "callStatus": "forthcoming", "budgetMin": 5000000, "budgetMax": 6500000,
    "expectedGrants": 7, "keywords": "HORIZON-CL4-2027-02-MAT-32-two-stage, HORIZON-CL4-2027-02, Laser optics",
    "description": "Scope:Welding.nullActivities are expected to start at TRL 4-5 and achieve TRL 6-7 by the end.",
    "objectives": "", "topicConditions": "", "callTitle": "INDUSTRY", "portalUrl": "https://ec.europa.eu/x",
}  # fmt: skip
SEARCH = {
    "apiVersion": "2.101", "reference": "45646358HORIZONResearchandInnovationActions1701907200000",
    "url": "https://ec.europa.eu/info/funding-tenders/opportunities/data/topicDetails/HORIZON-CL5-2024-D2-01-03.json",
    "content": "Circularity of batteries",
    "metadata": {
        "identifier": ["HORIZON-CL5-2024-D2-01-03"], "title": ["Circularity of batteries"],
        "callIdentifier": ["HORIZON-CL5-2024-D2-01"], "frameworkProgramme": ["43108390"], "status": ["31094502"],
        "typesOfAction": ["HORIZON  Research and Innovation Actions"], "deadlineModel": ["single-stage"],
        "deadlineDate": ["2024-04-18T19:00:00.000+0200"], "startDate": ["2023-12-07T01:00:00.000+0100"],
        "keywords": ['["Energy storage","repair"]'],
        "descriptionByte": ["<p>Scope:</p><p>Batteries &amp; cells</p>"],
        "budgetOverview": [json.dumps({"budgetTopicActionMap": {
            "1": [{"action": "HORIZON-CL5-2024-D2-01-03 - HORIZON-RIA", "minContribution": 4000000,
                   "maxContribution": 5000000, "expectedGrants": 3}],
            "2": [{"action": "HORIZON-CL5-2024-D2-01-04 - HORIZON-IA", "minContribution": 1, "maxContribution": 2}],
        }})],
    },
}  # fmt: skip


def read(*records, **more):
    return read_portal_calls("a.json", "".join(json.dumps({**one, **more}) for one in records).encode())


def codes(reading):
    return [(one.code, one.column) for one in reading.problems]


@pytest.fixture(scope="module")
def whole(request):
    from sources.conftest import REAL

    if not REAL.exists():
        pytest.skip("The real data is not beside this checkout.")
    content = (REAL / "calls/ft_open_raw.jsonl.gz").read_bytes()
    return read_portal_calls("ft_open_raw.jsonl.gz", content, fetched=date(2026, 8, 10))


def test_all_629_real_topics_are_read_and_none_is_lost(whole) -> None:
    assert len(whole.records) == 629
    assert not whole.has_losses
    assert len({call.id for call in whole.records}) == 629
    assert all(call.deadlines and call.title() and call.said for call in whole.records)


def test_each_fault_of_the_real_topics_is_reported_under_its_number(whole) -> None:
    counts = Counter((one.code, one.column) for one in whole.problems)
    assert counts["field_missing", "budget"] == 163
    assert counts["stage_contradicts", "stage"] == 629 - 28
    assert counts["mojibake_repaired", "description"] >= 480
    assert counts["unknown_stage", "deadlineModel"] == 21
    assert {one.line for one in whole.problems} <= set(range(1, 630))
    assert sum(code == "mojibake_left" for code, _column in counts) == 0


def test_stages_of_the_real_topics_follow_the_model_of_deadlines(whole) -> None:
    models = Counter(call.model for call in whole.records)
    assert models == {"single": 577 + 21, "two_stage": 28, "multiple": 3}


def test_no_sign_of_a_wrong_reading_is_left_in_the_real_texts(whole) -> None:
    texts = " ".join(f"{call.title()} {call.text()} {call.conditions}" for call in whole.records)
    assert "â€" not in texts
    assert "Ã" not in texts


def test_a_flat_topic_is_read_whole() -> None:
    (call,) = read(FLAT).records
    assert (call.topic, call.action, call.family, call.programme) == (
        "HORIZON-CL4-2027-02-MAT-32-two-stage", "ia", "horizon", "horizon-europe-ia",
    )  # fmt: skip
    assert (call.smallest, call.largest, call.grants, call.keywords) == (5_000_000, 6_500_000, 7, ("Laser optics",))
    assert call.text() == "Scope: Welding. Activities are expected to start at TRL 4-5 and achieve TRL 6-7 by the end."
    assert call.maturity == Maturity((4, 5), (6, 7))
    assert [(one.at.isoformat(), one.stage) for one in call.deadlines] == [("2027-02-02T17:00:00+01:00", "first")]


def test_objects_come_packed_in_lists_on_lines_or_without_anything_between() -> None:
    other = {**FLAT, "topicId": "B"}
    for content in (
        json.dumps([FLAT, other]).encode(),
        b"\xef\xbb\xbf" + json.dumps(FLAT).encode() + json.dumps(other).encode(),
        gzip.compress(f"{json.dumps(FLAT)}\n\ufeff{json.dumps(other)}\n".encode()),
        json.dumps({"results": [FLAT, other], "totalResults": 2}).encode(),
    ):
        assert [call.id for call in read_portal_calls("a", content).records] == [FLAT["topicId"], "B"]


def test_a_broken_object_is_reported_and_the_next_one_read() -> None:
    content = b'{"topicId": "A", "title": ' + json.dumps({**FLAT, "topicId": "B"}).encode() + b'{"topicId": "C'
    reading = read_portal_calls("a.json", content)
    assert [call.id for call in reading.records] == ["B"]
    assert [(one.code, one.line) for one in reading.problems if one.loss == "row"] == [
        ("broken_row", 1),
        ("broken_row", 3),
    ]


def test_an_object_without_any_identifier_is_left_out() -> None:
    reading = read({"title": "Nameless"})
    assert reading.records == ()
    assert codes(reading) == [("missing_value", "topicId")]


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"deadline": "soon"}, "bad_date", "deadline"),
        ({"deadline": ""}, "field_missing", "deadline"),
        ({"callStatus": "perhaps"}, "unknown_status", "callStatus"),
        ({"callStatus": None}, "field_missing", "callStatus"),
        ({"budgetMin": None, "budgetMax": None}, "field_missing", "budget"),
        ({"budgetMin": "much"}, "bad_number", "budgetMin"),
        ({"budgetMin": 7000000}, "bad_number", "budgetMin"),
        ({"title": ""}, "field_missing", "title"),
        ({"typesOfAction": "A dance", "actionType": ""}, "unknown_action", "typesOfAction"),
        ({"typesOfAction": "", "actionType": ""}, "field_missing", "typesOfAction"),
        ({"deadlineModel": "when you like"}, "unknown_stage", "deadlineModel"),
        ({"deadlineModel": "single-stage"}, "stage_contradicts", "stage"),
        ({"description": "a \ufffd b"}, "mojibake_left", "description"),
        ({"description": ""}, "field_missing", "description"),
    ],
)
def test_a_fault_of_one_field_is_reported_and_the_topic_kept(change, code, column) -> None:
    reading = read(FLAT, **change)
    assert len(reading.records) == 1
    assert (code, column) in codes(reading)


def test_the_model_stands_in_the_procedure_where_it_is_not_told_beside() -> None:
    (call,) = read(FLAT, deadlineModel="", submissionProcedure={"abbreviation": "multiple cut-off"}).records
    assert call.model == "multiple"


def test_an_answer_of_the_search_is_read() -> None:
    (call,) = read(SEARCH).records
    assert (call.id, call.action, call.programme, call.said) == (
        "HORIZON-CL5-2024-D2-01-03", "ria", "horizon-europe-ria", "open",
    )  # fmt: skip
    assert (call.smallest, call.largest, call.grants) == (4_000_000, 5_000_000, 3)
    assert (call.keywords, call.text()) == (("Energy storage", "repair"), "Scope: Batteries & cells")
    assert call.url.endswith("/topic-details/horizon-cl5-2024-d2-01-03")
    assert call.opening == date(2023, 12, 7)


def test_the_hour_of_the_search_is_not_believed() -> None:
    (call,) = read(SEARCH).records
    following = next_deadline(call, datetime(2024, 1, 1, tzinfo=UTC))
    assert following is not None
    assert following.at.isoformat() == "2024-04-18T17:00:00+02:00"


def test_two_deadlines_of_the_search_are_two_stages() -> None:
    metadata = {
        **SEARCH["metadata"], "deadlineModel": ["two-stage"],
        "deadlineDate": ["2026-04-29T00:00:00.000+0000", "2026-09-17T00:00:00.000+0000"],
    }  # fmt: skip
    (call,) = read(SEARCH, metadata=metadata).records
    assert [(one.at.date(), one.stage) for one in call.deadlines] == [
        (date(2026, 4, 29), "first"), (date(2026, 9, 17), "second"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "overview", ["", "{", "[]", '{"budgetTopicActionMap": []}', '{"budgetTopicActionMap": {"1": 3}}']
)
def test_an_overview_of_budgets_that_tells_nothing_is_no_budget(overview) -> None:
    reading = read(SEARCH, metadata={**SEARCH["metadata"], "budgetOverview": [overview]})
    assert reading.records[0].largest is None
    assert ("field_missing", "budget") in codes(reading)


def test_the_only_action_of_a_call_is_the_topics_own() -> None:
    overview = json.dumps({"budgetTopicActionMap": {"1": [{"action": "x", "maxContribution": 9}]}})
    (call,) = read(SEARCH, metadata={**SEARCH["metadata"], "budgetOverview": [overview]}).records
    assert call.largest == 9


def test_a_topic_that_comes_again_adds_its_deadlines() -> None:
    later = {**FLAT, "deadlineModel": "multiple cut-off", "deadline": "2027-09-07"}
    reading = read({**FLAT, "deadlineModel": "multiple cut-off"}, later)
    (call,) = reading.records
    assert [one.number for one in call.deadlines] == [1, 2]
    assert [one.facts for one in reading.problems if one.code == "same_topic"] == [{"first_line": 1}]


def test_a_topic_with_two_types_of_action_is_two_calls() -> None:
    records = read(FLAT, {**FLAT, "typesOfAction": "HORIZON Research and Innovation Actions"}).records
    assert [call.id for call in records] == [FLAT["topicId"], f"{FLAT['topicId']}:ria"]


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(content) -> None:
    assert [one.code for one in read_portal_calls("a", content).problems] == ["empty_file"]


def test_a_damaged_package_is_told() -> None:
    assert codes(read_portal_calls("a", gzip.compress(b'{"a":1}')[:-9])) == [("unreadable", "")]


def test_a_file_that_is_too_large_unpacked_is_refused() -> None:
    problems: list[Problem] = []
    assert list(read_objects("a", gzip.compress(b" " * 1000), problems, largest=999)) == []
    assert [one.code for one in problems] == ["unreadable"]


def test_bytes_that_are_not_utf8_are_told_and_the_rest_is_read() -> None:
    content = json.dumps(FLAT).replace("Lasers", "Lasers").encode().replace(b"Lasers", b"L\xe4ser")
    reading = read_portal_calls("a", content)
    assert len(reading.records) == 1
    assert "encoding_guessed" in [one.code for one in reading.problems]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("expected to start at TRL 3/4 and to achieve TRL 5/6", Maturity((3, 4), (5, 6))),
        ("Activities are expected to achieve TRL 8 by the end", Maturity(None, (8, 8))),
        ("expected to start from TRL 2 and achieve TRL 5.", Maturity((2, 2), (5, 5))),
        ("expected to be at minimum TRL 8 by the end", Maturity(None, (8, 8))),
        ("technologies above TRL 4 are out of scope", Maturity(None, None)),
        ("achieve TRL 0", Maturity(None, None)),
    ],
)
def test_readiness_is_read_where_it_is_plainly_stated(text, found) -> None:
    assert maturity_in(text) == found
