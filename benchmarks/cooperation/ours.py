"""Our formulas on one table: python -m benchmarks.cooperation.ours COUNTS.npy"""

from __future__ import annotations

import sys

import numpy as np
import scipy.sparse.linalg  # noqa: F401 - of large tables only; imports count for nobody

from benchmarks.cooperation.clock import now, tell
from cordata.cooperation import economic_complexity, proximity, quotients, relatedness_density, specialised


def main(file: str) -> None:
    counts = np.load(file)
    begin = now()
    quotients(counts)
    held = specialised(counts)
    economic_complexity(held)
    relatedness_density(held, proximity(held))
    tell(begin)


if __name__ == "__main__":
    main(sys.argv[1])
