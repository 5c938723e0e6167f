"""What tables and formulas refuse, as English sentences for the terminal; the site has its own in five languages."""

from __future__ import annotations

from typing import Any

from cordata.cooperation import CooperationError, Table

SENTENCES: dict[str, str] = {
    "empty_row": "These regions hold nothing: {regions}. Leave them out with --drop-empty.",
    "empty_column": "These activities are held by no region: {activities}. Leave them out with --drop-empty.",
    "negative_value": "The value {value} is below zero.",
    "missing_cell": "A cell is empty or marked as missing; estimate it, or leave out its region or activity.",
    "not_a_number": "{value} is not a number; write it with a decimal point and without separators.",
    "not_binary": "Only the values 0 and 1 have a meaning here.",
    "not_counts": "This needs counts, that is whole numbers; the value of {region} in {activity} is none.",
    "isolated_activity": (
        "No other activity is related to these: {activities}. Count them as zero with --isolated zero."
    ),
    "duplicate_cell": "{region} in {activity} is told twice.",
    "duplicate_label": "The name {label} is used twice.",
    "unknown_label": "The table does not know {label}.",
    "empty_table": "The table holds no region or no activity.",
    "empty_side": "No project begins {side} {split}, so there is nothing to compare.",
    "unknown_columns": ("The headings must hold region, activity and value, or begin with id; they are {columns}."),
    "unreadable": "The file cannot be read as a table: {detail}",
    "bad_parameter": "{value} is not possible for {name}.",
}
MISSING_COLUMN = "A column is missing that may be called: {missing}. The headings are {columns}."
OF_EMPTINESS = {
    "ties": "No two of them are tied by a joint project.",
    "theme": "No project has an activity of the theme.",
    "projects": "There is no project.",
}
OF_SHAPES = {
    "row": "The row has {found} cells, the headings {expected}.",
    "array": "The tables do not belong together: {expected} was expected, {found} was found.",
}
OF_ZEROS = {
    "co_occurrence": "No two activities stand together in any region, so none are related.",
    "spread": "These activities are held by every region: {activities}; chance leaves them nothing to vary.",
    "population": "These regions have no inhabitants: {regions}.",
}
OF_DEGENERATES = {
    "parts": "The regions fall into groups that share no activity, so they cannot be ordered on one scale.",
    "equal": "All regions, or all activities, are alike, so they cannot be ordered.",
    "tied": "Two orders of the regions explain the table equally well, so neither can be preferred.",
    "sign": "Complexity does not go with diversity in this table, so nothing tells which end is the complex one.",
    "sum": "The values sum to zero, so they cannot be scaled by their sum.",
    "fitness": "The fitness of a region has sunk to zero; take fewer --steps.",
}


def sentence(error: CooperationError, table: Table | None = None) -> str:
    """What is refused and where: file, line and column when the fault stands in a file."""
    facts = {name: _told(value) for name, value in error.facts.items()}
    return _where(error) + _wording(error).format(**facts, **_labels(error, table))


def _wording(error: CooperationError) -> str:
    what = error.facts.get("what", "")
    if error.code == "shape_mismatch":
        return OF_SHAPES["row" if "line" in error.facts else "array"]
    if error.code == "unknown_columns" and "missing" in error.facts:
        return MISSING_COLUMN
    if error.code == "empty_table" and error.facts.get("axis") in OF_EMPTINESS:
        return OF_EMPTINESS[error.facts["axis"]]
    if error.code == "zero_total":
        return OF_ZEROS[what]
    if error.code == "degenerate":
        return OF_DEGENERATES[what]
    return SENTENCES[error.code]


def _where(error: CooperationError) -> str:
    """The beginning of the sentence: `table.csv, line 3, column value: `."""
    facts = error.facts
    parts = [str(facts["file"])] if "file" in facts else []
    parts += [f"{name} {facts[name]}" for name in ("line", "column") if name in facts]
    return ", ".join(parts) + ": " if parts else ""


def _labels(error: CooperationError, table: Table | None) -> dict[str, str]:
    """Names of the regions and activities that the error knows by their positions."""
    if table is None:
        return {}
    labels = {}
    if "positions" in error.facts:
        for name, known in (("regions", table.regions), ("activities", table.activities)):
            labels[name] = ", ".join(known[place] for place in error.facts["positions"] if place < len(known))
    if "row" in error.facts:
        labels["region"] = table.regions[error.facts["row"]]
        labels["activity"] = table.activities[error.facts["position"]]
    return labels


def _told(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
