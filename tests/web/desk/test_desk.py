"""What awaits whom."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from cordata_web.directory.models import Claim
from web.cast import organisation, person, signed_in


def _desk(user) -> str:
    return signed_in(user).get("/en/desk/").content.decode()


def test_the_desk_is_for_people_who_are_signed_in(db) -> None:
    assert Client().get("/en/desk/").headers["Location"].startswith("/en/account/login/")


def test_a_beginner_is_led_to_the_own_organisation(db) -> None:
    page = _desk(person("new@firm.example"))
    assert "Begin with your organisation" in page
    assert "My organisations" not in page


def test_the_secretariat_is_no_beginner(db) -> None:
    assert "Begin with your organisation" not in _desk(person("sec@network.example", "secretariat"))


def test_an_organisation_stands_there_with_its_state_and_next_step(db, own_folder) -> None:
    rossi = organisation("rossi", state="draft")
    page = _desk(person("ada@rossi.example", "member", rossi))
    assert "Draft" in page
    assert "Look at it once more and send it for review" in page


def test_what_is_over_soon_is_renewed_by_one_click(db, own_folder) -> None:
    rossi = organisation("rossi", valid_until=timezone.localdate() + timedelta(days=5))
    ada = person("ada@rossi.example", "member", rossi)
    assert "Still true?" in _desk(ada)
    answer = signed_in(ada).post("/en/organisations/rossi/step/renew/", {"from": "desk"})
    assert answer.headers["Location"] == "/en/desk/"
    rossi.refresh_from_db()
    assert rossi.valid_until == timezone.localdate() + timedelta(days=365)
    assert "Still true?" not in _desk(ada)


def test_a_claim_that_waits_is_told(db) -> None:
    ada = person("ada@firm.example")
    Claim.objects.create(profile=organisation("rossi", claimed=None), user=ada)
    page = _desk(ada)
    assert "You have said that you act for Rossi." in page
    assert "Begin with your organisation" not in page


def test_the_only_organisation_gets_suggestions(network) -> None:
    rossi = organisation("rossi", seeks={"it": "Cerchiamo una fonderia per scatole in alluminio pressofuso."})
    page = _desk(person("ada@rossi.example", "member", rossi))
    assert "First partners for Rossi" in page
    assert page.count('class="hit"') == 3
