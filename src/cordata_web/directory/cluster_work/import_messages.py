"""What imports say, in the reader's language: fields, faults, what becomes of a row, and what stayed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.kernel import LANGUAGES
from cordata.sources.columns import known_fields
from cordata_web.directory import wording
from cordata_web.directory.cluster_work.dry_run import IGNORED

FIELDS: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "short_name": gettext_lazy("Short name"),
    "kind": gettext_lazy("Kind"),
    "cluster_type": gettext_lazy("Type of cluster"),
    "country": gettext_lazy("Country"),
    "nuts": gettext_lazy("NUTS code of the region"),
    "town": gettext_lazy("Town"),
    "postcode": gettext_lazy("Postcode"),
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "sectors": gettext_lazy("Sectors"),
    "concepts": gettext_lazy("Concepts"),
    "website": gettext_lazy("Website"),
    "founded": gettext_lazy("Founded in"),
    "members": gettext_lazy("Number of members"),
    "members_year": gettext_lazy("Members counted in"),
    "employees": gettext_lazy("Employees"),
    "managed_by": gettext_lazy("Managed by"),
    "label": gettext_lazy("Quality label"),
    "status": gettext_lazy("Status"),
    "local_language": gettext_lazy("Your own language"),
    "source": gettext_lazy("Source"),
    "confirmed": gettext_lazy("Seen at the source"),
    "checked": gettext_lazy("Checked on"),
    "description": gettext_lazy("Who you are and what you do"),
    "offer": gettext_lazy("What you offer"),
    "seeks": gettext_lazy("Whom or what you look for"),
    "descriptions": gettext_lazy("Who you are and what you do"),
    "offers": gettext_lazy("What you offer"),
    "cluster": gettext_lazy("Cluster"),
    "id": gettext_lazy("Identifier"),
}

FAULTS: dict[str, Promise] = {
    "too_large": gettext_lazy("The file is too large: at most %(megabytes)s megabytes can be read at once."),
    "too_many_rows": gettext_lazy(
        "The table has %(rows)s rows and %(columns)s columns; at most %(most_rows)s rows and %(most_columns)s columns "
        "can be read at once. Please send it in parts."
    ),
    "empty_file": gettext_lazy("The file holds no rows."),
    "no_header": gettext_lazy("The first row holds no headings."),
    "unreadable": gettext_lazy("The file cannot be read. Please save it as CSV, XLSX or ODS and send it again."),
    "unknown_table": gettext_lazy("This is none of the expected tables."),
    "missing_column": gettext_lazy("No column is chosen for this: %(field)s."),
    "several_series": gettext_lazy("Several series stand in the file; choose one (%(dimension)s): %(found)s."),
    "missing_value": gettext_lazy("This is missing: %(field)s."),
    "unknown_country": gettext_lazy("No country is known by this name or code."),
    "outside_macro_region": gettext_lazy("It lies outside the Alpine macro-region."),
    "place_unknown": gettext_lazy("Nothing tells whether it lies in the Alpine macro-region."),
    "unknown_region": gettext_lazy("No region is known by this name."),
    "twice": gettext_lazy("The same name and country stand in line %(first_line)s already."),
    "same_member_twice": gettext_lazy("Line %(first_line)s means the same organisation of the directory."),
    "cluster_not_made": gettext_lazy(
        "A cluster is not listed by another: its own managers add it, and the secretariat looks at it."
    ),
    "broken_row": gettext_lazy("The row cannot be read."),
    "bad_number": gettext_lazy("This is not a number that fits here: %(field)s."),
    "bad_date": gettext_lazy("This is not a date that fits here: %(field)s."),
    "bad_website": gettext_lazy("This does not look like the address of a website."),
    "bad_place": gettext_lazy("These are not coordinates in this country."),
    "unknown_kind": gettext_lazy("This kind of organisation is not known; it is taken for a small enterprise."),
    "unknown_sector": gettext_lazy("This sector is not known."),
    "unknown_concept": gettext_lazy("The thesaurus has no such concept."),
    "unknown_cluster_type": gettext_lazy("This type of cluster is not known."),
    "unknown_cluster": gettext_lazy("The directory has no such cluster."),
    "unknown_local_language": gettext_lazy("This is none of the five languages."),
    "unknown_status": gettext_lazy("This status is not known."),
    "unknown_side": gettext_lazy("This is neither an offer nor a request."),
    "nuts_contradicts_place": gettext_lazy("The code of the region contradicts the address; %(computed)s was taken."),
    "place_contradicts_postcode": gettext_lazy("The coordinates lie far from the postcode %(postcode)s."),
    "place_far_from_town": gettext_lazy("The coordinates lie %(km)s km from %(town)s."),
    "region_unknown": gettext_lazy("The region of this town is not known."),
    "too_long": gettext_lazy("Too long (%(field)s): %(length)s letters, cut at %(limit)s."),
    "long_row": gettext_lazy("The row has %(found)s cells instead of %(expected)s; the rest was left out."),
    "short_row": gettext_lazy("The row has %(found)s cells instead of %(expected)s; the rest was taken as empty."),
    "duplicate_column": gettext_lazy("Two columns are called %(column)s."),
    "encoding_guessed": gettext_lazy("The file is not in UTF-8; please check the accented letters."),
    "other_sheets": gettext_lazy("Only the first sheet was read."),
    "zeros_as_missing": gettext_lazy("Zeros were taken as missing: %(zeros)s."),
    "unknown_project": gettext_lazy("The table of projects does not have this one."),
    "unknown_action": gettext_lazy("This type of action is not known."),
    "unknown_stage": gettext_lazy("Nothing known is told of the stages of the call."),
    "stage_contradicts": gettext_lazy("The model of deadlines contradicts the stage and was followed."),
    "field_missing": gettext_lazy("Nothing is told of this: %(field)s."),
    "later_deadlines_unknown": gettext_lazy("Only one deadline is told of a call that has several."),
    "same_topic": gettext_lazy("The same topic stands in %(first_line)s already; its deadlines were added there."),
    "mojibake_repaired": gettext_lazy("Misread signs were put right (%(field)s): %(signs)s."),
    "mojibake_left": gettext_lazy("Signs look misread and were left (%(field)s): %(signs)s."),
    "markup_removed": gettext_lazy("Remnants of HTML were taken out (%(field)s): %(places)s."),
}
"""By the codes of the readers, of files that cannot be used, and of the import's own; a test demands one for each."""

LOSSES: dict[str, Promise] = {
    "file": gettext_lazy("Nothing can be imported"),
    "row": gettext_lazy("This row is left out"),
    "value": gettext_lazy("Only this is left out"),
    "nothing": gettext_lazy("Nothing is lost"),
}

FATES: dict[str, Promise] = {
    "new": gettext_lazy("New in the directory"),
    "join": gettext_lazy("Listed already: becomes a member"),
    "ask": gettext_lazy("Listed already: its people are asked"),
    "member": gettext_lazy("A member already: nothing to do"),
    "unsure": gettext_lazy("Perhaps listed already: please decide"),
    "leave": gettext_lazy("Left out, as you wish"),
}
FATE_TONES = {"new": "strong", "join": "strong", "ask": "strong", "unsure": "glow"}

STAYED: dict[str, Promise] = {
    "changed": gettext_lazy("Somebody has changed it since."),
    "claimed": gettext_lazy("Its own people keep it, or want to."),
    "invited": gettext_lazy("Somebody was invited to act for it."),
    "in_use": gettext_lazy("It has opportunities, introductions or collaborations."),
    "other_cluster": gettext_lazy("It belongs to another cluster, or is asked whether it does."),
    "answered": gettext_lazy("Its people have answered already."),
    "ended": gettext_lazy("The membership has been ended already."),
    "listed_meanwhile": gettext_lazy("Somebody has listed it meanwhile."),
    "gone_meanwhile": gettext_lazy("It is not in the directory any more."),
    "member_meanwhile": gettext_lazy("It has become a member meanwhile."),
    "nobody_to_ask": gettext_lazy("Whoever began the import is not here any more to ask."),
}
"""Why something was not taken back, or a row not imported after all."""


def field_name(field: str) -> str:
    """What a column can fill, in words."""
    part, _line, language = field.rpartition("_")
    if part in FIELDS and language in LANGUAGES:
        return _("%(part)s (%(language)s)") % {"part": FIELDS[part], "language": wording.language_name(language)}
    if language == "local" and part in FIELDS:
        return str(FIELDS[part])
    return str(FIELDS[field])


def field_choices() -> list[tuple[str, str]]:
    """For a select: nothing first, then every field that members' tables can fill."""
    fields = [field for field in known_fields() if field not in IGNORED]
    return [("", _("Leave this column out")), *((field, field_name(field)) for field in fields)]


def fault(code: str, facts: Mapping[str, Any]) -> str:
    """What is wrong, in a sentence."""
    named = dict(facts)
    if "field" in named:
        named["field"] = field_name(str(named["field"]))
    return str(FAULTS[code]) % named
