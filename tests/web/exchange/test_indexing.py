"""The index on the disk: built, kept in step, replaced."""

import pytest
from django.core.management import call_command

from cordata.matching import Index
from cordata_web.directory.models import Evidence, Profile
from cordata_web.exchange import matching
from cordata_web.exchange.indexing import Indexed, offer_of, profile_id, request_of, update_index
from web.searching import IDS, ITALIAN

NUMBER = 2 * len(IDS)  # each offers something and seeks something


def ids_of(folder) -> set[str]:
    return set(Index.load(folder / "index").shelf.fingerprints())


def test_without_an_index_the_page_tells_how_to_build_it(own_folder, client):
    response = client.get("/en/", {"q": ITALIAN})
    assert response.status_code == 503
    assert "python -m cordata_web rebuild_index" in response.content.decode()
    assert client.get("/en/").status_code == 200


def test_the_index_follows_the_directory(own_folder):
    assert update_index() == Indexed(NUMBER, NUMBER, removed=0, anew=True)
    assert update_index() == Indexed(NUMBER, read=0, removed=0, anew=False)
    Profile.objects.filter(pk="carso-enzimi").update(status="ended")
    Profile.objects.filter(pk="paski-hranilniki").update(offers={"sl": "Delamo sire."})
    assert update_index() == Indexed(NUMBER - 2, read=1, removed=2, anew=False)
    assert set(map(profile_id, ids_of(own_folder))) == set(IDS) - {"carso-enzimi"}


def test_an_index_of_another_engine_is_built_anew(own_folder):
    update_index()
    index = Index.load(own_folder / "index")
    index.name = "another engine"
    index.save(own_folder / "index")
    with pytest.raises(matching.OutdatedIndexError):
        matching.matcher()
    assert update_index().anew
    assert len(matching.matcher().index) == NUMBER


def test_a_process_takes_up_an_index_that_was_written_anew(own_folder):
    update_index()
    first = matching.matcher()
    assert matching.matcher() is first
    Profile.objects.filter(pk="carso-enzimi").delete()
    update_index()
    assert len(matching.matcher().index) == NUMBER - 2


def test_a_process_keeps_its_index_while_another_one_is_being_written(own_folder):
    update_index()
    first = matching.matcher()
    Index.load(own_folder / "index").shelf.save(own_folder / "index" / "records.sqlite")
    assert matching.matcher() is first


def test_files_of_two_savings_are_refused_and_replaced(own_folder):
    update_index()
    Profile.objects.filter(pk="carso-enzimi").delete()
    arrays = own_folder / "index" / "columns.npz"
    before = arrays.read_bytes()
    update_index()
    arrays.write_bytes(before)
    with pytest.raises(matching.OutdatedIndexError):
        matching.matcher()
    assert update_index().anew
    assert len(matching.matcher().index) == NUMBER - 2


def test_the_command_says_what_it_did(own_folder, capsys):
    call_command("rebuild_index")
    call_command("rebuild_index")
    call_command("rebuild_index", everything=True)
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("The search index")]
    assert said == [
        f"The search index of profiles was built anew: {NUMBER} entries, {NUMBER} read, 0 removed.",
        f"The search index of profiles is up to date: {NUMBER} entries, 0 read, 0 removed.",
        f"The search index of profiles was built anew: {NUMBER} entries, {NUMBER} read, 0 removed.",
    ]


def test_titles_of_projects_count_as_words_of_a_profile(network):
    row = Profile.objects.get(pk="carso-enzimi")
    Evidence.objects.create(
        profile=row, title="ENZYCLE: recycling by enzymes", identifier="1", source="https://example.org/1"
    )
    record = offer_of(row)
    assert record.english == f"{row.offers['en']}\nENZYCLE: recycling by enzymes"
    assert (record.text, record.language) == (f"{row.name}. {row.offers['it']}", "it")


def test_a_text_that_was_read_is_not_read_again(network):
    encoder = matching.engine().encoder
    once = encoder.encode(["pressofusione"])
    assert encoder.encode(["pressofusione"]) is once
    assert encoder.encode(["pressofusione", "Druckguss"]).shape == (2, encoder.dimensions)


def test_a_profile_asks_with_what_it_seeks(network):
    row = Profile.objects.get(pk="carso-enzimi")
    request = request_of(row, offer_of(row))
    assert (request.side, request.text, request.language) == ("request", row.seeks["it"], "it")
    assert request.concepts == ()
    assert profile_id(request.id) == row.pk


def test_a_cluster_asks_for_its_members_and_others_do_not_ask_without_words(network):
    row = Profile.objects.get(pk="carso-enzimi")
    row.seeks = {}
    assert request_of(row, offer_of(row)) is None
    row.kind = "cluster"
    assert request_of(row, offer_of(row)).text == offer_of(row).text
    assert row.offers["it"] in offer_of(row).text


def test_while_files_of_two_savings_lie_there_the_index_before_still_answers(own_folder):
    update_index()
    first = matching.matcher()
    Profile.objects.filter(pk="carso-enzimi").delete()
    arrays = own_folder / "index" / "columns.npz"
    before = arrays.read_bytes()
    update_index()
    arrays.write_bytes(before)
    assert matching.matcher() is first
    assert update_index().anew
    assert len(matching.matcher().index) == NUMBER - 2
