"""Background work of the consortia."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata_web.consortia.completing import COMPLETE, CannotSearchError, search
from cordata_web.consortia.models import PartnerSearch
from cordata_web.jobs import Run, handles
from cordata_web.jobs.run import Refused


@handles(COMPLETE, lane=COMPLETE, attempts=2)
def complete_consortium(run: Run) -> Mapping[str, Any]:
    """Find the best partners for a consortium; one that was deleted meanwhile asks for nothing any more."""
    row = PartnerSearch.objects.select_related("consortium__owner").filter(pk=run.arguments["search"]).first()
    if row is None:
        return {}
    run.say(_("Looking through the network."))
    try:
        found = search(row, run.stop_if_cancelled)
    except CannotSearchError as error:
        raise Refused(str(error)) from error
    number = len(found["proposals"])
    message = (
        ngettext("%(number)s proposal was found.", "%(number)s proposals were found.", number) % {"number": number}
        if number
        else _("No set of partners fulfils everything; the page says what stands in the way.")
    )
    result = {"message": message, "url": reverse("consortia:search", args=[row.consortium_id, row.pk])}
    with run.finish_with(result):
        row.found = found
        row.save(update_fields=["found"])
    return result
