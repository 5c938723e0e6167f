"""`cordata thesaurus`: the concepts of the network."""

from __future__ import annotations

import difflib
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import click

from cordata.kernel import LANGUAGES, Language
from cordata.thesaurus import Concept, Thesaurus, problems
from cordata_cli.concepts import loaded_thesaurus
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS, NOTHING_FOUND
from cordata_cli.screen import show_json, show_table, tell

LANGUAGE = click.Choice(LANGUAGES)


@click.group(epilog=EXPLAINED)
def thesaurus() -> None:
    """The concepts of the network: show, find in a text, check, export."""


@thesaurus.command(epilog=EXPLAINED)
@click.option("--format", "form", type=click.Choice(["turtle", "jsonld"]), default="turtle", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--base", help="Address that ids are appended to; ends with / or #.")
def export(form: Any, out: Path | None, base: str | None) -> None:
    """Write all concepts as SKOS, in Turtle or JSON-LD."""
    from cordata.publish.skos import BASE, thesaurus_as_skos

    try:
        text = thesaurus_as_skos(loaded_thesaurus(), form=form, base=base or BASE)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--base") from error
    if out is None:
        click.echo(text, nl=False)
        return
    out.write_text(text, "utf-8")
    tell(f"{len(loaded_thesaurus())} concepts written to {out}.")


@thesaurus.command(epilog=EXPLAINED)
@click.argument("text")
@click.option("--lang", "language", type=LANGUAGE, required=True, help="The language of the text.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def find(text: str, language: str, as_json: bool) -> None:
    """Concepts named in TEXT; a TEXT of - reads standard input."""
    from cordata.language.annotate import Annotator

    concepts = loaded_thesaurus()
    spoken = cast(Language, language)
    whole = sys.stdin.read() if text == "-" else text
    found = Annotator.build(concepts).find(whole, spoken)
    rows = [
        {
            "concept": one.concept,
            "label": concepts[one.concept].label(spoken),
            "words": whole[one.start : one.end],
            "start": one.start,
            "end": one.end,
        }
        for one in found
    ]
    if as_json:
        show_json(rows)
    elif rows:
        show_table(
            "", ["Concept", "Label", "Words in the text"], [(r["concept"], r["label"], r["words"]) for r in rows]
        )
    else:
        tell("No concept is named in this text.")
    if not rows:
        raise SystemExit(NOTHING_FOUND)


@thesaurus.command(epilog=EXPLAINED)
def check() -> None:
    """Look for missing words, names that two concepts share, and links that lead nowhere."""
    found = problems(loaded_thesaurus())
    for line in found:
        click.echo(line)
    if found:
        tell(f"{len(found)} faults in {len(loaded_thesaurus())} concepts.")
        raise SystemExit(INPUT_HAS_PROBLEMS)
    tell(f"{len(loaded_thesaurus())} concepts, no fault.")


@thesaurus.command(epilog=EXPLAINED)
@click.argument("concept_id", metavar="ID")
@click.option("--lang", "language", type=LANGUAGE, help="Show one language only.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(concept_id: str, language: str | None, as_json: bool) -> None:
    """A concept: its names, definition, needs and neighbours."""
    concepts = loaded_thesaurus()
    concept = concepts.get(concept_id)
    if concept is None:
        near = difflib.get_close_matches(concept_id, concepts, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        tell(f"There is no concept {concept_id!r}.{hint}")
        raise SystemExit(NOTHING_FOUND)
    languages = (cast(Language, language),) if language else LANGUAGES
    if as_json:
        wordings = {name: asdict(concept.wordings[name]) for name in languages}
        show_json({**_links(concept, concepts), "wordings": wordings})
        return
    show_table(concept.id, ["", ""], [(key, _listed(value)) for key, value in _links(concept, concepts).items()])
    for name in languages:
        wording = concept.wordings[name]
        rows = [("label", wording.label), ("synonyms", "; ".join(wording.synonyms)), ("definition", wording.definition)]
        show_table(f"\n{name}", ["", ""], [*rows, *(("need", need) for need in wording.needs)])


def _links(concept: Concept, concepts: Thesaurus) -> dict[str, Any]:
    return {
        "id": concept.id,
        "sectors": list(concept.sectors),
        "group": concept.group,
        "broader": concept.broader,
        "narrower": list(concepts.narrower(concept.id)),
        "related": list(concept.related),
    }


def _listed(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
