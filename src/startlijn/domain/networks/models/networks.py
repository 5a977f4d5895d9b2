"""A learning network: that it exists, and its series of meetings."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.tenancy import DataClass, Declaration, GuardedManager, Kept, TenantModel, Versioned
from startlijn.domain.meetings.models import Series

_KEPT = "As long as its series of meetings: three years after the last day."


class LearningNetwork(Versioned, TenantModel):
    """A network of starters and others. Members and dates are those of `series`; nothing else is kept."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets people who start find others to learn with.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        kept=(Kept(goes_with="series"),),
        tenant="partnership",
        plain=("name", "about"),
        reach={
            "partnership": "partnership",
            "sub_region": "series__sub_region",
            "school": "series__school",
        },
        read="networks.manage",
        ways={"networks.own": {"person": "series__members__person"}},
        lasts=("series__members",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    series = models.OneToOneField(Series, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    about = models.CharField(_("what it is about"), max_length=300)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("learning network")
        verbose_name_plural = _("learning networks")
        ordering = ["name", "pk"]
