"""Months and days as the site writes them: Django's Italian has capitals, which nobody writes in a sentence.

Nothing imports this; it puts the words into our catalogues, which come before those of Django.
"""

from django.utils.translation import gettext_noop as _

MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"), _("September"),
    _("October"), _("November"), _("December"),
)  # fmt: skip
DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
