"""A cluster's manager: members added, asked, imported and reminded, a self-check begun, two members' partners met."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from cordata_web.directory.models import MemberImport, Membership, Profile, SelfCheck
from cordata_web.exchange.actions.opportunities import step_opportunity
from cordata_web.exchange.models import Introduction
from cordata_web.people.models import Invitation, RoleAssignment, User
from e2e.walking import Walker, letters_to, links_in
from web.cast import cluster, opportunity, organisation, person
from web.jobs.working import run_jobs
from web.searching import ITALIAN

FOUNDRY = "fonderia-valle-chiara"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("journeys")]
TABLES = {
    "fr": "Nom;Pays;Ville;Effectif\nAlpha Décolletage;France;Cluses;40\nBêta;Atlantide;Linz;\nGamma SA;Suisse;Chur;\n"
    "Delta GmbH;Allemagne;Hamburg;12\n",
    "en": "Name;Country;Town;Employees\nAlpha Turning;France;Cluses;40\nBeta;Atlantis;Linz;\nGamma Ltd;CH;Chur;\n"
    "Delta GmbH;Germany;Hamburg;12\n",
}
GOOD, BAD = 2, ((3, "unknown_country"), (5, "outside_macro_region"))
"""Rows of either table: so many can be imported; these cannot, for this reason."""


@pytest.fixture
def mia(site) -> User:
    """The manager of a cluster with one fresh and one stale member, of which one seeks what another firm offers."""
    fresh = organisation("rossi", name="Rossi Sensori")
    stale = organisation("pressa", name="Pressa", claimed=None, valid_until=timezone.localdate() + timedelta(days=10))
    grappe = cluster("grappe", members=(fresh, stale), name="Grappe des Alpes", website="https://grappe.example")
    person("ada@rossi.example", "member", fresh, language="it")
    person("pia@pressa.example", "member", stale, language="it")
    person("lovro@foundry.example", "member", Profile.objects.get(pk=FOUNDRY), language="it")
    asked = opportunity(fresh, state="in_review", language="it", titles={"it": "Scatole"}, summaries={"it": ITALIAN})
    step_opportunity(opportunity=asked, step="approve", actor=None)
    run_jobs()
    return person("mia@grappe.example", "cluster_manager", grappe)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_manager_runs_a_cluster(walk, mia: User, language: str) -> None:
    desk = walk(language)
    desk.sign_in(mia)
    desk.go("desk:home")
    desk.is_accessible("desk of a manager")
    desk.follow("directory:cluster_overview", "grappe")
    desk.is_accessible("cluster")
    _lists_a_member_and_invites_its_people(desk, walk)
    _imports_a_table_and_takes_it_back(desk)
    _reminds(desk)
    _begins_the_self_check(desk)
    _introduces(desk)
    _takes_the_figures_along(desk)
    members = set(Membership.objects.filter(cluster="grappe").values_list("member__name", flat=True))
    assert members == {"Rossi Sensori", "Pressa", "Valjarna Kranj"}  # what was imported has been taken back


def _lists_a_member_and_invites_its_people(desk: Walker, walk) -> None:
    desk.go("directory:cluster_members", "grappe")
    desk.is_accessible("members")
    desk.press("Add a member")
    desk.fill(q="Valjarna Kranj")
    desk.press("Look for it")
    desk.is_accessible("adding a member")
    desk.fill(name="Valjarna Kranj", kind="sme", region="SI04", town="Kranj")
    desk.press("List it as a member")
    made = Profile.objects.get(name="Valjarna Kranj")
    assert Membership.objects.filter(cluster="grappe", member=made).exists()
    desk.go("directory:cluster_members", "grappe")
    desk.follow("directory:cluster_invite", "grappe", made.pk)
    desk.is_accessible("inviting people")
    desk.fill(email="jan@valjarna.example", language="sl")
    desk.press("Send the invitation")
    _accepts(walk("sl"), made)


def _accepts(guest: Walker, made: Profile) -> None:
    """The invited person, who has an account already, in their own language."""
    (letter,) = letters_to("jan@valjarna.example")
    assert letter.language == "sl"
    guest.sign_in(person("jan@valjarna.example", language="sl"))
    guest.page.goto(next(link for link in links_in(letter) if "/invitations/" in link))
    guest.arrived()
    guest.is_accessible("invitation")
    guest.press("Accept the invitation")
    assert Invitation.objects.get().accepted_by.email == "jan@valjarna.example"
    assert RoleAssignment.objects.filter(profile=made, role="member").exists()


def _imports_a_table_and_takes_it_back(desk: Walker) -> None:
    before = Profile.objects.count()
    desk.go("directory:cluster_imports", "grappe")
    desk.is_accessible("imports")
    table = {"name": "members.csv", "mimeType": "text/csv", "buffer": TABLES[desk.language].encode("utf-8-sig")}
    desk.page.locator('input[type="file"]').set_input_files(table)
    desk.press("Look at the table")
    desk.is_accessible("import")
    found = MemberImport.objects.get()
    told = {(one["line"], one["code"]) for one in found.problems if one["loss"] == "row"}
    assert told == set(BAD)
    for line, code in BAD:
        column = next(one["column"] for one in found.problems if (one["line"], one["code"]) == (line, code))
        row = desk.page.locator("tr", has_text=column).filter(has=desk.page.locator(f'td.number:text-is("{line}")'))
        assert row.count() == 1
    assert Profile.objects.count() == before
    start = desk.address("directory:cluster_import_start", "grappe", found.pk)
    desk.leave_by(desk.page.locator(f'form[action="{start}"] button'))
    desk.is_accessible("work under way")
    desk.wait_for_work()
    desk.is_accessible("work done")
    desk.press("See the result")
    desk.is_accessible("import done")
    assert Profile.objects.count() == before + GOOD
    desk.press("Take this import back")
    desk.wait_for_work()
    desk.press("See the result")
    desk.sees("This import was taken back.")
    assert Profile.objects.count() == before


def _reminds(desk: Walker) -> None:
    desk.go("directory:cluster_members", "grappe")
    row = desk.page.locator("li.member", has_text="Pressa")
    desk.leave_by(row.get_by_role("button", name=desk.words("Remind")).first)
    assert len(letters_to("pia@pressa.example")) == 1
    again = desk.page.locator("li.member", has_text="Pressa").locator('[name="member"][value="pressa"]')
    nudge = desk.address("directory:cluster_nudge", "grappe")
    assert desk.page.locator(f'li.member form[action="{nudge}"]').filter(has=again).count() == 0


def _begins_the_self_check(desk: Walker) -> None:
    """Two answers, one of them no number: what can be understood is kept."""
    desk.go("directory:cluster_check", "grappe")
    desk.is_accessible("self-check")
    desk.follow("directory:cluster_questions", "grappe", timezone.localdate().year, "structure")
    desk.is_accessible("questions")
    desk.page.locator('form.check input[type="radio"][value="3"]').first.check()
    desk.fill(management_fte="viel")
    desk.complaints.clear()
    with desk.page.expect_navigation(wait_until="load"):
        desk.button("Save").click()
    desk.sees("All that could be understood is saved. Please look at the marked fields.")
    desk.complaints.clear()  # the browser notes that the form was not accepted as it was
    kept = SelfCheck.objects.get()
    assert [one["answer"] for one in kept.answers.values() if one["answer"] is not None] == [3.0]
    desk.go("directory:cluster_check", "grappe")
    desk.reads("1/36")


def _introduces(desk: Walker) -> None:
    desk.go("directory:cluster_exchange", "grappe")
    desk.is_accessible("exchange of a cluster")
    partner = desk.page.locator("li.member", has_text=Profile.objects.get(pk=FOUNDRY).name)
    assert partner.locator(".reasons li").count() >= 1
    desk.leave_by(partner.get_by_role("link", name=desk.words("Introduce them")))
    desk.is_accessible("introducing")
    desk.fill(note="Vous devriez vous parler.")
    desk.press("Ask both sides")
    desk.is_accessible("introduction proposed")
    assert Introduction.objects.get().state == "proposed"
    assert [len(letters_to(who)) for who in ("ada@rossi.example", "lovro@foundry.example")] == [1, 1]


def _takes_the_figures_along(desk: Walker) -> None:
    desk.go("directory:cluster_overview", "grappe")
    everything = desk.address("directory:cluster_export", "grappe", "all", "xlsx")
    content = desk.download(desk.page.locator(f'a[href="{everything}"]'))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert {"Rossi Sensori", "Pressa", "Valjarna Kranj"} <= cells
