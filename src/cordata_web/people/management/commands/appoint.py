"""Gives a person a role for the whole network or for a region; so the first of the secretariat comes to be."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cordata_web.people.assignments import give_role
from cordata_web.people.models import Role, User
from cordata_web.people.models.roles import FOR_A_PROFILE, FOR_A_REGION

ROLES = tuple(role.value for role in Role if role not in FOR_A_PROFILE)


class Command(BaseCommand):
    help = "Give a role to a person who has an account. Members and managers are invited on the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address with which the person signs in")
        parser.add_argument("role", choices=ROLES)
        parser.add_argument("--region", default="", help="the region of an officer: a code such as ITC1, or IT")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        email, role, region = options["email"].strip().lower(), options["role"], options["region"]
        if (role in FOR_A_REGION) != bool(region):
            raise CommandError("An officer needs --region, and nobody else does.")
        user = User.objects.filter(email=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {email}. Let them sign up on the site first.")
        give_role(user=user, role=role, region=region, actor=None)
        self.stdout.write(f"{email} has the role {role} now.")
