"""Documents: what is told stands in them, whatever letters and signs it has."""

import io

import docx
import pytest
import typst

from cordata.publish.budget_documents import WORDS
from cordata.publish.documents import Bullets, Document, Grid, Heading, Paragraph, as_docx, as_pdf
from cordata_cli.funding.budgeting import WORDS as ENGLISH

TRICKY = "Škofja Loka, Ärger & ß, été, <b>bold</b> #set $x$ *star* _line_ @ref"
WHOLE = Document(
    TRICKY,
    "2026",
    "sl",
    (
        Heading("Partnerji", 1),
        Heading("Globlje", 9),
        Paragraph(f"{TRICKY}\n\nDrugi odstavek."),
        Bullets((TRICKY, "dva")),
        Grid("Proračun", ("Partner", "Skupaj"), ((TRICKY, "1,00"), ("Skupaj", "1,00")), frozenset({1}), totals=1),
        Grid("", ("A",), ()),
    ),
)


def test_a_docx_holds_all_words_and_headings():
    read = docx.Document(io.BytesIO(as_docx(WHOLE)))
    words = [paragraph.text for paragraph in read.paragraphs]
    assert words.count(TRICKY) == 3
    assert "Drugi odstavek." in words
    assert [one.text for one in read.paragraphs if one.style.name == "Heading 3"] == ["Globlje"]
    assert [cell.text for cell in read.tables[0].rows[1].cells] == [TRICKY, "1,00"]
    assert read.tables[0].rows[2].cells[0].paragraphs[0].runs[0].bold
    assert read.core_properties.language == "sl"


def test_a_pdf_is_made_for_screen_readers_too():
    made = as_pdf(WHOLE)
    assert made.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in made
    assert b"/Lang(sl" in made


def test_a_document_that_breaks_the_rules_of_accessible_pdf_is_refused():
    with pytest.raises(typst.TypstError):
        as_pdf(Document("", "", "en", ()))


def test_all_words_are_there_in_english():
    assert set(WORDS) <= set(ENGLISH)
