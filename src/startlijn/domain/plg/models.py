"""The room of a learning group: agenda, teams, board, notes."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
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
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember
from startlijn.domain.plg.terms import Column, NoteKind

_KEPT = "As long as the series of meetings."
_OWN = "series__members"


class PlgRoom(Versioned, TenantModel):
    """Where a series works: its agenda in minutes per phase."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Gives a learning group its rhythm.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        kept=(Kept(goes_with="series"),),
        tenant="partnership",
        plain=("agenda",),
        reach={},
        ways={"plg.own": {"person": f"{_OWN}__person"}},
        lasts=(_OWN,),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    series = models.OneToOneField(Series, models.CASCADE, related_name="+")
    agenda = models.JSONField(_("agenda"), default=dict)
    made_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("room of a learning group")
        verbose_name_plural = _("rooms of learning groups")


class TeamPlace(TenantModel):
    """In which team of the group somebody works."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a large group work in teams.",
        data_class=DataClass.PERSONAL,
        retention=_KEPT,
        kept=(Kept(goes_with="room"),),
        tenant="partnership",
        subject="member__person",
        erasure=Erasure.DELETE,
        personal=("team",),
        reach={},
        ways={"plg.own": {"person": f"room__{_OWN}__person"}},
        lasts=(f"room__{_OWN}",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    room = models.ForeignKey(PlgRoom, models.CASCADE, related_name="places")
    member = models.ForeignKey(SeriesMember, models.CASCADE, related_name="+")
    team = models.PositiveSmallIntegerField(_("team"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("place in a team")
        verbose_name_plural = _("places in teams")
        constraints = [
            models.UniqueConstraint(fields=["room", "member"], name="team_place_once"),
            models.CheckConstraint(condition=Q(team__gte=1), name="team_from_one"),
        ]


class ActionCard(Versioned, TenantModel):
    """One thing to do on the board: what, who, by when. `team` 0 is for everybody."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows a learning group what it does between meetings.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        kept=(Kept(goes_with="room"),),
        tenant="partnership",
        subject="who__person",
        erasure=Erasure.ANONYMISE,
        personal=("who",),
        plain=("what",),
        reach={},
        ways={"plg.own": {"person": f"room__{_OWN}__person"}},
        lasts=(f"room__{_OWN}",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    room = models.ForeignKey(PlgRoom, models.CASCADE, related_name="cards")
    team = models.PositiveSmallIntegerField(_("team"), default=0)
    what = models.CharField(_("what"), max_length=200)
    who = models.ForeignKey(SeriesMember, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("by when"), null=True, blank=True)
    column = models.CharField(_("column"), max_length=5, choices=Column, default=Column.TODO)
    moved_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("card on an action board")
        verbose_name_plural = _("cards on action boards")
        ordering = ["moved_at", "pk"]


class MeetingNote(TenantModel):
    """A decision or an action of a meeting."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps what a learning group decided and agreed on.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        kept=(Kept(goes_with="room"),),
        tenant="partnership",
        plain=("text",),
        reach={},
        ways={"plg.own": {"person": f"room__{_OWN}__person"}},
        lasts=(f"room__{_OWN}",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    room = models.ForeignKey(PlgRoom, models.CASCADE, related_name="notes")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=NoteKind)
    text = models.CharField(_("what"), max_length=500)
    noted_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("note of a learning group")
        verbose_name_plural = _("notes of learning groups")
        ordering = ["-noted_at", "-pk"]
