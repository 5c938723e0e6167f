"""What the example firms do with each other: opportunities, interests, introductions and collaborations in many states.

Everything is done by the same actions that people's pages call.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from importlib import resources
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.collaborations import begin_collaboration, move_collaboration
from cordata_web.exchange.actions.conversations import write_message
from cordata_web.exchange.actions.interests import accept_interest, ask_sender, decline_interest, express_interest
from cordata_web.exchange.actions.introductions import propose_introduction
from cordata_web.exchange.actions.opportunities import step_opportunity, write_opportunity
from cordata_web.exchange.example.people import make_demo_people, speaker_of
from cordata_web.exchange.models import Interest, Introduction, Opportunity
from cordata_web.people.demo import demo_user
from cordata_web.people.models import User

Told = dict[str, Opportunity]
COPIED = ("type", "trl", "ipr_status", "anonymous", "partner_kinds", "partner_countries", "cooperation", "concepts")
REVIEWED = ("published", "expired", "changes_requested")


@transaction.atomic
def tell_story() -> int:
    """All of it, once; how many opportunities were made. The firms of the sample network must be there."""
    if Opportunity.objects.filter(is_example=True).exists():
        return 0
    make_demo_people()
    told = {entry["key"]: _opportunity(entry) for entry in entries()}
    today = timezone.localdate()
    _grippers(told, today)
    _coating(told, today)
    _still_open(told, today)
    _proposed(today)
    return len(told)


def entries() -> list[dict[str, Any]]:
    source = resources.files("cordata_web.exchange.example").joinpath("opportunities.toml")
    return list(tomllib.loads(source.read_text("utf-8"))["opportunity"])


def _opportunity(entry: Mapping[str, Any]) -> Opportunity:
    firm = Profile.objects.get(pk=entry["firm"])
    speaker, reviewer = speaker_of(firm), demo_user("secretariat")
    texts = firm.offers if entry["type"].endswith("_offer") else firm.seeks
    facts = {name: entry[name] for name in COPIED if name in entry}
    english = {"en": "translator"} if firm.local_language != "en" else {}
    made = write_opportunity(
        organisation=firm,
        actor=speaker,
        facts={
            **facts,
            "language": firm.local_language,
            "titles": entry["title"],
            "summaries": texts,
            "descriptions": firm.offers,
            "sectors": firm.sectors,
            "translated": english,
        },
    )
    Opportunity.objects.filter(pk=made.pk).update(is_example=True)
    made.is_example = True
    return _published(made, entry.get("state", "published"), speaker, reviewer)


def _published(made: Opportunity, state: str, speaker: User, reviewer: User | None) -> Opportunity:
    step_opportunity(opportunity=made, step="submit", actor=speaker)
    if state == "changes_requested":
        word = "Please say for how many drawings a year, and in which file formats."
        return step_opportunity(opportunity=made, step="request_changes", actor=reviewer, comment=word)
    if state in REVIEWED:
        step_opportunity(opportunity=made, step="approve", actor=reviewer)
    if state == "expired":
        Opportunity.objects.filter(pk=made.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
        made.refresh_from_db()
        step_opportunity(opportunity=made, step="expire", actor=None)
    return made


def _interest(told: Opportunity, firm: str, today: date, **answers: Any) -> Interest:
    profile = Profile.objects.get(pk=firm)
    speaker = speaker_of(profile)
    facts = {"language": profile.local_language, **answers}
    return express_interest(opportunity=told, organisation=profile, author=speaker, answers=facts, today=today)


def _say(introduction: Introduction, firm: str, text: str) -> None:
    participant = introduction.participants.filter(profile=firm).order_by("pk").first()
    if participant is not None:
        write_message(participant=participant, text=text)


def _accepted(interest: Interest, today: date) -> Introduction:
    owner = speaker_of(interest.opportunity.organisation)
    return accept_interest(interest=interest, actor=owner, with_managers=False, today=today)


def _grippers(told: Told, today: date) -> None:
    """An Italian integrator and an Austrian maker: introduced, talking, working together."""
    interest = _interest(
        told["light-grippers"],
        "ennsbogen-greiftechnik",
        today,
        why="Unsere Greifer wiegen unter einem Kilogramm und werden für jedes Werkstück gedruckt.",
        brings="Drei Mustergreifer innerhalb von zwei Wochen, Kamera und Programm auf Wunsch.",
        cooperation="supply",
        when="now",
    )
    introduction = _accepted(interest, today)
    _say(introduction, "celle-robotiche-dora", "Grazie per l’interesse! Potete mandarci i pesi dei tre modelli?")
    _say(introduction, "ennsbogen-greiftechnik", "Gern: 420, 610 und 880 Gramm, jeweils ohne Flansch.")
    _say(introduction, "celle-robotiche-dora", "Perfetto. Proviamo il più leggero sulla cella di avvitatura.")
    owner = speaker_of(introduction.first)
    made = begin_collaboration(introduction=introduction, actor=owner, title="Pinze leggere per la cella di avvitatura")
    move_collaboration(collaboration=made, step="negotiate", actor=owner)


def _coating(told: Told, today: date) -> None:
    """A Swiss turbine maker and a German paint maker: done, with an outcome."""
    interest = _interest(
        told["hard-coating"],
        "mainbogen-nanolack",
        today,
        why="Keramische Nanopartikel schützen auch gegen Sand; erste Muster liegen vor.",
        when="months_3",
    )
    introduction = _accepted(interest, today)
    _say(introduction, "turbines-du-val-clair", "Bonjour, nous pouvons vous envoyer deux augets usés pour un essai.")
    _say(introduction, "mainbogen-nanolack", "Sehr gern, wir beschichten sie innerhalb einer Woche.")
    owner = speaker_of(introduction.first)
    made = begin_collaboration(introduction=introduction, actor=owner, title="Augets revêtus, essai d’une saison")
    move_collaboration(collaboration=made, step="start", actor=owner)
    outcome = {
        "outcome": "research_project",
        "value_band": "under_250k",
        "helped": ["match", "translation"],
        "note": "Deux fois plus d’heures avant la première retouche.",
        "may_be_told": True,
    }
    move_collaboration(collaboration=made, step="complete", actor=owner, outcome=outcome)


def _still_open(told: Told, today: date) -> None:
    """What waits for an answer, was asked back, or was declined."""
    _interest(
        told["porosity"],
        "photonique-de-belledonne",
        today,
        why="Nos capteurs mesurent au cœur du moule, sans ralentir le cycle.",
        brings="Un démonstrateur et deux semaines d’essais sur votre machine.",
        cooperation="pilot",
        when="months_3",
    )
    asked = _interest(
        told["tool-wear"], "barjanski-oblak", today, why="Podatke vreten že beremo na več kot sto strojih."
    )
    owner = speaker_of(asked.opportunity.organisation)
    ask_sender(
        interest=asked, actor=owner, text="Sur quelles commandes numériques, et à quelle fréquence ?", today=today
    )
    declined = _interest(
        told["inserts"], "drei-zinnen-feinwerk", today, why="Wir fertigen Einsätze auf den Mikrometer genau."
    )
    decline_interest(
        interest=declined,
        actor=speaker_of(declined.opportunity.organisation),
        reason="other_field",
        note="Iščemo 3D-tisk, ne brušenja. Hvala za ponudbo!",
        today=today,
    )
    _interest(
        told["bipolar-plates"],
        "orodjarna-soncna-reka",
        today,
        why="Tanko pločevino oblikujemo z natančnostjo pod stotinko.",
    )


def _proposed(today: date) -> None:
    """The manager of the example cluster brings two together."""
    manager = demo_user("cluster_manager")
    if manager is not None:
        propose_introduction(
            first=Profile.objects.get(pk="fonderia-valle-chiara"),
            second=Profile.objects.get(pk="barjanski-oblak"),
            proposer=manager,
            note="La fonderia vuole seguire le sue macchine, e loro cercano una fonderia per una prova.",
            today=today,
        )
