"""Tables of members: read with all their faults, looked at, imported in the background, taken back."""

import io
from datetime import timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from cordata.sources.columns import known_fields, map_columns
from cordata.sources.problems import CODES
from cordata_web.directory.cluster_work import import_messages, importing, tables, undoing
from cordata_web.directory.cluster_work.dry_run import FATES, OWN_CODES
from cordata_web.directory.models import MemberImport, Membership, MembershipRequest, Profile
from cordata_web.jobs.models import Job
from cordata_web.people.models import Invitation
from web.cast import cluster, opportunity, organisation, person, signed_in
from web.jobs.working import run_jobs

IMPORT = "/en/clusters/mesap/manage/import/"
TODAY = timezone.localdate()
HEADING = "Firma;Land;Ort;Webseite;Mitarbeiter;Beschreibung"
GOOD = f"{HEADING}\nAlpha GmbH;AT;Linz;alpha.example;12;Wir gießen.\nBeta d.o.o.;Slowenien;Kranj;;;\n"


def _send(client: Client, text: str | bytes, name: str = "members.csv") -> MemberImport:
    content = text.encode("utf-8-sig") if isinstance(text, str) else text
    answer = client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return MemberImport.objects.latest("sent")


def _fates(found: MemberImport) -> dict[str, str]:
    return {row["name"]: row["fate"] for row in found.rows}


def _imported(client: Client, text: str) -> MemberImport:
    found = _send(client, text)
    client.post(f"{IMPORT}{found.pk}/start/")
    run_jobs()
    found.refresh_from_db()
    return found


def _undone(client: Client, found: MemberImport) -> MemberImport:
    client.post(f"{IMPORT}{found.pk}/undo/")
    run_jobs()
    found.refresh_from_db()
    return found


def test_a_german_table_with_semicolons_and_a_byte_order_mark_is_understood(client: Client) -> None:
    found = _send(client, GOOD)
    assert found.mapping["fields"]["Firma"] == "name"
    assert _fates(found) == {"Alpha GmbH": "new", "Beta d.o.o.": "new"}
    assert not Profile.objects.filter(name="Alpha GmbH").exists()


def test_a_spreadsheet_is_read_as_well(client: Client) -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nome", "Paese", "Comune", "Dipendenti"])
        sheet.write_row(1, 0, ["Fonderia Alfa", "Italia", "Torino", 40])
    found = _send(client, written.getvalue(), "soci.xlsx")
    assert _fates(found) == {"Fonderia Alfa": "new"}
    assert found.rows[0]["entry"]["profile"]["employees"] == 40


def test_faults_are_told_by_row_column_and_reason(client: Client) -> None:
    rows = [
        HEADING,
        "Alpha GmbH;AT;Linz;alpha.example;viele;",
        ";AT;Linz;;;",
        "Gamma;Atlantis;Linz;;;",
        "Delta GmbH;DE;Hamburg;;;",
        "Alpha GmbH;AT;Linz;;;",
    ]
    found = _send(client, "\n".join(rows))
    told = {(one["line"], one["column"], one["code"], one["loss"]) for one in found.problems}
    assert told >= {
        (2, "Mitarbeiter", "bad_number", "value"),
        (3, "Firma", "missing_value", "row"),
        (4, "Land", "unknown_country", "row"),
        (5, "Ort", "outside_macro_region", "row"),
        (6, "Firma", "twice", "row"),
    }
    page = client.get(f"{IMPORT}{found.pk}/").content.decode()
    assert "No country is known by this name or code." in page
    assert "Atlantis" in page
    assert "4 rows cannot be imported" in page


def test_a_column_that_no_heading_explains_is_chosen_by_hand(client: Client) -> None:
    found = _send(client, "Wer;Wo;Country\nAlpha GmbH;Linz;AT\n")
    assert found.rows == []
    page = client.get(f"{IMPORT}{found.pk}/").content.decode()
    assert "Alpha GmbH" in page
    client.post(f"{IMPORT}{found.pk}/", {"column_0": "name", "column_1": "town", "column_2": "country"})
    found.refresh_from_db()
    assert _fates(found) == {"Alpha GmbH": "new"}


def test_two_columns_for_one_field_are_refused_and_the_choice_is_kept(client: Client) -> None:
    found = _send(client, GOOD)
    answer = client.post(f"{IMPORT}{found.pk}/", {"column_0": "name", "column_1": "name"})
    assert answer.status_code == 422
    assert "is chosen for this already" in answer.content.decode()


def test_who_is_listed_already_becomes_a_member_or_is_asked_and_members_stay(client: Client, rossi) -> None:
    organisation("alpha", name="Alpha GmbH", country="AT", nuts="AT312", town="Linz", claimed=None)
    organisation("beta", name="Beta d.o.o.", country="SI", nuts="SI042", town="Kranj")
    found = _send(client, f"{GOOD}Rossi;IT;Torino;;;\n")
    assert _fates(found) == {"Alpha GmbH": "join", "Beta d.o.o.": "ask", "Rossi": "member"}
    client.post(f"{IMPORT}{found.pk}/start/")
    run_jobs()
    assert Membership.objects.filter(cluster="mesap", member="alpha").exists()
    assert MembershipRequest.objects.get().member_id == "beta"
    assert Profile.objects.count() == 4


def test_who_is_perhaps_listed_waits_for_a_decision(client: Client) -> None:
    organisation("alpha", name="Alpha Giesserei Gruppe", country="AT", nuts="AT221", town="Graz", claimed=None)
    found = _send(client, f"{HEADING}\nAlpha Giesserei Technik;AT;Linz;;;\n")
    assert _fates(found) == {"Alpha Giesserei Technik": "unsure"}
    line = found.rows[0]["line"]
    columns = {"column_0": "name", "column_1": "country", "column_2": "town"}
    client.post(f"{IMPORT}{found.pk}/", {**columns, f"row_{line}": "new"})
    found.refresh_from_db()
    assert _fates(found) == {"Alpha Giesserei Technik": "new"}
    client.post(f"{IMPORT}{found.pk}/", {**columns, f"row_{line}": "alpha"})
    found.refresh_from_db()
    assert _fates(found) == {"Alpha Giesserei Technik": "join"}
    client.post(f"{IMPORT}{found.pk}/", {**columns, f"row_{line}": "leave"})
    found.refresh_from_db()
    assert _fates(found) == {"Alpha Giesserei Technik": "leave"}


def test_new_members_are_public_may_be_claimed_and_name_the_cluster_as_source(client: Client) -> None:
    found = _imported(client, GOOD)
    assert found.state == "imported"
    made = Profile.objects.get(name="Alpha GmbH")
    assert (made.state, made.claimed, made.local_language) == ("published", None, "de")
    assert made.citations.get().source == "https://mesap.example"
    assert made.valid_until > TODAY + timedelta(days=300)
    assert Membership.objects.filter(cluster="mesap", member=made).exists()
    page = client.get(f"{IMPORT}{found.pk}/").content.decode()
    assert "New in the directory: 2." in page


def test_the_same_table_again_has_nothing_to_do(client: Client) -> None:
    _imported(client, GOOD)
    again = _send(client, GOOD)
    assert set(_fates(again).values()) == {"member"}
    client.post(f"{IMPORT}{again.pk}/start/")
    assert not Job.objects.filter(arguments={"import": again.pk}).exists()


def test_two_tables_looked_at_before_either_is_imported_list_nobody_twice(client: Client) -> None:
    first, second = _send(client, GOOD), _send(client, GOOD)
    for one in (first, second):
        client.post(f"{IMPORT}{one.pk}/start/")
    run_jobs()
    assert Profile.objects.filter(name="Alpha GmbH").count() == 1
    second.refresh_from_db()
    assert {one["reason"] for one in second.effects["skipped"]} == {"listed_meanwhile"}


def test_two_clicks_are_one_import(client: Client) -> None:
    found = _send(client, GOOD)
    places = {client.post(f"{IMPORT}{found.pk}/start/")["Location"] for _click in range(2)}
    assert len(places) == 1
    assert client.post(f"{IMPORT}{found.pk}/", {"column_0": "name"}).status_code == 302
    found.refresh_from_db()
    assert len(found.rows) == 2


def test_a_worker_killed_in_the_middle_doubles_nothing(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_ONCE", 2)
    names = ("Ahorn", "Birke", "Eibe", "Fichte", "Kiefer")
    found = _send(client, HEADING + "\n" + "".join(f"{name} Werke;AT;Linz;;;\n" for name in names))
    assert set(_fates(found).values()) == {"new"}
    client.post(f"{IMPORT}{found.pk}/start/")
    real, calls = importing.create_listed, []

    def dies_at_the_fourth(*args, **more):
        calls.append(1)
        if len(calls) == 4:
            raise ConnectionError
        return real(*args, **more)

    monkeypatch.setattr(importing, "create_listed", dies_at_the_fourth)
    run_jobs(may_fail=True)
    assert Profile.objects.filter(name__endswith=" Werke").count() == 2
    run_jobs(now=timezone.now() + timedelta(hours=2))
    found.refresh_from_db()
    assert found.state == "imported"
    assert Profile.objects.filter(name__endswith=" Werke").count() == 5
    assert len(found.effects["memberships"]) == 5


def test_undoing_takes_back_exactly_what_was_made(client: Client) -> None:
    organisation("alpha", name="Alpha GmbH", country="AT", nuts="AT312", town="Linz", claimed=None)
    before = set(Profile.objects.values_list("pk", flat=True)), set(Membership.objects.values_list("pk", flat=True))
    found = _imported(client, GOOD)
    assert Profile.objects.count() == len(before[0]) + 1
    found = _undone(client, found)
    after = set(Profile.objects.values_list("pk", flat=True)), set(Membership.objects.values_list("pk", flat=True))
    assert after == before
    assert (found.state, found.effects.get("kept", [])) == ("undone", [])


def test_what_somebody_has_built_on_since_stays_and_the_page_says_why(client: Client, manager) -> None:
    found = _imported(client, f"{GOOD}Gamma SpA;IT;Torino;;;\nDelta SA;CH;Lugano;;;\n")
    alpha, beta, gamma = (Profile.objects.get(name__startswith=name) for name in ("Alpha", "Beta", "Gamma"))
    opportunity(alpha)
    Invitation.objects.create(email="b@beta.example", role="member", profile=beta, expires=TODAY)
    gamma.town = "Ivrea"
    gamma.save()
    found = _undone(client, found)
    assert {one["name"]: one["reason"] for one in found.effects["kept"]} == {
        "Alpha GmbH": "in_use", "Beta d.o.o.": "invited", "Gamma SpA": "changed",
    }  # fmt: skip
    assert not Profile.objects.filter(name__startswith="Delta").exists()
    assert "Somebody has changed it since." in client.get(f"{IMPORT}{found.pk}/").content.decode()


def test_an_import_is_taken_back_once(client: Client) -> None:
    found = _undone(client, _imported(client, GOOD))
    with pytest.raises(importing.NotNowError):
        importing.start_undo(found=found, actor=found.sent_by)


def test_files_that_are_none_are_refused_with_a_reason(client: Client) -> None:
    many = HEADING + "\n" + "A;AT;Linz;;;\n" * (tables.MOST_ROWS + 1)
    for content, reason in {
        b"": "empty",
        b"\n\n": "The file holds no rows.",
        b"1;2;3\n4;5;6\n": "The first row holds no headings.",
        b"PK\x03\x04 no spreadsheet": "The file cannot be read.",
        many.encode(): "Please send it in parts.",
        b"Name\n" + b"x" * tables.MOST_BYTES: "The file is too large",
    }.items():
        answer = client.post(IMPORT, {"file": SimpleUploadedFile("x.csv", content)})
        assert answer.status_code == 422
        assert reason in answer.content.decode()
    assert not MemberImport.objects.exists()


def test_letters_that_a_database_cannot_keep_are_left_out(client: Client) -> None:
    found = _send(client, f"{HEADING}\nAl\x00pha GmbH;AT;Linz;;;\n")
    assert _fates(found) == {"Alpha GmbH": "new"}


def test_numbers_beyond_all_measure_are_left_out(client: Client) -> None:
    found = _imported(client, f"{HEADING}\nAlpha GmbH;AT;Linz;;99999999999;\n")
    assert found.problems[0]["code"] == "bad_number"
    assert Profile.objects.get(name="Alpha GmbH").employees is None


def test_a_cluster_is_not_made_by_another(client: Client) -> None:
    found = _send(client, "Name;Kind;Country;Town\nPolo Nuovo;cluster;IT;Torino\n")
    assert found.rows == []
    assert found.problems[-1]["code"] == "cluster_not_made"


def test_another_clusters_import_is_not_there(client: Client) -> None:
    found = _send(client, GOOD)
    other = signed_in(person("g@grozd.example", "cluster_manager", cluster("grozd")))
    for address in (f"{IMPORT}{found.pk}/", f"/en/clusters/grozd/manage/import/{found.pk}/"):
        assert other.get(address).status_code == 404
        assert other.post(f"{address}start/").status_code == 404


def test_the_sample_is_understood_in_every_language(client: Client) -> None:
    for language, headings in tables.SAMPLE_HEADINGS.items():
        assert len(map_columns(headings)) == len(headings), language
        with override(language):
            found = _send(client, tables.sample_csv().removeprefix("\ufeff"))
        assert [one["code"] for one in found.problems] == [], language
        assert found.rows[0]["entry"]["profile"]["sectors"] == ["mechatronics"]
    answer = client.get(f"{IMPORT}members.csv")
    assert answer.content.startswith("\ufeff".encode())


def test_there_is_a_sentence_for_every_code() -> None:
    codes = {**{code: facts for code, (_loss, facts) in CODES.items()}, **OWN_CODES}
    codes |= {"too_large": ("megabytes",), "too_many_rows": ("rows", "columns", "most_rows", "most_columns")}
    for code, names in codes.items():
        facts = {name: "name" if name == "field" else "7" for name in names}
        assert import_messages.fault(code, facts)
    assert set(import_messages.FAULTS) == set(codes)
    assert set(import_messages.FATES) == set(FATES)
    assert set(import_messages.STAYED) == {*undoing.KEPT, *importing.SKIPPED}
    assert all(import_messages.field_name(field) for field in known_fields())
