"""Files of consortia: JSON in, a consortium and faults out. The form: data/programmes/consortium.schema.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from cordata.funding.consortia import NUTS_PREFIXES, SIZES, Consortium, Partner, Size
from cordata.funding.faults import Fault
from cordata.funding.tables import Table
from cordata.kernel import KINDS, NUTS_VERSIONS, Converted, Kind, NutsVersion, convert
from cordata.kernel.nuts_versions import codes_of

ROLES = ("coordinator", "partner")
ISO_OF = {"EL": "GR", "UK": "GB"}
KIND_OF: dict[str, Kind] = {
    "hes": "university", "rec": "research", "pub": "public", "oth": "other", "research_organisation": "research",
    "public_body": "public", "large_enterprise": "large", "cluster_organisation": "cluster",
}  # fmt: skip
"""Other names of kinds: CORDIS activity types and the long forms. PRC tells neither SME nor large."""
CATEGORY_OF = {
    "personnel": "staff", "office_and_administration": "office", "external_expertise": "external",
    "financial_support_to_third_parties": "third_parties", "other_goods": "other",
}  # fmt: skip
"""Other names of cost categories."""
LONGEST_DURATION = 240
SPOKEN: NutsVersion = "2021"
"""The version of NUTS that areas and classes of regions are told in."""


@dataclass(frozen=True, slots=True)
class ConsortiumReading:
    """The consortium, None where the file cannot be used, and the faults found."""

    consortium: Consortium | None
    faults: tuple[Fault, ...]


def read_consortium(content: bytes) -> ConsortiumReading:
    """Read a consortium from JSON in UTF-8.

    A fault whose ``loss`` is ``file`` leaves no consortium: what would remain were another one. A value that cannot be
    understood is left open, so that rules which hang on it are to be checked. Amounts are read exactly.

    >>> reading = read_consortium(b'{"partners": [{"id": "a", "country": "IT", "role": "coordinator"}]}')
    >>> reading.consortium.coordinator.id, reading.faults
    ('a', ())
    """
    faults: list[Fault] = []
    values = _parsed(content, faults)
    if values is None:
        return ConsortiumReading(None, tuple(faults))
    table = Table(values, "", faults)
    partners = tuple(partner_of(one) for one in table.tables("partners"))
    if not partners and not faults:
        table.fault("no_partners", "partners")
    consortium = Consortium(partners, _months(table), _day(table, "start"), table.decimal("grant"))
    table.rest()
    _check_together(partners, faults)
    lost = any(fault.loss == "file" for fault in faults)
    return ConsortiumReading(None if lost else consortium, tuple(faults))


def _parsed(content: bytes, faults: list[Fault]) -> dict[str, Any] | None:
    try:
        values = json.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        faults.append(Fault("not_utf8", ""))
        return None
    except json.JSONDecodeError as error:
        faults.append(Fault("not_json", "", "", {"detail": error.msg, "line": error.lineno}))
        return None
    except (RecursionError, ValueError):
        faults.append(Fault("not_json", "", "", {"detail": "too deep, or a number too long", "line": 1}))
        return None
    if not isinstance(values, dict):
        faults.append(Fault("not_a_table", ""))
        return None
    return values


def partner_of(table: Table) -> Partner:
    """The partner that a table of a file tells of; what nobody asked for is noted."""
    key = table.text("id")
    country = _country(table)
    kind = _kind(table)
    role = table.text("role", needed=False)
    if role and role not in ROLES:
        table.fault("unknown_role", "role", known=list(ROLES))
    size = table.text("size", needed=False)
    if size and size not in SIZES:
        table.fault("unknown_size", "size", known=list(SIZES))
        size = ""
    found = Partner(
        id=key,
        name=table.text("name", needed=False) or key,
        country=country,
        kind=kind,
        sme=_sme(table, kind, size),
        nonprofit=_flag(table, "nonprofit"),
        nuts=_nuts(table, country),
        coordinator=role == "coordinator",
        budget=_budget(table),
        group=table.text("group", needed=False),
        size=cast(Size | Literal[""], size),
    )
    table.rest()
    return found


def _country(table: Table) -> str:
    told = table.text("country", needed=False).upper()
    code = ISO_OF.get(told, told)
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        table.fault("unknown_country", "country")
        return ""
    return code


def _kind(table: Table) -> Kind | Literal[""]:
    told = table.text("kind", needed=False).lower().replace(" ", "_").replace("-", "_")
    kind = KIND_OF.get(told, told)
    if kind in KINDS:
        return kind
    if kind and kind != "prc":
        table.fault("unknown_kind", "kind", known=list(KINDS))
    return ""


def _sme(table: Table, kind: str, size: str) -> bool | None:
    """What the file says; else what the kind or the size tells."""
    told = _flag(table, "sme")
    derived = True if kind == "sme" or size in ("micro", "small", "medium") else None
    derived = False if kind == "large" or size == "large" else derived
    if told is not None and derived is not None and told is not derived:
        table.fault("contradiction", "sme", kind=kind or size)
    return derived if told is None else told


def _flag(table: Table, name: str) -> bool | None:
    if not table.has(name):
        return None
    value = table.values[name]
    if isinstance(value, bool):
        return value
    table.fault("bad_boolean", name)
    return None


def _nuts(table: Table, country: str) -> str:
    code = table.text("nuts", needed=False).upper()
    prefix = NUTS_PREFIXES.get(country, country)
    if code and ((prefix and code[:2] != prefix) or not 2 <= len(code) <= 5 or not code.isalnum()):
        table.fault("unknown_region", "nuts", country=country)
        return ""
    if len(code) < 4 or code[:4] in codes_of(SPOKEN):
        return code
    for version in reversed(NUTS_VERSIONS):
        found = convert(code[:4], version, SPOKEN) if code[:4] in codes_of(version) else None
        if isinstance(found, Converted):
            table.fault("converted_region", "nuts", region=found.code)
            return found.code
    return code


def _budget(table: Table) -> dict[str, Decimal]:
    within = table.table("budget")
    found: dict[str, Decimal] = {}
    for name in within.values if within is not None else ():
        assert within is not None
        amount = within.decimal(name)
        category = CATEGORY_OF.get(name, name)
        if amount is not None:
            found[category] = found.get(category, Decimal(0)) + amount
    return found


def _months(table: Table) -> int | None:
    if not table.has("duration_months"):
        return None
    months = table.values["duration_months"]
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= LONGEST_DURATION:
        table.fault("bad_duration", "duration_months")
        return None
    return months


def _day(table: Table, name: str) -> date | None:
    if not table.has(name):
        return None
    try:
        return date.fromisoformat(str(table.values[name]))
    except ValueError:
        table.fault("bad_date", name)
        return None


def _check_together(partners: tuple[Partner, ...], faults: list[Fault]) -> None:
    seen: set[str] = set()
    for place, partner in enumerate(partners):
        if partner.id and partner.id in seen:
            faults.append(Fault("twice", f"partners[{place}].id", partner.id))
        seen.add(partner.id)
    leaders = [partner.id for partner in partners if partner.coordinator]
    if len(leaders) > 1:
        faults.append(Fault("several_coordinators", "partners", "", {"partners": leaders}))
