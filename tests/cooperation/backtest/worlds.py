"""Small worlds of projects in which it is known who will work with whom."""

from datetime import date

import numpy as np

from cordata.cooperation.participations import Participation

SPLIT = date(2024, 1, 1)
TOWNS = (("AT", "AT33"), ("AT", "AT31"), ("IT", "ITH1"), ("IT", "ITC1"), ("DE", "DE21"), ("DE", "DE14"), ("SI", "SI04"))


def row(
    project: str, organisation: str, start: date, *, at: int = 0, activities: tuple[str, ...] = ()
) -> Participation:
    """A participation; the organisation sits in one of the towns."""
    country, region = TOWNS[at % len(TOWNS)]
    kind = "sme" if at % 2 else "university"
    return Participation(project, organisation, organisation, kind, country, region, start, kind == "sme", activities)


def world(seed: int = 0, *, projects: int = 160, organisations: int = 90) -> list[Participation]:
    """Two themes; organisations join projects of their own theme, the first of each most often."""
    generator = np.random.default_rng(seed)
    half = organisations // 2
    weights = 1 / np.arange(1, half + 1)
    rows = []
    for number in range(projects):
        theme = number % 2
        start = date(2020 + 5 * number // projects, 1 + number % 12, 1)
        members = generator.choice(half, size=4, replace=False, p=weights / weights.sum())
        for member in members.tolist():
            who = theme * half + member
            rows.append(
                row(f"p{number:03}", f"o{who:03}", start, at=who, activities=(f"theme{theme}", f"sub{member % 5}"))
            )
    return rows
