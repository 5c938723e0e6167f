"""Load the financing instruments that come with Cordata."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cordata_web.funding.shipped import store_shipped


class Command(BaseCommand):
    help = "Store the financing instruments that come with Cordata; what was edited on the site stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        done = store_shipped()
        self.stdout.write(
            f"Instruments: {done.new} new, {done.renewed} brought up to date, {done.edited} kept as edited here, "
            f"{done.gone} no longer there."
        )
