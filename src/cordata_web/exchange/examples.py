"""A question of each sector to try the search with, as somebody of a firm would write it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

EXAMPLES = {
    "energy": (
        gettext_lazy("Waste heat of a dairy"),
        gettext_lazy(
            "Our dairy blows a lot of warm air and warm water away while we burn gas for hot water next door. "
            "We look for somebody who can measure what is lost and build a heat pump or a heat store that uses it."
        ),
    ),
    "mechatronics": (
        gettext_lazy("Light housings in series"),
        gettext_lazy(
            "We build sensors for vehicles and need a foundry for die-cast aluminium housings with thin walls, "
            "about 20,000 pieces a year, machined and tested for leaks."
        ),
    ),
    "chemistry": (
        gettext_lazy("Packaging without plastic film"),
        gettext_lazy(
            "We pack dried fruit and want to replace plastic film by a bio-based, compostable material that keeps "
            "moisture out. Who develops such a coating or film and can make trial quantities?"
        ),
    ),
    "ict": (
        gettext_lazy("Machines that fail without warning"),
        gettext_lazy(
            "Our packaging machines at customers' sites stop without warning. We want to collect their sensor data "
            "and recognise early which bearing or drive is about to fail, without sending everything to a cloud."
        ),
    ),
}
