"""Why somebody joins, and who could come instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from cordata.funding.completion.candidates import Candidate
from cordata.funding.completion.results import Member
from cordata.funding.completion.wishes import Wishes
from cordata.funding.consortia import Consortium
from cordata.funding.eligibility import Verdict, check
from cordata.funding.programmes import Programme
from cordata.kernel import Reason

MOST_TRIED = 200
RESERVES = 2


@dataclass(frozen=True, slots=True)
class Joined:
    """A core with those who join it, to be looked at one by one."""

    core: Consortium
    joined: Sequence[Candidate]
    programme: Programme
    day: date
    wishes: Wishes

    def without(self, left: Candidate, instead: Candidate | None = None) -> Consortium:
        """The consortium with one left out, and another in its place."""
        rest = [one.partner for one in self.joined if one is not left]
        return self.core.with_partners([*rest, *([instead.partner] if instead else [])])

    def member(self, one: Candidate, candidates: Sequence[Candidate]) -> Member:
        """One who joins, with reasons and reserves; candidates are told with the fittest first."""
        whole = _broken(check(self.core.with_partners(each.partner for each in self.joined), self.programme, self.day))
        reasons = tuple(self._reasons(one, whole))
        return Member(one, reasons, tuple(self._reserves(one, candidates, whole)))

    def _reasons(self, one: Candidate, whole: frozenset[str]) -> Iterator[Reason]:
        alone = _broken(check(self.without(one), self.programme, self.day)) - whole
        if alone:
            yield Reason("needed_for_rules", {"rules": sorted(alone)})
        others = self.wishes.covered.union(*(each.concepts for each in self.joined if each is not one))
        if brought := sorted(one.concepts.intersection(self.wishes.concepts) - others):
            yield Reason("brings_concepts", {"concepts": brought})
        partners = [*self.core.partners, *(each.partner for each in self.joined if each is not one)]
        if one.partner.country and one.partner.country not in {partner.country for partner in partners}:
            yield Reason("brings_country", {"country": one.partner.country})
        known = sorted(one.ties & {partner.id for partner in partners})
        yield Reason("worked_with", {"partners": known}) if known else Reason("newcomer")

    def _reserves(self, one: Candidate, candidates: Sequence[Candidate], whole: frozenset[str]) -> Iterator[Candidate]:
        """Who covers what only this one covers, and with whom no more rules are broken."""
        taken = {each.id for each in self.joined} | self.wishes.excluded
        others = self.wishes.covered.union(*(each.concepts for each in self.joined if each is not one))
        needed = one.concepts.intersection(self.wishes.concepts) - others
        able = (each for each in candidates if each.id not in taken and needed <= each.concepts)
        found = 0
        for instead in islice(able, MOST_TRIED):
            if _broken(check(self.without(one, instead), self.programme, self.day)) <= whole:
                yield instead
                found += 1
            if found == RESERVES:
                return


def _broken(verdict: Verdict) -> frozenset[str]:
    """Rules that are not surely satisfied, but for those that only a person can judge in any case."""
    return frozenset(finding.rule.id for finding in verdict.findings if finding.status != "satisfied")
