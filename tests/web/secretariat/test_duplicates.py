"""The pages on which duplicates are looked for, compared and merged."""

from __future__ import annotations

import pytest

from cordata_web.directory.models import Profile
from cordata_web.exchange.merging import keep_apart
from web.cast import cluster, organisation, person, signed_in
from web.jobs.working import run_jobs
from web.secretariat.office import READERS, ROLES, client_of, expected

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben():
    return person("ben@net.example", "secretariat")


@pytest.fixture
def pair():
    return organisation("rossi"), organisation("rossi-2", name="Rossi S.r.l.")


@pytest.mark.parametrize("role", ROLES)
def test_readers_see_the_list_and_only_the_secretariat_merges(role, pair):
    client = client_of(role)
    assert client.get("/en/secretariat/duplicates/").status_code == expected(role, READERS)
    code = client.post("/en/secretariat/duplicates/").status_code
    assert code == expected(role, ("secretariat",), 302)
    address = "/en/secretariat/duplicates/rossi/rossi-2/"
    assert client.get(address).status_code == expected(role, ("secretariat",))
    client.post(address, {"stays": "one"})
    assert Profile.objects.filter(merged_into__isnull=False).exists() == (role == "secretariat")


def test_duplicates_are_looked_for_in_the_background(ben):
    rossi = organisation("rossi", website="https://rossi.example/", name="Fonderia Rossi")
    twin = organisation("rossi-2", name="Fonderia Rossi S.r.l.", website="https://rossi.example/it/")
    organisation("verdi", name="Latteria Verdi")
    office = signed_in(ben)
    assert "Nobody has looked for them yet." in office.get("/en/secretariat/duplicates/").content.decode()
    answer = office.post("/en/secretariat/duplicates/")
    assert office.post("/en/secretariat/duplicates/").headers["Location"] == answer.headers["Location"]
    job = next(job for job in run_jobs() if job.kind == "find_duplicates")
    assert (job.done, job.total, job.result["message"]) == (3, 3, "1 pair looks alike.")
    page = office.get("/en/secretariat/duplicates/").content.decode()
    assert "/secretariat/duplicates/rossi/rossi-2/" in page
    assert "Latteria" not in page
    keep_apart(one=twin, other=rossi, actor=ben)
    assert "Nothing looks alike" in office.get("/en/secretariat/duplicates/").content.decode()


def test_both_stand_side_by_side_and_are_merged_by_one_form(ben, pair):
    Profile.objects.filter(pk="rossi-2").update(website="https://rossi.example/", claimed=None, town="Alba")
    office = signed_in(ben)
    page = office.get("/en/secretariat/duplicates/rossi-2/rossi/").content.decode()
    assert "Alba" in page
    assert "Torino" in page
    form = {"stays": "other", "website": "one", "place": "other", "name": "other"}
    answer = office.post("/en/secretariat/duplicates/rossi-2/rossi/", form, follow=True).content.decode()
    assert "“Rossi S.r.l.” is one page with “Rossi” now" in answer
    rossi = Profile.objects.get(pk="rossi")
    assert (rossi.name, rossi.website, rossi.town) == ("Rossi", "https://rossi.example/", "Torino")
    assert office.get("/en/secretariat/duplicates/rossi-2/rossi/").status_code == 404


def test_a_refused_merge_says_why(ben):
    organisation("rossi", state="draft")
    organisation("rossi-2")
    office = signed_in(ben)
    answer = office.post("/en/secretariat/duplicates/rossi/rossi-2/", {"stays": "one"})
    assert answer.status_code == 422
    assert "Let the public one stay." in answer.content.decode()
    assert office.get("/en/secretariat/duplicates/rossi/rossi/").status_code == 404


def test_a_cluster_and_the_body_that_runs_it_are_no_duplicates(ben):
    organisation("rossi", name="Fonderia Rossi")
    cluster("rossi-cluster", name="Fonderia Rossi")
    signed_in(ben).post("/en/secretariat/duplicates/")
    job = next(job for job in run_jobs() if job.kind == "find_duplicates")
    assert job.result["pairs"] == []
