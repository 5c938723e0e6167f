"""Load invented people, opportunities and what became of them, for looking around."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cordata_web.exchange.example.story import tell_story


class Command(BaseCommand):
    help = "Load the people and opportunities of the demo, all invented; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        if not settings.CORDATA_DEMO:
            raise CommandError("Invented people belong into a demo: set CORDATA_DEMO=true.")
        made = tell_story()
        self.stdout.write(f"{made} example opportunities." if made else "The examples are there already.")
