"""The rules of the programmes written a second time, as plain ifs, from their sources; the engine is not used here.

Every function tells the answer to each hard and each soft rule: True, False, or None where a person has to look.
"""

from itertools import combinations

from funding.naive_standing import (
    ALPINE_NOW,
    ALPS,
    GERMANY_BEFORE_2021,
    WHOLLY_ALPINE,
    either,
    eurostars,
    horizon_2020,
    horizon_europe,
    member,
    region_class,
)


def in_classes(partner, day, classes):
    found = region_class(partner.nuts, day)
    return None if found is None else found in classes


def at_least(answers, number):
    if sum(one is True for one in answers) >= number:
        return True
    return None if sum(one is not False for one in answers) >= number else False


def no_two_alike(partners, number):
    """Whether so many partners can be chosen that no two share a country or a group."""
    for chosen in combinations(partners, number):
        countries = {one.country for one in chosen}
        groups = {one.group or one.id for one in chosen}
        if len(countries) == number and len(groups) == number:
            return True
    return False


def countries_apart(consortium, day, number, standing):
    sure = [one for one in consortium.partners if standing(one.country, day) is True]
    possible = [one for one in consortium.partners if standing(one.country, day) is not False]
    if no_two_alike(sure, number):
        return True
    return None if no_two_alike(possible, number) else False


def entities(consortium, day, number, standing):
    return at_least([standing(one.country, day) for one in consortium.partners], number)


def cost(partner, without=()):
    return sum(amount for category, amount in partner.budget.items() if category not in without)


def total(consortium):
    return sum(cost(one) for one in consortium.partners)


def leader(consortium):
    return next(one for one in consortium.partners if one.coordinator)


def every(answers):
    return False if False in answers else None if None in answers else True


def horizon_europe_joint(consortium, day):
    return {
        "countries": countries_apart(consortium, day, 3, horizon_europe),
        "member_state": any(member(one.country, day) for one in consortium.partners),
    }, {}


def horizon_europe_csa(consortium, day):
    return {"entities": entities(consortium, day, 1, horizon_europe)}, {}


def transition(consortium, day):
    few = len(consortium.partners) <= 5
    return {"entities": entities(consortium, day, 1, horizon_europe), "partners": few, "earlier_project": None}, {}


def accelerator(consortium, day):
    hard = {
        "partners": len(consortium.partners) == 1,
        "country": every([horizon_europe(one.country, day) for one in consortium.partners]),
        "sme": True if all(one.sme for one in consortium.partners) else None,
    }
    if day.year >= 2026:
        hard["submissions"] = None
    return hard, {}


def horizon_2020_joint(consortium, day):
    return {"countries": countries_apart(consortium, day, 3, horizon_2020)}, {}


def horizon_2020_csa(consortium, day):
    return {"entities": entities(consortium, day, 1, horizon_2020)}, {}


def sme_instrument(consortium, day):
    smes = [one for one in consortium.partners if one.sme]
    return {
        "entities": at_least([horizon_2020(one.country, day) for one in smes], 1),
        "smes_only": len(smes) == len(consortium.partners),
    }, {}


def alpine_countries(consortium):
    return {one.country for one in consortium.partners if one.country in ALPS}


def area(consortium, day):
    for one in consortium.partners:
        german = one.country == "DE" and (day.year >= 2021 or one.nuts in GERMANY_BEFORE_2021)
        if not (one.country in WHOLLY_ALPINE or german or one.nuts in ALPINE_NOW):
            return False
    return True


def alpine_2007(consortium, day):
    members = [code for code in alpine_countries(consortium) if member(code, day)]
    hard = {"countries": len(alpine_countries(consortium)) >= 3, "member_states": len(members) >= 2}
    return hard, {"area": area(consortium, day)}


def alpine_2014(consortium, day):
    hard = {"partners": 4 <= len(consortium.partners) <= 15, "countries": len(alpine_countries(consortium)) >= 4}
    return hard, {"area": area(consortium, day)}


def alpine_2021(consortium, day):
    return {"countries": len(alpine_countries(consortium)) >= 4}, {
        "partners": 7 <= len(consortium.partners) <= 12,
        "area": area(consortium, day),
        "total": 1_000_000 <= total(consortium) <= 3_000_000,
        "duration": 24 <= consortium.duration_months <= 36,
    }


def alpine_2021_small(consortium, day):
    return {
        "partners": 3 <= len(consortium.partners) <= 6,
        "countries": len(alpine_countries(consortium)) >= 3,
        "duration": 2 <= consortium.duration_months <= 18,
    }, {"area": area(consortium, day), "total": 250_000 <= total(consortium) <= 750_000}


def i3(consortium, day, number, lead_classes):
    inside, lead = [one for one in consortium.partners if member(one.country, day)], leader(consortium)
    return {
        "partners": len(inside) >= number,
        "regions": len({one.nuts for one in inside}) >= number,
        "countries": len({one.country for one in inside}) >= 3,
        "lead_nonprofit": lead.nonprofit,
        "lead_region": in_classes(lead, day, lead_classes) if member(lead.country, day) else False,
    }, {"grant": 2_000_000 <= consortium.grant <= 10_000_000, "maturity": None}


def i3_strand_1(consortium, day):
    hard, soft = i3(consortium, day, 5, {"more"})
    inside = [one for one in consortium.partners if member(one.country, day)]
    hard["weaker_region"] = at_least([in_classes(one, day, {"less", "transition"}) for one in inside], 1)
    return hard, soft


def i3_strand_2a(consortium, day):
    return i3(consortium, day, 3, {"less", "transition"})


def i3_strand_2b(consortium, _day):
    return {"consortium": None}, {
        "duration": 18 <= consortium.duration_months <= 24,
        "grant": 500_000 <= consortium.grant <= 1_500_000,
    }


def sme_share(consortium):
    smes = [(eurostars(one.country, None), 2 * cost(one, {"subcontracting"})) for one in consortium.partners if one.sme]
    if sum(money for inside, money in smes if inside) >= total(consortium):
        return True
    return None if sum(money for _, money in smes) >= total(consortium) else False


def eurostars_edition(consortium, day, cap, standing):
    lead, money, by_country = leader(consortium), total(consortium), {}
    for one in consortium.partners:
        by_country[one.country] = by_country.get(one.country, 0) + cost(one)
    return {
        "lead": eurostars(lead.country, day) if lead.sme else False,
        "lead_innovative": None,
        "independent": len({one.group or one.id for one in consortium.partners}) >= 2,
        "countries": countries_apart(consortium, day, 2, eurostars),
        "eu_or_associated": entities(consortium, day, 1, standing),
        "sme_share": sme_share(consortium),
        "largest_partner": 100 * max(cost(one) for one in consortium.partners) <= cap * money,
        "largest_country": 100 * max(by_country.values()) <= cap * money,
        "duration": consortium.duration_months <= 36,
        "civil_purpose": None,
    }, {}


def cluster_excellence(consortium, day):
    def standing(country, day):
        return member(country, day) or country == "TR"

    inside = [one for one in consortium.partners if member(one.country, day)]
    return {
        "countries": countries_apart(consortium, day, 3, standing),
        "established": all(standing(one.country, day) for one in consortium.partners),
        "clusters": all(one.kind in ("cluster", "other") for one in consortium.partners),
        "registered": None,
        "weaker_region": at_least([in_classes(one, day, {"less", "transition"}) for one in inside], 1),
        "duration": 20 <= consortium.duration_months <= 24,
    }, {}


def digital(country, day):
    if country == "CH":
        return day.year >= 2025
    return either(country, day, True if country == "TR" and day.year >= 2023 else None)


NAIVE = {
    "horizon-europe-ria": horizon_europe_joint,
    "horizon-europe-ia": horizon_europe_joint,
    "horizon-europe-csa": horizon_europe_csa,
    "eic-pathfinder-open": horizon_europe_joint,
    "eic-pathfinder-challenges": horizon_europe_csa,
    "eic-transition": transition,
    "eic-accelerator": accelerator,
    "horizon-2020-ria": horizon_2020_joint,
    "horizon-2020-ia": horizon_2020_joint,
    "horizon-2020-csa": horizon_2020_csa,
    "horizon-2020-sme-instrument": sme_instrument,
    "alpine-space-2007": alpine_2007,
    "alpine-space-2014": alpine_2014,
    "alpine-space-2021": alpine_2021,
    "alpine-space-2021-small": alpine_2021_small,
    "i3-strand-1": i3_strand_1,
    "i3-strand-2a": i3_strand_2a,
    "i3-strand-2b": i3_strand_2b,
    "eurostars-2014": lambda consortium, day: eurostars_edition(consortium, day, 75, horizon_2020),
    "eurostars-2021": lambda consortium, day: eurostars_edition(consortium, day, 70, horizon_europe),
    "euroclusters-2021": lambda consortium, day: ({"consortium": None}, {"duration": consortium.duration_months <= 36}),
    "euroclusters-2024": lambda consortium, day: (
        {"consortium": None, "objectives": None, "duration": consortium.duration_months <= 36},
        {},
    ),
    "cosme-cluster-excellence-2018": cluster_excellence,
    "digital-europe": lambda consortium, day: (
        {"entities": entities(consortium, day, 1, digital), "consortium": None},
        {},
    ),
    "life-standard": lambda consortium, day: (
        {"entities": entities(consortium, day, 1, lambda country, day: either(country, day, None))},
        {},
    ),
}
