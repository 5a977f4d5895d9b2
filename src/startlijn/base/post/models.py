"""Tables of the post. The queue and the outbox serve all partnerships; each row names its own."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person
from startlijn.base.post.terms import JobState, MailKind, MailState, Pace
from startlijn.base.seams import now
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Identified,
    Kept,
    TenantModel,
)


class Job(TenantModel):
    """Work for later. Held by one worker at a time: `lease` names the holder, until `leased_until`."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Does slow work after the page has answered, once.",
        data_class=DataClass.INTERNAL,
        retention="30 days after it was settled.",
        kept=(Kept(("settled_at",), days=30),),
        plain=("limited_to", "kind", "payload", "key", "lease", "progress", "code"),
        tenant="partnership",
        subject="person",
        erasure=Erasure.ANONYMISE,
        personal=("person",),
        reach={"partnership": "partnership", "person": "person"},
    )

    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    as_operator = models.BooleanField(default=False)
    limited_to = models.JSONField(null=True)
    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in JobState], default=JobState.WAITING
    )
    priority = models.SmallIntegerField(default=0)
    alone = models.BooleanField(default=False)
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.CharField(max_length=43, blank=True)
    leased_until = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    progress = models.JSONField(default=dict)
    code = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="job_once_per_key"),
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                condition=Q(alone=True, state="running"),
                name="job_alone_in_partnership",
            ),
            models.CheckConstraint(
                condition=Q(state="running", leased_until__isnull=False) & ~Q(lease="")
                | ~Q(state="running") & Q(leased_until__isnull=True, lease=""),
                name="job_running_is_leased",
            ),
        ]
        indexes = [
            models.Index(fields=["-priority", "run_after"], name="job_waiting", condition=Q(state="waiting")),
            models.Index(fields=["leased_until"], name="job_running", condition=Q(state="running")),
            models.Index(fields=["settled_at"], name="job_settled"),
        ]


class Mail(TenantModel):
    """A mail in the outbox, written in the transaction of the action it tells about.

    `bundle`: the letter of the day with which it goes along. `digest_on`: this is such a letter, of that day.
    `reason`: an English message id, where the reason of its kind does not fit.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Tells people what happened, exactly when it happened.",
        data_class=DataClass.PERSONAL,
        retention="The contents until it is sent, the address 30 days longer.",
        kept=(Kept(("sent_at",), days=30), Kept(("created_at",), days=30, only={"state": "failed"})),
        plain=("template", "language", "reason"),
        tenant="partnership",
        personal=("to", "context"),
        erasure=Erasure.DELETE,
        reach={"partnership": "partnership"},
    )

    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    to = models.EmailField()
    template = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    context = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in MailState], default=MailState.WAITING
    )
    kind = models.CharField(max_length=12, choices=MailKind.choices, default=MailKind.OTHER)
    reason = models.CharField(max_length=200, blank=True)
    bundle = models.ForeignKey("self", models.SET_NULL, null=True, related_name="bundled")
    digest_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["to", "digest_on"],
                condition=Q(digest_on__isnull=False),
                name="mail_one_digest_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="mail_created"),
            models.Index(fields=["to", "created_at"], name="mail_to"),
            models.Index(fields=["to"], name="mail_held", condition=Q(state="held")),
        ]


class MailChoice(Identified):
    """How mail of one kind comes to an address, with an account or without; no row: at once."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Sends mail as the reader chose: at once, once a day, or not.",
        data_class=DataClass.PERSONAL,
        retention="Until the person is erased: a stop that is forgotten is no stop.",
        shared_because="An address gets mail of every partnership.",
        personal=("address", "kind", "pace", "until"),
        erasure=Erasure.DELETE,
    )

    address = models.EmailField(_("e-mail address"))
    kind = models.CharField(_("kind of mail"), max_length=12, choices=MailKind.choices)
    pace = models.CharField(_("how it comes"), max_length=8, choices=Pace.choices)
    until = models.DateField(_("off until"), null=True)
    chosen_at = models.DateTimeField(_("chosen"))

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        verbose_name = _("choice about mail")
        verbose_name_plural = _("choices about mail")
        constraints = [
            models.UniqueConstraint(fields=["address", "kind"], name="mail_choice_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(pace="off"), name="mail_choice_until_is_off"
            ),
        ]


class IdempotencyKey(models.Model):
    """The answer to a request that may come twice. Commits together with what the request did."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Makes sending a form or an API call twice harmless.",
        data_class=DataClass.PERSONAL,
        retention="48 hours.",
        kept=(Kept(("created_at",), hours=48),),
        plain=("fingerprint", "content_type"),
        tenant="partnership",
        personal=("owner", "location", "body"),
        erasure=Erasure.DELETE,
    )

    digest = models.CharField(max_length=64, primary_key=True)
    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    owner = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=2000, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField()

    objects: ClassVar[GuardedManager[Any]] = GuardedManager()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="idempotency_key_created")]
