"""Rows of participations brought into small matrices."""

from datetime import date

import pytest

from cordata.cooperation import EmptyTableError
from cordata.cooperation.participations import (
    Participation,
    incidence,
    joint_projects,
    organisations_by_activities,
    organisations_by_projects,
    regions_by_activities,
    regions_by_projects,
    starting_before,
    starting_from,
)


def row(project: str, organisation: str, region: str, activities: tuple[str, ...] = ("wood",), year: int = 2020):
    return Participation(project, organisation, "", "sme", region[:2], region, date(year, 1, 1), True, activities)


ROWS = [
    row("p", "a", "AT33", ("wood", "glue")),
    row("p", "b", "ITH1", ("wood", "glue")),
    row("q", "a", "AT33"),
    row("q", "c", "", year=2022),
    row("q", "a", "AT33"),
]


def test_who_takes_part_in_what() -> None:
    assert organisations_by_projects(ROWS).matrix.toarray().tolist() == [[1, 1], [1, 0], [0, 1]]
    assert regions_by_projects(ROWS).rows == ("AT33", "ITH1")
    assert incidence([("", "x"), ("a", "")]).matrix.shape == (0, 0)


def test_an_organisation_that_stands_twice_in_a_project_counts_once() -> None:
    assert organisations_by_activities(ROWS).matrix.toarray().tolist() == [[1, 2], [1, 1], [0, 1]]
    table = regions_by_activities(ROWS)
    assert (table.regions, table.activities) == (("AT33", "ITH1"), ("glue", "wood"))
    assert table.values.tolist() == [[1, 2], [1, 1]]


def test_rows_without_region_make_no_table() -> None:
    with pytest.raises(EmptyTableError):
        regions_by_activities([row("p", "a", "")])


def test_joint_projects_of_the_regions_asked_for() -> None:
    assert joint_projects(ROWS, ("SI04", "ITH1", "AT33")).tolist() == [[0, 0, 0], [0, 0, 1], [0, 1, 0]]


def test_a_day_parts_the_rows() -> None:
    assert len(starting_before(ROWS, date(2022, 1, 1))) == 4
    assert [one.organisation for one in starting_from(ROWS, date(2022, 1, 1))] == ["c"]
