"""Consortia: what is planned, who takes part, what each would spend."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.exchange import CONSORTIUM, PARTNERSHIP
from cordata.funding import CATEGORIES
from cordata.kernel import KINDS
from cordata_web.directory import wording
from cordata_web.directory.models import Profile
from cordata_web.people.ids import ID_LENGTH, new_id

LONGEST_DURATION = 240


class Consortium(models.Model):
    """Partners around a project in a programme.

    ``call`` is the public identifier or the address of a call; ``day`` the one whose rules hold; ``note_texts`` what
    people wrote into the concept note, by language and section; ``flats`` the optional flat rates that are used.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    title = models.CharField(_("title"), max_length=200)
    topic = models.TextField(_("what the project is about"), max_length=6000, blank=True)
    owner = models.ForeignKey(Profile, models.CASCADE, related_name="consortia")
    programme = models.CharField(_("programme"), max_length=80, blank=True)
    call = models.CharField(_("call"), max_length=300, blank=True)
    day = models.DateField(_("day whose rules hold"))
    start = models.DateField(_("first day of the project"), null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(
        _("duration in months"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_DURATION)],
    )  # fmt: skip
    concepts = models.JSONField(_("concepts that the project needs"), default=list, blank=True)
    activity = models.CharField(_("kind of activity"), max_length=12, blank=True)
    flats = models.JSONField(_("optional flat rates that are used"), default=list, blank=True)
    excluded = models.ManyToManyField(Profile, related_name="+", blank=True, verbose_name=_("not wanted"))
    note_texts = models.JSONField(_("texts of the concept note"), default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, default=CONSORTIUM.initial, choices=[(one, one) for one in CONSORTIUM.states]
    )
    is_example = models.BooleanField(_("invented as an example"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("consortium")
        verbose_name_plural = _("consortia")
        ordering = ("-updated", "id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=CONSORTIUM.states), name="consortium_state_known"),
            models.CheckConstraint(
                condition=Q(duration_months__isnull=True) | Q(duration_months__range=(1, LONGEST_DURATION)),
                name="consortium_duration",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consortia:consortium", args=[self.pk])


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")


class ConsortiumPartner(models.Model):
    """One organisation in a consortium: of the directory, or any other by its name.

    ``sme`` and ``nonprofit`` are prefilled from the profile and stay as somebody corrected them; None where not known.
    ``group``: organisations of one group are not independent of each other. Who was removed can be taken back.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="partners")
    profile = models.ForeignKey(Profile, models.SET_NULL, null=True, blank=True, related_name="partnerships")
    name = models.CharField(_("name"), max_length=250)
    country = models.CharField(_("country"), max_length=2)
    kind = models.CharField(
        _("kind"), max_length=12, blank=True, choices=[(kind, wording.KIND_NAMES[kind][0]) for kind in KINDS]
    )
    nuts = models.CharField(_("region"), max_length=5, blank=True)
    sme = models.BooleanField(_("small or medium enterprise"), null=True, blank=True)
    nonprofit = models.BooleanField(_("non-profit"), null=True, blank=True)
    group = models.CharField(_("group of companies"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PARTNER)
    task = models.CharField(_("what it does in the project"), max_length=400, blank=True)
    locked = models.BooleanField(_("stays for sure"), default=False)
    state = models.CharField(
        _("state"), max_length=10, default=PARTNERSHIP.initial, choices=[(one, one) for one in PARTNERSHIP.states]
    )
    introduction = models.ForeignKey(
        "exchange.Introduction", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    invited = models.DateTimeField(null=True, blank=True, editable=False)
    removed = models.DateTimeField(null=True, blank=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("partner of a consortium")
        verbose_name_plural = _("partners of consortia")
        ordering = ("role", "created", "id")
        indexes = (models.Index(fields=["profile", "state"], name="partnership_of_profile"),)
        constraints = (
            models.UniqueConstraint(fields=["consortium", "profile"], name="partner_once_per_consortium"),
            models.UniqueConstraint(
                fields=["consortium"], condition=Q(role="coordinator", removed__isnull=True), name="one_coordinator"
            ),
            models.CheckConstraint(condition=Q(state__in=PARTNERSHIP.states), name="partnership_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.consortium_id})"

    @property
    def key(self) -> str:
        """What the library calls it: its profile, else the row."""
        return self.profile_id or self.pk

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR


class BudgetLine(models.Model):
    """What a partner would spend in a cost category, in the programme's currency."""

    partner = models.ForeignKey(ConsortiumPartner, models.CASCADE, related_name="lines")
    category = models.CharField(_("cost category"), max_length=20, choices=[(one, one) for one in CATEGORIES])
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("line of a budget")
        verbose_name_plural = _("lines of budgets")
        ordering = ("partner", "category")
        constraints = (
            models.UniqueConstraint(fields=["partner", "category"], name="budget_line_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_line_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.partner_id} {self.category} {self.amount}"
