"""What a teacher shares: an item with one person for a while, questions for feedback, what was handed in."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.files.models import StoredFile
from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Kept,
    TenantModel,
    Versioned,
)
from startlijn.domain.dossier.models.evidence import Dossier, Evidence
from startlijn.domain.dossier.terms import ANSWER_LENGTH, KEPT, QUESTION_LENGTH, ReleasePurpose


class Release(TenantModel):
    """One item given to one person in a role, from `started_on` until, not including, `finished_on`.

    It ends with the role too: whoever is no longer the coach reads nothing more (trust.md §7 rule 4).
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets one person read one piece of evidence, for one purpose, for a while.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=(Kept(goes_with="evidence"),),
        tenant="partnership",
        subject="evidence__dossier__person",
        also=("role__person",),
        erasure=Erasure.DELETE,
        personal=("role", "purpose"),
        reach={},
        ways={
            "dossier.own": {"person": "evidence__dossier__person"},
            "dossier.read": {"person": "role__person"},
        },
        holds=("role",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="releases")
    role = models.ForeignKey(RoleAssignment, models.CASCADE, related_name="+")
    purpose = models.CharField(_("what for"), max_length=12, choices=ReleasePurpose)
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"))
    released_at = models.DateTimeField(_("given at"))
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("release of an item")
        verbose_name_plural = _("releases of items")
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__gte=F("started_on")), name="release_forward_in_time"
            ),
            models.UniqueConstraint(
                fields=["evidence", "role"], condition=Q(revoked_at=None), name="release_one_running"
            ),
        ]


class FeedbackRequest(Versioned, TenantModel):
    """Somebody asks somebody else how something went: a starter a colleague, a leader a starter."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets people ask each other for feedback, in both directions.",
        data_class=DataClass.PERSONNEL,
        retention="24 months after it was asked.",
        kept=(Kept(("asked_at",), months=24),),
        tenant="partnership",
        subject="asker",
        also=("giver",),
        erasure=Erasure.DELETE,
        personal=("asker", "giver", "question", "answer"),
        reach={},
        ways={"feedback.ask": {"person": "asker"}, "feedback.give": {"person": "giver"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    asker = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("who asks"))
    giver = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("who is asked"))
    question = models.TextField(_("question"), max_length=QUESTION_LENGTH)
    asked_at = models.DateTimeField(_("asked at"))
    due_on = models.DateField(_("hoped for by"))
    answer = models.TextField(_("answer"), max_length=ANSWER_LENGTH, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("question for feedback")
        verbose_name_plural = _("questions for feedback")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(asker=F("giver")), name="feedback_of_somebody_else"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="feedback_answered_with_text",
            ),
        ]


class Submission(TenantModel):
    """What a teacher handed in at one moment, frozen: the database refuses every change of it.

    Whoever assesses reads this and never the live dossier (trust.md T4).
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps what was handed in as it was, so that an assessment is about that and nothing else.",
        data_class=DataClass.PERSONNEL,
        retention="24 months after it was handed in.",
        kept=(Kept(("submitted_at",), months=24),),
        tenant="partnership",
        subject="dossier__person",
        erasure=Erasure.DELETE,
        personal=("content",),
        reach={},
        ways={
            "dossier.own": {"person": "dossier__person"},
            "assessments.judge": {"person": "given__assessment__panel__person"},
        },
        holds=("given", "given__assessment__panel"),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="submissions")
    assessment_id = models.UUIDField(null=True, blank=True)
    content = models.JSONField(_("content"))
    sha256 = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(_("handed in at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-submitted_at", "-pk"]


class SubmittedFile(TenantModel):
    """A file that was handed in: it stays as long as the submission, whatever happens to the evidence."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps the files of what was handed in.",
        data_class=DataClass.PERSONNEL,
        retention="As the submission.",
        kept=(Kept(goes_with="submission"),),
        tenant="partnership",
        subject="submission__dossier__person",
        erasure=Erasure.DELETE,
        personal=("file",),
        reach={},
        ways={
            "dossier.own": {"person": "submission__dossier__person"},
            "assessments.judge": {"person": "submission__given__assessment__panel__person"},
        },
        holds=("submission__given", "submission__given__assessment__panel"),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="submitted")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("file that was handed in")
        verbose_name_plural = _("files that were handed in")
        constraints = [models.UniqueConstraint(fields=["submission", "file"], name="submitted_file_once")]
