"""Signing in as somebody with one click: in a demo, and nowhere else."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.urls import NoReverseMatch, reverse

from cordata_web.config.demonstration import reaches_outside
from cordata_web.people.demo import DEMO_ROLES, demo_user
from cordata_web.people.models import User
from cordata_web.people.views.demo import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.CORDATA_DEMO = True
    settings.ROOT_URLCONF = "web.people.demo_urls"


@pytest.fixture
def secretary() -> User:
    return User.objects.create_user(DEMO_ROLES["secretariat"], name="Vera Office", language="de")


def test_outside_a_demo_the_page_has_no_address(client):
    with pytest.raises(NoReverseMatch):
        reverse("people:demo")
    assert client.get("/en/demo/").status_code == 404


def test_the_page_itself_refuses_outside_a_demo(client, settings, demo, secretary):
    settings.CORDATA_DEMO = False
    assert client.get("/en/demo/").status_code == 404
    assert client.post("/en/demo/", {"role": "secretariat"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_one_click_signs_in_and_speaks_the_persons_language(client, demo, secretary):
    assert "Go on as Vera Office" in client.get("/en/demo/").content.decode()
    answer = client.post("/en/demo/", {"role": "secretariat"})
    assert answer["Location"] == "/de/desk/"
    assert client.session["_auth_user_id"] == str(secretary.pk)


def test_looking_at_the_page_signs_nobody_in(client, demo, secretary):
    client.get("/en/demo/?role=secretariat")
    assert "_auth_user_id" not in client.session


def test_nobody_else_can_be_taken_over(client, demo, secretary):
    User.objects.create_user("ana@example.si")
    for role in ("ana@example.si", "", "visitor", "auditor"):
        assert client.post("/en/demo/", {"role": role}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_every_page_of_a_demo_says_so(client, demo):
    assert "This is a demo with invented people" in client.get("/en/about/").content.decode()


def test_no_page_elsewhere_says_so(client):
    assert "This is a demo" not in client.get("/en/about/").content.decode()


def test_every_role_is_described_and_all_addresses_are_examples():
    assert set(ROLES) == set(DEMO_ROLES)
    assert {address.partition("@")[2] for address in DEMO_ROLES.values()} == {"example.org"}
    assert demo_user("nobody") is None


@pytest.mark.parametrize(
    ("https", "hosts", "outside"),
    [
        (False, ["localhost", "127.0.0.1", "[::1]"], False),
        (False, ["cordata.localhost"], False),
        (True, ["localhost"], True),
        (False, ["localhost", "cordata.example"], True),
        (False, ["*"], True),
        (False, [".localhost.example"], True),
    ],
)
def test_what_counts_as_outside(https, hosts, outside):
    assert reaches_outside(behind_https=https, hosts=hosts) is outside


def test_the_check_names_a_demo_that_others_can_reach(settings):
    settings.CORDATA_DEMO = True
    settings.ALLOWED_HOSTS = ["cordata.example"]
    assert "people.E001" in [message.id for message in run_checks()]
    settings.CORDATA_DEMO = False
    assert "people.E001" not in [message.id for message in run_checks()]


@pytest.mark.parametrize("more", [{"CORDATA_HTTPS": "true"}, {"ALLOWED_HOSTS": "cordata.example"}])
def test_a_demo_that_others_can_reach_does_not_start(tmp_path, more):
    settings = {**os.environ, "CORDATA_DATA": str(tmp_path), "CORDATA_DEMO": "true", **more}
    run = subprocess.run(
        [sys.executable, "-c", "import cordata_web.config.wsgi"], env=settings, capture_output=True, text=True
    )
    assert run.returncode != 0
    assert "refuses to start outside a demo" in run.stderr
