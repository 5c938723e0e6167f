"""Published sets of data: where they lie, what they hold, under which terms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

CORDIS = "https://cordis.europa.eu/data"
EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/data"
CALLS = "https://api.tech.ec.europa.eu/search-api/prod/rest/search"
GISCO = "https://gisco-services.ec.europa.eu/distribution/v2/nuts/geojson"
EU_REUSE = "European Union, reuse with attribution (Decision 2011/833/EU)"
EUROSTAT_REUSE = "Eurostat, reuse with attribution (Decision 2011/833/EU)"
GISCO_TERMS = (
    "(c) EuroGeographics for the administrative boundaries; non-commercial use only, with this notice beside every map"
)


@dataclass(frozen=True, slots=True)
class File:
    """One file: its official address, and the name that it gets where that does not tell."""

    address: str
    called: str = ""

    @property
    def name(self) -> str:
        """What it is called in the folder."""
        return self.called or PurePosixPath(urlsplit(self.address).path).name


@dataclass(frozen=True, slots=True)
class Published:
    """A set that can be fetched by its name.

    ``asks`` marks terms that somebody has to accept; ``by_hand`` tells how to get what has no address; ``paged`` marks
    what is asked for page by page and has a command of its own.
    """

    name: str
    what: str
    licence: str
    size: str
    files: tuple[File, ...] = ()
    asks: bool = False
    by_hand: str = ""
    paged: bool = False


_HORIZON = File(f"{CORDIS}/cordis-HORIZONprojects-csv.zip")
_H2020 = File(f"{CORDIS}/cordis-h2020projects-csv.zip")

PUBLISHED: tuple[Published, ...] = (
    Published(
        "cordis-horizon",
        "Projects of Horizon Europe, their organisations and fields of science",
        EU_REUSE,
        "some 20,000 projects",
        (_HORIZON,),
    ),
    Published(
        "cordis-h2020",
        "Projects of Horizon 2020, their organisations and fields of science",
        EU_REUSE,
        "35,000 projects",
        (_H2020,),
    ),
    Published(
        "euroscivoc",
        "Fields of science of the projects of both programmes, inside the archives of CORDIS (euroSciVoc.csv)",
        EU_REUSE,
        "inside the archives",
        (_HORIZON, _H2020),
    ),
    Published(
        "eurostat-sbs",
        "Persons employed and units by branch (NACE) and region (NUTS-2): until 2020, and from 2021 on",
        EUROSTAT_REUSE,
        "88 divisions, 330 regions",
        tuple(
            File(f"{EUROSTAT}/{code}/?format=TSV&compressed=true", f"{code}.tsv.gz")
            for code in ("sbs_r_nuts06_r2", "sbs_r_nuts2021")
        ),
    ),
    Published(
        "eurostat-labour",
        "Employed persons by section (NACE) and region (NUTS-2), with Switzerland",
        EUROSTAT_REUSE,
        "12 sections, 330 regions",
        (File(f"{EUROSTAT}/lfst_r_lfe2en2/?format=TSV&compressed=true", "lfst_r_lfe2en2.tsv.gz"),),
    ),
    Published(
        "boundaries",
        "Boundaries of regions (NUTS 2021 and 2024) for maps in true shape",
        GISCO_TERMS,
        "3 MB each",
        tuple(File(f"{GISCO}/NUTS_RG_20M_{version}_4326.geojson") for version in ("2021", "2024")),
        asks=True,
    ),
    Published(
        "calls",
        "Topics of calls that are open or coming, of the Funding & Tenders portal",
        EU_REUSE,
        "some 600 topics",
        (File(CALLS, "calls.jsonl"),),
        paged=True,
    ),
    Published(
        "keep",
        "Projects and partners of Interreg (keep.eu)",
        "keep.eu (Interact), free use with attribution",
        "by search",
        by_hand=(
            "keep.eu has no address to download from. Open https://keep.eu/projects/, choose programmes and period, "
            "search, and choose Export, Excel, with projects and partners. The file has the sheets "
            '"Search results, projects" and "Search results, partners" and is read as it is.'
        ),
    ),
)
