"""A proposal: groups as computed or changed by hand. They never change; a change is a new proposal."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person
from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, Kept, TenantModel
from startlijn.domain.groups.models.rounds import ROUND_KEPT, Round, SignUp
from startlijn.domain.groups.terms import Goal, Outcome, ProposalState


class Proposal(TenantModel):
    """One way to form the groups of a round. `value`, `bound` and `total` are minutes, `gap` a fraction."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows how groups could be formed, how good that is, and why.",
        data_class=DataClass.INTERNAL,
        retention=ROUND_KEPT,
        kept=(Kept(("round__created_at",), months=60),),
        plain=("job", "clash", "report", "code"),
        tenant="partnership",
        subject="requested_by",
        erasure=Erasure.ANONYMISE,
        personal=("requested_by",),
        reach={"partnership": "partnership", "sub_region": "round__sub_region"},
        read="rounds.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.QUEUED)
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    requested_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    requested_at = models.DateTimeField(_("asked for at"))
    finished_at = models.DateTimeField(_("ready at"), null=True, blank=True)
    job = models.UUIDField(null=True, editable=False)
    smallest = models.PositiveSmallIntegerField(_("smallest group"))
    largest = models.PositiveSmallIntegerField(_("largest group"))
    goal = models.CharField(_("what is kept small"), max_length=8, choices=Goal)
    seed = models.PositiveIntegerField(default=0)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    value = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    total = models.FloatField(null=True)
    seconds = models.FloatField(null=True)
    clash = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    code = models.CharField(max_length=80, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="proposal_number"),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state__in=[ProposalState.QUEUED, ProposalState.RUNNING]),
                name="proposal_one_at_a_time",
            ),
        ]


class ProposalPlace(TenantModel):
    """Where a proposal puts a school: `journey` minutes to the host; `near` are neighbours kept elsewhere."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Says which school is in which group of a proposal.",
        data_class=DataClass.INTERNAL,
        retention=ROUND_KEPT,
        kept=(Kept(("proposal__round__created_at",), months=60),),
        plain=("near",),
        tenant="partnership",
        reach={"partnership": "partnership", "sub_region": "proposal__round__sub_region"},
        read="rounds.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="places")
    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="+")
    group = models.PositiveSmallIntegerField(_("group"))
    is_host = models.BooleanField(_("host"), default=False)
    journey = models.FloatField(_("minutes to the host"))
    near = models.JSONField(default=list)
    pinned = models.BooleanField(_("pinned"), default=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("place in a proposal")
        verbose_name_plural = _("places in a proposal")
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "sign_up"], name="proposal_place_once"),
            models.UniqueConstraint(
                fields=["proposal", "group"], condition=Q(is_host=True), name="proposal_place_one_host"
            ),
        ]
