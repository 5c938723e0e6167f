"""The page of a job in a real browser: it keeps itself up to date, on phones too."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from cordata_web.jobs import enqueue
from cordata_web.jobs.models import Job, State
from web.cast import person, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def job() -> Job:
    made = enqueue("test.import", owner=person())
    log = [{"at": timezone.now().isoformat(), "text": "Row 3 has no name and is left out."}]
    held = {"state": State.RUNNING, "token": "t", "lease_until": timezone.now() + timedelta(hours=1)}
    Job.objects.filter(pk=made.pk).update(done=30, total=120, log=log, **held)
    return made


@pytest.fixture
def open_page(browser, live_server, job):
    contexts = []

    def opened(address: str, **options):
        contexts.append(browser.new_context(**options))
        session = signed_in(job.owner).cookies["sessionid"].value
        contexts[-1].add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = contexts[-1].new_page()
        page.goto(f"{live_server.url}/en/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_page_follows_the_job_to_its_end(open_page, job):
    page = open_page(f"jobs/{job.pk}/")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.get_by_text("30 of 120").wait_for()
    Job.objects.filter(pk=job.pk).update(done=90)
    page.get_by_text("90 of 120").wait_for(timeout=20_000)
    over = {"state": State.DONE, "token": "", "lease_until": None, "result": {"message": "118 members were added."}}
    Job.objects.filter(pk=job.pk).update(**over)
    page.get_by_text("118 members were added.").wait_for(timeout=20_000)
    assert page.get_by_role("button", name="Cancel this work").count() == 0
    assert complaints == []


def test_without_scripts_the_page_is_loaded_anew_by_a_link(open_page, job):
    page = open_page(f"jobs/{job.pk}/", java_script_enabled=False)
    Job.objects.filter(pk=job.pk).update(done=90)
    assert page.get_by_text("90 of 120").count() == 0
    with page.expect_navigation():
        page.get_by_role("link", name="Show how it stands now").click()
    assert page.get_by_text("90 of 120").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, job, scheme):
    for address in (f"jobs/{job.pk}/", "jobs/"):
        page = open_page(address, color_scheme=scheme, bypass_csp=True)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []


def test_a_small_phone_need_not_scroll_sideways(open_page, job):
    for address in (f"jobs/{job.pk}/", "jobs/"):
        page = open_page(address, viewport={"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
