"""Reviews of a version, who takes part, what they answer, what follows; and the safeguarding scan."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
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
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.review.terms import Met, Question, ReviewStage, SafeguardItem

_KEPT = "As long as the programme is kept."


class ProgrammeReview(Versioned, TenantModel):
    """A school looks at its programme again ("tegen het licht houden", seed 000 line 15)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a school learn from what it promised and did.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("practice",),
        tenant="partnership",
        reach={"school": "version_reviewed__programme__school"},
        read="reviews.manage",
        ways={"reviews.answer": {"person": "participants__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    version_reviewed = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="reviews")
    stage = models.CharField(_("stage"), max_length=10, choices=ReviewStage, default=ReviewStage.ANSWERING)
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    practice = models.JSONField(_("what practice shows"), default=dict)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("review of a programme")
        verbose_name_plural = _("reviews of programmes")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version_reviewed"], condition=Q(closed_at=None), name="review_one_open"
            )
        ]


class ReviewParticipant(TenantModel):
    """Somebody who was asked to take part."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who was asked, so that everybody is heard.",
        data_class=DataClass.PERSONAL,
        retention="24 months after the review.",
        kept=(Kept(("review__closed_at",), months=24),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person",),
        reach={"school": "review__version_reviewed__programme__school"},
        read="reviews.manage",
        ways={"reviews.answer": {"person": "person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    review = models.ForeignKey(ProgrammeReview, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("participant of a review")
        verbose_name_plural = _("participants of reviews")
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="participant_once")]


class ReviewAnswer(TenantModel):
    """What one participant says to one question: a text, and how it goes from 1 to 4 (empty: no idea).

    Until everybody looks at the differences only the writer sees it; then all participants, without the name.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Holds what people think of the programme.",
        data_class=DataClass.PERSONAL,
        retention="24 months after the review.",
        kept=(Kept(("participant__review__closed_at",), months=24),),
        tenant="partnership",
        subject="participant__person",
        erasure=Erasure.DELETE,
        personal=("text", "score"),
        reach={},
        ways={"reviews.answer": {"person": "participant__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    participant = models.ForeignKey(ReviewParticipant, models.CASCADE, related_name="answers")
    question = models.CharField(_("question"), max_length=14, choices=Question)
    text = models.TextField(_("answer"), max_length=2000, blank=True)
    score = models.PositiveSmallIntegerField(_("how it goes"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("answer in a review")
        verbose_name_plural = _("answers in reviews")
        constraints = [
            models.UniqueConstraint(fields=["participant", "question"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=1, score__lte=4), name="answer_score"
            ),
        ]


class ImprovementPoint(Versioned, TenantModel):
    """One of at most three priorities, with an owner and a date: the seed of the next version."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Makes sure that a review leads to something.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("title",),
        tenant="partnership",
        subject="owner",
        erasure=Erasure.ANONYMISE,
        personal=("owner",),
        reach={"school": "review__version_reviewed__programme__school"},
        read="reviews.manage",
        ways={"reviews.answer": {"person": "review__participants__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    review = models.ForeignKey(ProgrammeReview, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("what we will improve"), max_length=200)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("who"))
    due_on = models.DateField(_("by when"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("improvement point")
        verbose_name_plural = _("improvement points")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="point_place"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=3), name="point_three_at_most"),
        ]


class SafeguardScan(Versioned, TenantModel):
    """How firmly a programme is anchored, at a moment."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows what a programme still leans on, through the years.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "version_scanned__programme__school__memberships__sub_region",
            "board": "version_scanned__programme__school__board",
            "school": "version_scanned__programme__school",
        },
        read="practice.read",
        ways={"reviews.manage": {"school": "version_scanned__programme__school"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    version_scanned = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="scans")
    scanned_on = models.DateField(_("on"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("safeguarding scan")
        verbose_name_plural = _("safeguarding scans")
        ordering = ["-scanned_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version_scanned", "scanned_on"], name="scan_once_a_day")
        ]


class SafeguardAnswer(TenantModel):
    """One item of a scan: whether it holds, and what shows it. `from_system`: Startlijn found it itself."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps the evidence with the answer.",
        data_class=DataClass.INTERNAL,
        retention=_KEPT,
        plain=("evidence",),
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "scan__version_scanned__programme__school__memberships__sub_region",
            "board": "scan__version_scanned__programme__school__board",
            "school": "scan__version_scanned__programme__school",
        },
        read="practice.read",
        ways={"reviews.manage": {"school": "scan__version_scanned__programme__school"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    scan = models.ForeignKey(SafeguardScan, models.CASCADE, related_name="answers")
    item = models.CharField(_("item"), max_length=14, choices=SafeguardItem)
    met = models.CharField(_("does it hold"), max_length=6, choices=Met)
    evidence = models.CharField(_("what shows it"), max_length=500, blank=True)
    from_system = models.BooleanField(_("found by Startlijn"), default=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("answer in a scan")
        verbose_name_plural = _("answers in scans")
        constraints = [models.UniqueConstraint(fields=["scan", "item"], name="scan_item_once")]
