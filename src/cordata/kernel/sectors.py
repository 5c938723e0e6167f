"""The four sectors of the network and the kinds of organisation."""

from __future__ import annotations

from typing import Literal, get_args

Sector = Literal["energy", "mechatronics", "chemistry", "ict"]
SECTORS: tuple[Sector, ...] = get_args(Sector)

Kind = Literal["cluster", "sme", "large", "university", "research", "public", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Kinds of profile. CORDIS activity types: PRC is sme or large, HES university, REC research, PUB public, OTH other."""
