"""The self-check of a cluster: kept as it comes, and what it says."""

from typing import get_args

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from cordata.directory.admission import CriterionCode, Standing, State
from cordata.directory.selfcheck import DIMENSIONS, CheckLevel, Unit, load_indicators
from cordata_web.directory.cluster_work import check_messages, self_checks
from cordata_web.directory.models import Membership, SelfCheck
from web.cast import cluster, organisation, person, signed_in

YEAR = timezone.localdate().year
CHECK = "/en/clusters/mesap/manage/self-check/"
STRUCTURE = f"{CHECK}{YEAR}/structure/"
NUMBERS = {"committed-members": "45", "evidence_committed-members": "https://mesap.example/list"}


def _saved() -> dict:
    return SelfCheck.objects.get(cluster="mesap", year=YEAR).answers


def test_a_beginner_sees_what_it_is(mesap, client: Client) -> None:
    page = client.get(CHECK).content.decode()
    assert "36 questions in five fields" in page
    assert "Not known" in page


def test_answers_are_kept_a_few_at_a_time(mesap, client: Client) -> None:
    client.post(STRUCTURE, NUMBERS)
    client.post(f"{CHECK}{YEAR}/governance/", {})
    client.post(f"{CHECK}{YEAR}/financing/", {"private-share": "20"})
    assert _saved() == {
        "committed-members": {"answer": 45.0, "evidence": "https://mesap.example/list"},
        "private-share": {"answer": 20.0, "evidence": ""},
    }


def test_what_cannot_be_read_keeps_its_text_and_the_rest_is_saved(mesap, client: Client) -> None:
    answer = client.post(STRUCTURE, {**NUMBERS, "number-of-members": "about twenty"})
    assert answer.status_code == 422
    assert 'value="about twenty"' in answer.content.decode()
    assert list(_saved()) == ["committed-members"]


@pytest.mark.parametrize("wrong", ["-3", "nan", "inf", "1e400", "140"])
def test_impossible_numbers_are_asked_again(wrong: str, mesap, client: Client) -> None:
    assert client.post(STRUCTURE, {"committed-members": wrong}).status_code == 422


def test_a_comma_is_a_decimal_sign_where_people_write_it_so(mesap, client: Client) -> None:
    client.post(STRUCTURE.replace("/en/", "/de/"), {"management_fte": "0,5"})
    assert SelfCheck.objects.get().management_fte == 0.5


def test_two_managers_who_answer_different_questions_lose_nothing(mesap, manager) -> None:
    today = timezone.localdate()
    given = {"answer": 3.0, "evidence": ""}
    for code in ("mix-of-members", "budget-plan"):
        self_checks.save_answers(cluster=mesap, year=YEAR, actor=manager, answers={code: given}, today=today)
    assert set(_saved()) == {"mix-of-members", "budget-plan"}


def test_an_answer_is_taken_out_again(mesap, client: Client) -> None:
    client.post(STRUCTURE, NUMBERS)
    client.post(STRUCTURE, {"committed-members": "", "evidence_committed-members": ""})
    assert _saved() == {}


def test_the_result_says_what_to_improve_first_beside_last_year(mesap, client: Client) -> None:
    SelfCheck.objects.create(cluster=mesap, year=YEAR - 1, answers={"mix-of-members": {"answer": 4.0, "evidence": ""}})
    client.post(STRUCTURE, {**NUMBERS, "mix-of-members": "1"})
    page = client.get(CHECK).content.decode()
    assert "What to improve first" in page
    assert "Do firms, research and public bodies work together in the cluster?" in page
    assert f'<th scope="col" class="number">{YEAR - 1}</th>' in page
    assert "Last year: Wholly and regularly" in client.get(STRUCTURE).content.decode()


def test_all_answers_with_evidence_make_an_excellent_cluster(mesap, manager) -> None:
    best = {one.code: max(4.0, *one.thresholds, 0.0) for one in load_indicators()}
    given = {code: {"answer": number, "evidence": "seen"} for code, number in best.items()}
    made = self_checks.save_answers(cluster=mesap, year=YEAR, actor=manager, answers=given, today=timezone.localdate())
    assert self_checks.outcome_of(made).level == "excellent"


def test_admission_counts_members_kinds_and_posts(mesap, manager, client: Client) -> None:
    for number in range(14):
        kind = "university" if number else "sme"
        Membership.objects.create(cluster=mesap, member=organisation(f"m{number}", kind=kind))
    client.post(STRUCTURE, {"management_fte": "0.5"})
    found = self_checks.admission_of(mesap, timezone.localdate())
    assert found.standing == "full"
    assert "asks for is met" in client.get(CHECK).content.decode()


def test_a_young_cluster_is_welcome(db) -> None:
    young = cluster("young", founded=YEAR - 1, website="https://young.example")
    Membership.objects.create(cluster=young, member=organisation("rossi"))
    page = signed_in(person("y@young.example", "cluster_manager", young)).get("/en/clusters/young/manage/self-check/")
    assert "An emerging cluster: welcome!" in page.content.decode()


def test_years_and_fields_that_there_are_not(mesap, client: Client) -> None:
    assert client.get(f"{CHECK}{YEAR + 1}/").status_code == 404
    assert client.get(f"{CHECK}{YEAR}/fortune/").status_code == 404
    assert client.get(f"{CHECK}1999/structure/").status_code == 404


def test_the_secretariat_reads_and_does_not_answer(mesap, client: Client) -> None:
    secretariat = signed_in(person("sec@net.example", "secretariat"))
    assert secretariat.get(CHECK).status_code == 200
    assert secretariat.post(STRUCTURE, NUMBERS).status_code == 403
    assert not SelfCheck.objects.exists()


def test_the_manager_of_another_cluster_finds_nothing(mesap) -> None:
    other = signed_in(person("g@grozd.example", "cluster_manager", cluster("grozd")))
    assert [other.get(page).status_code for page in (CHECK, STRUCTURE)] == [404, 404]


@pytest.mark.parametrize("language", ["en", "it", "de", "fr", "sl"])
def test_there_are_words_for_every_code(language: str) -> None:
    assert set(check_messages.CRITERIA) == set(check_messages.TO_DO) == set(get_args(CriterionCode))
    assert set(check_messages.CRITERION_STATES) == set(get_args(State))
    assert set(check_messages.STANDINGS) == set(get_args(Standing))
    assert set(check_messages.DIMENSIONS) == set(DIMENSIONS)
    assert set(check_messages.LEVELS) == set(get_args(CheckLevel))
    assert set(check_messages.UNITS) == set(get_args(Unit))
    with override(language):
        assert all(check_messages.question(one) and check_messages.help_for(one) for one in load_indicators())
