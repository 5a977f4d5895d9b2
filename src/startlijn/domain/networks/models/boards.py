"""What boards share with each other, and who wants to hear of it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership
from startlijn.base.people.models import Person
from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, Kept, TenantModel


class BoardExample(TenantModel):
    """What a board has realised, in its own words; about its policy, never about persons."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets boards learn from what others have realised.",
        data_class=DataClass.INTERNAL,
        retention="Until the board takes it back, at most five years.",
        kept=(Kept(("shared_at",), months=60),),
        tenant="partnership",
        plain=("title", "text"),
        reach={"partnership": "partnership"},
        read="networks.read",
        ways={"networks.manage": {"board": "board"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, related_name="+", verbose_name=_("board"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what was realised"))
    shared_at = models.DateTimeField(_("shared at"), editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("example of a board")
        verbose_name_plural = _("examples of boards")
        ordering = ["-shared_at", "pk"]


class BoardFollower(TenantModel):
    """Somebody who wants a mail when a board shares something."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Tells who asked for it that a board shared something.",
        data_class=DataClass.PERSONAL,
        retention="Until the person stops following, at most three years.",
        kept=(Kept(("since",), months=36),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "board"),
        reach={},
        ways={"networks.own": {"person": "person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, related_name="+", verbose_name=_("board"))
    since = models.DateTimeField(_("since"), editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("follower of a board")
        verbose_name_plural = _("followers of boards")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "board"], name="board_followed_once")]
