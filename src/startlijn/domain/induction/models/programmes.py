"""A programme, its numbered versions, and the elements of a version."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership, School
from startlijn.base.organisations.terms import Sector
from startlijn.base.seams import new_id
from startlijn.base.tenancy import DataClass, Declaration, GuardedManager, TenantModel, Versioned
from startlijn.domain.induction.terms import (
    USUAL_HOURS_AVAILABLE,
    Clock,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    VersionStage,
)

_KEPT = "As long as the partnership uses Startlijn: old versions tell what was promised."


class InductionProgramme(Versioned, TenantModel):
    """The three-year programme of a school (seed 000 line 15), or a template of a board or the partnership.

    A template has no school; `template_of` is filled for one of the partnership, `board` for one of a board.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Holds what a school promises its starters.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("title",),
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "school__memberships__sub_region",
            "board": "school__board",
            "school": "school",
        },
        read="programmes.read",
        ways={"programmes.manage": {"partnership": "template_of", "board": "board", "school": "school"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    template_of = models.ForeignKey(Partnership, models.PROTECT, null=True, blank=True, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="programmes")
    sector = models.CharField(_("sector"), max_length=3, choices=Sector)
    title = models.CharField(_("name"), max_length=120)
    clock = models.CharField(_("how time counts"), max_length=8, choices=Clock, default=Clock.CALENDAR)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("induction programme")
        verbose_name_plural = _("induction programmes")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school"], name="programme_one_per_school"),
            models.CheckConstraint(
                condition=Q(school__isnull=False, board=None, template_of=None)
                | Q(school=None, board__isnull=False, template_of=None)
                | Q(school=None, board=None, template_of__isnull=False),
                name="programme_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeVersion(Versioned, TenantModel):
    """A numbered version. Only a draft changes; the database refuses changes to elements of any other.

    `in_force_from` is the school year from which it holds (2026 is 2026-2027). `template` names the packaged
    template it came from, `based_on` the version.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps every version of a programme, so that one sees what changed.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("introduction_nl", "introduction_en", "changes", "template"),
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "programme__school__memberships__sub_region",
            "board": "programme__school__board",
            "school": "programme__school",
        },
        read="programmes.read",
        ways={
            "programmes.manage": {
                "partnership": "programme__template_of",
                "board": "programme__board",
                "school": "programme__school",
            },
            "reviews.manage": {"school": "programme__school"},
        },
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    programme = models.ForeignKey(InductionProgramme, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    stage = models.CharField(_("stage"), max_length=12, choices=VersionStage, default=VersionStage.DRAFT)
    introduction_nl = models.TextField(
        _("what a newcomer reads first, in Dutch"), max_length=4000, blank=True
    )
    introduction_en = models.TextField(
        _("what a newcomer reads first, in English"), max_length=4000, blank=True
    )
    changes = models.TextField(_("what changed, and why"), max_length=4000, blank=True)
    hours_available = models.PositiveSmallIntegerField(
        _("hours a starter has for induction in four weeks"), default=USUAL_HOURS_AVAILABLE
    )
    template = models.CharField(_("template"), max_length=60, blank=True)
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    consulted_on = models.DateField(_("sent to the staff council on"), null=True, blank=True)
    consent_on = models.DateField(_("consent of the staff council on"), null=True, blank=True)
    in_force_from = models.PositiveSmallIntegerField(_("holds from school year"), null=True, blank=True)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("version of a programme")
        verbose_name_plural = _("versions of programmes")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="version_number"),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(stage="draft"), name="version_one_draft"
            ),
            models.UniqueConstraint(
                fields=["programme", "in_force_from"],
                condition=Q(stage="in_force"),
                name="version_one_per_year",
            ),
            models.CheckConstraint(
                condition=~Q(stage="in_force") | Q(in_force_from__isnull=False), name="version_in_force_from"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.programme.title}, {self.number}"


class ProgrammeElement(Versioned, TenantModel):
    """One thing in a year of the programme. `key` stays the same through versions and copies: it finds twins.

    Hours are for the whole year and `times` occasions together; hours of the coach per starter. No starter
    types means all.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Says what happens in a programme, when, by whom and how long.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=(
            "key",
            "title_nl",
            "title_en",
            "criteria",
            "starter_types",
            "next_morning_nl",
            "next_morning_en",
            "deviation",
        ),
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "version_of__programme__school__memberships__sub_region",
            "board": "version_of__programme__school__board",
            "school": "version_of__programme__school",
        },
        read="programmes.read",
        ways={
            "programmes.manage": {
                "partnership": "version_of__programme__template_of",
                "board": "version_of__programme__board",
                "school": "version_of__programme__school",
            }
        },
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    version_of = models.ForeignKey(
        ProgrammeVersion, models.CASCADE, related_name="elements", db_column="version_id"
    )
    key = models.UUIDField(default=new_id, editable=False)
    position = models.PositiveSmallIntegerField(_("place in the year"))
    title_nl = models.CharField(_("name in Dutch"), max_length=120)
    title_en = models.CharField(_("name in English"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    period = models.CharField(_("when"), max_length=6, choices=Period, default=Period.WHOLE_YEAR)
    form = models.CharField(_("form"), max_length=10, choices=ElementForm)
    kind = models.CharField(_("kind"), max_length=20, choices=ElementKind)
    criteria = models.JSONField(_("serves"), default=list, blank=True)
    times = models.PositiveSmallIntegerField(_("times"), default=1)
    starter_hours = models.DecimalField(_("hours for the starter"), max_digits=5, decimal_places=2)
    coach_hours = models.DecimalField(_("hours for the coach"), max_digits=5, decimal_places=2, default=0)
    fixed_coach = models.BooleanField(_("with the own coach"), default=False)
    owner = models.CharField(_("who sees to it"), max_length=20, choices=Owner, blank=True)
    second_owner = models.CharField(_("who takes over"), max_length=20, choices=Owner, blank=True)
    starter_types = models.JSONField(_("for whom"), default=list, blank=True)
    is_generic = models.BooleanField(_("part of every programme"), default=True)
    funding = models.CharField(_("paid from"), max_length=10, choices=Funding, default=Funding.STRUCTURAL)
    funding_ends_on = models.DateField(_("paid until"), null=True, blank=True)
    next_morning_nl = models.CharField(
        _("what one can use the next morning, in Dutch"), max_length=300, blank=True
    )
    next_morning_en = models.CharField(
        _("what one can use the next morning, in English"), max_length=300, blank=True
    )
    deviation = models.CharField(_("why it differs from the template"), max_length=300, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("element of a programme")
        verbose_name_plural = _("elements of programmes")
        ordering = ["year", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version_of", "key"], name="element_key"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=3), name="element_year"),
            models.CheckConstraint(condition=Q(times__gte=1, times__lte=60), name="element_times"),
            models.CheckConstraint(
                condition=Q(starter_hours__gte=0, coach_hours__gte=0), name="element_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl
