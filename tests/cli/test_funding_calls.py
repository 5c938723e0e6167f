"""`cordata funding calls` as people use it, without a language model."""

import json
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from cordata.funding import FIT_CODES
from cordata.kernel import Reason
from cordata.thesaurus import load_thesaurus
from cordata_cli.funding.call_sentences import PHRASES, told

HEAD = "id;title_en;text_en;funder;action;stages;deadlines;opening;topic\n"
ROWS = (
    "laser;Laser welding of cells;Welding with lasers;Horizon Europe;HORIZON-IA;single;2026-12-01;2026-05-01;"
    "HORIZON-CL4-1\n"
    "wood;Wood construction;Timber of forests;Horizon Europe;HORIZON-RIA;two_stage;2026-10-01;2026-09-01;\n"
    "past;Laser of yesterday;;;;single;2026-01-01;;\n"
)


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(HEAD + ROWS, "utf-8")
    return file


@pytest.fixture
def calls(cordata, own):
    def run(*words):
        return cordata("funding", "calls", own, "--on", "2026-08-15", *words)

    return run


def test_open_and_coming_calls_are_listed_by_deadline(calls):
    rows = json.loads(calls("--json").stdout)
    assert [(one["id"], one["status"]) for one in rows] == [("wood", "forthcoming"), ("laser", "open")]
    assert rows[1]["entry_deadline"]["at"] == "2026-12-01T17:00:00+01:00"
    assert (rows[1]["programme"], rows[0]["programme"]) == ("horizon-europe-ia", "horizon-europe-ria")


def test_the_list_is_a_table_for_people(calls):
    result = calls()
    assert "Laser welding of cells" in result.stdout
    assert "2 of 3 calls." in result.stderr


def test_a_status_narrows_the_list(calls):
    assert [one["id"] for one in json.loads(calls("--json", "--status", "closed").stdout)] == ["past"]


def test_the_day_itself_still_counts(cordata, own):
    def ids(day):
        result = cordata("funding", "calls", own, "--on", day, "--json", "--status", "open")
        return [one["id"] for one in json.loads(result.stdout)]

    assert ids("2026-12-01") == ["laser"]
    assert ids("2026-12-02") == []


def test_nothing_left_is_told_by_the_exit_code(cordata, own):
    assert cordata("funding", "calls", own, "--on", "2030-01-01").exit_code == 1


def test_a_text_finds_the_calls_that_fit_with_reasons(calls):
    result = calls("--for", "We weld cells with lasers", "--lang", "en", "--from", "ITC1", "--kind", "sme", "--json")
    first = json.loads(result.stdout)[0]
    assert first["id"] == "laser"
    codes = {one["code"] for one in first["reasons"]}
    assert {"shared_words", "any_kind", "country_member", "closes", "pays", "needs_partners"} <= codes
    assert sum(one["part"] for one in first["reasons"]) == pytest.approx(first["score"], abs=0.001)


def test_reasons_are_told_in_words(calls):
    result = calls("--for", "We weld cells with lasers", "--lang", "en", "--from", "CH", "--kind", "sme", "--top", "1")
    assert "CH is associated" in result.stdout
    assert "of 100 euros of direct cost 87.50 to 87.50" in result.stdout


def test_a_profile_comes_from_a_file_and_options_overrule_it(calls, tmp_path):
    file = tmp_path / "profile.json"
    file.write_text(json.dumps({"text": "lasers", "language": "en", "nuts": "EL30", "kind": "sme", "trl": 5}), "utf-8")
    first = json.loads(calls("--profile", file, "--json").stdout)[0]
    assert {"country": "GR"} in [{"country": one.get("country")} for one in first["reasons"]]
    swiss = json.loads(calls("--profile", file, "--from", "CH04", "--json").stdout)[0]
    assert "country_associated" in [one["code"] for one in swiss["reasons"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is no JSON"),
        ("[]", "holds no JSON object"),
        ('{"text": "a", "size": 3}', "size is none of"),
        ('{"text": " "}', "says nothing"),
        ('{"text": "a", "kind": "wizard"}', "kind: 'wizard'"),
        ('{"text": "a", "language": "xx"}', "language: 'xx'"),
        ('{"text": "a", "sme": "perhaps"}', "sme: true, false or null"),
        ('{"text": "a", "trl": 12}', "trl: a level"),
    ],
)
def test_a_profile_that_cannot_be_used_is_told(calls, tmp_path, content, words):
    file = tmp_path / "profile.json"
    file.write_text(content, "utf-8")
    result = calls("--profile", file)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split()).replace("│ ", "")


def test_deadlines_go_into_a_calendar(calls, tmp_path):
    file = tmp_path / "calls.ics"
    calls("--calendar", file)
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [event.decoded("dtstart").astimezone(UTC) for event in events] == [
        datetime(2026, 10, 1, 15, tzinfo=UTC), datetime(2026, 12, 1, 16, tzinfo=UTC),
    ]  # fmt: skip
    assert "first of two stages" in str(events[0]["summary"])


def test_faults_are_told_and_good_rows_used(cordata, own):
    own.write_text(HEAD + ROWS + "bad;Bad;;;;;soon;;\n", "utf-8")
    result = cordata("funding", "calls", own, "--on", "2026-08-15")
    assert result.exit_code == 3
    assert "own.csv:5:deadlines" in result.stderr
    assert "2 of 4" not in result.stderr
    assert "2 of 3 calls." in result.stderr


def test_many_faults_are_counted(cordata, tmp_path):
    file = tmp_path / "portal.jsonl"
    file.write_text("\n".join(json.dumps({"topicId": f"T-{n}", "deadline": "2027-01-01"}) for n in range(20)), "utf-8")
    result = cordata("funding", "calls", file, "--on", "2026-08-15")
    assert "field_missing title 20" in result.stderr


def test_past_projects_are_told_beside_a_call(calls, tmp_path):
    table = tmp_path / "projects.csv"
    table.write_text("id;acronym;title;startDate;topics;objective\n1;A;A;2024-01-01;HORIZON-CL4-1;O\n", "utf-8")
    partners = tmp_path / "organization.csv"
    partners.write_text(
        "projectID;organisationID;name;SME;activityType;city;country;postCode\n1;900000001;Alfa;true;PRC;Torino;IT;10121\n",
        "utf-8",
    )
    result = calls("--json", "--status", "open", "--past", table, "--past", partners)
    (row,) = json.loads(result.stdout)
    assert (row["past"]["level"], row["past"]["regions"]) == ("topic", {"ITC1": 1})
    assert "laser: 1 past projects (topic HORIZON-CL4-1), from ITC1 1" in result.stderr


def test_every_code_has_a_phrase_that_its_facts_fill():
    thesaurus = load_thesaurus()
    assert set(PHRASES) == set(FIT_CODES)
    for code, names in FIT_CODES.items():
        facts = {name: "first" if name == "stage" else ("a",) if name == "rules" else 7 for name in names}
        assert "{" not in told(Reason(code, facts), thesaurus, "en")
    assert "?" in told(Reason("not_open_yet", {"opening": ""}), thesaurus, "en")
