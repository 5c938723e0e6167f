"""Profiles for tests."""

from cordata.directory import Citation, Profile


def profile(key: str, **changes: object) -> Profile:
    """A bare cluster in Turin, with the given fields changed."""
    fields: dict = {
        "id": key,
        "name": key.title(),
        "kind": "cluster",
        "country": "IT",
        "nuts": "ITC11",
        "town": "Torino",
        "local_language": "it",
        "citation": Citation("", False, "2026-01-31"),
    }
    return Profile(**{**fields, **changes})
