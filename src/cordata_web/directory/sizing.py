"""The size test of an organisation, taken by its own people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from cordata.directory.size import Period, assess_size
from cordata_web.directory.models import Profile, SizeTest
from cordata_web.people import audit
from cordata_web.people.models import User


@transaction.atomic
def take_size_test(*, profile: Profile, actor: User, periods: Sequence[Period], answers: Mapping[str, Any]) -> SizeTest:
    """Keep the answers and the outcome; the size becomes a public fact of the profile, the answers do not.

    Raises what ``cordata.directory.size.assess_size`` raises.
    """
    outcome = assess_size(periods)
    row = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    reasons = [{"code": reason.code, "facts": dict(reason.facts)} for reason in outcome.reasons]
    test = SizeTest.objects.create(
        profile=row, taken_by=actor, answers=dict(answers), category=outcome.size, reasons=reasons
    )
    audit.record("test size", row, actor=actor, changes={"size_category": [row.size_category, outcome.size]})
    if row.size_category != outcome.size:
        row.size_category = outcome.size
        row.save(update_fields=["size_category", "updated"])
    return test
