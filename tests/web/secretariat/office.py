"""The people who look at the secretariat's pages, and what each page answers to whom."""

from __future__ import annotations

from django.test import Client

from web.cast import cluster, organisation, person, signed_in

READERS = ("secretariat", "auditor")
ROLES = ("visitor", "signed_in", "member", "cluster_manager", "officer", *READERS)
SIGN_IN = 302


def client_of(role: str) -> Client:
    """Somebody of the role; members and managers act for an organisation of their own."""
    if role == "visitor":
        return Client()
    if role == "signed_in":
        return signed_in(person("new@net.example"))
    if role == "member":
        return signed_in(person("member@firm.example", role, organisation("bianchi")))
    if role == "cluster_manager":
        return signed_in(person("manager@cluster.example", role, cluster("grozd")))
    return signed_in(person(f"{role}@net.example", role))


def expected(role: str, allowed: tuple[str, ...], code: int = 200) -> int:
    """What a page of the secretariat answers to a role."""
    if role == "visitor":
        return SIGN_IN
    return code if role in allowed else 403
