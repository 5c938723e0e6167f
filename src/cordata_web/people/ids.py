"""Identifiers that cannot be guessed and are easy to read aloud."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without letters and digits that look alike."""
ID_LENGTH = 14


def new_id() -> str:
    """Fourteen letters and digits: about 69 bits of chance."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(ID_LENGTH))
