"""The concept note: filled by the system, written by people in several languages, as a file."""

import io
import zipfile
from decimal import Decimal

import pytest

from cordata_web.consortia.actions.partners import write_budget
from cordata_web.consortia.notes import SECTIONS
from web import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(ada):
    return cast.signed_in(ada)


def texts(browser, consortium, language: str) -> dict[str, str]:
    sections = browser.get(f"/en/consortia/{consortium.pk}/note/?in={language}").context["sections"]
    return {section.key: section.text for section in sections}


def test_the_template_tells_what_is_known(browser, consortium, ada):
    write_budget(partner=consortium.partners.get(), actor=ada, amounts={"staff": Decimal(100)})
    found = texts(browser, consortium, "en")
    assert list(found) == list(SECTIONS)
    assert "Lighter housings is planned as a project in: Horizon Europe: Innovation Action." in found["summary"]
    assert "Rossi (Small or medium enterprise, Italy): Coordinator. We die-cast aluminium." in found["partnership"]
    assert found["budget"] == ("Total cost: 125 EUR. Grant asked for: 87.50 EUR. Own share of the partners: 37.50 EUR.")
    assert "Different countries: Broken." in found["rules"]
    assert found["need"] == consortium.topic


def test_what_people_write_stays_in_its_language_and_the_rest_goes_on_following(browser, consortium):
    filled = texts(browser, consortium, "de")
    browser.post(f"/en/consortia/{consortium.pk}/note/?in=de", {**filled, "need": "Leichtere Gehäuse."})
    consortium.refresh_from_db()
    assert consortium.note_texts == {"de": {"need": "Leichtere Gehäuse."}}
    assert texts(browser, consortium, "de")["need"] == "Leichtere Gehäuse."
    assert texts(browser, consortium, "en")["need"] == consortium.topic


def test_a_text_too_long_is_not_lost(browser, consortium):
    answer = browser.post(f"/en/consortia/{consortium.pk}/note/?in=en", {"need": "word " * 3000})
    assert answer.status_code == 422
    assert "word word" in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "it", "de", "fr", "sl"])
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_note_as_a_file(browser, consortium, suffix, language):
    answer = browser.get(f"/en/consortia/{consortium.pk}/note.{suffix}?in={language}")
    assert answer.status_code == 200
    assert len(answer.content) > 2000


def test_the_document_holds_what_somebody_wrote(browser, consortium):
    browser.post(f"/en/consortia/{consortium.pk}/note/?in=sl", {"need": "Lažja ohišja."})
    content = browser.get(f"/en/consortia/{consortium.pk}/note.docx?in=sl").content
    assert "Lažja ohišja." in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
