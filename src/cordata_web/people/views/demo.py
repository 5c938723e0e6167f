"""Looking around the demo in somebody's place. These pages exist in a demo only."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from cordata_web.people.adapter import first_page
from cordata_web.people.demo import DEMO_ROLES, demo_user

ROLES: dict[str, tuple[Promise, Promise]] = {
    "firm": (_("A firm"), _("Describes itself, says what it offers and seeks, and answers those who are interested.")),
    "partner": (_("A partner across the border"), _("The other side of the same matches and introductions.")),
    "cluster_manager": (
        _("A cluster manager"),
        _("Looks after members, imports them and brings them together with others."),
    ),
    "officer": (_("A region's officer"), _("Sees what happens in one region.")),
    "secretariat": (_("The secretariat"), _("Reviews what is new and keeps the whole network in order.")),
    "auditor": (_("An auditor"), _("Reads everything, changes nothing.")),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One person of the demo, to be shown as a button."""

    role: str
    title: Promise
    text: Promise
    name: str


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    if not settings.CORDATA_DEMO:
        raise Http404
    if request.method == "POST":
        return _sign_in(request)
    people = [(role, person) for role in DEMO_ROLES if (person := demo_user(role))]
    choices = [Choice(role, *ROLES[role], name=str(person)) for role, person in people]
    return render(request, "people/demo.html", {"choices": choices})


def _sign_in(request: HttpRequest) -> HttpResponse:
    person = demo_user(request.POST.get("role", ""))
    if person is None:
        raise Http404
    logout(request)  # nothing of the person before is carried over
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    with override(person.language):
        return HttpResponseRedirect(first_page())
