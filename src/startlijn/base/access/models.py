"""What holds back rights that a role gives: processing of somebody's data is restricted for a while."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, Kept, TenantModel


class Ground(models.TextChoices):
    """Why somebody may ask for it (AVG article 18, paragraph 1, a to d)."""

    ACCURACY = "accuracy", _("it is being checked whether the data are right")
    UNLAWFUL = "unlawful", _("the data may not be used, and the person wants them kept")
    CLAIM = "claim", _("the person needs the data for a claim")
    OBJECTION = "objection", _("the person objected, and that is being weighed")


class Restriction(TenantModel):
    """Nobody else changes anything about this person from `since` until `until`; rows stay as they are."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps the data about somebody as they are while it is found out what should happen to them.",
        data_class=DataClass.PERSONAL,
        retention="24 months after it ended.",
        kept=(Kept(("until",), months=24),),
        tenant="partnership",
        subject="person",
        also=("set_by",),
        erasure=Erasure.DELETE,
        personal=("person", "ground"),
        reach={"partnership": "partnership"},
        read="privacy.manage",
        ways={"account.own": {"person": "person"}},
    )

    partnership = models.ForeignKey("base.Partnership", models.PROTECT, related_name="+")
    person = models.ForeignKey("base.Person", models.CASCADE, related_name="restrictions")
    ground = models.CharField(_("ground"), max_length=20, choices=Ground.choices)
    set_by = models.ForeignKey("base.Person", models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="restriction_one_open"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="restriction_forward_in_time"
            ),
        ]
