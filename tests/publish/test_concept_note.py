"""Concept notes: what is known stands in them, what is not is to be written, in any language."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import docx
import pytest

from cordata.funding import Consortium, Partner, load_programmes
from cordata.funding.budgets import reckon
from cordata.publish.budget_documents import Wording, categories_grid, partners_grid
from cordata.publish.concept_note import WORDS, ConceptNote, Participant, RuleTold, WorkPackage, concept_note
from cordata.publish.documents import Grid, Heading, Paragraph, as_docx, as_pdf
from cordata_cli.funding.budgeting import WORDS as ENGLISH

NAMES = {name: name.replace("_", " ").capitalize() for name in WORDS}
NOTE = ConceptNote(
    "Čista livarna: žlindra, größer, été",
    call="Alpine Space, small-scale",
    deadline="2026-12-01",
    programme="Interreg Alpine Space",
    summary="One.\nTwo.",
    objectives=("Less slag", "More heat used"),
    partners=(
        Participant("Škofja Loka grozd", "SI", "Cluster", "Coordinator", ("Leads", "Pilots")),
        Participant("Gießerei Süd", "DE", "SME", "Partner"),
    ),
    concepts=("Casting", "Heat recovery"),
    work=(WorkPackage("Pilots", "Gießerei Süd", 3, 12, "Two furnaces."), WorkPackage("Results")),
    rules=(RuleTold("At least three countries.", "Broken", "https://www.alpine-space.eu/"),),
)


def written(note: ConceptNote) -> docx.document.Document:
    return docx.Document(io.BytesIO(as_docx(concept_note(note, NAMES, "sl"))))


def headings(note: ConceptNote) -> list[str]:
    return [block.words for block in concept_note(note, NAMES, "sl").blocks if isinstance(block, Heading)]


def test_all_sections_stand_in_the_same_order_whatever_is_known():
    order = ["Call", "Summary", "Objectives", "Partners", "Concepts", "Work", "Budget", "Rules"]
    assert headings(ConceptNote("Empty")) == order
    assert [one for one in headings(NOTE) if one in order] == order


def test_what_is_not_known_is_to_be_written():
    blocks = concept_note(ConceptNote("Empty"), NAMES, "en").blocks
    assert [block for block in blocks if not isinstance(block, Heading)] == [Paragraph("To be written")] * 8
    told = [one.text for one in written(NOTE).paragraphs]
    assert told.count("To be written") == 2  # no budget, and no content of the second package


def test_partners_work_and_rules_are_told_in_full():
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in written(NOTE).tables]
    assert tables[0] == [["Call", "Programme", "Deadline"], [NOTE.call, NOTE.programme, NOTE.deadline]]
    assert tables[1][1:] == [
        ["Škofja Loka grozd", "SI", "Cluster", "Coordinator"],
        ["Gießerei Süd", "DE", "SME", "Partner"],
    ]
    assert tables[2][1:] == [["Pilots", "Gießerei Süd", "3–12"], ["Results", "", ""]]
    assert tables[3][1:] == [["At least three countries.", "Broken", "https://www.alpine-space.eu/"]]


def test_tasks_stand_below_the_name_of_the_partner():
    paragraphs = [(one.style.name, one.text) for one in written(NOTE).paragraphs]
    place = paragraphs.index(("Heading 2", "Škofja Loka grozd"))
    assert paragraphs[place + 1 : place + 3] == [("List Bullet", "Leads"), ("List Bullet", "Pilots")]
    assert ("Heading 2", "Gießerei Süd") not in paragraphs


def test_the_budget_of_the_consortium_can_stand_in_it():
    firm = Partner("a", "Livarna", "SI", "sme", nuts="SI03", budget={"staff": Decimal(1000)})
    budget = reckon(Consortium((firm,)), load_programmes()["alpine-space-2021-small"], date(2026, 1, 1))
    wording = Wording(ENGLISH, lambda amount: f"{amount:,.2f}", lambda rate: f"{rate:g} %", "en")
    with_budget = ConceptNote("Note", budget=(partners_grid(budget, wording), categories_grid(budget, wording)))
    grids = [block for block in concept_note(with_budget, NAMES, "en").blocks if isinstance(block, Grid)]
    assert grids[0].rows[0] == ("Livarna", "SI", "75 %", "1,150.00", "862.50", "287.50")


def test_the_pdf_carries_the_fonts_of_all_its_letters():
    made = as_pdf(concept_note(NOTE, NAMES, "sl"))
    assert re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z-]+)", made)
    assert len(re.findall(rb"/FontFile3", made)) >= 2


def test_a_word_that_is_not_handed_in_is_missed():
    with pytest.raises(KeyError, match="rules"):
        concept_note(NOTE, {name: word for name, word in NAMES.items() if name != "rules"}, "en")


@pytest.mark.parametrize(("first", "last", "told"), [(1, 6, "1–6"), (4, 4, "4"), (None, 9, "9"), (None, None, "")])
def test_months_are_told_as_far_as_they_are_known(first, last, told):
    assert WorkPackage("P", first_month=first, last_month=last).months == told
