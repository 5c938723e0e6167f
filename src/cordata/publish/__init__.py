"""Results as text for other programs: the thesaurus as SKOS, rows as CSV and JSON lines, deadlines as calendars.

Calendars stand on ``cordata.funding``; they are imported from ``cordata.publish.calendar``.
"""

from cordata.publish.skos import thesaurus_as_skos
from cordata.publish.tables import as_csv, as_json_lines, guarded

__all__ = ["as_csv", "as_json_lines", "guarded", "thesaurus_as_skos"]
