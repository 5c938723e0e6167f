"""What the site will not start with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from cordata_web.config.demonstration import REFUSAL, reaches_outside


@register()
def demo_stays_at_home(**_options: Any) -> list[CheckMessage]:
    """people.E001: a demo that others can reach."""
    outside = reaches_outside(behind_https=settings.BEHIND_HTTPS, hosts=settings.ALLOWED_HOSTS)
    return [Error(REFUSAL, id="people.E001")] if settings.CORDATA_DEMO and outside else []
