"""Values that everything else speaks in: languages, countries, regions, sectors, kinds, places, reasons."""

from cordata.kernel.languages import LANGUAGES, Language
from cordata.kernel.nomenclatures import NOMENCLATURES, Nomenclature, load_nomenclature, nace_code
from cordata.kernel.nuts_versions import (
    NUTS_VERSIONS,
    Converted,
    NutsVersion,
    Refused,
    VersionGuess,
    convert,
    version_of,
)
from cordata.kernel.places import COUNTRIES, Country, Place, distance_km
from cordata.kernel.reasons import Reason
from cordata.kernel.regions import Region, load_regions, region_of
from cordata.kernel.sectors import KINDS, SECTORS, Kind, Sector

__all__ = [
    "COUNTRIES",
    "KINDS",
    "LANGUAGES",
    "NOMENCLATURES",
    "NUTS_VERSIONS",
    "SECTORS",
    "Converted",
    "Country",
    "Kind",
    "Language",
    "Nomenclature",
    "NutsVersion",
    "Place",
    "Reason",
    "Refused",
    "Region",
    "Sector",
    "VersionGuess",
    "convert",
    "distance_km",
    "load_nomenclature",
    "load_regions",
    "nace_code",
    "region_of",
    "version_of",
]
