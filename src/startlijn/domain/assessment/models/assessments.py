"""An assessment, who is in its panel, what is asked in the interview, and the settings of a board."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership, School
from startlijn.base.organisations.terms import HolidayRegion, Sector
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
from startlijn.domain.assessment.terms import (
    ENDED,
    NOTE_LENGTH,
    Aim,
    Conflict,
    Deadlines,
    Decider,
    State,
)
from startlijn.domain.dossier.models import Submission

KEPT = "Two years after it was closed and the trajectory ended."
IN_ASSESSMENT = (Kept(goes_with="assessment"),)
_USUAL = Deadlines()


class AssessmentTerms(Versioned, TenantModel):
    """How a partnership (no board) or one board assesses: who decides, and the working days of each step."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets partnership and boards agree on dates and on who decides.",
        data_class=DataClass.INTERNAL,
        retention="As long as the partnership uses Startlijn.",
        tenant="partnership",
        reach={"partnership": "partnership"},
        read="assessments.arrange",
        ways={"assessments.decide": {"board": "board"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, null=True, blank=True, related_name="+")
    decider = models.CharField(_("who decides"), max_length=7, choices=Decider, default=_USUAL.decider)
    judge_days = models.PositiveSmallIntegerField(_("working days to judge"), default=_USUAL.judge)
    advise_days = models.PositiveSmallIntegerField(_("working days to advise"), default=_USUAL.advise)
    decide_days = models.PositiveSmallIntegerField(_("working days to decide"), default=_USUAL.decide)
    object_days = models.PositiveSmallIntegerField(_("working days to object"), default=_USUAL.objection)
    support_days = models.PositiveSmallIntegerField(_("working days of support"), default=_USUAL.support)
    region = models.CharField(
        _("holiday region"), max_length=6, choices=HolidayRegion, default=HolidayRegion.MIDDLE
    )

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("settings of assessment")
        verbose_name_plural = _("settings of assessment")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "board"], name="assessment_terms_once"),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(board=None), name="assessment_terms_of_all_once"
            ),
        ]


class Assessment(Versioned, TenantModel):
    """A starter asks to be assessed for a stage; a panel judges what was handed in, and somebody decides.

    `board` and `school` decide: where the starter works when asking, or named for who works without.
    `profile` is the instrument judged by.
    `submission` is the snapshot that was handed in. `due_on` is the last day of the present state.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets people of several organisations judge together whether a stage is reached.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=(
            Kept(
                ("state_since",),
                months=24,
                ended=("person__trajectories__finished_on",),
                only={"state__in": sorted(ENDED)},
            ),
        ),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "aim", "state"),
        reach={"partnership": "partnership"},
        read="assessments.arrange",
        ways={
            "dossier.own": {"person": "person"},
            "assessments.judge": {"person": "panel__person"},
            "assessments.decide": {"board": "board", "school": "school"},
            "assessments.follow": {"board": "employer", "school": "employer_school"},
        },
        lasts=("panel",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="assessments")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    # Where the starter works; none when somebody else was named to decide. Who follows does so from here.
    employer = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    employer_school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.CharField(_("sector"), max_length=3, choices=Sector)
    aim = models.CharField(_("stage"), max_length=6, choices=Aim)
    profile = models.CharField(_("competence profile"), max_length=80)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PREPARED)
    state_since = models.DateField(_("since"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    interview_at = models.DateTimeField(_("interview"), null=True, blank=True)
    submission = models.OneToOneField(
        Submission, models.SET_NULL, null=True, blank=True, related_name="judged_in"
    )
    submitted_on = models.DateField(_("handed in on"), null=True, blank=True)
    asked_at = models.DateTimeField(editable=False)
    reminded_on = models.DateField(null=True, editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person"],
                condition=~Q(state__in=sorted(ENDED)),
                name="assessment_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.PREPARED, State.WITHDRAWN]) | Q(submitted_on__isnull=False),
                name="assessment_judges_a_snapshot",
            ),
        ]


class PanelMember(TenantModel):
    """Somebody in the panel. `organisation` is the board they come from; None: no board, but the partnership.

    From `started_on`, the day they declared no conflict of interest, they read what was handed in; until,
    not including, `finished_on`: the day on which it was closed, or on which they `left` (a conflict, or
    somebody else took over). `read_at`: when they read something of it for the first time.
    `left_because`: why, when they had judged already.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who assesses, that they are independent, and from when until when they may read.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=IN_ASSESSMENT,
        tenant="partnership",
        subject="person",
        also=("assessment__person",),
        # Who assessed loses the name; the assessment is of the starter and goes with the starter.
        erasure=Erasure.ANONYMISE,
        personal=("person", "conflict_note", "left_because"),
        reach={"partnership": "partnership"},
        read="assessments.arrange",
        ways={
            "dossier.own": {"person": "assessment__person"},
            "assessments.judge": {"person": "assessment__panel__person"},
            "assessments.decide": {"board": "assessment__board", "school": "assessment__school"},
        },
        lasts=("assessment__panel",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="panel")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    conflict = models.CharField(
        _("conflict of interest"), max_length=8, choices=Conflict, default=Conflict.OPEN, blank=True
    )
    conflict_note = models.CharField(_("what it is"), max_length=300, blank=True)
    declared_at = models.DateTimeField(_("declared at"), null=True, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    finished_on = models.DateField(_("until"), null=True, blank=True)
    left = models.BooleanField(_("left the panel"), default=False)
    left_because = models.CharField(_("why"), max_length=300, null=True, blank=True)
    read_at = models.DateTimeField(_("first read at"), null=True, blank=True)
    reminded_on = models.DateField(null=True, editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("member of a panel")
        verbose_name_plural = _("members of panels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="panel_member_once"),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(conflict=Conflict.NONE), name="panel_reads_without_conflict"
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(started_on=None) | Q(finished_on__gte=F("started_on")),
                name="panel_forward_in_time",
            ),
        ]


class InterviewQuestion(TenantModel):
    """A question for the interview, on one area of the profile; a second assessor agrees with it."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets assessors agree beforehand what they ask about, so that the talk is fair.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=IN_ASSESSMENT,
        tenant="partnership",
        subject="assessment__person",
        erasure=Erasure.DELETE,
        personal=("text",),
        reach={},
        ways={
            "dossier.own": {"person": "assessment__person"},
            "assessments.judge": {"person": "assessment__panel__person"},
        },
        holds=("assessment__panel",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="questions")
    area = models.CharField(_("area"), max_length=40)
    text = models.CharField(_("question"), max_length=NOTE_LENGTH)
    proposed_by = models.ForeignKey(PanelMember, models.CASCADE, related_name="+")
    agreed_by = models.ForeignKey(PanelMember, models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("question for the interview")
        verbose_name_plural = _("questions for interviews")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(agreed_by=F("proposed_by")), name="question_agreed_by_another"
            )
        ]
