"""What a starter wants to learn: the starter's own."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Kept,
    TenantModel,
    Versioned,
)
from startlijn.domain.guidance.models import CoachPairing, Trajectory
from startlijn.domain.intervision.terms import Theme


class LearningQuestion(Versioned, TenantModel):
    """A question of the starter and the goal behind it. A coach sees it while shared with that pairing."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps what a starter wants to learn; helps later to find others with the same question.",
        data_class=DataClass.COACHING,
        retention="12 months after the trajectory ended; the starter can remove it at once.",
        kept=(Kept(("trajectory__finished_on",), months=12),),
        tenant="partnership",
        subject="trajectory__person",
        erasure=Erasure.DELETE,
        personal=("question", "goal", "theme", "answered_on"),
        reach={},
        ways={
            "line.own": {"person": "trajectory__person"},
            "line.guide": {"person": "shared_with__coach"},
        },
        holds=("shared_with",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="learning_questions")
    question = models.CharField(_("learning question"), max_length=300)
    goal = models.TextField(_("goal"), max_length=1000, blank=True)
    theme = models.CharField(_("about"), max_length=12, choices=Theme, default=Theme.OTHER)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    shared_with = models.ForeignKey(
        CoachPairing, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("shared with")
    )
    written_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("learning question")
        verbose_name_plural = _("learning questions")
        ordering = ["-written_at"]
