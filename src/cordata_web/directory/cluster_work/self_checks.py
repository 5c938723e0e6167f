"""A cluster's check of itself: answers kept as they come, the outcome, and the admission criteria."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cordata.directory.admission import Admission, ClusterFacts, admission
from cordata.directory.selfcheck import Indicator, load_indicators, self_check
from cordata.directory.selfcheck import SelfCheck as Outcome
from cordata_web.directory.cluster_work.roster import memberships_today
from cordata_web.directory.models import Profile, SelfCheck
from cordata_web.people import audit
from cordata_web.people.models import User

YEARS = 5
MOST_FTE = 1000.0
Answer = Mapping[str, Any]
"""``answer``: a number or None; ``evidence``: a text, perhaps an address."""
NO_FACTS: Mapping[str, float | None] = {}


class UnknownYearError(ValueError):
    """A year to come, or too long ago."""


def years(today: date) -> list[int]:
    """Years for which answers may be written, the newest first."""
    return [today.year - back for back in range(YEARS)]


def indicators_of(dimension: str) -> list[Indicator]:
    return [one for one in load_indicators() if one.dimension == dimension]


def check_of(cluster: Profile, year: int) -> SelfCheck | None:
    return SelfCheck.objects.filter(cluster=cluster, year=year).first()


@transaction.atomic
def save_answers(
    *,
    cluster: Profile,
    year: int,
    actor: User,
    answers: Mapping[str, Answer],
    today: date,
    facts: Mapping[str, float | None] = NO_FACTS,
) -> SelfCheck:
    """Write the answers given; those to other questions stay as they are, so that two may answer at once.

    An answer with neither a number nor a text is taken out. ``facts`` may hold ``management_fte``.
    """
    if year not in years(today):
        raise UnknownYearError(year)
    made, _is_new = SelfCheck.objects.get_or_create(cluster=cluster, year=year)
    row = SelfCheck.objects.select_for_update(of=("self",)).get(pk=made.pk)
    changed = {}
    kept = dict(row.answers)
    for code, given in answers.items():
        wanted = {"answer": given["answer"], "evidence": given["evidence"]}
        if wanted == kept.get(code, {"answer": None, "evidence": ""}):
            continue
        changed[code] = [kept.get(code), wanted]
        kept[code] = wanted
        if wanted == {"answer": None, "evidence": ""}:
            del kept[code]
    posts = facts.get("management_fte", row.management_fte)
    if row.management_fte != posts:
        changed["management_fte"] = [row.management_fte, posts]
        row.management_fte = posts
    if changed:
        row.answers, row.changed_by = kept, actor
        row.save()
        audit.record("answer self-check", row, actor=actor, changes={"cluster": cluster.pk, "year": year, **changed})
    return row


def outcome_of(check: SelfCheck | None) -> Outcome:
    """Points and percents; an answer to a question that there is no longer counts for nothing."""
    known = {one.code for one in load_indicators()}
    given = {code: answer for code, answer in (check.answers if check else {}).items() if code in known}
    numbers = {code: answer["answer"] for code, answer in given.items() if answer["answer"] is not None}
    shown = {code for code, answer in given.items() if answer["evidence"].strip()}
    return self_check(numbers, with_evidence=shown)


def admission_of(cluster: Profile, today: date) -> Admission:
    """How the cluster stands to the European platform's criteria, by what is known here."""
    rows = memberships_today(cluster, today).exclude(member__state__in=("archived", "rejected"))
    kinds = set(rows.order_by().values_list("member__kind", flat=True))
    counted = max(rows.count(), cluster.members_count or 0)
    newest = SelfCheck.objects.filter(cluster=cluster, management_fte__isnull=False).order_by("-year").first()
    founded = cluster.founded if cluster.founded and cluster.founded <= today.year else None
    facts = ClusterFacts(
        management_fte=newest.management_fte if newest else None,
        members=counted or None,
        kinds_of_members=len(kinds) or None,
        website=cluster.website,
        founded=founded,
    )
    return admission(facts, year=today.year)
