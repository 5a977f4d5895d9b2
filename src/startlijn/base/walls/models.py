"""Emergency access: one thing about one person, for an hour, by two people, and never coaching."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership
from startlijn.base.people.models import Person
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Kept,
    TenantModel,
)
from startlijn.base.walls.terms import Answer


class EmergencyAccess(TenantModel):
    """Somebody asks to read `rows` (ids) of one `table` about a person; a second person allows or refuses it.

    The rows are those that were there when it was asked: what came later is not in it. `until` is at most an
    hour after it was allowed. The person concerned is told at once when it is allowed.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets one thing about a person be read in an emergency, by two people, for an hour at most.",
        data_class=DataClass.PERSONAL,
        retention="24 months after it was asked.",
        kept=(Kept(("asked_at",), months=24),),
        tenant="partnership",
        subject="about",
        also=("asked_by", "answered_by"),
        erasure=Erasure.DELETE,
        personal=("reason",),
        plain=("table", "rows"),
        reach={"partnership": "partnership", "board": "board"},
        read="privacy.manage",
        ways={"emergency.ask": {"person": "asked_by"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    about = models.ForeignKey(Person, models.CASCADE, related_name="+")
    table = models.CharField(_("what"), max_length=80)
    rows = models.JSONField(default=list)
    reason = models.CharField(_("reason"), max_length=500)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.OPEN)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True)
    until = models.DateTimeField(_("until"), null=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency access")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(answered_by=F("asked_by")), name="emergency_takes_two"),
            models.CheckConstraint(
                condition=~Q(answer="allowed") | Q(answered_by__isnull=False, until__isnull=False),
                name="emergency_ends",
            ),
        ]
