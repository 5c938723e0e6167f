"""What the commands exit with; 2 is click's own for wrong use."""

from __future__ import annotations

NOTHING_FOUND = 1
INPUT_HAS_PROBLEMS = 3
NOT_DONE = 4

EXPLAINED = """\b
Exit codes:
  0  done
  1  nothing found
  2  wrong use
  3  the input has faults: done with the rest, or nothing done where nothing was left
  4  something could not be fetched or stored
"""
