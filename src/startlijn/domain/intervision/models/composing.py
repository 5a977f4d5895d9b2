"""Starters who want a group, and a proposal of groups."""

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
from startlijn.domain.intervision.terms import (
    LARGEST,
    MOST_PEOPLE,
    SMALLEST,
    WANTED,
    CompositionState,
    PupilAge,
    Theme,
    ThemeWay,
)


class IntervisionWish(TenantModel):
    """A starter wants a group: the theme they agree to share, never the words of a learning question."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Brings starters together who have something to learn from each other.",
        data_class=DataClass.PERSONAL,
        retention="12 months after it was asked; the starter can remove it at once.",
        kept=(Kept(("asked_at",), months=12),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "theme", "pupil_age"),
        reach={
            "partnership": "partnership",
            "sub_region": "school__memberships__sub_region",
            "school": "school",
        },
        read="intervision.arrange",
        ways={"intervision.own": {"person": "person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    theme = models.CharField(_("theme"), max_length=12, choices=Theme)
    pupil_age = models.CharField(_("age of the pupils"), max_length=6, choices=PupilAge)
    asked_at = models.DateTimeField(_("asked at"))
    placed_at = models.DateTimeField(_("in a group since"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("wish for an intervision group")
        verbose_name_plural = _("wishes for an intervision group")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["partnership", "person"], name="group_wish_once")]


class Composition(Versioned, TenantModel):
    """A proposal of groups for the starters of a school, a sub-region or the partnership."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Forms intervision groups that suit and are near, before anybody is told.",
        data_class=DataClass.INTERNAL,
        retention="24 months.",
        kept=(Kept(("made_at",), months=24),),
        tenant="partnership",
        subject="made_by",
        erasure=Erasure.ANONYMISE,
        personal=("made_by",),
        plain=("title", "outcome", "job"),
        reach={"partnership": "partnership", "sub_region": "sub_region", "school": "school"},
        read="intervision.arrange",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    title = models.CharField(_("name"), max_length=80)
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    sub_region = models.ForeignKey(SubRegion, models.CASCADE, null=True, blank=True, related_name="+")
    theme_way = models.CharField(_("themes"), max_length=6, choices=ThemeWay, default=ThemeWay.ALIKE)
    smallest = models.PositiveSmallIntegerField(_("smallest group"), default=SMALLEST)
    largest = models.PositiveSmallIntegerField(_("largest group"), default=LARGEST)
    wanted = models.PositiveSmallIntegerField(_("rather a group of"), default=WANTED)
    state = models.CharField(_("state"), max_length=9, choices=CompositionState)
    outcome = models.CharField(max_length=12, blank=True, editable=False)
    gap = models.FloatField(null=True, blank=True, editable=False)
    job = models.UUIDField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("made at"), editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("proposal of intervision groups")
        verbose_name_plural = _("proposals of intervision groups")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest__gte=3, smallest__lte=F("largest"), largest__lte=MOST_PEOPLE),
                name="composition_sizes",
            ),
            models.CheckConstraint(
                condition=Q(school=None) | Q(sub_region=None), name="composition_at_one_place"
            ),
        ]


class CompositionPlace(TenantModel):
    """Where a starter stands in a proposal; `journey` in minutes to the middle of the group."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows who would be in which group, and how far it is.",
        data_class=DataClass.PERSONAL,
        retention="As long as the proposal, and the starter's wish.",
        kept=(Kept(goes_with="composition"),),
        tenant="partnership",
        subject="wish__person",
        erasure=Erasure.DELETE,
        personal=("group", "journey"),
        reach={
            "partnership": "partnership",
            "sub_region": "composition__sub_region",
            "school": "composition__school",
        },
        read="intervision.arrange",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    composition = models.ForeignKey(Composition, models.CASCADE, related_name="places")
    wish = models.ForeignKey(IntervisionWish, models.CASCADE, related_name="+")
    group = models.PositiveSmallIntegerField(_("group"))
    journey = models.FloatField(_("minutes"), default=0)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("place in a proposal of intervision groups")
        verbose_name_plural = _("places in a proposal of intervision groups")
        ordering = ["group", "pk"]
        constraints = [models.UniqueConstraint(fields=["composition", "wish"], name="composition_place_once")]
