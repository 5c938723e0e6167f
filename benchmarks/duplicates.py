"""How long it takes to find look-alikes of a name that somebody types, among a thousand to a hundred thousand.

Names are drawn from the words of the sample network with legal forms of the seven countries; what is typed is the
beginning of one of them. The peer is RapidFuzz's ``process.extract`` with ``token_set_ratio`` over the folded names.
Found is the share of 100 names with two letters swapped whose own entry is among the first five.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.tables import markdown
from cordata.directory import DuplicateIndex, Listed, candidates, load_network
from cordata.directory.names import plain_name

SIZES = (1_000, 10_000, 100_000)
ASKED = 100
FORMS = ("GmbH", "AG", "S.r.l.", "S.p.A.", "d.o.o.", "SARL", "SAS", "SA", "e.V.")


def invented(count: int, *, seed: int = 0) -> list[str]:
    """So many names of organisations."""
    chance = random.Random(seed)
    words = sorted({word for profile in load_network() for word in profile.name.split()})
    return [f"{' '.join(chance.sample(words, chance.randint(2, 4)))} {chance.choice(FORMS)}" for _ in range(count)]


def swapped(name: str) -> str:
    """Two letters in the middle of the longest word changed for one another."""
    word = max(name.split(), key=len)
    middle = len(word) // 2
    return name.replace(word, word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :])


def run() -> str:
    """The table of duplicates."""
    rows = []
    for size in SIZES:
        names = invented(size)
        start = time.perf_counter()
        known = DuplicateIndex(Listed(str(at), name, "AT") for at, name in enumerate(names))
        built = time.perf_counter() - start
        plain = list(map(plain_name, names))
        asked = random.Random(1).sample(range(size), ASKED)
        typed = [names[at][: len(names[at]) * 2 // 3] for at in asked]
        wrong = [swapped(names[at]) for at in asked]

        def ours(name: str, known: DuplicateIndex = known) -> list[int]:
            return [int(found.id) for found in candidates(Listed("", name, "AT"), known)]

        def peer(name: str, plain: list[str] = plain) -> list[int]:
            return [at for _, _, at in process.extract(plain_name(name), plain, scorer=fuzz.token_set_ratio, limit=5)]

        times, theirs = _times(ours, typed), _times(peer, typed)
        found = [sum(at in call(name) for at, name in zip(asked, wrong, strict=True)) for call in (ours, peer)]
        ratio = np.percentile(times, 95) / np.percentile(theirs, 95)
        rows.append([f"{size:,}", _told(times), _told(theirs), f"{ratio:.2f}", f"{found[0]} %", f"{found[1]} %",
                     f"{built:.1f} s"])  # fmt: skip
    headings = [
        "Names",
        "ours, median / p95",
        "RapidFuzz",
        "p95 ours / peer",
        "found, ours",
        "found, RapidFuzz",
        "build",
    ]
    return f"## Duplicates while typing\n\n{(__doc__ or '').strip()}\n\n{markdown(headings, rows)}"


def _times(call: Callable[[str], object], inputs: Sequence[str]) -> np.ndarray:
    found = []
    for given in inputs:
        start = time.perf_counter()
        call(given)
        found.append(time.perf_counter() - start)
    return np.array(found)


def _told(times: np.ndarray) -> str:
    return f"{np.median(times) * 1000:.1f} / {np.percentile(times, 95) * 1000:.1f} ms"
