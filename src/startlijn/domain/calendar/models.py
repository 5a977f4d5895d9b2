"""Tables of the calendar."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership, School
from startlijn.base.organisations.terms import HolidayRegion
from startlijn.base.tenancy import DataClass, Declaration, GuardedManager, Kept, TenantModel, Versioned
from startlijn.domain.calendar.terms import Break, Source


class RegionHoliday(Versioned, TenantModel):
    """A break of a region that this partnership knows better than what is shipped (domain.md §4.6)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps meetings out of the school holidays.",
        data_class=DataClass.INTERNAL,
        retention="As long as the partnership uses Startlijn.",
        tenant="partnership",
        reach={"partnership": "partnership"},
        read="holidays.read",
        plain=("year",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    region = models.CharField(_("holiday region"), max_length=6, choices=HolidayRegion)
    year = models.CharField(_("school year"), max_length=9)
    name = models.CharField(_("holiday"), max_length=10, choices=Break)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    source = models.CharField(_("source"), max_length=4, choices=Source)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("holiday of a region")
        verbose_name_plural = _("holidays of regions")
        ordering = ["first_on", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "region", "year", "name"], name="region_holiday_once"
            ),
            models.CheckConstraint(condition=Q(last_on__gt=F("first_on")), name="region_holiday_forward"),
        ]


class OwnDays(TenantModel):
    """Days on which a school is closed besides the holidays, or (`opened`) open although others are not."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps meetings out of the days on which a school is closed.",
        data_class=DataClass.INTERNAL,
        retention="Two years after the last day.",
        kept=(Kept(("last_on",), months=24),),
        tenant="partnership",
        reach={"partnership": "partnership", "school": "school"},
        read="holidays.read",
        plain=("name",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.CASCADE, related_name="own_days", verbose_name=_("school"))
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    name = models.CharField(_("what"), max_length=60)
    opened = models.BooleanField(_("open"), default=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("own days of a school")
        verbose_name_plural = _("own days of schools")
        ordering = ["first_on", "school__name"]
        constraints = [
            models.UniqueConstraint(fields=["school", "first_on", "last_on", "opened"], name="own_days_once"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="own_days_forward"),
        ]
