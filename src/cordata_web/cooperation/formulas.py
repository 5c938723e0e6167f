"""The formulas behind the figures: what each says in plain words, how it is computed, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Formula:
    """``key`` is the anchor on the page of formulas; ``reference`` names the publication as it is, in no language."""

    key: str
    name: Promise
    meaning: Promise
    formula: str
    reference: str


FORMULAS: tuple[Formula, ...] = (
    Formula(
        "location-quotient",
        _("Location quotient"),
        _(
            "The share of an activity in a region, divided by its share in all regions. 1 is average; from 1 on, "
            "the region counts as specialised."
        ),
        "LQ = (x_ri / x_r) / (x_i / x)",
        "Balassa (1965), The Manchester School 33; Isard (1960), Methods of Regional Analysis",
    ),
    Formula(
        "interval",
        _("Interval of a quotient"),
        _(
            "Small numbers make large quotients by chance. All units are drawn again at random, with replacement, "
            "400 times; 95 of 100 quotients found so lie within the interval."
        ),
        "x* ~ Multinomial(x, x_ri / x)",
        "Efron and Tibshirani (1993), An Introduction to the Bootstrap",
    ),
    Formula(
        "relatedness",
        _("Relatedness"),
        _(
            "Two activities are related when regions are specialised in both more often than chance would have it. "
            "Above 1 they count as related."
        ),
        "φ_ij = c_ij · T / (s_i · s_j)",
        "Hidalgo et al. (2007), Science 317; van Eck and Waltman (2009), JASIST 60; Steijn (2021), QSS 2",
    ),
    Formula(
        "relatedness-density",
        _("Relatedness density"),
        _(
            "How much of what is related to an activity a region already holds, from 0 to 100. The higher, the more "
            "the activity lies within reach."
        ),
        "D_ri = 100 · Σ_j M_rj φ_ij / Σ_j φ_ij,  j ≠ i",
        "Hidalgo et al. (2007), Science 317; Boschma, Balland and Kogler (2015), Industrial and Corporate Change 24",
    ),
    Formula(
        "complexity",
        _("Complexity"),
        _(
            "Activities that few regions hold, and only those that hold many others, are complex: hard to copy and "
            "worth more. 0 is average, 1 is one standard deviation above it."
        ),
        "D⁻¹ M U⁻¹ M′",
        "Hidalgo and Hausmann (2009), PNAS 106; Hausmann et al. (2014), The Atlas of Economic Complexity",
    ),
    Formula(
        "complementarity",
        _("Complementarity"),
        _(
            "How much of what is related to an activity another region holds and this one lacks, from 0 to 100: "
            "what a link to that region would add to its reach."
        ),
        "ADD_rsi = 100 · Σ_j φ_ij [M_sj = 1, M_rj = 0] / Σ_j φ_ij,  j ≠ i",
        "Balland and Boschma (2021), Regional Studies 55; as we read it: no code of the authors is public",
    ),
    Formula(
        "variety",
        _("Variety"),
        _("How evenly a region's activities share its total: the entropy of their shares, in bits. 0 is one only."),
        "H = −Σ p_i log₂ p_i",
        "Shannon (1948); Frenken, van Oort and Verburg (2007), Regional Studies 41",
    ),
    Formula(
        "concentration",
        _("Concentration"),
        _("The sum of the squared shares of a region's activities, after Herfindahl. 1 is one activity only."),
        "HHI = Σ p_i²",
        "Herfindahl (1950); Hirschman (1964), American Economic Review 54",
    ),
    Formula(
        "difference",
        _("Difference from the average"),
        _(
            "How far a region's mix of activities is from that of all regions, after Krugman: 0 is the same mix, 2 "
            "nothing in common."
        ),
        "K_r = Σ_i |p_ri − p_i|",
        "Krugman (1991), Geography and Trade",
    ),
    Formula(
        "potential",
        _("Potential of a link"),
        _(
            "What each of two regions would add to the reach of the other, of all that it lacks, as a geometric mean; "
            "it counts most where they share about half of their strengths."
        ),
        "P_rs = √(A_rs · A_sr) · (1 − g (1 − 4c (1 − c)))",
        "Balland and Boschma (2021), Regional Studies 55; Nooteboom et al. (2007), Research Policy 36; joined by us",
    ),
    Formula(
        "expected",
        _("Joint projects to be expected"),
        _(
            "How many joint projects two regions would have if only their size, their distance, their country, a "
            "common border and a common language counted."
        ),
        "E[y_rs] = exp(b₀ + b₁ ln(x_r x_s) + b₂ ln d_rs + …)",
        "Hoekman, Frenken and van Oort (2009), Ann. Reg. Sci. 43; Santos Silva and Tenreyro (2006), REStat 88",
    ),
    Formula(
        "gap",
        _("Gap between potential and joint projects"),
        _(
            "Links are ranked by their potential, less what they do already beyond what was to be expected; both in "
            "standard deviations."
        ),
        "z(P_rs) − z((y_rs − E[y_rs]) / √E[y_rs])",
        "Pearson residuals: McCullagh and Nelder (1989), Generalized Linear Models; the ranking is ours",
    ),
    Formula(
        "stability",
        _("Stability of a rank"),
        _(
            "All figures are drawn anew a hundred times around their values, and missing ones are filled by chance; 95 "
            "of 100 ranks found so lie within the interval."
        ),
        "x* ~ Poisson(x)",
        "Goldstein and Spiegelhalter (1996), Journal of the Royal Statistical Society A 159",
    ),
    Formula(
        "likeness",
        _("Likeness of two mixes of instruments"),
        _(
            "The kinds of instrument that both regions have, divided by those that either has; a kind is a form with a "
            "purpose."
        ),
        "J = |A ∩ B| / |A ∪ B|",
        "Jaccard (1912), The New Phytologist 11",
    ),
    Formula(
        "joint-call",
        _("Fit of two instruments for a joint call"),
        _(
            "The mean of five parts from 0 to 1: applicants in common, rates alike, durations alike, both open, a "
            "border in common. What is not known counts as half."
        ),
        "f = (a + r + d + o + b) / 5",
        "Ours; the parts count alike for want of reasons to prefer one",
    ),
    Formula(
        "financing-mix",
        _("Financing mix"),
        _(
            "Of all ways to pay for projects the one that leaves least to their partners: no source above its rate, "
            "ceiling or budget, no cost paid twice, one instrument of the Union for a project."
        ),
        "max Σ given − price · Σ lent − effort · applications",
        "Mixed integer programme, solved by HiGHS; Huangfu and Hall (2018), Math. Prog. Comp. 10",
    ),
    Formula(
        "joint-applicants",
        _("Fit of two applicants of a joint call"),
        _(
            "The mean of what is known: how they complement each other, the cooperation potential of their regions "
            "by the largest of all, and the share of the theme that they cover together. A group counts as the mean "
            "of its pairs."
        ),
        "w = (c + p / p_max + t) / 3",
        "Ours; the parts count alike for want of reasons to prefer one",
    ),
    Formula(
        "betweenness",
        _("Betweenness"),
        _("The share of the shortest paths between all others that run through a region or an organisation."),
        "b_v = Σ σ_st(v) / σ_st · 2 / ((n − 1)(n − 2))",
        "Freeman (1977), Sociometry 40",
    ),
    Formula(
        "constraint",
        _("Constraint"),
        _("How much one's partners are also each other's. Low: one stands between groups that do not work together."),
        "c_i = Σ_j (p_ij + Σ_q p_iq p_qj)²",
        "Burt (1992), Structural Holes",
    ),
    Formula(
        "communities",
        _("Communities"),
        _("Groups with more ties inside than chance would give them. Modularity says how clear they are, up to 1."),
        "Q = Σ (w_ij − k_i k_j / 2W) δ(c_i, c_j) / 2W",
        "Newman and Girvan (2004), Physical Review E 69; Blondel et al. (2008), J. Stat. Mech. P10008",
    ),
    Formula(
        "reach",
        _("Reach across borders"),
        _("Ties between countries less ties within them, divided by all ties: from −1 to 1."),
        "EI = (E − I) / (E + I)",
        "Krackhardt and Stern (1988), Social Psychology Quarterly 51",
    ),
    Formula(
        "brokerage",
        _("Roles of bridges"),
        _("Pairs of partners of an organisation that are no partners of each other, by the regions of each."),
        "coordinator AAA, itinerant ABA, gatekeeper AAB, liaison ABC",
        "Gould and Fernandez (1989), Sociological Methodology 19",
    ),
    Formula(
        "synergies",
        _("Joint projects across sides"),
        _("Projects in which one side of a region and another side of another region take part together."),
        "n_ab = |projects of a ∩ projects of b|",
        "Etzkowitz and Leydesdorff (2000), Research Policy 29, for the three sides",
    ),
    Formula(
        "holes",
        _("Missing ties"),
        _("Two communities with fewer ties than their sizes lead one to expect, and who already has ties to both."),
        "w_ab < K_a K_b / 2W",
        "Newman and Girvan (2004), Physical Review E 69; Burt (1992), Structural Holes",
    ),
    Formula(
        "pairing",
        _("Fit of two clusters"),
        _(
            "They can talk when they share some of what they work on, but not all; each gains what the other holds "
            "close to its own. The fit is the geometric mean of both."
        ),
        "f = √(4s (1 − s) · √(g₁₂ · g₂₁))",
        "Nooteboom et al. (2007), Research Policy 36; the joining is ours",
    ),
    Formula(
        "metacluster",
        _("Fit of a meta-cluster"),
        _(
            "The mean of three parts: how much of the theme its clusters cover, how many of the countries they come "
            "from, and how many pairs of them have a concept of the theme in common."
        ),
        "f = (coverage + breadth + cohesion) / 3",
        "Greedy covering: Nemhauser, Wolsey and Fisher (1978), Mathematical Programming 14; the fit is ours",
    ),
    Formula(
        "recall",
        _("Found among the first ten"),
        _(
            "For each region or organisation that found new partners later: the share of them that stand among the "
            "first ten of its ranking; then the mean of all. Intervals come from drawing regions or organisations anew."
        ),
        "recall@10 = |first ten ∩ came| / |came|",
        "Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval",
    ),
)


def formula_url(key: str) -> str:
    """The address of a formula on its page."""
    return f"{reverse('cooperation:formulas')}#{key}"
