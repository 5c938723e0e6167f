"""Load the figures that come with Cordata."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cordata_web.cooperation.shipped import store_shipped


class Command(BaseCommand):
    help = "Store the figures of regions that come with Cordata; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        row = store_shipped()
        self.stdout.write(f"{row.name}: {row.figures.count()} figures, {row.joint_projects.count()} pairs of regions.")
