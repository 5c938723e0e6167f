"""Profiles of organisations and clusters with what belongs to them."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.exchange import PUBLICATION
from cordata.kernel import COUNTRIES, KINDS, LANGUAGES
from cordata_web.directory import wording
from cordata_web.ui.addresses import address

NUTS2_LENGTH = 4
NUTS3_LENGTH = 5


class ClusterMay(models.TextChoices):
    """What the managers of its clusters may do in a member's name."""

    NOTHING = "nothing", _("Nothing: only we ourselves act for us")
    DRAFTS = "drafts", _("Prepare drafts that we then publish")
    ALL = "all", _("Everything, in our name")


class Profile(models.Model):
    """A cluster, an organisation or a firm.

    Regions, sectors and concepts are codes of the library, not tables. ``search_text`` holds every searchable word,
    folded: one column read alike by SQLite and PostgreSQL, where FTS5 and tsvector would need two ways of searching.
    """

    id = models.SlugField(_("identifier"), primary_key=True, max_length=120)
    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=[(kind, wording.KIND_NAMES[kind][0]) for kind in KINDS])
    cluster_type = models.CharField(_("type of cluster"), max_length=12, blank=True)
    country = models.CharField(
        _("country"), max_length=2, choices=[(code, wording.COUNTRY_NAMES[code]) for code in COUNTRIES]
    )
    nuts = models.CharField(_("region"), max_length=NUTS3_LENGTH)
    town = models.CharField(_("town"), max_length=120)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    members_count = models.PositiveIntegerField(_("number of members"), null=True, blank=True)
    members_year = models.PositiveSmallIntegerField(_("members counted in"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    managed_by = models.CharField(_("managed by"), max_length=250, blank=True)
    label = models.CharField(_("quality label"), max_length=250, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=list(wording.STATUS_NAMES.items()), default="active")
    local_language = models.CharField(
        _("language"), max_length=2, choices=[(code, wording.LANGUAGE_NAMES[code]) for code in LANGUAGES]
    )
    descriptions = models.JSONField(_("descriptions by language"), default=dict, blank=True)
    offers = models.JSONField(_("offers by language"), default=dict, blank=True)
    seeks = models.JSONField(_("partners sought, by language"), default=dict, blank=True)
    translated = models.JSONField(_("who translated what"), default=dict, blank=True)
    outdated = models.JSONField(_("languages older than the original"), default=list, blank=True, editable=False)
    is_example = models.BooleanField(_("invented as an example"), default=False)
    vat = models.CharField(_("VAT number"), max_length=20, blank=True)
    size_category = models.CharField(_("size"), max_length=6, blank=True, choices=list(wording.SIZE_NAMES.items()))
    cluster_may = models.CharField(
        _("what our cluster may do for us"), max_length=8, choices=ClusterMay.choices, default=ClusterMay.NOTHING
    )
    state = models.CharField(
        _("state"), max_length=20, default="published", choices=[(state, state) for state in PUBLICATION.states]
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    claimed = models.DateField(_("kept by its own people since"), null=True, blank=True, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    warned = models.DateField(null=True, blank=True, editable=False)
    checklist = models.JSONField(_("checklist of the review"), default=dict, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="merged"
    )
    folded_name = models.CharField(max_length=350, editable=False)
    search_text = models.TextField(editable=False)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ["folded_name", "id"]
        indexes = [
            models.Index(fields=["folded_name", "id"], name="profile_by_name"),
            models.Index(fields=["kind", "country"], name="profile_by_kind"),
            models.Index(fields=["nuts"], name="profile_by_region"),
            models.Index(fields=["state"], name="profile_by_state"),
            models.Index(fields=["vat"], name="profile_by_vat"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="profile_kind_known"),
            models.CheckConstraint(condition=Q(country__in=COUNTRIES), name="profile_country_known"),
            models.CheckConstraint(condition=Q(local_language__in=LANGUAGES), name="profile_language_known"),
            models.CheckConstraint(condition=Q(state__in=PUBLICATION.states), name="profile_state_known"),
            models.CheckConstraint(condition=Q(nuts__startswith=F("country")), name="profile_region_in_country"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="profile_place_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("directory:profile", self.pk)

    @property
    def region(self) -> str:
        """The code of the NUTS-2 region."""
        return self.nuts[:NUTS2_LENGTH]

    @property
    def concept_ids(self) -> tuple[str, ...]:
        """Concepts in the profile's own order; prefetch ``concepts`` where many profiles are shown."""
        return tuple(link.concept for link in self.concepts.all())


class ProfileConcept(models.Model):
    """A concept of the thesaurus that a profile stands for."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="concepts")
    concept = models.SlugField(_("concept"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "concept"], name="concept_once_per_profile"),
        ]

    def __str__(self) -> str:
        return self.concept


class Membership(models.Model):
    """Somebody belongs to a cluster for a period; an open end means still, an open beginning means not known.

    ``left``: the member has ended it, not the cluster; then only the member takes that back.
    """

    cluster = models.ForeignKey(Profile, models.CASCADE, related_name="memberships_held")
    member = models.ForeignKey(Profile, models.CASCADE, related_name="memberships")
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    left = models.BooleanField(_("the member has left"), default=False, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(condition=~Q(cluster=F("member")), name="membership_of_two"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_period",
            ),
            models.UniqueConstraint(
                fields=["cluster", "member"], condition=Q(until__isnull=True), name="membership_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.cluster_id}"

    @classmethod
    def holding(cls, today: date) -> models.QuerySet[Membership]:
        """Those that hold today; the first and the last day count."""
        begun = Q(since__isnull=True) | Q(since__lte=today)
        not_over = Q(until__isnull=True) | Q(until__gte=today)
        return cls.objects.filter(begun & not_over)

    def holds_on(self, today: date) -> bool:
        return (self.since is None or self.since <= today) and (self.until is None or today <= self.until)


class Citation(models.Model):
    """Where facts of a profile stand, whether somebody saw them there, and when."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="citations")
    source = models.URLField(_("source"), max_length=500)
    confirmed = models.BooleanField(_("seen there"), default=False)
    checked = models.DateField(_("checked on"))
    fields = models.JSONField(_("facts that stand there"), default=list)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-checked", "source"]
        constraints = [models.UniqueConstraint(fields=["profile", "source"], name="source_once_per_profile")]

    def __str__(self) -> str:
        return self.source


class Evidence(models.Model):
    """Something public that shows what a profile can do: so far, projects of European programmes."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=10, choices=[("project", _("Project"))], default="project")
    title = models.CharField(_("title"), max_length=400)
    identifier = models.CharField(_("identifier"), max_length=40)
    programme = models.CharField(_("programme"), max_length=80, blank=True)
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)
    source = models.URLField(_("source"), max_length=500)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = [F("start").desc(nulls_last=True), "title"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "kind", "identifier"], name="evidence_once_per_profile"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")), name="evidence_period"
            ),
        ]

    def __str__(self) -> str:
        return self.title
