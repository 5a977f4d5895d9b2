"""A dossier, its pieces of evidence, what they show, and what a board calls that."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.files.models import StoredFile
from startlijn.base.organisations.models import Board, Partnership
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
from startlijn.domain.dossier.terms import KEPT, TEXT_LENGTH, EvidenceKind, Stage


class Dossier(Versioned, TenantModel):
    """The dossier of one teacher, started in teacher training or here, and kept after leaving."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a teacher show what he or she can do, from start-competent to expert-competent.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=(Kept(goes_with="person"),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "stage", "started_in_training"),
        reach={},
        ways={"dossier.own": {"person": "person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="dossiers")
    profile = models.CharField(_("profile"), max_length=80)
    stage = models.PositiveSmallIntegerField(_("stage worked towards"), choices=Stage, default=Stage.BASIC)
    started_in_training = models.BooleanField(_("started in teacher training"), default=False)
    opened_at = models.DateTimeField(_("begun"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        constraints = [models.UniqueConstraint(fields=["partnership", "person"], name="dossier_one")]


class Evidence(Versioned, TenantModel):
    """One piece of a dossier. `content` is what came from elsewhere (an observation, feedback), frozen.

    `source` is where it came from in this installation, `came_from` the other installation it was made in.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows what a teacher can do; others read only what the teacher gave them.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=(Kept(goes_with="dossier"),),
        tenant="partnership",
        subject="dossier__person",
        erasure=Erasure.DELETE,
        personal=("title", "text", "link", "happened_on", "content"),
        reach={},
        ways={
            "dossier.own": {"person": "dossier__person"},
            "dossier.read": {"person": "releases__role__person"},
        },
        holds=("releases", "releases__role"),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=16, choices=EvidenceKind)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=TEXT_LENGTH, blank=True)
    link = models.CharField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="evidence")
    content = models.JSONField(_("content"), default=dict, blank=True)
    source = models.UUIDField(null=True, blank=True, editable=False)
    came_from = models.CharField(_("made in"), max_length=64, blank=True)
    happened_on = models.DateField(_("when it was"), null=True, blank=True)
    added_at = models.DateTimeField(_("added at"))
    changed_at = models.DateTimeField(_("changed at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("pieces of evidence")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "source"],
                condition=models.Q(source__isnull=False),
                name="evidence_source_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceFor(TenantModel):
    """A piece of evidence shows something of an indicator: one piece may show many."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Says what a piece of evidence shows.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=(Kept(goes_with="evidence"),),
        tenant="partnership",
        subject="evidence__dossier__person",
        erasure=Erasure.DELETE,
        personal=("indicator",),
        reach={},
        ways={
            "dossier.own": {"person": "evidence__dossier__person"},
            "dossier.read": {"person": "evidence__releases__role__person"},
        },
        holds=("evidence__releases", "evidence__releases__role"),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="shows")
    indicator = models.CharField(_("indicator"), max_length=80)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("indicator of a piece of evidence")
        verbose_name_plural = _("indicators of pieces of evidence")
        ordering = ["indicator"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "indicator"], name="evidence_indicator_once")
        ]


class BoardWord(Versioned, TenantModel):
    """What a board calls an indicator in its own competence management. An empty word is no row."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets the dossier fit the competence management of any board.",
        data_class=DataClass.INTERNAL,
        retention="As long as the board takes part.",
        tenant="partnership",
        plain=("indicator", "words"),
        reach={"partnership": "partnership", "board": "board"},
        read="policy.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    indicator = models.CharField(_("indicator"), max_length=80)
    words = models.CharField(_("own words"), max_length=200)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("own word of a board")
        verbose_name_plural = _("own words of boards")
        ordering = ["indicator"]
        constraints = [models.UniqueConstraint(fields=["board", "indicator"], name="board_word_once")]
