"""What each assessor judges alone, and who may read it from when."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
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
from startlijn.domain.assessment.models.assessments import KEPT, PanelMember


class Judgement(Versioned, TenantModel):
    """What one assessor judges: a level per indicator, notes, and notes of the interview per area.

    Blind: until all judgements are in only its own assessor reads it (`readers`), and it is about nobody yet
    (`about` is empty). When the last one comes in, the panel reads all, and `about` becomes the starter,
    whose own export then holds it. The database refuses an earlier reader, and changes after it was given.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets every assessor judge without being led by another.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=(Kept(goes_with="member"),),
        tenant="partnership",
        subject="about",
        erasure=Erasure.DELETE,
        personal=("answers", "interview"),
        reach={},
        ways={
            "dossier.own": {"person": "about"},
            "assessments.judge": {"person": "readers__member__person"},
        },
        holds=("readers__member",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    member = models.OneToOneField(PanelMember, models.CASCADE, related_name="judgement")
    about = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    answers = models.JSONField(_("judgement per indicator"), default=dict)
    interview = models.JSONField(_("notes of the interview"), default=dict)
    given_at = models.DateTimeField(_("given at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["member"]


class JudgementReader(TenantModel):
    """This member of the panel may read this judgement: the own one, and all when all are in."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps judgements apart until all are in.",
        data_class=DataClass.INTERNAL,
        retention=KEPT,
        kept=(Kept(goes_with="judgement"),),
        tenant="partnership",
        reach={},
        ways={"assessments.judge": {"person": "member__person"}},
        holds=("member",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="readers")
    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("reader of a judgement")
        verbose_name_plural = _("readers of judgements")
        constraints = [models.UniqueConstraint(fields=["judgement", "member"], name="judgement_reader_once")]
