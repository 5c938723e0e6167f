"""Documents as Markdown: what stands in a text stays text."""

import pytest

from cordata.publish.documents import Bullets, Document, Grid, Heading, Paragraph
from cordata.publish.markdown import as_markdown, escaped


def test_each_kind_of_block_has_its_form() -> None:
    blocks = (
        Heading("Need"), Paragraph("One.\n\nTwo."), Bullets(("Heat", "Cold\nwater")),
        Grid("", ("Partner", "Cost"), (("Škofja | Loka", "5.00"),), frozenset({1})),
    )  # fmt: skip
    assert as_markdown(Document("Note", "A call", "en", blocks)).splitlines() == [
        "# Note", "", "A call", "", "## Need", "", "One.", "", "Two.", "", "- Heat", "- Cold water", "",
        "| Partner | Cost |", "| --- | ---: |", r"| Škofja \| Loka | 5.00 |",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("12. no list", r"12\. no list"),
        ("*no* <b>markup</b> [x](y)", r"\*no\* \<b\>markup\</b\> \[x\](y)"),
        ("5 - 3 = 2", "5 - 3 = 2"),
        ("100 % of 7.5", "100 % of 7.5"),
    ],
)
def test_signs_of_a_text_are_no_markup(line: str, told: str) -> None:
    assert escaped(line) == told
