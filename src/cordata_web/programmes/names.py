"""Codes of programmes, rules and gaps as words of the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cordata.funding import Programme

FAMILIES: dict[str, Promise] = {
    "alpine-space": _("Interreg Alpine Space"),
    "clusters": _("Programmes for clusters"),
    "digital-europe": _("Digital Europe"),
    "eic": _("European Innovation Council"),
    "eurostars": _("Eurostars"),
    "horizon": _("Horizon"),
    "i3": _("Interregional Innovation Investments"),
    "life": _("LIFE"),
}
STANDINGS: dict[str, Promise] = {
    "eu_member": _("Member States of the Union"),
    "treated_as_member": _("the United Kingdom until the end of 2020"),
    "horizon_europe_associated": _("countries associated to Horizon Europe"),
    "horizon_2020_associated": _("countries associated to Horizon 2020"),
    "digital_europe_associated": _("countries associated to Digital Europe"),
    "life_associated": _("countries associated to LIFE"),
    "cosme_2018": _("countries taking part in COSME"),
    "eurostars_country": _("countries taking part in Eurostars"),
    "alpine_space": _("the area of the Alpine Space programme"),
    "less_developed": _("less developed regions"),
    "transition": _("transition regions"),
    "more_developed": _("more developed regions"),
    "outermost": _("outermost regions"),
}
"""Statuses of countries, areas of programmes and classes of regions."""

RULES: dict[str, Promise] = {
    "area": _("Within the programme area"),
    "civil_purpose": _("Civil purpose"),
    "clusters": _("Cluster organisations only"),
    "consortium": _("Smallest consortium"),
    "countries": _("Different countries"),
    "country": _("Country of the applicant"),
    "duration": _("Duration"),
    "earlier_project": _("Earlier project"),
    "entities": _("Who may apply"),
    "established": _("Where partners are established"),
    "eu_or_associated": _("A partner from the Union or an associated country"),
    "grant": _("Grant asked for"),
    "independent": _("Independent partners"),
    "largest_country": _("Largest share of one country"),
    "largest_partner": _("Largest share of one partner"),
    "lead": _("Who leads"),
    "lead_innovative": _("An innovative enterprise leads"),
    "lead_nonprofit": _("A non-profit organisation leads"),
    "lead_region": _("Region of the coordinator"),
    "maturity": _("Maturity of the technology"),
    "member_state": _("A partner from a Member State"),
    "member_states": _("Partners from Member States"),
    "objectives": _("Objectives"),
    "partners": _("Number of partners"),
    "registered": _("Registration"),
    "regions": _("Different regions"),
    "sme": _("Small and medium enterprises"),
    "sme_share": _("Share of small and medium enterprises"),
    "smes_only": _("Small and medium enterprises only"),
    "submissions": _("Earlier submissions"),
    "total": _("Total cost"),
    "weaker_region": _("A partner from a weaker region"),
}
CATEGORIES: dict[str, Promise] = {
    "staff": _("Staff"),
    "office": _("Office and administration"),
    "travel": _("Travel"),
    "equipment": _("Equipment"),
    "infrastructure": _("Infrastructure and works"),
    "external": _("External expertise and services"),
    "subcontracting": _("Subcontracting"),
    "third_parties": _("Financial support to third parties"),
    "other": _("Other goods and services"),
    "unit_costs": _("Unit costs"),
    "lump_sums": _("Lump sums"),
}
QUESTIONS: dict[str, Promise] = {
    "innovative_sme": _("A person must judge whether the coordinator is an innovative SME."),
    "r_and_d_performing_sme": _(
        "A person must judge whether the coordinator is an SME doing research and development."
    ),
    "civil_purpose": _("A person must judge whether the purpose is civil."),
    "builds_on_eligible_project": _(
        "A person must judge whether the proposal builds on results of an eligible earlier project."
    ),
    "small_mid_cap": _(
        "It is not known to be an SME; a person must judge whether it is a small mid-cap, a founder or an investor."
    ),
    "earlier_submissions": _("A person must look at earlier grants and unsuccessful proposals of the applicant."),
    "technology_from_level_6": _("A person must judge whether the technology begins at readiness level 6."),
    "smallest_consortium": _(
        "How small the consortium may be is not known here; a person must look it up in the call."
    ),
    "priority_objective_and_one_more": _(
        "A person must judge whether the proposal serves the priority objective and networks, trains or goes abroad."
    ),
    "registered_at_cluster_platform": _(
        "A person must look whether all partners are registered at the European Cluster Collaboration Platform."
    ),
}
GAPS: dict[str, Promise] = {
    "budget": _("How large or small a project's budget may be."),
    "conditions_of_topic": _("What a single call or topic asks beyond these rules."),
    "countries": _("Which countries take part beside the Member States."),
    "countries_of_two_partners": _("From which countries two partners must come."),
    "countries_unconfirmed": _("Which countries take part: their list was not read at the source."),
    "duration": _("How long a project may last."),
    "equity": _("How the investment beside the grant works."),
    "flat_rates": _("Which costs are paid as flat rates."),
    "forty_per_cent_option": _("When all other costs may be paid as 40 per cent of those of staff."),
    "german_university_needs_sme": _("When a German university needs a German enterprise beside it."),
    "indirect_rate": _("Which flat rate is paid for indirect costs."),
    "lead": _("Who may lead."),
    "lump_sums_since": _("Since when the grant is a lump sum."),
    "partners": _("How many partners are asked for."),
    "phase_1_lump_sum": _("The lump sum of the first phase."),
    "preparation_lump_sum": _("The lump sum for preparing the proposal."),
    "rate": _("Which share of the cost is paid."),
    "rate_70_or_100": _("When 70 and when 100 per cent of the cost are paid."),
    "rate_clean_energy_transition": _("The share paid for the transition to clean energy."),
    "rate_coordination": _("The share paid for coordination and support."),
    "rate_in_health": _("The share paid for topics of health."),
    "rate_priority_habitats": _("The share paid for priority habitats and species."),
    "rate_sme_support": _("The share paid for the support of small and medium enterprises."),
    "rates_france": _("What France pays."),
    "rates_liechtenstein": _("What Liechtenstein pays."),
    "rates_of_other_countries": _("What countries outside the Alps pay."),
    "rates_switzerland": _("What Switzerland pays."),
    "region_classes_france": _("In which class some regions of France stand."),
    "share_of_r_and_d_performing_smes": _("Which share enterprises doing research must bear."),
    "smallest_consortium": _("How small the consortium may be."),
    "swiss_federal_money": _("What the Swiss Confederation pays to Swiss partners."),
    "third_party_ceiling": _("How much may be handed on to third parties."),
    "total_or_contribution": _("Whether the limits of money mean the total cost or the grant."),
    "travel_flat_rate": _("Which flat rate is paid for travel."),
    "united_kingdom_without_equity": _("What the United Kingdom is left out of."),
}
ACTIVITIES: dict[str, Promise] = {
    "research": _("for industrial research"),
    "development": _("for experimental development"),
}


def programme_name(one: Programme) -> str:
    """In the reader's language, where it has a name in it."""
    return one.name_in(get_language() or "en")


def family_name(code: str) -> str:
    return str(FAMILIES.get(code, code))


def rule_name(code: str) -> str:
    return str(RULES.get(code, code))


def category_name(code: str) -> str:
    return str(CATEGORIES.get(code, code))


def gap_sentence(code: str) -> str:
    return str(GAPS.get(code, code))
