"""The peer of rows.py: joint projects by a sparse product, for which who takes part in what leaves the database.

python -m benchmarks.cooperation.rows_by_product PARTICIPATIONS FIELDS MEMORY
"""

from __future__ import annotations

import sys
from typing import Any

from benchmarks.cooperation.clock import now, tell

BEGIN = now()
NUMBERED = """
    SELECT project, CAST(ROW_NUMBER() OVER () AS INTEGER) - 1 AS place FROM (SELECT DISTINCT project FROM taking_part)
"""
PLACES = "SELECT number, place FROM taking_part JOIN places ON taking_part.project = places.project"


def main(participations: str, fields: str, memory: str) -> None:
    import duckdb

    from cordata.cooperation import Table
    from cordata.cooperation.aggregation import Span, statement_text
    from cordata.cooperation.potential import potential_of

    connection = duckdb.connect(config={"memory_limit": memory, "threads": 2, "preserve_insertion_order": False})
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"CREATE VIEW participations AS SELECT * FROM '{participations}'")
    connection.execute(f"CREATE VIEW fields AS SELECT * FROM '{fields}'")
    connection.execute(f"CREATE TABLE numbered AS {statement_text('numbered')}")
    connection.execute(f"CREATE TABLE taking_part AS {statement_text('taking_part', **Span().places())}")
    until = {"until_rows_read": now()[0] - BEGIN[0]}
    table = _table(connection.execute(statement_text("whole")).fetchnumpy(), Table)
    until["until_counts"] = now()[0] - BEGIN[0]
    connection.execute(f"CREATE TABLE places AS {NUMBERED}")
    _product(connection.execute(PLACES).fetchnumpy())
    until["until_joint_projects"] = now()[0] - BEGIN[0]
    potential_of(table)
    until["until_potential"] = now()[0] - BEGIN[0]
    tell(BEGIN, **until)


def _table(found: dict[str, Any], make: Any) -> Any:
    import numpy as np

    activities, columns = np.unique(found["activity"].astype(str), return_inverse=True)
    values = np.zeros((int(found["number"].max()), len(activities)))
    values[found["number"] - 1, columns] = found["participations"]
    return make(tuple(f"R{number}" for number in range(len(values))), tuple(activities.tolist()), values)


def _product(found: dict[str, Any]) -> Any:
    import numpy as np
    from scipy import sparse

    ones = np.ones(len(found["place"]), np.int32)
    taking_part = sparse.csr_matrix((ones, (found["number"] - 1, found["place"])))
    return (taking_part @ taking_part.T).toarray()


if __name__ == "__main__":
    main(*sys.argv[1:4])
