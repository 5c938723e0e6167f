"""What the secretariat and the auditors only read: the audit log, what expires, and how attention is spread."""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.directory.rewriting import rewrite_profile
from cordata_web.people import audit
from cordata_web.people.models import AuditEntry, Invitation
from web.cast import interest, match, opportunity, organisation, person, signed_in
from web.secretariat.office import READERS, ROLES, client_of, expected

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def reader():
    return signed_in(person("aud@net.example", "auditor"))


@pytest.mark.parametrize("role", ROLES)
def test_readers_see_them_and_nobody_else_does(role):
    client = client_of(role)
    for address in ("expiring/", "audit/", "audit.csv", "attention/"):
        assert client.get(f"/en/secretariat/{address}").status_code == expected(role, READERS), address


def test_an_auditor_gets_no_buttons(reader):
    organisation("rossi", state="in_review")
    for address in ("", "review/profile/rossi/", "expiring/", "duplicates/"):
        page = reader.get(f"/en/secretariat/{address}").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert 'method="post"' not in main, address
        assert "Secretariat: you read along as an auditor" in page


def test_the_audit_log_speaks_in_sentences(reader):
    ada, rossi = person("ada@rossi.example"), organisation("rossi")
    rewrite_profile(profile=rossi, actor=ada, changes={"town": "Asti"})
    audit.record("frobnicate", rossi, actor=None, changes={})
    page = reader.get("/en/secretariat/audit/").content.decode()
    assert "Ada changed “Rossi”." in page
    assert "The site: frobnicate (“Rossi”)." in page
    assert "Asti" in page


def test_the_audit_log_outlives_people_and_things(reader):
    AuditEntry.objects.create(action="updated", object_kind="gone.thing", object_id="7", actor_id=4711)
    page = reader.get("/en/secretariat/audit/").content.decode()
    assert "Somebody who is not here any more changed gone.thing 7." in page


def test_the_audit_log_is_filtered_by_all_that_it_knows(reader):
    ada, ben = person("ada@rossi.example"), person("ben@verdi.example")
    rossi, verdi = organisation("rossi"), organisation("verdi")
    rewrite_profile(profile=rossi, actor=ada, changes={"town": "Asti"})
    audit.record("archive", verdi, actor=ben, changes={})
    AuditEntry.objects.create(
        action="created", object_kind="directory.profile", object_id="old", when=timezone.now() - timedelta(days=30)
    )
    for query, number in (
        ("", 3), ("action=archive", 1), ("person=ada", 1), ("thing=verdi", 1), (f"since={TODAY}", 2),
        (f"until={TODAY - timedelta(days=1)}", 1), ("object_kind=directory.profile", 3), ("person=nobody", 0),
    ):  # fmt: skip
        answer = reader.get(f"/en/secretariat/audit.csv?{query}")
        rows = list(csv.DictReader(answer.getvalue().decode("utf-8-sig").splitlines()))
        assert len(rows) == number, query
    assert "No entry fits" in reader.get("/en/secretariat/audit/?person=nobody").content.decode()


def test_a_cell_that_a_spreadsheet_would_compute_is_text(reader):
    AuditEntry.objects.create(action="=1+1", object_kind="k", object_id="-1")
    line = reader.get("/en/secretariat/audit.csv").getvalue().decode()
    assert "'=1+1" in line
    assert "'-1" in line


def test_what_expires_stands_in_the_order_of_its_last_day(reader):
    rossi = organisation("rossi", valid_until=TODAY + timedelta(days=9))
    organisation("verdi", valid_until=TODAY + timedelta(days=300))
    asked = opportunity(rossi, valid_until=TODAY + timedelta(days=5))
    interest(asked, organisation("bianchi"), respond_by=TODAY + timedelta(days=2))
    Invitation.objects.create(email="cleo@x.example", role="auditor", expires=TODAY - timedelta(days=1))
    page = reader.get("/en/secretariat/expiring/").content.decode()
    names = ("cleo@x.example", "Bianchi →", ">Die casting of thin walls<", ">Rossi<")
    places = [page.index(name) for name in names]
    assert places == sorted(places)
    assert "Verdi" not in page
    over = reader.get("/en/secretariat/expiring/?when=over").content.decode()
    assert "cleo@x.example" in over
    assert ">Rossi<" not in over
    assert "Nothing expires" in reader.get("/en/secretariat/expiring/?kind=profile&when=over").content.decode()


def test_attention_is_told_by_one_figure_and_a_table(reader):
    rossi, verdi, reader_of_matches = organisation("rossi"), organisation("verdi"), organisation("bianchi")
    asked = opportunity(rossi)
    opportunity(verdi)
    match(asked, reader_of_matches, told=timezone.now(), answer="interested")
    page = reader.get("/en/secretariat/attention/").content.decode()
    assert "The Gini figure is 0.5" in page
    assert "learned from 1 answer" in page
    assert page.index(">Rossi<") < page.index(">Verdi<")
    assert 'width="100.0"' in page


def test_without_matches_attention_says_so(reader):
    assert "Nobody has been shown yet" in reader.get("/en/secretariat/attention/").content.decode()
