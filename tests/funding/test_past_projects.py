"""Who won before, in the nearest field that has projects."""

from dataclasses import dataclass
from datetime import date

import pytest

from cordata.cooperation.participations import Participation
from cordata.funding import Call, past_projects
from cordata.funding.past_projects import Row, area_of

REGIONS = ("AT33", "ITC1")


def row(project: str, who: str, region: str, *activities: str, year: int = 2024) -> Participation:
    return Participation(project, who, who.title(), "sme", region[:2], region, date(year, 1, 1), True, activities)


ROWS = [
    row("p", "alfa", "ITC1", "HORIZON-CL5-2024-D2-01-03"),
    row("p", "beta", "AT33", "HORIZON-CL5-2024-D2-01-03"),
    row("q", "alfa", "ITC1", "HORIZON-CL5-2022-D2-01-01", year=2022),
    row("q", "gamma", "DE21", "HORIZON-CL5-2022-D2-01-01", year=2022),
    row("r", "delta", "AT33", "HORIZON-CL5-2023-D3-01-07"),
    row("s", "delta", "", "HORIZON-CL6-2023-FARM2FORK-01"),
]


def evidence(topic: str, **more):
    return past_projects(Call("c", {"en": "C"}, topic=topic), ROWS, REGIONS, **more)


@pytest.mark.parametrize(
    ("topic", "level", "key", "projects"),
    [
        ("HORIZON-CL5-2024-D2-01-03", "topic", "HORIZON-CL5-2024-D2-01-03", 1),
        ("HORIZON-CL5-2027-02-D2-06", "area", "HORIZON-CL5-D2", 2),
        ("HORIZON-CL5-2027-02-D9-06", "part", "HORIZON-CL5", 3),
        ("HORIZON-CL6-2026-02-FARM2FORK-01-two-stage", "area", "HORIZON-CL6-FARM2FORK", 1),
        ("LIFE-2026-SAP-ENV", "", "", 0),
        ("", "", "", 0),
    ],
)
def test_the_nearest_field_that_has_projects_is_taken(topic, level, key, projects) -> None:
    found = evidence(topic)
    assert (found.level, found.key, found.projects) == (level, key, projects)


def test_winners_of_our_regions_are_told_those_with_most_projects_first() -> None:
    found = evidence("HORIZON-CL5-2027-02-D2-06")
    assert found.regions == (("ITC1", 2), ("AT33", 1))
    assert [(one.organisation, one.projects, one.newest) for one in found.winners] == [
        ("alfa", 2, 2024),
        ("beta", 1, 2024),
    ]


def test_a_field_with_too_few_projects_gives_way_to_a_wider_one() -> None:
    assert evidence("HORIZON-CL5-2024-D2-01-03", least=3).level == "part"


def test_no_more_winners_are_told_than_asked_for() -> None:
    assert len(evidence("HORIZON-CL5-2027-02-D2-06", most=1).winners) == 1


def test_concepts_tell_where_identifiers_do_not() -> None:
    rows = [row("p", "alfa", "ITC1", "laser", "welding"), row("q", "beta", "AT33", "laser")]
    found = past_projects(Call("own", {"en": "Own"}), rows, REGIONS, concepts=("laser", "welding", "optics"))
    assert (found.level, found.projects, found.regions) == ("concepts", 1, (("ITC1", 1),))


def test_words_of_a_stage_are_no_area() -> None:
    assert area_of("HORIZON-CL4-2027-02-MAT-PROD-32-two-stage") == ("HORIZON", "CL4", "MAT", "PROD")


def test_any_row_with_the_fields_will_do() -> None:
    @dataclass(frozen=True)
    class Own:
        project: str = "p"
        organisation: str = "o"
        name: str = "O"
        country: str = "IT"
        region: str = "ITC1"
        start: date = date(2024, 1, 1)
        activities: tuple[str, ...] = ("T-1",)

    own: Row = Own()
    assert past_projects(Call("c", {}, topic="T-1"), [own], REGIONS).projects == 1
