"""Invented calls for trying things out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cordata_web.calls import fitting
from cordata_web.calls.examples import write_examples


class Command(BaseCommand):
    help = "Write a few invented calls, marked as examples, and find what fits the organisations of the people here."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        done = write_examples(timezone.localdate())
        fitting.update_call_index()
        found = sum(fitting.refresh_fits(profile, timezone.now()) for profile in fitting.profiles_to_match())
        counts = done.counts
        self.stdout.write(f"{counts['new'] + counts['changed'] + counts['same']} calls; {found} fit an organisation.")
