"""The audit log only grows."""

import pytest

from cordata_web.people.audit import NotSavedError, record
from cordata_web.people.models import AuditEntry, AuditLogIsFinalError, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana@example.si", name="Ana")


@pytest.fixture
def entry(ana) -> AuditEntry:
    return record("people.renamed", ana, actor=ana, changes={"name": ["", "Ana"]})


def test_an_entry_tells_who_did_what_to_which_thing(entry, ana):
    read = AuditEntry.objects.get()
    assert (read.actor, read.action, read.object_kind, read.object_id) == (
        ana,
        "people.renamed",
        "people.user",
        str(ana.pk),
    )
    assert read.changes == {"name": ["", "Ana"]}
    assert read.when is not None


def test_the_site_itself_acts_as_nobody(ana):
    assert record("people.imported", ana, actor=None, changes={}).actor is None


def test_a_thing_without_number_cannot_be_recorded():
    with pytest.raises(NotSavedError, match=r"people\.user"):
        record("people.renamed", User(email="new@example.si"), actor=None, changes={})
    assert not AuditEntry.objects.exists()


def test_an_entry_cannot_be_saved_again(entry):
    entry.action = "people.nothing_happened"
    with pytest.raises(AuditLogIsFinalError):
        entry.save()
    assert AuditEntry.objects.get().action == "people.renamed"


def test_an_entry_cannot_be_written_over_under_its_number(entry):
    with pytest.raises(Exception, match=r"UNIQUE|unique|duplicate"):
        AuditEntry(pk=entry.pk, action="people.nothing_happened", object_kind="x", object_id="1").save()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda entry: entry.delete(),
        lambda _entry: AuditEntry.objects.all().delete(),
        lambda _entry: AuditEntry.objects.update(action="x"),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["action"]),
        lambda entry: AuditEntry.objects.bulk_create([entry]),
        lambda entry: AuditEntry.objects.update_or_create(pk=entry.pk, defaults={"action": "x"}),
        lambda _entry: AuditEntry.objects.filter(action="people.renamed").order_by("pk").delete(),
    ],
)
def test_no_way_through_the_models_changes_or_removes_an_entry(entry, attempt):
    with pytest.raises(AuditLogIsFinalError):
        attempt(entry)
    assert AuditEntry.objects.get().action == "people.renamed"


def test_an_entry_outlives_the_person_who_acted(entry, ana):
    number = ana.pk
    ana.delete()
    assert AuditEntry.objects.get().actor_id == number
