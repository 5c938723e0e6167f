"""Tables of instruments: every bad row with its line, column and reason; imported; taken back."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cordata.funding import load_instruments
from cordata.sources.instruments import HEADINGS
from cordata.sources.problems import CODES, Problem
from cordata_web.funding import import_messages, importing
from cordata_web.funding.models import Instrument, InstrumentImport
from cordata_web.funding.records import known_instruments
from web import cast

pytestmark = pytest.mark.django_db
GOOD = {
    "id": "test-voucher", "name": "Voucher", "funder": "Regione", "level": "regional", "territories": "ITC1",
    "form": "voucher", "purpose": "innovation", "status": "open", "source": "https://example.org/v",
    "checked": "2026-11-25",
}  # fmt: skip


@pytest.fixture
def secretariat():
    return cast.signed_in(cast.person("sec@net.example", "secretariat"))


def table(*rows: dict[str, str]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(dict.fromkeys(name for row in rows for name in row)), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def sent(client, content: bytes, name: str = "mine.csv") -> InstrumentImport:
    answer = client.post("/en/financing/keep/import/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return InstrumentImport.objects.latest("sent")


def do(client, found: InstrumentImport, action: str):
    answer = client.post(f"/en/financing/keep/import/{found.pk}/{action}/")
    found.refresh_from_db()
    return answer


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_was_downloaded_is_the_same_when_it_comes_back(secretariat, ending):
    answer = secretariat.get(f"/en/financing/instruments.{ending}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    found = sent(secretariat, content, f"instruments.{ending}")
    seen = importing.look(found, found.sent_by)
    assert seen.problems == ()
    assert seen.counts == {"new": 0, "changed": 0, "same": len(load_instruments())}


def test_nothing_is_imported_before_somebody_says_so(secretariat):
    found = sent(secretariat, table(GOOD))
    page = secretariat.get(f"/en/financing/keep/import/{found.pk}/").content.decode()
    assert "Import 1 row" in page
    assert "test-voucher" not in known_instruments()
    do(secretariat, found, "start")
    assert known_instruments()["test-voucher"].funder == "Regione"
    assert (
        "done already" in secretariat.post(f"/en/financing/keep/import/{found.pk}/start/", follow=True).content.decode()
    )


def test_every_bad_row_is_told_with_line_column_and_reason(secretariat):
    bad = [
        {"form": "gift"}, {"territories": "XX1"}, {"source": "somewhere"}, {"checked": "soon"}, {"name": ""},
        {"rate_max": "140"}, {"ceiling": "many", "currency": "EUR"}, {"valid_from": "then"}, {"currency": "francs"},
    ]  # fmt: skip
    rows = [{**GOOD, "id": f"row-{number}", **wrong} for number, wrong in enumerate(bad)]
    found = sent(secretariat, table(GOOD, *rows))
    answer = secretariat.get(f"/en/financing/keep/import/{found.pk}/")
    told = [(one["file"], one["line"], one["column"]) for one in answer.context["problems"]]
    columns = [next(iter(wrong)) for wrong in bad]
    assert told[: len(bad) - 2] == [("mine.csv", line, column) for line, column in enumerate(columns[:-2], start=3)]
    assert [line for _file, line, _column in told] == list(range(3, len(bad) + 3))
    assert all(one["sentence"] for one in answer.context["problems"])
    assert answer.context["lost"] == len(bad)
    do(secretariat, found, "start")
    assert set(known_instruments()) - set(load_instruments()) == {"test-voucher"}


def test_columns_with_other_headings_are_chosen(secretariat):
    renamed = {("Förderer" if name == "funder" else name): value for name, value in GOOD.items()}
    found = sent(secretariat, table(renamed))
    page = f"/en/financing/keep/import/{found.pk}/"
    assert "missing_column" in {one["code"] for one in secretariat.get(page).context["problems"]}
    columns = {name: name for name in GOOD} | {"funder": "Förderer"}
    assert secretariat.post(page, {**columns, "local_name": "Förderer"}).status_code == 422
    assert secretariat.post(page, columns).status_code == 302
    do(secretariat, found, "start")
    assert known_instruments()["test-voucher"].funder == "Regione"


def test_an_import_is_taken_back_but_for_what_was_changed_since(secretariat):
    changed = next(iter(load_instruments()))
    other = {**GOOD, "id": "test-second"}
    before = known_instruments()[changed]
    existing = {**GOOD, "id": changed}
    found = sent(secretariat, table(GOOD, other, existing))
    do(secretariat, found, "start")
    assert known_instruments()[changed].funder == "Regione"
    secretariat.post("/en/financing/instruments/test-second/withdraw/")
    do(secretariat, found, "undo")
    assert found.kept == ["test-second"]
    assert known_instruments()[changed] == before
    assert "test-voucher" not in known_instruments()
    assert found.state == InstrumentImport.State.UNDONE


def test_an_officer_imports_her_own_rows_only():
    officer = cast.signed_in(cast.person("r@region.example", "officer"))
    foreign = {**GOOD, "id": "test-foreign", "territories": "FRK2"}
    taken = {**GOOD, "id": next(key for key, one in load_instruments().items() if "EU" in one.territories)}
    found = sent(officer, table(GOOD, foreign, taken))
    seen = importing.look(found, found.sent_by)
    assert [(one.line, one.code) for one in seen.problems] == [(3, "not_yours"), (4, "not_yours")]
    do(officer, found, "start")
    assert set(known_instruments()) - set(load_instruments()) == {"test-voucher"}


def test_somebody_elses_import_is_not_there(secretariat):
    found = sent(secretariat, table(GOOD))
    officer = cast.signed_in(cast.person("r@region.example", "officer"))
    assert officer.get(f"/en/financing/keep/import/{found.pk}/").status_code == 404
    assert do(officer, found, "start").status_code == 404


def test_a_file_that_is_no_table_is_refused_at_its_field(secretariat):
    answer = secretariat.post("/en/financing/keep/import/", {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04no")})
    assert answer.status_code == 422
    assert "cannot be read" in answer.content.decode()


def test_a_cell_too_long_for_the_site_is_told(secretariat):
    found = sent(secretariat, table({**GOOD, "name": "x" * 300}, {**GOOD, "id": "big", "duration_months": "99999"}))
    seen = importing.look(found, found.sent_by)
    assert [(one.line, one.code) for one in seen.problems] == [(2, "cell_too_long"), (3, "cell_too_long")]


def test_there_is_a_sentence_for_every_code_and_heading():
    for code, (_loss, names) in CODES.items():
        facts = {name: "name" if name == "field" else "id: what" for name in names}
        assert import_messages.reason(Problem(code, "f.csv", facts=facts))
    assert set(import_messages.OWN) == set(importing.OWN_CODES)
    assert set(import_messages.FIELDS) == set(HEADINGS)
    assert set(import_messages.FATES) == set(importing.FATES)
    assert Instrument.objects.count() == len(load_instruments())
