"""Where countries and regions stand by date, written a second time; the engine is not used here."""

from datetime import date

OLD_MEMBERS = {
    "BE", "DE", "FR", "IT", "LU", "NL", "DK", "IE", "GR", "ES", "PT", "AT", "FI", "SE", "CY", "CZ", "EE", "HU", "LT",
    "LV", "MT", "PL", "SI", "SK",
}  # fmt: skip
ALPS = ["AT", "CH", "DE", "FR", "IT", "LI", "SI"]
WHOLLY_ALPINE = {"AT", "CH", "LI", "SI"}
ALPINE_NOW = {"FRC2", "FRF1", "FRK2", "FRL0", "ITC1", "ITC2", "ITC3", "ITC4", "ITH1", "ITH2", "ITH3", "ITH4"}
GERMANY_BEFORE_2021 = {"DE13", "DE14", "DE21", "DE27"}
SURELY_EUROSTARS = OLD_MEMBERS | {"HR", "CH", "GB", "NO", "TR"}


def member(country, day):
    if country == "HR":
        return day >= date(2013, 7, 1)
    if country == "GB":
        return day < date(2020, 2, 1)
    return country in OLD_MEMBERS


def horizon_europe(country, day):
    if member(country, day) or country in {"NO", "TR"}:
        return True
    if country == "GB":
        return day.year >= 2024
    if country == "CH":
        return day.year >= 2025
    if country == "CA" and day.year >= 2024:
        return None
    return False


def horizon_2020(country, day):
    if member(country, day) or country in {"NO", "TR", "GB"}:
        return True
    if country == "CH" and day.year >= 2017:
        return True
    if country == "CH" and day >= date(2014, 9, 15):
        return None
    return False


def either(country, day, rest):
    return True if member(country, day) else rest


def eurostars(country, day):
    return True if country in SURELY_EUROSTARS else None


def region_class(region, day):
    """The class of those regions that the tests use; None where it is not known."""
    later = {"SI03": "less", "SI04": "more", "AT11": "transition", "AT13": "more", "DE21": "more", "DE11": "more"}
    later |= {"ITC1": "more", "ITH3": "more", "ITF3": "less", "ITI2": "transition"}
    earlier = later | {"ITI2": "more", "FRK2": "more", "FRK1": "transition"}
    return (later if day.year >= 2021 else earlier).get(region)
