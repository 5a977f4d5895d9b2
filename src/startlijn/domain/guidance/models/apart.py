"""The exception to the wall between coaching and assessing: asked with a reason, accepted by the starter."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person
from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, Kept, TenantModel
from startlijn.domain.guidance.terms import BothRolesState


class BothRoles(TenantModel):
    """`holder` may both coach and assess `starter` until, not including, `finished_on` (trust.md §7 rule 3).

    Only when the starter accepted it does it hold; `held_for` is the starter from then on, and the panel of
    the starter sees it too.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows who both coaches and assesses a starter, why, and that the starter accepted it.",
        data_class=DataClass.PERSONAL,
        retention="Two years after its last day.",
        kept=(Kept(("finished_on",), months=24),),
        tenant="partnership",
        subject="starter",
        also=("holder", "held_for", "asked_by"),
        erasure=Erasure.DELETE,
        personal=("holder", "reason", "state"),
        reach={"partnership": "partnership"},
        read="assessments.arrange",
        ways={
            "line.own": {"person": "starter"},
            "assessments.judge": {"person": "held_for__assessments__panel__person"},
        },
        lasts=("held_for__assessments__panel",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    starter = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("starter"))
    held_for = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("who has both roles"))
    state = models.CharField(_("state"), max_length=9, choices=BothRolesState, default=BothRolesState.ASKED)
    reason = models.TextField(_("reason"), max_length=1000)
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"))
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("exception for both roles")
        verbose_name_plural = _("exceptions for both roles")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__gt=F("started_on")), name="both_roles_forward_in_time"
            ),
            models.CheckConstraint(condition=~Q(starter=F("holder")), name="both_roles_of_somebody_else"),
            models.CheckConstraint(
                condition=Q(held_for=None) | Q(state=BothRolesState.ACCEPTED, held_for=F("starter")),
                name="both_roles_held_when_accepted",
            ),
            models.UniqueConstraint(
                fields=["starter", "holder"],
                condition=Q(state=BothRolesState.ASKED),
                name="both_roles_asked_once",
            ),
        ]
