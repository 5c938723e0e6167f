"""Values that everything else speaks in: languages, countries, regions, sectors, kinds, places, reasons."""

from cordata.kernel.languages import LANGUAGES, Language
from cordata.kernel.places import COUNTRIES, Country, Place, distance_km
from cordata.kernel.reasons import Reason
from cordata.kernel.regions import Region, load_regions, region_of
from cordata.kernel.sectors import KINDS, SECTORS, Kind, Sector

__all__ = [
    "COUNTRIES",
    "KINDS",
    "LANGUAGES",
    "SECTORS",
    "Country",
    "Kind",
    "Language",
    "Place",
    "Reason",
    "Region",
    "Sector",
    "distance_km",
    "load_regions",
    "region_of",
]
