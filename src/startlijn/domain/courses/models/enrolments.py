"""Schools that enrol as teams, and the people in them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership, School
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
from startlijn.domain.courses.models.offer import Edition
from startlijn.domain.courses.terms import KEPT, EnrolmentState, Intake, Source, WishState


class Enrolment(Versioned, TenantModel):
    """A team of a school in an edition, admitted whole or waiting whole.

    Its place in the waiting list is `enrolled_at`, then its id. `beyond`: this team may be over
    the limit per school. `training_school`: what the school was on `status_on`, which counts for the tariff.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows which schools take part in a course, which wait and why, and whom to tell.",
        data_class=DataClass.PERSONAL,
        retention="Contact person and free text 24 months, the rest five school years.",
        kept=(
            Kept(
                ("enrolled_at",),
                months=24,
                clear=("contact", "contact_name", "contact_email", "wish", "wish_answer"),
            ),
            Kept(("edition__created_at",), months=60),
        ),
        tenant="partnership",
        subject="contact",
        erasure=Erasure.ANONYMISE,
        personal=("contact", "contact_name", "contact_email", "wish", "wish_answer"),
        plain=("contact_language",),
        reach={"partnership": "partnership"},
        read="courses.manage",
        ways={
            "courses.enrol": {"school": "school"},
            "courses.own": {"person": "participants__person"},
        },
        lasts=("participants",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="enrolments")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    state = models.CharField(_("state"), max_length=9, choices=EnrolmentState)
    intake = models.CharField(_("kind"), max_length=9, choices=Intake, default=Intake.ENROLMENT)
    source = models.CharField(_("how it came in"), max_length=5, choices=Source)
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    contact_name = models.CharField(_("contact person"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_language = models.CharField(_("language"), max_length=2, default="nl")
    wish = models.TextField(_("question or wish"), max_length=1000, blank=True)
    wish_state = models.CharField(_("answer"), max_length=8, choices=WishState, default=WishState.NONE)
    wish_answer = models.TextField(_("answer"), max_length=1000, blank=True)
    beyond = models.BooleanField(_("may be larger than the limit per school"), default=False)
    training_school = models.BooleanField(_("training school"), default=False)
    status_on = models.DateField(_("status on"))
    enrolled_at = models.DateTimeField(_("enrolled at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["enrolled_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="enrolment_confirmed_at",
            ),
            models.CheckConstraint(
                condition=Q(state=EnrolmentState.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(state=EnrolmentState.WITHDRAWN) & Q(withdrawn_at__isnull=True),
                name="enrolment_withdrawn_at",
            ),
        ]
        indexes = [models.Index(fields=["edition", "state"], name="enrolment_state")]


class Participant(TenantModel):
    """Somebody in a team, from `started_on` until, not including, `finished_on`: then another came instead.

    `person` is who is known here; others have the name and e-mail address that were typed in.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who takes part in a course, and whom they stand in for.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(("enrolment__enrolled_at",), months=60),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.ANONYMISE,
        personal=("person", "name", "email"),
        reach={"partnership": "partnership"},
        read="courses.manage",
        ways={"courses.enrol": {"school": "enrolment__school"}, "courses.own": {"person": "person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("participant of a course")
        verbose_name_plural = _("participants of courses")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                name="participant_forward_in_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
