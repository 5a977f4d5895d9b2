"""The partnership's own organisations: the tenant and what belongs to it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models.registry import RegistryBoard, RegistrySite
from startlijn.base.organisations.terms import HolidayRegion, Precision, Sector
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    GuardedManager,
    Identified,
    TenantModel,
    Versioned,
)

_KEPT = "As long as the partnership uses Startlijn."


class Partnership(Identified):
    """The tenant: a regional partnership of boards, schools and institutes (seed 002 line 12)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Separates partnerships from each other.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("name", "slug", "language"),
        shared_because="It is the tenant itself.",
        reach={"partnership": "pk"},
        read="organisations.read",
    )

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=60, unique=True)
    language = models.CharField(_("language"), max_length=2, default="nl")

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")

    def __str__(self) -> str:
        return self.name


class SubRegion(TenantModel):
    """A part of the partnership's region, so that nobody travels far (seeds 001 line 13, 002 line 12)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Divides the region.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("name",),
        tenant="partnership",
        reach={"partnership": "partnership", "sub_region": "pk"},
        read="organisations.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("sub-region")
        verbose_name_plural = _("sub-regions")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="sub_region_name")]

    def __str__(self) -> str:
        return self.name


class Board(Versioned, TenantModel):
    """A school board that takes part. `vocabulary` holds the words it prefers (starterscoach, …)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows which board answers for which schools.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("name", "vocabulary"),
        tenant="partnership",
        reach={"partnership": "partnership", "board": "pk", "school": "schools"},
        read="organisations.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    registry_board = models.ForeignKey(
        RegistryBoard, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    vocabulary = models.JSONField(_("own words"), default=dict, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="board_name")]

    def __str__(self) -> str:
        return self.name


class School(Versioned, TenantModel):
    """A school (site) that takes part. The name is the partnership's own and survives imports."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows the schools, where they are and which board runs them.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("name", "place", "search"),
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "memberships__sub_region",
            "board": "board",
            "school": "pk",
        },
        read="organisations.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, related_name="schools", verbose_name=_("board"))
    name = models.CharField(_("name"), max_length=200)
    sector = models.CharField(_("sector"), max_length=3, choices=Sector)
    place = models.CharField(_("place"), max_length=100)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    precision = models.CharField(_("precision"), max_length=12, choices=Precision, default=Precision.NONE)
    holiday_region = models.CharField(_("holiday region"), max_length=6, choices=HolidayRegion, blank=True)
    training_school = models.BooleanField(_("training school"), default=False)
    registry_site = models.ForeignKey(RegistrySite, models.SET_NULL, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_from"
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    search = models.TextField(editable=False, default="")
    updated_at = models.DateTimeField(editable=False, null=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["name", "place"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name", "place"], name="school_name_place"),
            models.UniqueConstraint(fields=["partnership", "registry_site"], name="school_registry_site"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=50, latitude__lte=54, longitude__gte=3, longitude__lte=8),
                name="school_in_the_netherlands",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="school_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A school belongs to a sub-region from `started_on` until, not including, `finished_on`."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows which schools belong to which sub-region, and when.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        tenant="partnership",
        reach={"partnership": "partnership", "sub_region": "sub_region", "school": "school"},
        read="organisations.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.CASCADE, related_name="memberships")
    sub_region = models.ForeignKey(SubRegion, models.PROTECT, related_name="memberships")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gt=F("started_on")),
                name="membership_forward_in_time",
            ),
            models.UniqueConstraint(
                fields=["school"], condition=Q(finished_on__isnull=True), name="membership_one_open"
            ),
        ]


class Institute(TenantModel):
    """A teacher-training institute: pabo, lerarenopleiding or university."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows the institutes that train teachers.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("name", "place"),
        tenant="partnership",
        reach={"partnership": "partnership", "institute": "pk"},
        read="organisations.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    place = models.CharField(_("place"), max_length=100)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
