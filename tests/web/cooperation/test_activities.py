"""The page of an activity: map and table of the regions, and its years beside each other."""

from __future__ import annotations

import csv
import io

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import Client

from cordata_web.cooperation.choices import read_choices
from cordata_web.cooperation.loading import About, Content, store
from cordata_web.cooperation.models import Dataset, Figure
from cordata_web.cooperation.shipped import store_shipped
from cordata_web.cooperation.yearly import activities_of, regions_of

PAGE = "/en/cooperation/activities/"
SOME = (
    ("ITC1", "C10", 2014, 10.0, ""), ("ITC1", "C10", 2015, None, "confidential"), ("ITC1", "C28", 2015, 4.0, ""),
    ("AT33", "C10", 2015, 30.0, ""), ("AT33", "C28", 2014, 2.0, ""), ("SI04", "C28", 2015, 9.0, ""),
    ("SI04", "C28", 2014, 6.0, ""),
    ("AT33", "C28", 2015, 5.0, ""), ("SI04", "C11", 2015, 7.0, ""), ("FRK2", "C10", 2015, 8.0, ""),
    ("FRK2", "C11", 2015, 3.0, ""), ("CH07", "C13", 2015, 6.0, ""), ("FRK2", "C13", 2015, 5.0, ""),
)  # fmt: skip


@pytest.fixture
def employed(db) -> Dataset:
    """People employed in two branches, in two years; one figure is confidential."""
    about = About(
        id="told", kind="figures", name="Told", publisher="Us", address="https://told.example", licence="CC0",
        nomenclature="nace", unit="persons", checked="2026-11-25", nuts_version="2021",
    )  # fmt: skip
    return store(about, Content(figures=SOME), actor=None)


def test_the_table_holds_the_regions_that_have_any_of_it(db) -> None:
    store_shipped()
    answer = Client().get(PAGE, {"activity": "/25/73"})
    has_it = set(Figure.objects.filter(activity="/25/73", value__gt=0).values_list("region", flat=True))
    assert {code for code, _row in answer.context["rows"]} == has_it
    lows = [row.low for _code, row in answer.context["rows"]]
    assert lows == sorted(lows, reverse=True)
    page = answer.content.decode()
    assert "charts/activity.svg?source=cordis-horizon-sample&amp;activity=%2F25%2F73" in page
    assert "/en/cooperation/regions/AT33/" in page


@pytest.mark.parametrize("page", ["", "regions/ITC1/", "links/AT33/ITC1/", "compare/?region=ITC1&region=AT33"])
def test_pages_that_name_an_activity_lead_to_it(db, page: str) -> None:
    store_shipped()
    assert f'href="{PAGE}?source=' in Client().get(f"/en/cooperation/{page}").content.decode()


def test_an_activity_that_the_source_does_not_know_is_told(db) -> None:
    store_shipped()
    answer = Client().get(PAGE, {"activity": "nothing"})
    assert "There are no figures for this choice." in answer.content.decode()
    assert "rows" not in answer.context


def test_years_stand_beside_each_other_and_what_is_not_told_stays_empty(employed: Dataset) -> None:
    found = regions_of("C10", read_choices(QueryDict("source=told")))
    assert found.years == (2014, 2015)
    assert found.rows == (("Tyrol", (None, 30.0)), ("Piedmont", (10.0, None)), ("Rhône-Alpes", (None, 8.0)))
    of_region = activities_of("ITC1", ["C28"], read_choices(QueryDict("source=told")))
    assert not of_region


def test_a_source_of_events_has_none_in_a_year_without_a_row(employed: Dataset) -> None:
    Dataset.objects.update(unit="participations")
    assert dict(regions_of("C10", read_choices(QueryDict("source=told"))).rows)["Tyrol"] == (0.0, 30.0)


def test_small_charts_are_offered_of_an_activity_and_of_a_region(employed: Dataset) -> None:
    answer = Client().get(PAGE, {"source": "told", "activity": "C10"})
    page = answer.content.decode()
    assert "Year by year" in page
    drawn = Client().get("/en/cooperation/charts/years.csv", {"source": "told", "activity": "C10"})
    assert list(csv.reader(io.StringIO(drawn.content.decode("utf-8-sig"))))[1:] == [
        ["Tyrol", "2015", "30.0"], ["Piedmont", "2014", "10.0"], ["Rhône-Alpes", "2015", "8.0"],
    ]  # fmt: skip
    assert Client().get("/en/cooperation/charts/years.svg", {"source": "told", "region": "SI04"}).status_code == 200


def test_one_year_alone_is_no_row_of_years(employed: Dataset) -> None:
    asked = {"source": "told", "activity": "C10", "since": "2015"}
    assert "Year by year" not in Client().get(PAGE, asked).content.decode()
    assert Client().get("/en/cooperation/charts/years.svg", asked).status_code == 404


def test_numbers_are_rounded_and_nothing_is_below_zero() -> None:
    shown = Template("{% load cooperation %}{{ a|decimal:2 }} {{ b|decimal:1 }} {{ c|amount }}")
    assert shown.render(Context({"a": 1.789, "b": -0.04, "c": -0.0})) == "1.79 0.0 0"
