"""A meeting that was held: day, method, roles, who was there, how it was. Never the case."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
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
from startlijn.domain.intervision.models.groups import IntervisionGroup, IntervisionMember
from startlijn.domain.intervision.terms import GROUP_KEPT, Satisfaction

_MEMBERS = "group__members"


class IntervisionSession(Versioned, TenantModel):
    """A meeting of a group. Only the group knows who had which role; `bringer` may stay unsaid."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets roles go round, and shows the group that it met.",
        data_class=DataClass.PERSONAL,
        retention="24 months after the meeting.",
        kept=(Kept(("held_on",), months=24), Kept(("group__closed_on",), months=24)),
        tenant="partnership",
        subject="chair__person",
        also=("bringer__person",),
        erasure=Erasure.KEEP,
        plain=("method",),
        personal=("chair", "bringer"),
        reach={},
        ways={"intervision.own": {"person": f"{_MEMBERS}__person"}},
        holds=(_MEMBERS,),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    group = models.ForeignKey(IntervisionGroup, models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("on"))
    method = models.CharField(_("method"), max_length=61)
    chair = models.ForeignKey(
        IntervisionMember, models.SET_NULL, null=True, related_name="+", verbose_name=_("chair")
    )
    bringer = models.ForeignKey(
        IntervisionMember,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("case bringer"),
    )

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("intervision meeting")
        verbose_name_plural = _("intervision meetings")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chair=None) | Q(bringer=None) | ~Q(chair=F("bringer")),
                name="session_two_roles",
            )
        ]


class SessionPresence(TenantModel):
    """A member was there."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who was there: they can say how it was.",
        data_class=DataClass.PERSONAL,
        retention=GROUP_KEPT,
        kept=(Kept(goes_with="session"),),
        tenant="partnership",
        subject="member__person",
        erasure=Erasure.DELETE,
        personal=("member",),
        reach={},
        ways={"intervision.own": {"person": f"session__{_MEMBERS}__person"}},
        holds=(f"session__{_MEMBERS}",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    session = models.ForeignKey(IntervisionSession, models.CASCADE, related_name="present")
    member = models.ForeignKey(IntervisionMember, models.CASCADE, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("presence at an intervision meeting")
        verbose_name_plural = _("presence at intervision meetings")
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="presence_once")]


class SessionSatisfaction(TenantModel):
    """How a meeting was for one member; others only see a spread without names, from five answers."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets the group see whether meeting helps.",
        data_class=DataClass.PERSONAL,
        retention="24 months after the meeting.",
        kept=(Kept(goes_with="session"),),
        tenant="partnership",
        subject="member__person",
        erasure=Erasure.DELETE,
        personal=("score",),
        reach={},
        ways={"intervision.own": {"person": "member__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    session = models.ForeignKey(IntervisionSession, models.CASCADE, related_name="satisfaction")
    member = models.ForeignKey(IntervisionMember, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(_("how it was"), choices=Satisfaction)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("how an intervision meeting was")
        verbose_name_plural = _("how intervision meetings were")
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="satisfaction_once")]


class SessionTakeaway(Versioned, TenantModel):
    """What somebody takes along for themselves. Nobody else reads it, whatever their role."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps what somebody wants to remember for themselves.",
        data_class=DataClass.COACHING,
        retention="12 months after it was written; the writer can remove it at once.",
        kept=(Kept(("written_at",), months=12),),
        tenant="partnership",
        subject="member__person",
        erasure=Erasure.DELETE,
        personal=("text",),
        reach={},
        ways={"intervision.own": {"person": "member__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    session = models.ForeignKey(IntervisionSession, models.CASCADE, related_name="+")
    member = models.ForeignKey(IntervisionMember, models.CASCADE, related_name="+")
    text = models.TextField(_("what I take along"), max_length=1000)
    written_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("own takeaway of an intervision meeting")
        verbose_name_plural = _("own takeaways of intervision meetings")
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="takeaway_once")]
