"""The peers on one table, in their own environment: python peers.py economic-complexity|ecomplexity COUNTS.npy"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from benchmarks.cooperation.clock import now, tell


def economic_complexity(counts: pd.DataFrame) -> None:
    """A wide table in; quotients, reflections, proximity and density out."""
    from economic_complexity import complexity, proximity, rca, relatedness

    begin = now()
    quotients = rca(counts)
    complexity(quotients)
    relatedness(quotients, proximities=proximity(quotients))
    tell(begin)


def ecomplexity(counts: pd.DataFrame) -> None:
    """A long table in; all its columns out, and proximity."""
    from ecomplexity import ecomplexity as all_of
    from ecomplexity import proximity

    long = counts.stack().rename("value").rename_axis(["region", "activity"]).reset_index()
    long["year"] = 2024
    columns = {"time": "year", "loc": "region", "prod": "activity", "val": "value"}
    begin = now()
    all_of(long, columns, verbose=False, check_logsupermodularity=False)
    proximity(long, columns)
    tell(begin)


def main(name: str, file: str) -> None:
    values = np.load(file)
    regions = [f"R{number:04}" for number in range(len(values))]
    activities = [f"F{number:04}" for number in range(values.shape[1])]
    counts = pd.DataFrame(values, index=regions, columns=activities)
    {"economic-complexity": economic_complexity, "ecomplexity": ecomplexity}[name](counts)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
