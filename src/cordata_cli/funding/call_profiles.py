"""Who would apply, from options or a file of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from cordata.funding import Applicant
from cordata.funding.consortium_files import ISO_OF
from cordata.kernel import KINDS, LANGUAGES

FIELDS = ("text", "language", "kind", "country", "nuts", "sme", "nonprofit", "trl")


def read_applicant(asked: Mapping[str, Any]) -> Applicant | None:
    """The applicant of the options, over what the file tells; None where neither a text nor a file is given."""
    if asked["text"] is None and asked["profile"] is None:
        return None
    told = _of_file(asked["profile"]) if asked["profile"] else {}
    given = {name: asked[name] for name in ("text", "language", "kind", "nuts", "trl") if asked[name] is not None}
    return _applicant({**told, **given})


def _of_file(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text("utf-8-sig"))
    except (ValueError, OSError) as error:
        raise click.BadParameter(f"{file} is no JSON: {error}", param_hint="--profile") from error
    if not isinstance(told, dict):
        raise click.BadParameter(f"{file} holds no JSON object.", param_hint="--profile")
    unknown = sorted(set(told) - set(FIELDS))
    if unknown:
        known = ", ".join(FIELDS)
        raise click.BadParameter(f"{file}: {', '.join(unknown)} is none of {known}.", param_hint="--profile")
    return told


def _applicant(told: Mapping[str, Any]) -> Applicant:
    text = told.get("text")
    if not isinstance(text, str) or not text.strip():
        raise click.BadParameter("the text says nothing.", param_hint="--for or --profile")
    for name, known in (("kind", KINDS), ("language", LANGUAGES)):
        if told.get(name) not in (None, "", *known):
            raise click.BadParameter(f"{name}: {told[name]!r} is none of {', '.join(known)}.", param_hint="--profile")
    for name in ("sme", "nonprofit"):
        if told.get(name) not in (None, True, False):
            raise click.BadParameter(f"{name}: true, false or null.", param_hint="--profile")
    trl = told.get("trl")
    if trl is not None and (not isinstance(trl, int) or not 1 <= trl <= 9):
        raise click.BadParameter("trl: a level from 1 to 9.", param_hint="--profile")
    nuts = str(told.get("nuts") or "").upper()
    country = str(told.get("country") or "").upper() or ISO_OF.get(nuts[:2], nuts[:2])
    kind: Any = told.get("kind") or ""
    sme = told.get("sme") if told.get("sme") is not None else {"sme": True, "large": False}.get(kind)
    return Applicant(
        text=text, language=told.get("language") or None, kind=kind, country=country,
        nuts=nuts if len(nuts) > len("IT") else "", sme=sme, nonprofit=told.get("nonprofit"), trl=trl,
    )  # fmt: skip
