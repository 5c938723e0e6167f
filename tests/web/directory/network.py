"""Five profiles made by hand, small enough to count on one's fingers."""

from dataclasses import replace

from cordata.directory import Citation, Profile
from cordata.kernel import Place
from cordata_web.directory.actions import store_profiles

SOURCE = Citation("https://example.org/members", confirmed=True, checked="2026-11-20")

LIVARNA = Profile(
    id="livarna-loka", name="Livarna Loka", kind="sme", country="SI", nuts="SI04", town="Škofja Loka",
    local_language="sl", citation=Citation("", confirmed=False, checked="2026-11-20"), place=Place(46.166, 14.306),
    sectors=("mechatronics",), concepts=("die-casting",), employees=48, cluster="grozd-ljubljana", example=True,
    offers={"sl": "Ulivamo aluminijasta ohišja.", "en": "We cast aluminium housings."},
)  # fmt: skip
UNIVERSITY = Profile(
    id="universita-torino", name="Università di Torino", kind="university", country="IT", nuts="ITC1", town="Torino",
    local_language="it", citation=SOURCE, place=Place(45.07, 7.687), sectors=("ict", "mechatronics"),
    concepts=("robotics",), website="https://example.org/torino",
    descriptions={"it": "Ateneo con un laboratorio di robotica.", "en": "University with a robotics laboratory."},
)  # fmt: skip
LJUBLJANA = Profile(
    id="grozd-ljubljana", name="Vodikov grozd", kind="cluster", cluster_type="cluster", country="SI", nuts="SI04",
    town="Ljubljana", local_language="sl", citation=SOURCE, place=Place(46.051, 14.506), sectors=("energy",),
    concepts=("hydrogen",), founded=2010, members=32, members_year=2025,
    descriptions={"sl": "Grozd za vodik.", "en": "Cluster for hydrogen."},
)  # fmt: skip
GRAZ = Profile(
    id="cluster-graz", name="Cluster Graz", kind="cluster", cluster_type="network", country="AT", nuts="AT22",
    town="Graz", local_language="de", citation=SOURCE, place=Place(47.071, 15.438),
    sectors=("energy", "mechatronics"), concepts=("fuel-cells", "die-casting"),
    descriptions={"de": "Netzwerk für Gehäuse aus Düsseldorf und Müritz.", "en": "Network for housings."},
)  # fmt: skip
MILANO = Profile(
    id="cluster-milano", name="Cluster Milano", kind="cluster", cluster_type="pole", country="IT", nuts="ITC4",
    town="", local_language="it", citation=replace(SOURCE, confirmed=False), sectors=("mechatronics",),
    concepts=("casting-simulation",), status="ended", descriptions={"it": "Polo della fonderia."},
)  # fmt: skip
NETWORK = (LIVARNA, UNIVERSITY, LJUBLJANA, GRAZ, MILANO)


def store_network() -> None:
    store_profiles(NETWORK, actor=None)
