"""What a search in the directory costs, on SQLite and on PostgreSQL, beside what else either could do.

The search is the directory's own: each word contained in one folded column, the names that hold it first, a page of
twenty, and the number of hits. Two thousand profiles are those of the sample network with their words shuffled between
two, the rest are copies of these. The peers: on SQLite its full-text index FTS5 with the tokenizer for parts of words,
on PostgreSQL the same search without the index on trigrams. The best of eleven runs each. "Facets" are the numbers
beside all filters, for the common word.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.tables import markdown

ROOT = Path(__file__).parent.parent
SIZES = (10_000, 100_000)
DIFFERENT = 2_000
RUNS = 11
PAGE = 20
QUESTIONS = {"rare word": "dampfdruck", "common word": "system", "two words": "aluminium casting", "nothing": "xqzw"}
HEADINGS = ["Database", "Profiles", *QUESTIONS, "facets", "storing"]


def run() -> str:
    """The table of times of a search."""
    rows = [row for size in SIZES for row in (*_on_sqlite(size), *_on_postgresql(size))]
    return f"## Searching the directory\n\n{(__doc__ or '').strip()}\n\n{markdown(HEADINGS, rows)}"


def _on_sqlite(size: int) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        return _measured([], size, {"DATABASE_URL": f"sqlite:///{folder}/search.sqlite3"})


def _on_postgresql(size: int) -> list[list[str]]:
    return _measured(["sh", "scripts/postgres.sh"], size, {})


def _measured(before: list[str], size: int, more: dict[str, str]) -> list[list[str]]:
    """Rows from a process of its own: Django knows one default database a process."""
    command = [*before, sys.executable, "-m", "benchmarks.searching", str(size)]
    told = subprocess.run(command, env={**os.environ, **more}, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return [line.split("\t") for line in told.stdout.splitlines()]


def main(size: int) -> None:
    """Fill the database of DATABASE_URL, and tell the times: ours, then the peer's."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata_web.config.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    begin = time.perf_counter()
    _fill(size)
    storing = time.perf_counter() - begin
    _tell("SQLite" if connection.vendor == "sqlite" else "PostgreSQL", size, _ours, [f"{storing:.0f} s"])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _index_with_fts5(cursor)
            _tell("SQLite, FTS5 with trigrams", size, _with_fts5, [_file_sizes(cursor)])
        else:
            cursor.execute("DROP INDEX directory_profile_search_text_trigrams")
            _tell("PostgreSQL without the index", size, _ours, ["–"])


def _tell(name: str, size: int, search: Callable[[str], object], more: list[str]) -> None:
    times = [_best(lambda question=question: search(question)) for question in QUESTIONS.values()]
    facets = _best(_facets) if search is _ours else "–"
    print("\t".join([name, f"{size:,}", *times, facets, *more]), flush=True)


def _best(what: Callable[[], object]) -> str:
    what()
    times = []
    for _run in range(RUNS):
        begin = time.perf_counter()
        what()
        times.append(time.perf_counter() - begin)
    return f"{min(times) * 1000:.1f} ms"


def _ours(question: str) -> tuple[int, list[Any]]:
    from cordata_web.directory import queries
    from cordata_web.directory.models import Profile
    from cordata_web.directory.selection import Selection

    found = queries.matching(Profile.objects.all(), Selection(q=question))
    return found.count(), list(queries.best_first(found, question).values_list("pk", "name")[:PAGE])


def _facets() -> object:
    from cordata_web.directory import queries
    from cordata_web.directory.models import Profile
    from cordata_web.directory.selection import Selection

    return queries.facets(Profile.objects.all(), Selection(q=QUESTIONS["common word"]))


def _with_fts5(question: str) -> tuple[int, list[Any]]:
    from django.db import connection

    words = " ".join(f'"{word}"' for word in question.split())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM words WHERE words MATCH %s", [words])
        number = cursor.fetchone()[0]
        cursor.execute(
            "SELECT p.id, p.name FROM words JOIN directory_profile p ON p.rowid = words.rowid WHERE words MATCH %s "
            "ORDER BY p.folded_name LIKE %s DESC, p.folded_name, p.id LIMIT %s",
            [words, f"%{question}%", PAGE],
        )
        return number, cursor.fetchall()


def _index_with_fts5(cursor: Any) -> None:
    cursor.execute("CREATE VIRTUAL TABLE words USING fts5(search_text, tokenize='trigram', detail='full')")
    cursor.execute("INSERT INTO words(rowid, search_text) SELECT rowid, search_text FROM directory_profile")


def _file_sizes(cursor: Any) -> str:
    cursor.execute("SELECT sum(length(block)) FROM words_data")
    index = cursor.fetchone()[0]
    cursor.execute("SELECT sum(length(search_text)) FROM directory_profile")
    return f"index {index / 1e6:.0f} MB for {cursor.fetchone()[0] / 1e6:.0f} MB of words"


def _fill(size: int) -> None:
    from django.db import connection

    from cordata_web.directory.models import Profile, ProfileConcept
    from cordata_web.directory.vocabulary import thesaurus

    Profile.objects.bulk_create(_profiles(), batch_size=500)
    chance, known = random.Random(11), list(thesaurus())
    links = (
        ProfileConcept(profile_id=f"profile-{number}", concept=concept, position=position)
        for number in range(DIFFERENT)
        for position, concept in enumerate(chance.sample(known, 4))
    )
    ProfileConcept.objects.bulk_create(links, batch_size=500)
    with connection.cursor() as cursor:
        _repeat(cursor, Profile, {"id", "name", "folded_name"}, size)
        _repeat(cursor, ProfileConcept, {"profile_id"}, size)
        cursor.execute("ANALYZE")


def _repeat(cursor: Any, model: Any, numbered: set[str], size: int) -> None:
    """Copies of all rows within the database; the columns named get the number of the copy."""
    columns = [field.column for field in model._meta.concrete_fields if field.column != "id" or "id" in numbered]
    chosen = [f"{one} || '-' || CAST(n AS text)" if one in numbered else one for one in columns]
    cursor.execute(
        "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < %s) "
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
        f"SELECT {', '.join(chosen)} FROM {model._meta.db_table}, copies",
        [size // DIFFERENT - 1],
    )


def _profiles() -> Iterator[Any]:
    from cordata.directory import load_network
    from cordata_web.directory.models import Profile
    from cordata_web.directory.plain import columns_of

    chance = random.Random(10)
    known = [columns_of(profile) for profile in load_network()]
    for number in range(DIFFERENT):
        one, other = chance.sample(known, 2)
        words = one["search_text"].split() + other["search_text"].split()
        kept = dict.fromkeys(chance.sample(words, len(words) // 2))
        name = f"{one['name'][:200]} {number}"
        more = {"name": name, "folded_name": f"{one['folded_name'][:200]} {number}"}
        more["search_text"] = "".join(f" {word}" for word in kept)
        yield Profile(pk=f"profile-{number}", **{**one, **more})


if __name__ == "__main__":
    main(int(sys.argv[1]))
