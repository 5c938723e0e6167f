"""Work of the mail in the background."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from cordata_web.jobs import Run, every
from cordata_web.mail.delivery import deliver_due
from cordata_web.mail.keeping import forget_old
from cordata_web.mail.outbox import KIND


@every(minutes=1, kind=KIND)
def send_mail(run: Run) -> Mapping[str, int]:
    """Send what is due. Its lane lets only one of these jobs run at a time."""
    return dict(deliver_due(before_each=run.stop_if_cancelled))


@every(minutes=24 * 60, kind="mail.forget")
def forget(_run: Run) -> Mapping[str, int]:
    """Delete or empty the letters that have been kept long enough."""
    return {"forgotten": forget_old(now=timezone.now())}
