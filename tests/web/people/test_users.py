"""People sign in by their e-mail address."""

import pytest
from django.contrib.auth import authenticate

from cordata_web.people.models import User

pytestmark = pytest.mark.django_db


def test_the_case_of_the_address_does_not_matter():
    person = User.objects.create_user(" Ana@Example.SI ", "gora-in-vrv-2864")
    assert person.email == "ana@example.si"
    assert authenticate(username="ANA@example.si", password="gora-in-vrv-2864") == person


def test_a_wrong_password_opens_nothing():
    User.objects.create_user("ana@example.si", "gora-in-vrv-2864")
    assert authenticate(username="ana@example.si", password="vrv") is None


def test_a_person_needs_an_address():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_whoever_looks_after_the_site_has_every_permission_of_django():
    person = User.objects.create_superuser("office@example.org", "gora-in-vrv-2864")
    assert person.has_perm("people.view_auditentry")


def test_people_are_shown_by_name_or_else_by_address():
    assert str(User(email="ana@example.si", name="Ana Novak")) == "Ana Novak"
    assert str(User(email="ana@example.si")) == "ana@example.si"
