"""What was published: groups as schools see them. Undoing takes the groups away and keeps the publication."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
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
from startlijn.domain.groups.models.proposals import Proposal
from startlijn.domain.groups.models.rounds import ROUND_KEPT, Round, SignUp


class Publication(TenantModel):
    """The moment groups were told to schools; at most one per round is not undone."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Remembers what was told when, by whom, and why it was undone.",
        data_class=DataClass.INTERNAL,
        retention=ROUND_KEPT,
        kept=(Kept(("round__created_at",), months=60),),
        tenant="partnership",
        subject="published_by",
        also=("undone_by",),
        erasure=Erasure.ANONYMISE,
        personal=("published_by", "undone_by"),
        plain=("reason",),
        reach={"partnership": "partnership", "sub_region": "round__sub_region"},
        read="rounds.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="publications")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(undone_at__isnull=True), name="publication_one_live"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, reason="") | Q(undone_at__isnull=False) & ~Q(reason=""),
                name="publication_undone_with_reason",
            ),
        ]


class Group(Versioned, TenantModel):
    """A published group: schools that meet, where, and who guides them (seed 001 lines 13 and 23)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Tells schools with whom they meet.",
        data_class=DataClass.INTERNAL,
        retention=ROUND_KEPT,
        kept=(Kept(("publication__round__created_at",), months=60),),
        tenant="partnership",
        subject="facilitator",
        erasure=Erasure.ANONYMISE,
        personal=("facilitator",),
        reach={
            "partnership": "partnership",
            "sub_region": "publication__round__sub_region",
            "board": "members__school__board",
            "school": "members__school",
        },
        read="groups.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField(_("number"))
    host = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("meets at"))
    facilitator = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("guided by")
    )

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="group_number")]


class GroupMember(TenantModel):
    """A school in a published group, with the journey to the host in minutes."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Tells schools with whom they meet and how far it is; remembered for the next round.",
        data_class=DataClass.INTERNAL,
        retention=ROUND_KEPT,
        kept=(Kept(("publication__round__created_at",), months=60),),
        plain=("near",),
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "publication__round__sub_region",
            "board": "school__board",
            "school": "school",
        },
        read="groups.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    sign_up = models.ForeignKey(SignUp, models.SET_NULL, null=True, related_name="+")
    journey = models.FloatField(_("minutes to the host"))
    near = models.JSONField(default=list)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("school in a group")
        verbose_name_plural = _("schools in groups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "school"], name="group_member_once"),
        ]
