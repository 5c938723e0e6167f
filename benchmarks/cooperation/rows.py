"""From rows to the potential of all pairs: python -m benchmarks.cooperation.rows PARTICIPATIONS FIELDS MEMORY"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.cooperation.clock import now, tell

BEGIN = now()


def main(participations: str, fields: str, memory: str) -> None:
    from cordata.cooperation.aggregation import DuckEngine, Files, count, offer_files
    from cordata.cooperation.potential import potential_of

    until = {}
    with DuckEngine(memory=memory, threads=2) as engine:
        offer_files(engine, Files([Path(participations)], [Path(fields)]))
        counted = count(engine)
        until["until_rows_read"] = now()[0] - BEGIN[0]
        table = counted.table()
        until["until_counts"] = now()[0] - BEGIN[0]
        links = counted.links(table.regions)
        until["until_joint_projects"] = now()[0] - BEGIN[0]
    potential = potential_of(table)
    until["until_potential"] = now()[0] - BEGIN[0]
    if potential.potential.shape != links.shape or not links.any():
        raise ValueError(f"no potential beside the joint projects: {potential.potential.shape}, {links.shape}")
    tell(BEGIN, **until)


if __name__ == "__main__":
    main(*sys.argv[1:4])
