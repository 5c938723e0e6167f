"""How long it takes to find the best partners for a consortium among ten thousand, with the optimum proved.

Candidates are invented: kinds, countries and NUTS-2 regions as in the sample network, one to four of 60 concepts each,
a fit for the topic (beta distribution, most of it low), and potentials of pairs of regions drawn evenly, which is
harder than real ones. The topic asks for eight concepts. The peers are HiGHS given all candidates at once, stopped
after two minutes, and a greedy choice: whoever adds most to the value joins next, first those whom the rules lack.
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Sequence
from datetime import date

from benchmarks.tables import markdown
from cordata.funding.completion import Candidate, Wishes, complete
from cordata.funding.completion.model import Model
from cordata.funding.completion.value import Worth, parts_of, total_of
from cordata.funding.consortia import Consortium, Partner
from cordata.funding.eligibility import check
from cordata.funding.linear import OutOfTimeError, Task
from cordata.funding.programme_files import load_programmes
from cordata.funding.programmes import Programme

DAY = date(2026, 1, 1)
NUMBER = 10_000
PEER_SECONDS = 120.0
ASKED = (("horizon-europe-ria", 8), ("alpine-space-2021", 12))
COUNTRIES = {"IT": 30, "DE": 30, "AT": 12, "SI": 8, "FR": 15, "CH": 8, "LI": 1}
REGIONS = {
    "IT": ("ITC1", "ITC4", "ITH3", "ITH5", "ITI4"),
    "DE": ("DE11", "DE21", "DE14", "DE30"),
    "AT": ("AT12", "AT33", "AT22"),
    "SI": ("SI03", "SI04"),
    "FR": ("FRK2", "FRL0", "FRF1", "FR10"),
    "CH": ("CH01", "CH04"),
    "LI": ("LI00",),
}
KINDS = {"sme": 60, "large": 8, "university": 8, "research": 8, "public": 8, "cluster": 8}
CONCEPTS = tuple(f"concept-{number}" for number in range(60))
CORE = Consortium((Partner("core", "Core", "IT", "university", nuts="ITC1", coordinator=True),), 30)


def invented(number: int, seed: int = 1) -> list[Candidate]:
    """So many candidates."""
    chance = random.Random(seed)
    made = []
    for place in range(number):
        country = chance.choices(list(COUNTRIES), list(COUNTRIES.values()))[0]
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        partner = Partner(
            f"o{place}",
            f"Organisation {place}",
            country,
            kind,
            sme=kind == "sme",
            nuts=chance.choice(REGIONS[country]),
            group=f"g{chance.randrange(200)}" if chance.random() < 0.02 else "",
        )
        concepts = frozenset(chance.sample(CONCEPTS, chance.randrange(1, 5)))
        ties = frozenset({"core"}) if chance.random() < 0.03 else frozenset()
        made.append(Candidate(partner, concepts, round(chance.betavariate(2, 5), 4), ties, chance.randrange(5)))
    return made


def wishes_for(largest: int, seed: int = 2) -> Wishes:
    """What the topic asks for, with potentials for all pairs of regions."""
    chance = random.Random(seed)
    codes = sorted(code for some in REGIONS.values() for code in some)
    potential = {(one, other): chance.random() for one in codes for other in codes if one < other}
    return Wishes(largest=largest, concepts=CONCEPTS[:8], potential=potential, kinds={"sme": 1}, alternatives=1)


def greedy(candidates: Sequence[Candidate], programme: Programme, wishes: Wishes) -> float:
    """The value of the greedy choice."""
    worth = Worth.among(candidates, CORE, wishes)
    joined: list[Candidate] = []

    def value(more: Candidate) -> float:
        return total_of(parts_of(CORE.partners, [*joined, more], worth))

    def eligible() -> bool:
        verdict = check(CORE.with_partners(one.partner for one in joined), programme, DAY)
        return verdict.outcome == "eligible"

    while len(joined) + 1 < wishes.largest:
        there = {one.partner.country for one in joined} | {"IT"}
        able = candidates if eligible() else [one for one in candidates if one.partner.country not in there]
        best = max((one for one in able if one not in joined), key=value)
        gained = value(best) - total_of(parts_of(CORE.partners, joined, worth))
        if gained <= 0 and eligible():
            break
        joined.append(best)
    return total_of(parts_of(CORE.partners, joined, worth))


def at_once(candidates: Sequence[Candidate], programme: Programme, wishes: Wishes) -> tuple[float, str]:
    """Seconds, and how HiGHS ended with the whole model."""
    start = time.perf_counter()
    model = Model.of(CORE, candidates, programme.rules_on(DAY), DAY, Worth.among(candidates, CORE, wishes))
    try:
        found = Task.of(model.rows, None, any_will_do=False).solved(PEER_SECONDS)
    except OutOfTimeError:
        return time.perf_counter() - start, "nothing found"
    assert found is not None
    gap = (found.bound - found.value) / abs(found.value)
    return time.perf_counter() - start, "proved" if found.proved else f"gap {gap:.1%}"


def run() -> str:
    """The table of completions."""
    candidates = invented(NUMBER)
    rows = []
    for programme_id, largest in ASKED:
        programme, wishes = load_programmes()[programme_id], wishes_for(largest)
        start, computed = time.perf_counter(), time.process_time()
        found = complete(CORE, candidates, programme, DAY, wishes, seconds=60.0)
        seconds, computed = time.perf_counter() - start, time.process_time() - computed
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        best = found.proposals[0]
        peer_seconds, ended = at_once(candidates, programme, wishes)
        rows.append(
            [
                programme.name, len(best.members), found.considered, f"{seconds:.1f}", f"{computed:.1f}",
                "proved" if best.proved else f"gap {best.gap:.1%}", f"{megabytes:.0f}", f"{peer_seconds:.1f}", ended,
                f"{peer_seconds / seconds:.1f}", f"{greedy(candidates, programme, wishes) / best.value:.1%}",
            ]
        )  # fmt: skip
    titles = [
        "Programme", "new partners", "of 10,000 considered", "seconds", "of the processor", "optimum", "MB",
        "at once, s", "ended", "ratio", "greedy, of the optimum",
    ]  # fmt: skip
    start = time.perf_counter()
    refused = complete(CORE, candidates, load_programmes()[ASKED[0][0]], DAY, Wishes(largest=2))
    told = ", ".join(refused.conflict)
    return (
        f"## Completion of consortia\n\n{(__doc__ or '').strip()}\n\n"
        + markdown(titles, rows)
        + f"\nAn impossible one (three countries in two seats): {told}, found in {time.perf_counter() - start:.1f} s.\n"
    )


if __name__ == "__main__":
    print(run())
