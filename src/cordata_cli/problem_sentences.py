"""Problems of outside data as English sentences for the terminal; the site has its own in five languages."""

from __future__ import annotations

from cordata.sources.problems import Problem

SENTENCES: dict[str, str] = {
    "empty_file": "The file holds no rows.",
    "no_header": "The first row holds no headings.",
    "unreadable": "The file cannot be read: {detail}",
    "unknown_table": "This is none of the expected tables; its columns begin with {columns}.",
    "missing_column": "No column is understood as {field}.",
    "several_series": "Several series stand in the file; choose one {dimension} of {found}.",
    "missing_value": "The row lacks {field}.",
    "unknown_country": "No country is known by this name or code.",
    "outside_macro_region": "It lies outside the Alpine macro-region ({country}).",
    "place_unknown": "Nothing tells whether {town} ({country}) lies in the Alpine macro-region.",
    "unknown_region": "No region is known by this name.",
    "twice": "The same name and country stand in line {first_line} already.",
    "broken_row": "The row cannot be read: {detail}",
    "bad_number": "This is not a number that {field} can have.",
    "bad_date": "This is not a date that {field} can have.",
    "bad_website": "This is not an address of a website.",
    "bad_place": "These are not coordinates in this country.",
    "unknown_kind": "This kind of organisation is not known.",
    "unknown_sector": "This sector is not known.",
    "unknown_concept": "The thesaurus has no such concept.",
    "unknown_cluster_type": "This type of cluster is not known.",
    "unknown_cluster": "The directory has no such cluster.",
    "unknown_local_language": "This is none of the five languages.",
    "unknown_status": "This status is not known.",
    "unknown_side": "This is neither offer nor request.",
    "nuts_contradicts_place": "The NUTS code contradicts the address; {computed} was taken, by {by}.",
    "place_contradicts_postcode": "The coordinates lie far from the postcode {postcode} ({region}).",
    "place_far_from_town": "The coordinates lie {km} km from {town}.",
    "region_unknown": "The region of {town} ({country}) is not known.",
    "too_long": "{field} has {length} letters and was cut at {limit}.",
    "long_row": "The row has {found} cells instead of {expected}; the rest was left out.",
    "short_row": "The row has {found} cells instead of {expected}; the rest was taken as empty.",
    "duplicate_column": "Two columns are called {column}.",
    "encoding_guessed": "The file is not UTF-8 and was read as {encoding}.",
    "other_sheets": "Only the first sheet was read, not {sheets}.",
    "zeros_as_missing": "{zeros} zeros were taken as missing, for the file writes what it does not know as 0.",
    "unknown_project": "The table of projects lacks {project}.",
    "unknown_action": "This type of action is not known.",
    "unknown_stage": "Nothing known is told of the stages; {taken} was taken.",
    "stage_contradicts": "The model of deadlines says otherwise; {taken} was taken.",
    "field_missing": "It says nothing of {field}.",
    "later_deadlines_unknown": "Only one deadline is told of a call with several ({stages}).",
    "same_topic": "The same topic stands in {first_line} already; its deadlines were added there.",
    "mojibake_repaired": "{signs} misread signs of {field} were put right.",
    "mojibake_left": "{signs} signs of {field} look misread and were left.",
    "markup_removed": "Remnants of HTML were taken out of {field} in {places} places.",
}


def sentence(problem: Problem) -> str:
    """What is wrong, in a sentence."""
    facts = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in problem.facts.items()
    }
    return SENTENCES[problem.code].format(**facts)
