"""Cooperation: the formulas beside two other packages, and five million rows to the potential of all pairs."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.cooperation.drawing import draw_growth
from benchmarks.cooperation.measuring import Measured, measured, peer_python
from benchmarks.tables import markdown

SIZES = ((300, 600), (600, 600), (1200, 600), (300, 1200), (600, 1200), (1200, 1200))
OURS, PEERS = "cordata", ("economic-complexity", "ecomplexity")
ROWS, PROJECTS, ORGANISATIONS, REGIONS, ACTIVITIES = 5_000_000, 500_000, 200_000, 330, 600
MEMORY = "600MB"
STEPS = ("rows_read", "counts", "joint_projects", "potential")
FORMULAS = """## Formulas of cooperation

From a table of counts to location quotients, specialisations, relatedness of all pairs of activities (proximity),
relatedness density and complexity of regions and activities: ours beside the Python packages economic-complexity
{economic} and ecomplexity {ecomplexity}, which run in an environment of their own. Each gets the table in the form it
likes best, made before the clock runs; imports do not count. economic-complexity gives 20 reflections instead of
complexity; ecomplexity also gives the outlook of complexity. One processor each (`OPENBLAS_NUM_THREADS=1`). Peak memory
is that of the whole process, with its imports.

{table}
At {regions} regions and {activities} activities ours takes {times:.0f} times less processor time than the faster of the
two, with {memory:.0%} of the memory of the leaner one.

![Processor seconds by the number of cells of the table](pictures/growth-of-formulas.svg)
"""
FROM_ROWS = """## Five million participations

From {rows:,} rows of participations in Parquet, {projects:,} projects with two activities each, to the counts of
{regions} regions by {activities} activities, the joint projects of all pairs of regions and the potential of all
pairs: `DuckEngine(memory="{limit}", threads=2)`, then `potential_of`. The clock runs from before the imports;
processor time is that of both threads together. The peer counts by the same statements, but makes the joint projects
by a sparse product in scipy, for which who takes part in what leaves the database.

{table}"""


def run() -> str:
    """Both tables of cooperation, in Markdown; draws the curve of growth, too."""
    with tempfile.TemporaryDirectory() as folder:
        return f"{_formulas(Path(folder))}\n{_from_rows(Path(folder))}"


def _formulas(folder: Path) -> str:
    peer, versions = peer_python()
    found: dict[tuple[str, int, int], Measured] = {}
    for regions, activities in SIZES:
        counts = folder / f"{regions}-{activities}.npy"
        np.save(counts, _counts(regions, activities))
        found[OURS, regions, activities] = measured([sys.executable, "-m", "benchmarks.cooperation.ours", str(counts)])
        for name in PEERS:
            command = [peer, str(Path(__file__).parent / "peers.py"), name, str(counts)]
            found[name, regions, activities] = measured(command)
        print(f"    {regions} x {activities}", file=sys.stderr)
    draw_growth({key: each.processor for key, each in found.items()})
    largest = SIZES[-1]
    ours, others = found[(OURS, *largest)], [found[(name, *largest)] for name in PEERS]
    return FORMULAS.format(
        economic=versions["economic-complexity"],
        ecomplexity=versions["ecomplexity"],
        table=_table_of(found),
        regions=largest[0],
        activities=largest[1],
        times=min(each.processor for each in others) / ours.processor,
        memory=ours.megabytes / min(each.megabytes for each in others),
    )


def _table_of(found: dict[tuple[str, int, int], Measured]) -> str:
    rows = []
    for regions, activities in SIZES:
        ours = found[OURS, regions, activities]
        for name in (OURS, *PEERS):
            each = found[name, regions, activities]
            rows.append([f"{regions} × {activities}", name, f"{each.seconds:.2f} s", f"{each.processor:.2f} s",
                         f"{each.megabytes:.0f} MB", f"{each.processor / ours.processor:.1f}",
                         f"{each.megabytes / ours.megabytes:.1f}"])  # fmt: skip
    headings = ["Regions × activities", "Package", "time", "processor time", "peak memory", "processor time / ours",
                "memory / ours"]  # fmt: skip
    return markdown(headings, rows)


def _counts(regions: int, activities: int) -> np.ndarray:
    """Counts as of persons: large and small regions, common and rare activities, a third of the cells empty."""
    rng = np.random.default_rng(regions * activities)
    expected = np.outer(rng.lognormal(2, 1, regions), rng.lognormal(0, 1, activities))
    counts = rng.poisson(expected * rng.lognormal(0, 1, (regions, activities)))
    counts[np.arange(regions), np.arange(regions) % activities] += 1
    counts[np.arange(activities) % regions, np.arange(activities)] += 1
    return counts.astype(np.float64)


def _from_rows(folder: Path) -> str:
    participations, fields = folder / "participations.parquet", folder / "fields.parquet"
    _write_rows(participations, fields)
    given = [str(participations), str(fields), MEMORY]
    rows = []
    for label, module in (("cordata", "rows"), ("scipy for joint projects", "rows_by_product")):
        each = measured([sys.executable, "-m", f"benchmarks.cooperation.{module}", *given], threads=2)
        rows.append([label, f"{each.seconds:.1f} s", f"{each.processor:.1f} s", f"{each.megabytes:.0f} MB",
                     *(f"{each.told[f'until_{step}']:.1f} s" for step in STEPS)])  # fmt: skip
    headings = ["Way", "time", "processor time", "peak memory", *(f"until {step.replace('_', ' ')}" for step in STEPS)]
    return FROM_ROWS.format(
        rows=ROWS, projects=PROJECTS, regions=REGIONS, activities=ACTIVITIES, limit=MEMORY,
        table=markdown(headings, rows),
    )  # fmt: skip


def _write_rows(participations: Path, fields: Path) -> None:
    """Rows that chance makes: ten partners a project on average, each organisation in one region."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"""
        COPY (
            SELECT CAST(100000000 + project AS VARCHAR) AS project, CAST(900000000 + who AS VARCHAR) AS organisation,
                'R' || LPAD(CAST(HASH(who) % {REGIONS} AS VARCHAR), 3, '0') AS region,
                DATE '2014-01-01' + CAST(project % 3650 AS INTEGER) AS start
            FROM (
                SELECT (number * 7919) % {PROJECTS} AS project, CAST(HASH(number) % {ORGANISATIONS} AS INTEGER) AS who
                FROM RANGE({ROWS}) AS rows(number)
            )
        ) TO '{participations}' (FORMAT parquet)""")
    connection.execute(f"""
        COPY (
            SELECT CAST(100000000 + project AS VARCHAR) AS project,
                'F' || LPAD(CAST(HASH(project * 3 + number) % {ACTIVITIES} AS VARCHAR), 3, '0') AS activity
            FROM RANGE({PROJECTS}) AS projects(project), RANGE(2) AS numbers(number)
        ) TO '{fields}' (FORMAT parquet)""")
    connection.close()
