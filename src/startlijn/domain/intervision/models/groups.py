"""An intervision group and who is in it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership, School, SubRegion
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
from startlijn.domain.groups.models import Group
from startlijn.domain.intervision.terms import GROUP_KEPT
from startlijn.domain.meetings.models import Series

_PLACES = {"partnership": "partnership", "sub_region": "sub_region", "school": "school"}


class IntervisionGroup(Versioned, TenantModel):
    """People who meet for intervision. `source`: the published group of schools that it came from."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets people learn from each other in a group of their own.",
        data_class=DataClass.INTERNAL,
        retention=GROUP_KEPT,
        kept=(Kept(("closed_on",), months=24),),
        tenant="partnership",
        plain=("name",),
        reach=_PLACES,
        read="intervision.arrange",
        ways={"intervision.own": {"person": "members__person"}},
        holds=("members",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    sub_region = models.ForeignKey(SubRegion, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    series = models.OneToOneField(Series, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(editable=False)
    closed_on = models.DateField(_("ended on"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("intervision group")
        verbose_name_plural = _("intervision groups")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school=None) | Q(sub_region=None), name="intervision_at_one_place"
            )
        ]

    def __str__(self) -> str:
        return self.name


class IntervisionMember(TenantModel):
    """Somebody in an intervision group, from `started_on` until, not including, `finished_on`."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who is in a group, and lets them know each other.",
        data_class=DataClass.PERSONAL,
        retention=GROUP_KEPT,
        kept=(Kept(goes_with="group"),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "started_on", "finished_on"),
        reach={
            "partnership": "partnership",
            "sub_region": "group__sub_region",
            "school": "group__school",
        },
        read="intervision.arrange",
        ways={"intervision.own": {"person": "group__members__person"}},
        holds=("group__members",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    group = models.ForeignKey(IntervisionGroup, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("member of an intervision group")
        verbose_name_plural = _("members of intervision groups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(finished_on=None), name="intervision_member_once"
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                name="intervision_member_forward",
            ),
        ]
