"""The people of the example: one for each firm that takes part, and one for each role of the demo."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from cordata_web.directory.folding import fold
from cordata_web.directory.models import ClusterMay, Membership, Profile
from cordata_web.people import audit
from cordata_web.people.assignments import give_role
from cordata_web.people.consent import PRIVACY_VERSION
from cordata_web.people.demo import DEMO_ROLES
from cordata_web.people.models import Consent, Role, User

CLUSTER = "grappolo-valle-chiara"
MEMBERS = ("fonderia-valle-chiara", "celle-robotiche-dora", "navigli-manutenzione-predittiva", "additiva-berica")
FIRMS = {"firm": "fonderia-valle-chiara", "partner": "ennsbogen-greiftechnik"}
NAMES = {
    "firm": ("Chiara Valli", "it"),
    "partner": ("Jonas Ennser", "de"),
    "cluster_manager": ("Marco Grappoli", "it"),
    "officer": ("Laura Regis", "it"),
    "secretariat": ("Ines Kordat", "en"),
    "auditor": ("Paul Prüfer", "de"),
}
SPEAKERS = {
    "celle-robotiche-dora": "Elena Dorina",
    "inntal-waermetechnik": "Franz Inntaler",
    "turbines-du-val-clair": "Sylvie Valclair",
    "mainbogen-nanolack": "Karin Mainhardt",
    "limmat-absatzprognose": "Reto Limmat",
    "pegnitztal-elektrolyse": "Georg Pegnitz",
    "decolletage-du-mont-lune": "Luc Montlune",
    "photonique-de-belledonne": "Anne Belledon",
    "drei-zinnen-feinwerk": "Dario Zinner",
    "unterland-herkunftsnachweis": "Nora Unterländer",
    "orodjarna-soncna-reka": "Maja Sončnik",
    "barjanski-oblak": "Tine Barjan",
}
REGION = "ITC4"


@transaction.atomic
def make_person(email: str, name: str, language: str) -> User:
    """An invented person with a confirmed address and no password; made once."""
    known = User.objects.filter(email=email).first()
    if known is not None:
        return known
    made = User.objects.create_user(email, None, name=name, language=language, is_example=True)
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
    Consent.objects.create(user=made, what=Consent.What.ACCOUNT, version=PRIVACY_VERSION)
    audit.record("created", made, actor=None, changes={"example": True})
    return made


def make_demo_people() -> None:
    """One for each role of the demo."""
    people = {role: make_person(email, *NAMES[role]) for role, email in DEMO_ROLES.items()}
    for role, firm in FIRMS.items():
        keep(Profile.objects.get(pk=firm), people[role], Role.MEMBER)
    keep(example_cluster(), people["cluster_manager"], Role.CLUSTER_MANAGER)
    give_role(user=people["officer"], role=Role.OFFICER, actor=None, region=REGION)
    give_role(user=people["secretariat"], role=Role.SECRETARIAT, actor=None)
    give_role(user=people["auditor"], role=Role.AUDITOR, actor=None)


def speaker_of(firm: Profile) -> User:
    """Who speaks for a firm of the example; one is made where there is none."""
    held = firm.assignments.filter(role=Role.MEMBER, until__isnull=True).select_related("user").first()
    if held is not None:
        return held.user
    speaker = make_person(f"{firm.pk}@example.org", SPEAKERS.get(firm.pk, firm.name), firm.local_language)
    keep(firm, speaker, Role.MEMBER)
    return speaker


def keep(profile: Profile, user: User, role: Role) -> None:
    """The profile is the person's from now on."""
    give_role(user=user, role=role, actor=None, profile=profile)
    if profile.claimed is None:
        today = timezone.localdate()
        profile.claimed, profile.valid_until = today, today + timedelta(days=365)
        profile.save(update_fields=["claimed", "valid_until", "updated"])
        audit.record("kept by its own", profile, actor=user, changes={"claimed": [None, today.isoformat()]})


def example_cluster() -> Profile:
    """An invented cluster of some of the invented firms; real clusters are managed by nobody of the demo."""
    known = Profile.objects.filter(pk=CLUSTER).first()
    if known is not None:
        return known
    texts = {
        "it": "Un cluster d’esempio: imprese inventate della meccanica lombarda e dei dintorni.",
        "en": "An example cluster: invented engineering firms of Lombardy and around.",
    }
    made = Profile.objects.create(
        id=CLUSTER,
        name="Grappolo Valle Chiara",
        kind="cluster",
        cluster_type="cluster",
        country="IT",
        nuts="ITC47",
        town="Brescia",
        latitude=45.54,
        longitude=10.22,
        sectors=["mechatronics"],
        local_language="it",
        descriptions=texts,
        is_example=True,
        founded=2024,
        folded_name=fold("Grappolo Valle Chiara"),
        search_text=f" {fold(' '.join(['Grappolo Valle Chiara', *texts.values()]))} ",
    )
    audit.record("created", made, actor=None, changes={"example": True})
    for member in Profile.objects.filter(pk__in=MEMBERS):
        membership = Membership.objects.create(cluster=made, member=member, since=timezone.localdate())
        audit.record("created", membership, actor=None, changes={"cluster": CLUSTER, "member": member.pk})
    Profile.objects.filter(pk=MEMBERS[0]).update(cluster_may=ClusterMay.ALL)
    Profile.objects.filter(pk=MEMBERS[1]).update(cluster_may=ClusterMay.DRAFTS)
    return made
