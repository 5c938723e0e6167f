"""Whose money a call hands out and by which type of action, from what its source writes; the rules that hold for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cordata.funding.programme_files import load_programmes

FAMILY_OF_NAME: dict[str, str] = {
    "horizon europe": "horizon",
    "euratom": "euratom",
    "digital europe": "digital-europe",
    "life": "life",
    "interregional innovation": "i3",
    "single market programme": "single-market",
    "european defence fund": "defence",
    "connecting europe facility": "connecting-europe",
    "eu external action - prospect (relex-prospect)": "external-action",
    "rfcs": "coal-and-steel",
    "erasmus+": "erasmus",
    "creative europe": "creative-europe",
    "interreg alpine space": "alpine-space",
    "eurostars": "eurostars",
}
"""Families of programmes by the name that the portal, or an own table, gives them, in small letters."""
FAMILY_OF_NUMBER: dict[str, str] = {
    "43108390": "horizon", "43298916": "euratom", "43152860": "digital-europe", "43252405": "life",
    "44416173": "i3", "43252476": "single-market", "44181033": "defence", "43251567": "connecting-europe",
    "111111": "external-action", "43252449": "coal-and-steel", "43353764": "erasmus", "43251814": "creative-europe",
}  # fmt: skip
"""The same by the portal's number of the programme (``programmeId``, ``frameworkProgramme``)."""
ACTIONS: tuple[tuple[str, str], ...] = (
    ("erc", r"\bERC\b"),
    ("msca", r"\bMSCA\b"),
    ("eic", r"\bEIC\b"),
    ("prize", r"\bprizes?\b|\bIPr\b"),
    ("pcp", r"\bPCP\b|pre-commercial procurement"),
    ("ppi", r"\bPPI\b|procurement of innovative|grants for procurement"),
    ("framework_partnership", r"\bFPA\b|framework partnership"),
    ("cofund", r"\bco-?fund\b"),
    ("ria", r"\bRIA\b|research and innovation action"),
    ("csa", r"\bCSA\b|coordination and support action"),
    ("ia", r"\bIA\b|innovation action"),
    ("infrastructure", r"infrastructure project|CEF-INFRA"),
    ("research_action", r"\bEDF-RA\b|EDF research action"),
    ("development_action", r"\bEDF-DA\b|EDF development action"),
    ("simple_grant", r"\bsimple grants?\b"),
    ("grant", r"\bgrants?\b|\bpilot projects\b|\bprojects?\b|\bEUBA\b|\bPPPA\b"),
)  # fmt: skip
"""Codes of types of action and how they are written; the first that is found counts."""
ACTION_CODES: tuple[str, ...] = tuple(code for code, _ in ACTIONS)
_FORMS = tuple((code, re.compile(form, re.IGNORECASE)) for code, form in ACTIONS)
_JOINT = re.compile(r"\bJU\b|-JTI-")
_FAMILY_OF_PREFIX = {
    "HORIZON": "horizon", "ERC": "horizon", "LIFE": "life", "DIGITAL": "digital-europe", "I3": "i3",
    "EURATOM": "euratom", "SMP": "single-market", "EDF": "defence", "CEF": "connecting-europe",
    "RFCS": "coal-and-steel", "ERASMUS": "erasmus", "CREA": "creative-europe",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Way:
    """Calls of a family whose action or identifier is like this fall under a programme."""

    family: str
    programme: str
    action: str = ""
    topic: str = ""


_WAYS = (
    _Way("horizon", "horizon-europe-ria", action="ria"),
    _Way("horizon", "horizon-europe-ia", action="ia"),
    _Way("horizon", "horizon-europe-csa", action="csa"),
    _Way("horizon", "eic-pathfinder-open", topic=r"PATHFINDER-?OPEN"),
    _Way("horizon", "eic-pathfinder-challenges", topic=r"PATHFINDER-?CHALLENGES"),
    _Way("horizon", "eic-transition", topic=r"EIC-\d{4}-TRANSITION"),
    _Way("horizon", "eic-accelerator", topic=r"EIC-\d{4}-ACCELERATOR"),
    _Way("i3", "i3-strand-1", topic=r"^I3-\d{4}-INV1"),
    _Way("i3", "i3-strand-2a", topic=r"^I3-\d{4}-INV2a"),
    _Way("i3", "i3-strand-2b", topic=r"^I3-\d{4}-CAP2[bB]"),
    _Way("life", "life-standard", topic=r"^LIFE-\d{4}-SAP-"),
    _Way("digital-europe", "digital-europe", action="simple_grant"),
    _Way("single-market", "euroclusters-2021", topic=r"^SMP-COSME-2021-CLUSTER"),
    _Way("single-market", "euroclusters-2024", topic=r"^SMP-COSME-2024-CLUSTER"),
    _Way("alpine-space", "alpine-space-2021-small", topic=r"small"),
    _Way("alpine-space", "alpine-space-2021", topic=r"classic"),
    _Way("eurostars", "eurostars-2021"),
)


def family_of(name: str, *, number: str = "", action: str = "", topic: str = "") -> str:
    """The family of a call's programme, by its name, its number, or how the topic begins; empty when unknown.

    Topics of joint undertakings form families of their own (``horizon-ju``), for their rates and applicants differ.

    >>> family_of("Horizon Europe", action="HORIZON JU Innovation Actions"), family_of("", topic="LIFE-2026-SAP-ENV")
    ('horizon-ju', 'life')
    """
    prefix = topic.split("-")[0].upper()
    found = (
        FAMILY_OF_NAME.get(name.strip().casefold())
        or FAMILY_OF_NUMBER.get(number.strip())
        or _FAMILY_OF_PREFIX.get(prefix, "")
    )
    is_joint = _JOINT.search(action) or _JOINT.search(topic)
    return f"{found}-ju" if found in ("horizon", "digital-europe") and is_joint else found


def action_of(*names: str) -> str:
    """The code of a type of action, from the first name that tells one; empty when none does.

    >>> action_of("", "HORIZON  Research and Innovation Actions"), action_of("HORIZON-JU-IA"), action_of("Operating")
    ('ria', 'ia', '')
    """
    for name in names:
        plain = " ".join(name.split())
        for code, form in _FORMS:
            if plain and form.search(plain):
                return code
    return ""


def programme_of(family: str, action: str, topic: str, day: date | None) -> str:
    """The programme whose rules hold for a call on a day; empty where Cordata has none, or the day lies outside it.

    ``day`` is that of the first deadline, or of the opening; None is taken as within.

    >>> programme_of("horizon", "ia", "HORIZON-CL4-2026-01-01", date(2026, 4, 1))
    'horizon-europe-ia'
    >>> programme_of("horizon", "ia", "HORIZON-CL4-2028-01-01", date(2028, 4, 1))
    ''
    """
    for way in _WAYS:
        if way.family != family or (way.action and way.action != action):
            continue
        if way.topic and not re.search(way.topic, topic, re.IGNORECASE):
            continue
        programme = load_programmes().get(way.programme)
        if programme is not None and (day is None or programme.valid.holds(day)):
            return way.programme
    return ""
