"""What the two sides of a collaboration are written."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from cordata_web.exchange.letters import but, tell
from cordata_web.exchange.models import Collaboration
from cordata_web.exchange.sides import SIDES
from cordata_web.exchange.speakers import acts_now, speakers_for
from cordata_web.exchange.state_names import state_name
from cordata_web.mail import Draft
from cordata_web.people.models import User


def people_in(collaboration: Collaboration, *, today: date) -> list[User]:
    """Those who talk to each other; where nobody is left, the two organisations' people."""
    introduction = collaboration.introduction
    here = introduction.participants.filter(left__isnull=True).select_related("user", "profile") if introduction else []
    present = [one.user for one in here if not one.as_manager and acts_now(one.user, one.profile)]
    found = {user.pk: user for user in present}
    for side in SIDES:
        profile = getattr(collaboration, side)
        if not any(acts_now(user, profile) for user in present):
            found |= {user.pk: user for user in speakers_for(profile, today=today)}
    return list(found.values())


def tell_of_beginning(collaboration: Collaboration, *, actor: User) -> int:
    def write(_user: User) -> Draft:
        return Draft(
            subject=_("A collaboration began: “%(title)s”") % {"title": collaboration.title},
            paragraphs=[
                _("%(first)s and %(second)s now have a collaboration: “%(title)s”.") % _facts(collaboration),
                _("Both sides can keep its stage up to date, and in the end tell what came of it."),
            ],
            button=(_("See the collaboration"), collaboration.get_absolute_url()),
        )

    people = but(people_in(collaboration, today=timezone.localdate()), actor)
    return tell(people, collaboration, "collaboration", write, key=collaboration.pk)


def tell_of_step(collaboration: Collaboration, *, actor: User) -> int:
    def write(_user: User) -> Draft:
        facts = {**_facts(collaboration), "stage": state_name(collaboration)}
        return Draft(
            subject=_("“%(title)s”: %(stage)s") % facts,
            paragraphs=[
                _("The stage of the collaboration of %(first)s and %(second)s has changed: %(stage)s.") % facts
            ],
            button=(_("See the collaboration"), collaboration.get_absolute_url()),
        )

    people = but(people_in(collaboration, today=timezone.localdate()), actor)
    key = f"{collaboration.pk}:{collaboration.state}:{timezone.now().isoformat()}"  # a stage may come twice
    return tell(people, collaboration, "collaboration_step", write, key=key)


def ask_how_it_goes(collaboration: Collaboration, *, today: date) -> int:
    def write(_user: User) -> Draft:
        return Draft(
            subject=_("How is it going with “%(title)s”?") % _facts(collaboration),
            paragraphs=[
                _("It is a while since something changed in the collaboration of %(first)s and %(second)s.")
                % _facts(collaboration),
                _("One click on the stage it has reached is enough. If nothing came of it, that is worth knowing too."),
            ],
            button=(_("Tell how it is going"), collaboration.get_absolute_url()),
        )

    key = f"{collaboration.pk}:{today.isoformat()}"
    people = people_in(collaboration, today=today)
    return tell(people, collaboration, "collaboration_question", write, key=key, topic="reminders")


def _facts(collaboration: Collaboration) -> dict[str, str]:
    return {
        "first": collaboration.first.name,
        "second": collaboration.second.name,
        "title": collaboration.title,
    }
