"""What a rule found, and what is wrong with a file, as English sentences for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cordata.funding.faults import Fault
from cordata.kernel import Reason

FOUND: dict[str, str] = {
    "partners": "{who}: {number}",
    "countries": "Countries of {who}: {number}",
    "regions": "Regions (NUTS 2) of {who}: {number}",
    "independent": "{who} independent of each other: {number}",
    "share": "Share of {who} in the cost: {number} %",
    "largest_partner": "Largest share of one partner in the cost: {number} %",
    "largest_country": "Largest share of one country in the cost: {number} %",
    "total": "Total cost: {number}",
    "grant": "Grant asked for: {number}",
    "duration": "Duration in months: {number}",
}
ENDS: dict[str, str] = {
    "within": "{found}; asked for: {bounds}.",
    "below": "{found}, not enough; asked for: {bounds}.",
    "above": "{found}, too much; asked for: {bounds}.",
    "open": "{found}, as far as known; asked for: {bounds}.",
}
MISSING: dict[str, str] = {
    "partners": "Missing: {missing} more of {who}.",
    "countries": "Missing: {missing} more among {who}.",
    "regions": "Missing: {missing} more among {who}.",
    "independent": "Missing: {missing} more of {who}.",
}
SENTENCES: dict[str, str] = {
    "every_within": "All partners are {who}.",
    "every_broken": "Not all partners are {who}; these are not: {partners}.",
    "every_open": "It is not known of all partners whether they are {who}: {partners}.",
    "lead_within": "The coordinator ({partners}) is of {who}.",
    "lead_broken": "The coordinator ({partners}) is not of {who}.",
    "lead_open": "It is not known whether the coordinator ({partners}) is of {who}.",
    "lead_nobody": "No coordinator is named; asked for: {who}.",
}
NAMES: dict[str, str] = {
    "eu_member": "Member States",
    "treated_as_member": "the United Kingdom until the end of 2020",
    "horizon_europe_associated": "countries associated to Horizon Europe",
    "horizon_2020_associated": "countries associated to Horizon 2020",
    "digital_europe_associated": "countries associated to Digital Europe",
    "life_associated": "countries associated to LIFE",
    "cosme_2018": "countries taking part in COSME",
    "eurostars_country": "Eurostars countries",
    "alpine_space": "the area of the Alpine Space programme",
    "less_developed": "less developed regions",
    "transition": "transition regions",
    "more_developed": "more developed regions",
    "outermost": "outermost regions",
}
QUESTIONS: dict[str, str] = {
    "innovative_sme": "A person must judge whether the coordinator is an innovative SME.",
    "r_and_d_performing_sme": "A person must judge whether the coordinator is an SME doing research and development.",
    "civil_purpose": "A person must judge whether the purpose is civil.",
    "builds_on_eligible_project": "A person must judge whether it builds on results of an eligible earlier project.",
    "small_mid_cap": "Not known to be an SME; a person must judge whether it is a small mid-cap or a founder.",
    "earlier_submissions": "A person must look at earlier grants and unsuccessful submissions of the applicant.",
    "technology_from_level_6": "A person must judge whether the technology begins at readiness level 6.",
    "smallest_consortium": "The smallest consortium is not known to Cordata; a person must look it up in the call.",
    "priority_objective_and_one_more": (
        "A person must judge whether it serves the priority objective and network, training or going international."
    ),
    "registered_at_cluster_platform": "A person must look whether all are registered at the European cluster platform.",
}
FAULTS: dict[str, str] = {
    "not_utf8": "The file is not text in UTF-8.",
    "not_json": "The file is not JSON: {detail} in line {line}.",
    "not_toml": "The file is not TOML: {detail}",
    "not_a_table": "An object with names and values is expected here.",
    "not_a_list": "A list is expected here.",
    "no_partners": "The consortium has no partners.",
    "missing": "This is needed and not told.",
    "twice": "This stands here already.",
    "bad_amount": "This is no amount: a number, not negative, with at most two digits after the point.",
    "bad_text": "A text is expected here.",
    "bad_number": "This is no number that can stand here.",
    "bad_span": "These are no days of validity: {detail}.",
    "several_coordinators": "A consortium has one coordinator, not several: {partners}.",
    "unknown_country": "This is no country code of two letters.",
    "unknown_role": "This is none of {known}.",
    "unknown_name": "This is none of {known}.",
    "one_key": "A condition has one of these names and no other: {known}.",
    "no_bound": "Neither a minimum nor a maximum is told.",
    "bounds_crossed": "The maximum {maximum} lies below the minimum {minimum}.",
    "overlapping_spans": "Two rules of this name hold on the same day.",
    "unknown_kind": "This kind is not known and was left open; known are {known}.",
    "unknown_size": "This size is not known and was left open; known are {known}.",
    "unknown_region": "This is no NUTS code of {country} and was left open.",
    "bad_boolean": "This is neither true nor false and was left open.",
    "bad_duration": "This is no whole number of months and was left open.",
    "bad_date": "This is no date such as 2027-01-31 and was left open.",
    "converted_region": "The region is read as {region}, its code of 2021.",
    "unknown_field": "This name is not known and was passed over; known are {known}.",
    "contradiction": "This contradicts {kind}; it was taken as it stands here.",
}


def message(reasons: Sequence[Reason]) -> str:
    """What a rule found and what is missing."""
    return " ".join(dict.fromkeys(_told(reason.code, reason.facts) for reason in reasons))


def fault_sentence(fault: Fault) -> str:
    """What is wrong, with the path in front."""
    facts = {name: _listed(value) for name, value in fault.facts.items()}
    where = fault.path + (f" ({fault.value})" if fault.value else "")
    told = FAULTS[fault.code].format(**facts)
    return f"{where}: {told}" if where else told


def who(among: Mapping[str, Any]) -> str:
    """Who is meant by a selection."""
    noun = "partners" if among.get("sme") is None else "SMEs" if among["sme"] else "partners that are no SMEs"
    parts = []
    if among.get("nonprofit") is not None:
        noun = "non-profit " + noun if among["nonprofit"] else noun + " that make profit"
    if "kinds" in among:
        parts.append("of the kind " + " or ".join(among["kinds"]))
    if "sizes" in among:
        parts.append("of the size " + " or ".join(among["sizes"]))
    for name in ("statuses", "areas", "region_classes"):
        if name in among:
            parts.append("in " + " or ".join(NAMES[code] for code in among[name]))
    if "countries" in among:
        parts.append("in " + ", ".join(among["countries"]))
    if among.get("coordinator") is not None:
        parts.append("that lead" if among["coordinator"] else "that do not lead")
    return " ".join((noun, *parts))


def _told(code: str, facts: Mapping[str, Any]) -> str:
    if code == "person":
        return QUESTIONS[facts["question"]]
    if code == "not":
        inner = {name: value for name, value in facts.items() if name not in ("code", "part")}
        return "To be avoided: " + _told(facts["code"], inner)
    meant = who(facts.get("among", {}))
    if code in SENTENCES:
        return _first_large(SENTENCES[code].format(who=meant, partners=_listed(facts.get("who", []))))
    thing, end = code.rsplit("_", 1)
    found = FOUND[thing].format(who=meant, number=_number(facts))
    if facts.get("found"):
        found += f" ({_listed(facts['found'])})"
    told = ENDS[end].format(found=found, bounds=bounds_told(facts.get("minimum"), facts.get("maximum")))
    if facts.get("missing"):
        told += " " + MISSING[thing].format(missing=facts["missing"], who=meant)
    return _first_large(told)


def _number(facts: Mapping[str, Any]) -> str:
    if "months" in facts:
        return "not known" if facts["months"] is None else str(facts["months"])
    low, high = facts["low"], facts["high"]
    if low == high:
        return f"{low}"
    return "not known" if not low and high is None else f"{low} or more" if high is None else f"{low} to {high}"


def bounds_told(minimum: object, maximum: object) -> str:
    """At least, at most, or from one to the other."""
    if minimum is None:
        return f"at most {maximum}"
    if maximum is None:
        return f"at least {minimum}"
    return f"{minimum} to {maximum}" if minimum != maximum else f"{minimum}"


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
