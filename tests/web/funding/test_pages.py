"""The pages about financing, as anybody reads them."""

import csv
import io

import pytest

from cordata.funding import joint_calls, lacks, load_instruments
from cordata.kernel import load_regions
from web import cast

pytestmark = pytest.mark.django_db
ONE = "ecoplus-cluster-niederoesterreich-kooperationsprojekte"


def rows_of(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


@pytest.mark.parametrize("language", ["en", "it", "de", "fr", "sl"])
@pytest.mark.parametrize(
    "path",
    [
        "", "coverage/", "coverage/?by=purpose", "compare/", "compare/?region=ITC1&region=FRK2&region=LI00",
        "joint-calls/", "joint-calls/?region=ITC1", f"instruments/{ONE}/",
    ],
)  # fmt: skip
def test_every_page_answers_in_every_language(client, language, path):
    assert client.get(f"/{language}/financing/{path}").status_code == 200


@pytest.mark.parametrize("role", ["officer", "secretariat", "auditor"])
def test_officers_and_offices_read_the_same_list(role):
    answer = cast.signed_in(cast.person("r@region.example", role)).get("/en/financing/?region=AT12")
    assert answer.context["number"] == sum(one.serves("AT12") for one in load_instruments().values())


def test_the_list_is_narrowed_by_all_filters_and_keeps_them_on_the_next_page(client):
    answer = client.get("/en/financing/?region=ITC1&level=regional&form=grant&status=closed")
    found = [
        one
        for one in load_instruments().values()
        if one.serves("ITC1") and (one.level, one.form, one.status) == ("regional", "grant", "closed")
    ]
    assert [row["id"] for row in answer.context["rows"]] == [one.id for one in found]
    assert "page=2" in client.get("/en/financing/?form=grant").content.decode()


def test_what_means_nothing_in_the_address_is_said_and_left_out(client):
    answer = client.get("/en/financing/?form=gift&region=XX99&on=soon")
    assert answer.context["number"] == len(load_instruments())
    assert "XX99, gift, soon" in answer.content.decode()


def test_an_empty_selection_shows_the_way_back(client):
    answer = client.get("/en/financing/?level=eu&form=membership_fee")
    assert "No instrument fits this selection." in answer.content.decode()


def test_the_files_hold_the_selection_and_the_source_of_each_row(client):
    rows = rows_of(client.get("/en/financing/instruments.csv?region=SI04&level=national"))
    found = [one for one in load_instruments().values() if one.serves("SI04") and one.level == "national"]
    assert [row["id"] for row in rows] == [one.id for one in found]
    assert all(row["source"].startswith("http") for row in rows)
    told = client.get("/en/financing/instruments.json?region=SI04&level=national").json()
    assert [one["id"] for one in told] == [one.id for one in found]


def test_no_cell_of_the_files_runs_as_a_formula(client):
    for path in ("instruments.csv", "coverage.csv"):
        cells = [cell for row in rows_of(client.get(f"/en/financing/{path}")) for cell in row.values()]
        assert cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]


def test_an_instrument_tells_its_source_and_whether_it_was_read_there(client):
    confirmed = next(one for one in load_instruments().values() if one.confirmed)
    doubtful = next(one for one in load_instruments().values() if not one.confirmed)
    page = client.get(f"/en/financing/instruments/{confirmed.id}/").content.decode()
    assert f'href="{confirmed.source.replace("&", "&amp;")}"' in page
    assert "Read there on" in page
    assert "Not confirmed on a page yet" in client.get(f"/en/financing/instruments/{doubtful.id}/").content.decode()
    assert client.get("/en/financing/instruments/nothing/").status_code == 404


def test_a_number_of_the_coverage_leads_to_as_many_instruments(client):
    groups = client.get("/en/financing/coverage/").context["groups"]
    rows = [row for group in groups for row in group["rows"]]
    assert len(rows) == 44
    for cell in rows[0]["cells"] + rows[-1]["cells"]:
        if cell["total"]:
            assert client.get(f"/en/financing/?{cell['query']}").context["number"] == cell["total"]


def test_regions_are_compared_both_ways(client):
    told = list(load_instruments().values())
    [other] = client.get("/en/financing/compare/?region=ITC1&region=CH07").context["others"]
    assert [row["id"] for row in other["lacks"]] == [one.id for one in lacks(told, "ITC1", "CH07")]
    assert [row["id"] for row in other["gives"]] == [one.id for one in lacks(told, "CH07", "ITC1")]


def test_one_region_alone_asks_for_another_and_no_more_than_ten_are_compared(client):
    assert "Choose at least two regions." in client.get("/en/financing/compare/?region=ITC1").content.decode()
    many = "&".join(f"region={code}" for code in list(load_regions())[:12])
    assert len(client.get(f"/en/financing/compare/?{many}&region=XX99").context["chosen"]) == 10


def test_joint_calls_of_a_region_are_those_that_one_of_the_two_serves(client):
    answer = client.get("/en/financing/joint-calls/?region=ITC1")
    calls = joint_calls(list(load_instruments().values()), region="ITC1")
    assert answer.context["number"] == len(calls)
    assert [row["one"]["id"] for row in answer.context["rows"]] == [call.one.id for call in calls[:30]]


def test_the_page_of_a_region_leads_to_its_financing(client):
    assert "/en/financing/?region=ITC1" in client.get("/en/regions/ITC1/").content.decode()
