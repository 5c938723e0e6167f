"""`cordata funding programmes`, `rules`, `history` and `check` as people use them."""

import json
from datetime import date

import pytest

from cordata.funding import Fault, load_programmes
from cordata.funding.faults import CODES as FAULT_CODES
from cordata.funding.rules import All, Any, Not, Person
from cordata.funding.rules.telling import CODES
from cordata.funding.standing import load_areas, load_region_classes, load_statuses
from cordata.kernel import Reason
from cordata_cli.funding.rule_sentences import ENDS, FAULTS, FOUND, NAMES, QUESTIONS, SENTENCES, fault_sentence, message

HERE = {"id": "a", "country": "IT", "role": "coordinator"}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "consortium.json"

    def written(*countries, **more):
        partners = [HERE, *({"id": f"p{place}", "country": code} for place, code in enumerate(countries))]
        path.write_text(json.dumps({"partners": partners, **more}), "utf-8")
        return path

    return written


def test_programmes_are_listed_with_their_days(cordata):
    told = json.loads(cordata("funding", "programmes", "--json").stdout)
    assert {one["id"] for one in told} == set(load_programmes())
    small = next(one for one in told if one["id"] == "alpine-space-2021-small")
    assert (small["valid_from"], small["valid_to"]) == ("2021-01-01", "2029-12-31")
    assert small["name"]
    assert all(rule["source"] and rule["asked"] for one in told for rule in one["rules"])


def test_programmes_are_narrowed_by_day_and_family(cordata):
    done = cordata("funding", "programmes", "--on", "2019-06-01", "--family", "horizon")
    assert done.exit_code == 0
    assert "horizon-2020-ria" in done.stdout
    assert "horizon-europe-ria" not in done.stdout
    assert "4 programmes." in done.stderr
    assert cordata("funding", "programmes", "--family", "none").exit_code == 1


def test_a_consortium_is_judged_rule_by_rule(cordata, file):
    words = ("funding", "check", file("DE", "CH"), "--programme", "horizon-europe-ria", "--json", "--date")
    now, before = (json.loads(cordata(*words, day).stdout) for day in ("2025-06-01", "2024-06-01"))
    assert (now["verdict"], before["verdict"]) == ("eligible", "not_eligible")
    broken = before["rules"][0]
    assert {"id", "status", "message", "source"} <= set(broken)
    assert (broken["id"], broken["status"]) == ("countries", "broken")
    assert "Missing: 1 more among partners in Member States or countries associated" in broken["message"]


def test_a_consortium_is_told_to_people_too(cordata, file):
    done = cordata(
        "funding", "check", file(duration_months=40), "--programme", "eurostars-2021", "--date", "2025-06-01"
    )
    assert done.exit_code == 0
    assert "Duration in months: 40, too much; asked for: at most 36." in done.stdout
    assert "Not eligible" in done.stdout


def test_today_is_taken_where_no_day_is_told(cordata, file):
    told = json.loads(cordata("funding", "check", file(), "--programme", "alpine-space-2021", "--json").stdout)
    assert told["date"] == date.today().isoformat()


def test_a_consortium_can_come_through_a_pipe(cordata):
    words = ("funding", "check", "-", "--programme", "horizon-europe-csa", "--date", "2025-06-01", "--json")
    done = cordata(*words, text=json.dumps({"partners": [HERE]}))
    assert json.loads(done.stdout)["verdict"] == "eligible"


def test_faults_are_told_with_their_place(cordata, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"partners": [{"id": "a", "country": "Italy"}]}', "utf-8")
    done = cordata("funding", "check", path, "--programme", "horizon-europe-csa", "--date", "2025-06-01")
    assert done.exit_code == 3
    assert "partners[0].country (Italy): This is no country code of two letters." in done.stderr
    path.write_text('{"partners": [{"id": "a", "country": "IT", "kind": "guild"}]}', "utf-8")
    done = cordata("funding", "check", path, "--programme", "horizon-europe-csa", "--date", "2025-06-01")
    assert done.exit_code == 0
    assert "was left open" in done.stderr


def test_wrong_use_is_told(cordata, file, tmp_path):
    unknown = cordata("funding", "check", file(), "--programme", "horizon", "--date", "2025-06-01")
    assert (unknown.exit_code, "lists them" in unknown.stderr) == (2, True)
    over = cordata("funding", "check", file(), "--programme", "horizon-2020-ria", "--date", "2025-06-01")
    assert (over.exit_code, "from 2014-01-01 to 2020-12-31" in over.stderr) == (2, True)
    assert cordata("funding", "check", tmp_path / "no.json", "--programme", "horizon-europe-csa").exit_code == 2


def test_rules_stand_side_by_side(cordata):
    words = ("funding", "rules", "eurostars-2014", "eurostars-2021")
    assert "at most 75 % of the cost for one partner" in cordata(*words).stdout
    rows = {row["id"]: row for row in json.loads(cordata(*words, "--json").stdout)}
    assert rows["largest_partner"]["same"] is False
    assert rows["largest_partner"]["rules"]["eurostars-2021"]["asked"] == "at most 70 % of the cost for one partner"
    alone = json.loads(cordata("funding", "rules", "i3-strand-1", "horizon-europe-csa", "--json").stdout)
    assert next(row for row in alone if row["id"] == "regions")["rules"]["horizon-europe-csa"] is None
    assert "led by" in cordata("funding", "rules", "i3-strand-1", "horizon-europe-csa").stdout
    assert cordata("funding", "rules", "i3-strand-1", "--on", "2010-01-01").exit_code == 1


def test_a_rule_is_followed_from_edition_to_edition(cordata):
    told = json.loads(cordata("funding", "history", "alpine-space", "rate", "--json").stdout)
    assert [one["percent"] for one in told if one["percent"] != "0"] == ["76", "85", "75", "75"]
    assert "at least 4 countries" in cordata("funding", "history", "alpine-space", "countries").stdout
    assert "(research)" in cordata("funding", "history", "eurostars", "rate").stdout
    assert "third_parties only" in cordata("funding", "history", "clusters", "rate").stdout
    assert cordata("funding", "history", "alpine-space", "weather").exit_code == 1


def test_every_code_has_a_sentence():
    for code in CODES:
        thing, _, end = code.rpartition("_")
        assert code in SENTENCES or code in ("person", "not") or (thing in FOUND and end in ENDS)
    assert set(FAULTS) == set(FAULT_CODES)
    for code, (_, facts) in FAULT_CODES.items():
        assert fault_sentence(Fault(code, "here", "", {name: ["x"] for name in facts})).startswith("here: ")
    assert {*load_statuses(), *load_areas(), *load_region_classes()} == set(NAMES)


def test_every_question_of_a_programme_has_a_sentence():
    def questions(condition):
        if isinstance(condition, Person):
            yield condition.question
        for part in condition.of if isinstance(condition, All | Any) else ():
            yield from questions(part)

    asked = {one for each in load_programmes().values() for rule in each.rules for one in questions(rule.condition)}
    assert asked == set(QUESTIONS)


def test_what_must_not_be_and_who_is_meant_can_be_told():
    among = {"nonprofit": False, "sizes": ["small"], "kinds": ["research"], "coordinator": False}
    inner = Reason("partners_within", {"low": 1, "high": 2, "minimum": 1, "maximum": 1, "among": among})
    assert message([Reason("not", inner.as_json())]) == (
        "To be avoided: Partners that make profit of the kind research of the size small that do not lead: 1 to 2; "
        "asked for: 1."
    )
    assert Not(Person("x")).of == Person("x")
