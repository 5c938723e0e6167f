"""`cordata match` and `cordata index`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from cordata.directory import load_network
from cordata.kernel import COUNTRIES, KINDS, LANGUAGES, SECTORS
from cordata.matching import Answer, Engine, Filters, Index, IndexMismatchError, Matcher, Query, record_of
from cordata.sources.match_files import read_queries, read_records
from cordata_cli.concepts import data_folder, kept_folder
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS, NOTHING_FOUND
from cordata_cli.problem_sentences import sentence
from cordata_cli.reason_sentences import phrase
from cordata_cli.screen import progress, show_json, show_table, tell

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ADVICE = {
    "empty": "There is no text to match.",
    "too_short": "The text is too short: say what you make or need, of what material, for whom.",
    "unclear": "The text says little that the thesaurus knows; the hits below are guesses.",
}


@click.command(epilog=EXPLAINED)
@click.argument("text", required=False)
@click.option("--corpus", type=FILE, help="Records to search, one JSON object a line; else the network's.")
@click.option("--queries", type=FILE, help="Queries, one JSON object a line, instead of TEXT.")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many hits a query gets.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write hits to this file.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="Language of TEXT; else detected.")
@click.option("--side", type=click.Choice(["request", "offer"]), default="request", help="What TEXT is.")
@click.option("--from", "nuts", help="NUTS code of where TEXT comes from, such as ITC1.")
@click.option("--country", "countries", multiple=True, type=click.Choice(COUNTRIES), help="Only here; repeatable.")
@click.option("--region", "regions", multiple=True, help="Only here, a NUTS code; repeatable.")
@click.option("--sector", "sectors", multiple=True, type=click.Choice(SECTORS), help="Only this; repeatable.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def match(
    text: str | None,
    corpus: Path | None,
    queries: Path | None,
    top: int,
    out: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Find partners for TEXT, or for each query of a file; a TEXT of - reads standard input.

    Records and queries of files have at least "id" and "text"; "lang", "kind", "country", "nuts" and "sector" are
    used when they are there. A line of hits is {"query": id, "hits": [{"id", "score", "reasons"}, ...]}.
    """
    if (text is None) == (queries is None):
        raise click.UsageError("Give either TEXT or --queries FILE.")
    filters = Filters(given["countries"], given["regions"], given["sectors"], given["kinds"])
    engine = _engine()
    faults: list[str] = []
    matcher = Matcher(engine, _index_of(corpus, engine, faults) if corpus else network_index(engine))
    if queries is not None:
        _match_file(matcher, queries, filters, top, out, faults)
    else:
        whole = sys.stdin.read() if text == "-" else str(text)
        nuts = given["nuts"]
        query = Query(whole, given["language"], given["side"], nuts[:2].upper() if nuts else None, nuts)
        _match_text(matcher, query, filters, top, out, as_json)
    if faults:
        raise SystemExit(INPUT_HAS_PROBLEMS)


@click.group(epilog=EXPLAINED)
def index() -> None:
    """The search index that `cordata match` and the site read."""


@index.command("rebuild", epilog=EXPLAINED)
@click.option("--corpus", type=FILE, help="Records, one JSON object a line; else the sample network.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where to; else the network's place.")
def rebuild(corpus: Path | None, folder: Path | None) -> None:
    """Read all records anew and write the index."""
    engine = _engine()
    faults: list[str] = []
    made = _index_of(corpus, engine, faults) if corpus else _sample_index(engine)
    made.save(folder or index_folder())
    tell(f"{len(made)} records written to {folder or index_folder()}.")
    if faults:
        raise SystemExit(INPUT_HAS_PROBLEMS)


@index.command("show", epilog=EXPLAINED)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show_index(as_json: bool) -> None:
    """Tell what the index holds."""
    try:
        kept = Index.load(index_folder())
    except FileNotFoundError:
        tell(f"There is no index in {index_folder()} yet; make it with: cordata index rebuild")
        raise SystemExit(NOTHING_FOUND) from None
    facts = {"folder": str(index_folder()), "records": len(kept), "engine": kept.name}
    if as_json:
        show_json(facts)
    else:
        show_table("", ["", ""], list(facts.items()))


def index_folder() -> Path:
    """Where the network's index lies; the site's when there is one."""
    return data_folder() / "index"


def network_index(engine: Engine) -> Index:
    """The network's index: the kept one when it fits the engine, else made from the sample network and kept."""
    folder = index_folder()
    try:
        kept = Index.load(folder)
        if kept.name == engine.name:
            return kept
        folder = kept_folder() / "sample-index"
    except IndexMismatchError:
        folder = kept_folder() / "sample-index"
    except FileNotFoundError:
        tell("There is no index yet.")
    tell("Reading the sample network; this is kept for the next time.")
    made = _sample_index(engine)
    made.save(folder)
    return made


def _engine() -> Engine:
    engine = Engine.load(kept_folder(), model=data_folder() / "model")
    if not engine.by_meaning:
        tell("No language model here: matching by concepts and words. Bring one with: cordata fetch model")
    return engine


def _sample_index(engine: Engine) -> Index:
    records = [record_of(profile) for profile in load_network() if profile.status != "ended"]
    with progress("Reading records") as step:
        return Index.build(engine, records, progress=step)


def _index_of(corpus: Path, engine: Engine, faults: list[str]) -> Index:
    reading = read_records(corpus.read_bytes(), corpus.name)
    _report(reading.problems, faults)
    with progress("Reading records") as step:
        return Index.build(engine, reading.records, progress=step)


def _report(problems: Any, faults: list[str]) -> None:
    for problem in problems:
        faults.append(f"{problem.file}:{problem.line}: {problem.column} {problem.value} {sentence(problem)}")
        tell(faults[-1])


def _match_file(matcher: Matcher, file: Path, filters: Filters, top: int, out: Path | None, faults: list[str]) -> None:
    reading = read_queries(file.read_bytes(), file.name)
    _report(reading.problems, faults)
    with progress("Matching queries") as step:
        answers = matcher.match_many([query for _, query in reading.records], filters=filters, top=top, progress=step)
    lines = [
        json.dumps({"query": key, "hits": _plain(answer)}, ensure_ascii=False)
        for (key, _), answer in zip(reading.records, answers, strict=True)
    ]
    _write("".join(line + "\n" for line in lines), out)


def _match_text(matcher: Matcher, query: Query, filters: Filters, top: int, out: Path | None, as_json: bool) -> None:
    answer = matcher.match(query, filters=filters, top=top)
    if answer.problem:
        tell(ADVICE[answer.problem])
    if as_json or out is not None:
        whole = {
            "language": answer.language,
            "concepts": answer.concepts,
            "problem": answer.problem,
            "hits": [
                {**_facts(matcher, hit.id), **plain} for hit, plain in zip(answer.hits, _plain(answer), strict=True)
            ],
        }
        _write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", out)
    elif answer.hits:
        _show(matcher, answer)
    if not answer.hits:
        tell("Nothing found." if answer.problem is None else "")
        raise SystemExit(NOTHING_FOUND)


def _show(matcher: Matcher, answer: Answer) -> None:
    thesaurus, language = matcher.engine.thesaurus, answer.language or "en"
    rows = []
    for hit in answer.hits:
        facts = _facts(matcher, hit.id)
        told = "; ".join(
            phrase(reason, thesaurus, language) for reason in hit.reasons if reason.code != "kind_of_partner"
        )
        rows.append((f"{hit.score:.2f}", facts["name"] or hit.id, facts["kind"] or "", facts["country"] or "", told))
    show_table("", ["Score", "Partner", "Kind", "Country", "Reasons"], rows)


def _facts(matcher: Matcher, key: str) -> dict[str, Any]:
    (kept,) = matcher.index.shelf.get(matcher.index.shelf.rows([key]))
    record = kept.record
    return {"id": key, "name": record.name, "kind": record.kind, "country": record.country, "nuts": record.nuts}


def _plain(answer: Answer) -> list[dict[str, Any]]:
    return [
        {"id": hit.id, "score": round(hit.score, 4), "reasons": [reason.as_json() for reason in hit.reasons]}
        for hit in answer.hits
    ]


def _write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, "utf-8")
        tell(f"Written to {out}.")
