"""The advice of a panel, and who signed it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership, School
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
from startlijn.domain.assessment.models.assessments import IN_ASSESSMENT, KEPT, Assessment, PanelMember
from startlijn.domain.assessment.terms import NOTE_LENGTH, TEXT_LENGTH, Outcome


class Advice(Versioned, TenantModel):
    """What the panel agrees on: a level per indicator, what is strong, what can grow, an outcome, reasons.

    The panel works on it; a change takes the signatures away. When all have signed it goes out (`issued_at`):
    only then it is about the starter (`about`) and for who decides (`to_board`, `to_school`). From then on
    the database refuses changes.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Says with reasons what independent assessors advise together.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=IN_ASSESSMENT,
        tenant="partnership",
        subject="about",
        erasure=Erasure.DELETE,
        personal=("answers", "outcome", "strengths", "growth", "reasons"),
        reach={},
        ways={
            "dossier.own": {"person": "about"},
            "assessments.judge": {"person": "assessment__panel__person"},
            "assessments.decide": {"board": "to_board", "school": "to_school"},
        },
        holds=("assessment__panel",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="advice")
    about = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    to_board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    to_school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(_("agreed per indicator"), default=dict)
    strengths = models.TextField(_("what is strong"), max_length=TEXT_LENGTH, blank=True)
    growth = models.TextField(_("what can grow"), max_length=TEXT_LENGTH, blank=True)
    outcome = models.CharField(_("advice"), max_length=12, choices=Outcome, blank=True)
    reasons = models.TextField(_("reasons"), max_length=TEXT_LENGTH, blank=True)
    issued_at = models.DateTimeField(_("given at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("advice")
        verbose_name_plural = _("advice")
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=False) | Q(about=None, to_board=None, to_school=None),
                name="advice_goes_out_when_issued",
            )
        ]


class Signature(TenantModel):
    """A member of the panel stands behind the advice, or sees it differently and says how."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows that at least two people of different organisations stand behind an advice.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=(Kept(goes_with="advice"),),
        tenant="partnership",
        subject="advice__about",
        erasure=Erasure.DELETE,
        personal=("agrees", "remark"),
        reach={},
        ways={
            "dossier.own": {"person": "advice__about"},
            "assessments.judge": {"person": "advice__assessment__panel__person"},
            "assessments.decide": {"board": "advice__to_board", "school": "advice__to_school"},
        },
        holds=("advice__assessment__panel",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    advice = models.ForeignKey(Advice, models.CASCADE, related_name="signatures")
    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="+")
    agrees = models.BooleanField(_("agrees"))
    remark = models.CharField(_("sees it differently because"), max_length=NOTE_LENGTH, blank=True)
    signed_at = models.DateTimeField(_("signed at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["advice", "member"], name="signature_once")]
