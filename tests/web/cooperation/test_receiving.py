"""Files of figures sent on the site: read by the worker, listed with their faults, removed again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cordata_web.cooperation.activities import activity_name, nomenclature_name, sector_of
from cordata_web.cooperation.models import Dataset
from cordata_web.cooperation.sources import sources
from cordata_web.jobs.models import Job
from cordata_web.people.models import AuditEntry
from web import cast
from web.jobs.working import run_jobs

pytestmark = pytest.mark.django_db
LOAD = "/en/cooperation/sources/load/"
BRANCHES = b"nace_r2;geo;n2015\nC10;ITC1;1200\nC28;FR71;900\nC28;AT33;12:00 AM\n"
COUNTS = (
    b"NUTS_ID_2021,keep_No_of_projects,keep_No_of_partners,keep_Total_budgets_MEUR,keep_ERDF_MEUR\n"
    b"ITC11,10,20,5.5,3\nITC12,4,6,1.5,1\nITC13,2,0,1,2\nDE300,9,9,9,9\n"
)


@pytest.fixture
def secretariat(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return cast.signed_in(cast.person("sec@net.example", "secretariat"))


def send(client, kind: str, *files: tuple[str, bytes]) -> Job:
    answer = client.post(LOAD, {"kind": kind, "files": [SimpleUploadedFile(name, content) for name, content in files]})
    assert answer.status_code == 302, answer.content.decode()
    job = Job.objects.get(kind="cooperation.load", state="queued")
    run_jobs(may_fail=True)
    job.refresh_from_db()
    return job


def test_a_file_becomes_a_dataset_with_its_faults_and_goes_again(
    secretariat, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = send(secretariat, "eurostat", ("sbs_r_nuts06_r2.csv", BRANCHES))
    assert job.state == "done"
    assert "1 faults" in job.result["message"]
    assert (job.done, job.total) == (3, 3)
    row = Dataset.objects.get()
    assert row.figures.count() == 3
    assert row.loaded_by.email == "sec@net.example"
    assert "12:00 AM" in secretariat.get(job.result["url"]).content.decode()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    secretariat.post(f"/en/cooperation/sources/{row.pk}/remove/")
    assert not Dataset.objects.exists()
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"load figures", "remove figures"}


def test_counts_of_keep_are_summed_by_region_and_are_no_activities(secretariat):
    assert send(secretariat, "keep", ("keep.csv", COUNTS)).state == "done"
    told = {one.activity: (one.value, one.flag) for one in Dataset.objects.get(pk="keep-counts").figures.all()}
    assert told["projects"] == (16.0, "")
    assert told["partners"] == (26.0, "missing")
    assert "keep-counts" not in {one.id for one in sources()}
    assert "keep.eu" in secretariat.get("/en/cooperation/sources/").content.decode()
    page = secretariat.get("/en/cooperation/sources/keep-counts/")
    assert page.status_code == 200
    assert "partners" in page.content.decode()


def test_files_without_a_row_change_nothing_and_say_why(secretariat):
    job = send(secretariat, "cordis", ("p.csv", b"a;b\n1;2\n"))
    assert job.state == "failed"
    assert "nothing was changed" in job.refusal
    assert job.log
    assert not Dataset.objects.exists()


def test_a_form_without_files_is_sent_back(secretariat):
    assert secretariat.post(LOAD, {"kind": "cordis"}).status_code == 422


@pytest.mark.parametrize("role", ["officer", "auditor", ""])
def test_only_the_secretariat_loads_and_removes(role):
    client = cast.signed_in(cast.person("x@net.example", role))
    assert client.get(LOAD).status_code == 403
    assert client.post("/en/cooperation/sources/cordis/remove/").status_code == 403


def test_a_theme_of_keep_has_its_own_name_and_no_sector():
    assert activity_name("keep", "Green technologies") == "Green technologies"
    assert sector_of("keep", "Green technologies") == ""
    assert nomenclature_name("keep") == "keep.eu"
