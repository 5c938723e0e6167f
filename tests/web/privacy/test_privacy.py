"""Taking one's data along, and leaving."""

import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.utils import timezone

from cordata_web.directory.models import Profile
from cordata_web.exchange.models import Attachment, Follow, Message
from cordata_web.jobs.models import Job
from cordata_web.people.models import AuditEntry, Role, RoleAssignment, User
from cordata_web.privacy.erasing import LastOfSecretariatError, erase
from cordata_web.privacy.export import TABLES, export_of, tables_of
from web import cast

NOW = timezone.now()


@pytest.fixture
def ada(db) -> User:
    """A member of rossi who wrote to livarna."""
    rossi, livarna = cast.organisation("rossi"), cast.organisation("livarna", country="SI", nuts="SI04")
    ada = cast.person("ada@rossi.example", Role.MEMBER, rossi)
    bor = cast.person("bor@livarna.example", Role.MEMBER, livarna)
    opened = cast.introduction(rossi, livarna, (ada, rossi), (bor, livarna))
    mine = Message.objects.create(introduction=opened, author=ada, text="Our drawing")
    Message.objects.create(introduction=opened, author=bor, text="Their secret")
    Attachment.objects.create(
        message=mine, name="../plan.pdf", size=4, media_type="application/pdf", file=ContentFile(b"plan", "plan.pdf")
    )
    Follow.objects.create(user=ada, opportunity=cast.opportunity(livarna))
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    return ada


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def sign_in(client) -> None:
    client.post("/en/account/login/", {"login": "ada@rossi.example", "password": "correct horse battery"})


def test_every_table_that_points_to_a_person_is_exported() -> None:
    named = {(label.lower(), column) for label, column in TABLES}
    pointing = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User and model._meta.app_label not in {"admin"}
    }
    assert pointing - named == set()


def test_the_export_holds_what_is_mine_and_not_what_is_theirs(ada: User) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export_of(ada, now=NOW)))
    messages = json.loads(archive.read("exchange.message.author.json"))
    assert [row["text"] for row in messages] == ["Our drawing"]
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Their secret" not in everything
    assert json.loads(archive.read("people.user.json"))[0]["email"] == "ada@rossi.example"
    (file,) = [name for name in archive.namelist() if name.startswith("files/")]
    assert ".." not in file
    assert archive.read(file) == b"plan"


def test_the_export_opens_no_doors(ada: User) -> None:
    columns = {column for _name, rows in tables_of(ada) for row in rows for column in row}
    assert columns & {"password", "digest", "reply_token"} == set()


def test_an_erased_person_cannot_be_told_from_nobody(ada: User) -> None:
    erase(ada, now=NOW)
    ada.refresh_from_db()
    assert (ada.name, ada.is_active, ada.erased) == ("", False, NOW)
    assert "ada" not in ada.email
    assert not ada.has_usable_password()
    assert not Follow.objects.filter(user=ada).exists()
    assert not EmailAddress.objects.filter(user=ada).exists()
    assert Message.objects.filter(text="Our drawing").exists(), "what the other side was told is theirs too"
    assert AuditEntry.objects.filter(action="erased", object_id=str(ada.pk)).exists()
    assert cast.person("ada@rossi.example").pk != ada.pk, "the address is free again"


def test_an_organisation_without_people_is_put_aside(ada: User) -> None:
    erase(ada, now=NOW)
    assert Profile.objects.get(pk="rossi").state == "archived"


def test_the_role_ends_by_the_day_of_the_site_and_the_search_forgets_the_organisation(ada: User) -> None:
    after_midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # half past midnight in Rome
    RoleAssignment.objects.filter(user=ada).update(since=date(2026, 7, 2))
    erase(ada, now=after_midnight)
    assert RoleAssignment.objects.get(user=ada).until == date(2026, 7, 2)
    assert Job.objects.filter(kind="update_index").exists()


def test_an_organisation_with_a_colleague_stays(ada: User) -> None:
    cast.person("eva@rossi.example", Role.MEMBER, Profile.objects.get(pk="rossi"))
    erase(ada, now=NOW)
    assert Profile.objects.get(pk="rossi").state == "published"
    assert RoleAssignment.holding(timezone.localdate()).filter(profile="rossi", until__isnull=True).count() == 1


def test_the_account_is_erased_only_when_the_address_is_typed(ada: User, client) -> None:
    sign_in(client)
    refused = client.post("/en/account/erase/", {"email": "somebody@else.example"})
    assert "This is not the address of your account." in refused.content.decode()
    assert User.objects.get(pk=ada.pk).is_active
    done = client.post("/en/account/erase/", {"email": "Ada@Rossi.example"})
    assert done.status_code == 302
    assert not User.objects.get(pk=ada.pk).is_active
    assert not any(one.get_decoded().get("_auth_user_id") == str(ada.pk) for one in Session.objects.all())


def test_strangers_are_sent_to_sign_in(client, db) -> None:
    for page in ("export", "erase"):
        assert "/login/" in client.get(f"/en/account/{page}/").headers["Location"]


def test_the_download_is_a_zip_that_nobody_keeps(ada: User, client) -> None:
    sign_in(client)
    assert "Export my data" in client.get("/en/account/export/").content.decode()
    response = client.post("/en/account/export/")
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Cache-Control"] == "no-store"
    assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None


def test_a_profile_in_review_is_put_aside_as_well(ada: User) -> None:
    Profile.objects.filter(pk="rossi").update(state="in_review")
    erase(ada, now=NOW)
    assert Profile.objects.get(pk="rossi").state == "archived"


def test_the_last_of_the_secretariat_stays(ada: User) -> None:
    RoleAssignment.objects.create(user=ada, role=Role.SECRETARIAT)
    with pytest.raises(LastOfSecretariatError):
        erase(ada, now=NOW)
    cast.person("ines@net.example", Role.SECRETARIAT)
    erase(ada, now=NOW)
    assert not User.objects.get(pk=ada.pk).is_active
