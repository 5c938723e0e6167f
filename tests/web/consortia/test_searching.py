"""Partners who complete a consortium, found in the background among the network's organisations."""

from typing import Any

import pytest

from cordata_web.consortia.actions.partners import add_partner, exclude_organisation, remove_partner
from cordata_web.consortia.candidates import candidates_for, core_of, lately_asked, ties_of
from cordata_web.consortia.completing import CannotSearchError, ask_for_partners, search
from cordata_web.consortia.models import Consortium, PartnerSearch
from cordata_web.consortia.presenting import fit_beside
from cordata_web.cooperation.models import Dataset, Participation, Project, Result
from cordata_web.jobs.models import Job
from web import cast
from web.jobs.working import run_jobs

pytestmark = pytest.mark.django_db
ASKED: dict[str, Any] = {"largest": 4, "alternatives": 2, "trust": 20, "kinds": {}}


def found_for(consortium: Consortium, **asked: Any) -> dict[str, Any]:
    return search(PartnerSearch.objects.create(consortium=consortium, asked={**ASKED, **asked}))


def members(proposal: dict[str, Any]) -> set[str]:
    return {member["id"] for member in proposal["members"]}


def test_proposals_fulfil_the_rules_and_say_that_they_are_the_best(consortium, network):
    found = found_for(consortium)
    assert len(found["proposals"]) == 2
    for one in found["proposals"]:
        assert one["outcome"] == "eligible"
        assert one["proved"] is True
        assert len(members(one)) >= 2
    assert found["conflict"] == []


def test_concepts_draw_those_who_stand_for_them(consortium, network):
    Consortium.objects.update(concepts=["welding", "coating"])
    consortium.refresh_from_db()
    first = found_for(consortium)["proposals"][0]
    assert {"uni-graz", "lyon"} <= members(first)
    assert first["uncovered"] == []


def test_what_cannot_hold_together_is_named(consortium, network):
    found = found_for(consortium, largest=2)
    assert found["proposals"] == []
    assert set(found["conflict"]) == {"rule:countries", "wish:size"}


def test_excluded_and_declined_organisations_are_no_candidates(consortium, network, ada):
    exclude_organisation(consortium=consortium, profile=network[0], actor=ada)
    row = add_partner(consortium=consortium, profile=network[1], actor=ada)
    row.state = "declined"
    row.save()
    ids = {one.id for one in candidates_for(consortium, core_of(consortium))}
    assert ids == {"lyon", "bern"}


def test_proposed_partners_may_be_exchanged_unless_they_are_locked(consortium, network, ada):
    row = add_partner(consortium=consortium, profile=network[2], actor=ada)
    assert row not in core_of(consortium)
    row.locked = True
    row.save()
    assert row in core_of(consortium)


def test_invented_organisations_are_proposed_to_invented_ones_only(consortium, network):
    network[0].is_example = True
    network[0].save()
    assert "livarna" not in {one.id for one in candidates_for(consortium, core_of(consortium))}


def test_who_worked_together_is_known_from_projects(network):
    figures = Dataset.objects.create(id="cordis", kind="projects", name="CORDIS", checked="2026-01-01")
    project = Project.objects.create(dataset=figures, identifier="1", start="2024-01-01")
    for number, profile in enumerate(network[:2]):
        Participation.objects.create(project=project, organisation=str(number), profile=profile, name="", kind="sme")
    assert ties_of({"livarna", "uni-graz", "lyon"}) == {"livarna": {"uni-graz"}, "uni-graz": {"livarna"}}


def test_invitations_of_late_are_counted(consortium, network, ada):
    from django.utils import timezone

    row = add_partner(consortium=consortium, profile=network[0], actor=ada)
    row.invited = timezone.now()
    row.save()
    assert lately_asked() == {"livarna": 1}


def test_the_potential_of_the_regions_counts_where_it_was_computed(consortium, network):
    links = [{"region": "AT22", "other": "ITC1", "potential": 1.0}, {"region": "FRK2", "other": "ITC1", "potential": 0}]
    Result.objects.create(id="x", kind="links", inputs={}, content=links, seconds=1)
    assert found_for(consortium, alternatives=1)["proposals"][0]["parts"]["potential"] > 0


def test_without_a_programme_nothing_is_sought(consortium, network):
    Consortium.objects.update(programme="")
    consortium.refresh_from_db()
    with pytest.raises(CannotSearchError, match="Choose a programme first"):
        found_for(consortium)


def test_more_who_stay_than_allowed_is_refused_with_a_way_out(consortium, network, ada):
    for profile in network[:3]:
        row = add_partner(consortium=consortium, profile=profile, actor=ada)
        row.locked = True
        row.save()
    with pytest.raises(CannotSearchError, match="Allow it to be larger"):
        found_for(consortium, largest=2)


def test_the_form_asks_the_worker_and_the_page_shows_what_it_found(consortium, network, ada):
    browser = cast.signed_in(ada)
    answer = browser.post(
        f"{consortium.get_absolute_url()}find/", {"largest": "4", "alternatives": "2", "trust": "-50", "kind_sme": "2"}
    )
    made = PartnerSearch.objects.get()
    assert made.asked == {"largest": 4, "alternatives": 2, "trust": -50, "kinds": {"sme": 2}}
    assert "Partners are being sought" in browser.get(answer.url).content.decode()
    run_jobs()
    job = Job.objects.get(kind="consortia.complete")
    assert job.state == "done"
    assert job.result["url"] == answer.url
    shown = browser.get(answer.url)
    first = shown.context["proposals"][0]
    assert first["proved"]
    assert all(member["reasons"] for member in first["members"])
    assert "Proved to be the best" in shown.content.decode()


def test_a_proposal_is_taken_over_in_place_of_those_who_were_only_proposed(consortium, network, ada):
    made = PartnerSearch.objects.create(consortium=consortium, asked=ASKED)
    made.found = search(made)
    made.save()
    add_partner(consortium=consortium, profile=cast.organisation("verdi"), actor=ada)
    cast.signed_in(ada).post(f"{consortium.get_absolute_url()}find/{made.pk}/take/1/")
    there = set(consortium.partners.filter(removed__isnull=True).values_list("profile", flat=True))
    assert there == {"rossi", *members(made.found["proposals"][0])}


def test_a_member_of_a_proposal_can_be_left_out_from_now_on(consortium, network, ada):
    made = PartnerSearch.objects.create(consortium=consortium, asked=ASKED, found={"proposals": [], "candidates": 0})
    sent = {"profile": "lyon", "search": made.pk, "excluded": "yes"}
    answer = cast.signed_in(ada).post(f"{consortium.get_absolute_url()}partners/exclude/", sent)
    assert answer.url.endswith(f"/find/{made.pk}/")
    assert list(consortium.excluded.values_list("pk", flat=True)) == ["lyon"]


def test_only_the_last_searches_are_kept(consortium, network, ada):
    for _number in range(12):
        ask_for_partners(consortium=consortium, settings=ASKED, actor=ada)
    assert consortium.searches.count() == 10


def test_whoever_was_removed_can_be_proposed_again(consortium, network, ada):
    row = add_partner(consortium=consortium, profile=network[0], actor=ada)
    remove_partner(partner=row, actor=ada)
    assert "livarna" in {one.id for one in candidates_for(consortium, core_of(consortium))}


@pytest.mark.parametrize(
    ("score", "best", "told"),
    [
        (0.04, 0.04, "Strong fit with the topic: 100 of 100 of the best"),
        (0.02, 0.04, "Fair fit with the topic: 50 of 100 of the best"),
        (0.01, 0.04, "Weak fit with the topic: 25 of 100 of the best"),
        (0.0, 0.04, "Weak fit with the topic: 0 of 100 of the best"),
        (0.6, 0.0, "Very likely fits"),
    ],
)
def test_fits_are_told_beside_the_best_of_the_candidates(score, best, told):
    assert fit_beside(score, best) == told


def test_a_proposal_tells_what_each_partner_works_on_and_how_it_fits(consortium, network, ada):
    Consortium.objects.update(concepts=["welding", "coating"])
    row = ask_for_partners(consortium=Consortium.objects.get(), settings=ASKED, actor=ada)
    run_jobs()
    row.refresh_from_db()
    consortium.refresh_from_db()
    best = max(one.fit for one in candidates_for(consortium, core_of(consortium)))
    assert row.found["best_fit"] == round(best, 4)
    page = cast.signed_in(ada).get(f"{consortium.get_absolute_url()}find/{row.pk}/").content.decode()
    assert "It works on:" in page
