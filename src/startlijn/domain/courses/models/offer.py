"""A course, what it costs in a school year, and its editions."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.organisations.terms import Sector
from startlijn.base.people.models import Person
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Kept,
    TenantModel,
    Versioned,
)
from startlijn.domain.courses.terms import (
    KEPT,
    MAX_PARTICIPANTS,
    MAX_PER_SCHOOL,
    MAX_SCHOOLS,
    MEETING_COUNT,
    MEETING_MINUTES,
    MIN_HOURS,
    MOST_SEATS,
    CourseKind,
    EditionState,
    PlaceRule,
)
from startlijn.domain.meetings.models import Series


class Course(Versioned, TenantModel):
    """A course as its provider offers it, each year (seed 000). `valid_months`: of a qualification."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Says what a course is, who gives it and how much work it is.",
        data_class=DataClass.INTERNAL,
        retention="As long as the partnership uses Startlijn.",
        plain=("code", "provider", "title", "title_en", "goals"),
        tenant="partnership",
        subject="coordinator",
        erasure=Erasure.ANONYMISE,
        personal=("coordinator",),
        reach={"partnership": "partnership"},
        read="courses.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    code = models.CharField(_("course code"), max_length=20)
    kind = models.CharField(_("kind of course"), max_length=14, choices=CourseKind)
    provider = models.CharField(_("provider"), max_length=120)
    sector = models.CharField(_("sector"), max_length=3, choices=Sector, blank=True)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    goals = models.TextField(_("goals"), max_length=4000, blank=True)
    coordinator = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("coordinator")
    )
    min_hours = models.PositiveSmallIntegerField(_("hours in all, at least"), default=MIN_HOURS)
    meeting_count = models.PositiveSmallIntegerField(_("meetings"), default=MEETING_COUNT)
    meeting_minutes = models.PositiveSmallIntegerField(_("minutes per meeting"), default=MEETING_MINUTES)
    valid_months = models.PositiveSmallIntegerField(_("months a qualification holds"), null=True, blank=True)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["title", "code"]
        constraints = [models.UniqueConstraint(fields=["partnership", "code"], name="course_code")]

    def __str__(self) -> str:
        return self.title


class Tariff(TenantModel):
    """What one participant costs in a school year: of a training school, and otherwise (seed 000 line 68)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows what a course costs.",
        data_class=DataClass.INTERNAL,
        retention="As long as the course.",
        tenant="partnership",
        reach={"partnership": "partnership"},
        read="courses.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.CASCADE, related_name="tariffs")
    school_year = models.PositiveSmallIntegerField(_("school year"))  # 2026 is 2026-2027
    training_school = models.DecimalField(_("for a training school"), max_digits=8, decimal_places=2)
    full = models.DecimalField(_("full tariff"), max_digits=8, decimal_places=2)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("tariff")
        verbose_name_plural = _("tariffs")
        ordering = ["-school_year"]
        constraints = [
            models.UniqueConstraint(fields=["course", "school_year"], name="tariff_of_a_year"),
            models.CheckConstraint(condition=Q(training_school__gte=0, full__gte=0), name="tariff_positive"),
        ]


class Edition(Versioned, TenantModel):
    """A course in one school year: when, where, and three independent limits (domain.md C1).

    `reference_on`: the day on which it counts whether a school is a training school.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows which courses are given, when, and how many can take part.",
        data_class=DataClass.INTERNAL,
        retention=KEPT,
        kept=(Kept(("created_at",), months=60),),
        plain=("name", "introduction", "place", "weekdays"),
        tenant="partnership",
        reach={"partnership": "partnership"},
        read="courses.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, related_name="editions")
    name = models.CharField(_("name"), max_length=80, blank=True)
    school_year = models.PositiveSmallIntegerField(_("school year"))  # 2026 is 2026-2027
    state = models.CharField(_("state"), max_length=8, choices=EditionState, default=EditionState.DRAFT)
    introduction = models.TextField(_("what schools read"), max_length=4000, blank=True)
    weekdays = models.JSONField(_("days"), default=list, blank=True)
    begins_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    place_rule = models.CharField(_("where"), max_length=8, choices=PlaceRule, default=PlaceRule.SCHOOLS)
    place = models.CharField(_("place"), max_length=200, blank=True)
    max_schools = models.PositiveSmallIntegerField(_("schools at most"), default=MAX_SCHOOLS)
    max_per_school = models.PositiveSmallIntegerField(
        _("participants per school at most"), default=MAX_PER_SCHOOL
    )
    max_participants = models.PositiveSmallIntegerField(_("participants at most"), default=MAX_PARTICIPANTS)
    reference_on = models.DateField(_("reference date"))
    enrol_until = models.DateField(_("last day to enrol"), null=True, blank=True)
    series = models.OneToOneField(Series, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("edition of a course")
        verbose_name_plural = _("editions of courses")
        ordering = ["-school_year", "-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "school_year", "name"], name="edition_name"),
            models.CheckConstraint(
                condition=Q(
                    max_schools__gte=1,
                    max_per_school__gte=1,
                    max_participants__gte=1,
                    max_participants__lte=MOST_SEATS,
                ),
                name="edition_limits",
            ),
        ]
