"""An appointment for coaching with video. There is no place for a video, nor for what was said."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.tenancy import DataClass, Declaration, GuardedManager, Kept, TenantModel
from startlijn.domain.meetings.models import Series
from startlijn.domain.networks.models.networks import LearningNetwork


class VideoCoaching(TenantModel):
    """Two members of a network look at a video of a lesson together. When and where is in `series`."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets two people agree on a moment to look at a lesson together.",
        data_class=DataClass.INTERNAL,
        retention="As long as its series of meetings: three years after the last day.",
        kept=(Kept(goes_with="series"),),
        tenant="partnership",
        reach={},
        ways={"networks.own": {"person": "series__members__person"}},
        lasts=("series__members",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    network = models.ForeignKey(LearningNetwork, models.CASCADE, related_name="+")
    series = models.OneToOneField(Series, models.CASCADE, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("appointment for coaching with video")
        verbose_name_plural = _("appointments for coaching with video")
        ordering = ["pk"]
