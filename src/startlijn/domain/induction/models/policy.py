"""What a board has decided about induction: approach, intensity, and by when (seed 002 lines 22 to 28)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership
from startlijn.base.tenancy import DataClass, Declaration, GuardedManager, TenantModel, Versioned
from startlijn.domain.induction.terms import StarterType

_KEPT = "As long as the board takes part."


class BoardPolicy(Versioned, TenantModel):
    """The board's own approach, and when it was formulated and put into practice."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps what a board chose for its starters.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("approach", "sustainability"),
        tenant="partnership",
        reach={"partnership": "partnership", "board": "board", "school": "board__schools"},
        read="programmes.read",
        ways={"policy.manage": {"board": "board"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    board = models.OneToOneField(Board, models.CASCADE, related_name="induction_policy")
    approach = models.TextField(_("our approach"), max_length=4000, blank=True)
    formulated_on = models.DateField(_("formulated on"), null=True, blank=True)
    implemented_on = models.DateField(_("put into practice on"), null=True, blank=True)
    sustainability = models.TextField(_("what we do when a subsidy stops"), max_length=2000, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("policy of a board")
        verbose_name_plural = _("policies of boards")
        constraints = [
            models.CheckConstraint(
                condition=Q(formulated_on=None)
                | Q(implemented_on=None)
                | Q(implemented_on__gte=F("formulated_on")),
                name="policy_forward_in_time",
            )
        ]

    def __str__(self) -> str:
        return self.board.name


class BoardIntensity(TenantModel):
    """How many hours the board gives a starter of one type in one year, and the coach for that starter."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps how much guidance a board gives, per kind of starter and year.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        tenant="partnership",
        reach={"partnership": "partnership", "board": "policy__board", "school": "policy__board__schools"},
        read="programmes.read",
        ways={"policy.manage": {"board": "policy__board"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    policy = models.ForeignKey(BoardPolicy, models.CASCADE, related_name="intensities")
    starter_type = models.CharField(_("kind of starter"), max_length=20, choices=StarterType)
    year = models.PositiveSmallIntegerField(_("year"))
    starter_hours = models.PositiveSmallIntegerField(_("hours for the starter"))
    coach_hours = models.PositiveSmallIntegerField(_("hours for the coach"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("intensity of guidance")
        verbose_name_plural = _("intensities of guidance")
        ordering = ["starter_type", "year"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "starter_type", "year"], name="intensity_once"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=3), name="intensity_year"),
        ]
