"""A round, its rules, and the schools that sign up."""

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
from startlijn.domain.groups.terms import (
    LARGEST_GROUP,
    MOST_SECONDS,
    PAIR_RULES,
    TARGET_MEETINGS,
    Goal,
    Preference,
    RoundKind,
    RoundStage,
    RuleKind,
    Season,
    SignUpSource,
)

ROUND_KEPT = "Five school years, so that groups of earlier years can be left alone."


class Round(Versioned, TenantModel):
    """Schools sign up, groups are formed and published (seed 001). Without a sub-region it is for all."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Brings schools together in groups.",
        data_class=DataClass.INTERNAL,
        retention=ROUND_KEPT,
        kept=(Kept(("created_at",), months=60),),
        plain=("name", "introduction"),
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "sub_region",
            "board": "sign_ups__school__board",
            "school": "sign_ups__school",
        },
        read="rounds.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=RoundKind)
    school_year = models.PositiveSmallIntegerField(_("school year"))  # 2026 is 2026-2027
    season = models.CharField(_("season"), max_length=8, choices=Season)
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sub-region")
    )
    introduction = models.TextField(_("what schools read"), max_length=4000, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=RoundStage, default=RoundStage.PREPARING)
    smallest = models.PositiveSmallIntegerField(_("smallest group"))
    largest = models.PositiveSmallIntegerField(_("largest group"))
    goal = models.CharField(_("what to keep small"), max_length=8, choices=Goal)
    seconds = models.PositiveSmallIntegerField(_("seconds to search"), default=20)
    target_meetings = models.PositiveSmallIntegerField(_("meetings"), default=TARGET_MEETINGS)
    sign_up_ends_on = models.DateField(_("last day to sign up"), null=True, blank=True)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-school_year", "-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "school_year", "name"], name="round_name"),
            models.CheckConstraint(
                condition=Q(smallest__gte=2, smallest__lte=F("largest"), largest__lte=LARGEST_GROUP),
                name="round_sizes",
            ),
            models.CheckConstraint(
                condition=Q(seconds__gte=1, seconds__lte=MOST_SECONDS), name="round_seconds"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoundRule(TenantModel):
    """A rule that the groups of a round keep, or a wish with its minutes. A pair is kept in order of id."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Remembers what the groups have to respect.",
        data_class=DataClass.INTERNAL,
        retention=ROUND_KEPT,
        kept=(Kept(("round__created_at",), months=60),),
        plain=("reason",),
        tenant="partnership",
        reach={"partnership": "partnership", "sub_region": "round__sub_region"},
        read="rounds.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="rules")
    kind = models.CharField(_("rule"), max_length=16, choices=RuleKind)
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    other = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind"], condition=Q(school__isnull=True), name="round_rule_once"
            ),
            models.UniqueConstraint(
                fields=["round", "school", "other"],
                condition=Q(school__isnull=False),
                name="round_rule_pair_once",
            ),
            models.CheckConstraint(
                # Both must be there: a comparison with nothing is no "no" to a database.
                condition=Q(
                    kind__in=PAIR_RULES,
                    school__isnull=False,
                    other__isnull=False,
                    school__lt=F("other"),
                )
                | ~Q(kind__in=PAIR_RULES) & Q(school__isnull=True, other__isnull=True),
                name="round_rule_pair",
            ),
        ]


class SignUp(Versioned, TenantModel):
    """A school takes part in a round. One row per school: who withdraws and comes back keeps the row."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows which schools take part, what they ask and whom to tell.",
        data_class=DataClass.PERSONAL,
        retention="Contact person and free text 24 months, the rest five school years.",
        kept=(
            Kept(
                ("signed_up_at",),
                months=24,
                clear=("contact", "contact_name", "contact_email", "learning_question", "note"),
            ),
            Kept(("round__created_at",), months=60),
        ),
        plain=("themes", "free_moments"),
        tenant="partnership",
        subject="contact",
        erasure=Erasure.ANONYMISE,
        personal=("contact", "contact_name", "contact_email", "learning_question", "note"),
        reach={
            "partnership": "partnership",
            "sub_region": "round__sub_region",
            "board": "school__board",
            "school": "school",
        },
        read="rounds.sign_up",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="sign_ups")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    source = models.CharField(_("signed up"), max_length=6, choices=SignUpSource)
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    contact_name = models.CharField(_("contact person"), max_length=200)
    contact_email = models.EmailField(_("e-mail address"))
    preference = models.CharField(_("preference"), max_length=12, choices=Preference)
    has_multi_year_programme = models.BooleanField(_("programme of several years"), null=True, blank=True)
    is_in_policy = models.BooleanField(_("laid down in policy"), null=True, blank=True)
    lives_in_school = models.BooleanField(_("lives in the school"), null=True, blank=True)
    advice = models.CharField(_("advice"), max_length=12, choices=RoundKind, blank=True)
    learning_question = models.TextField(_("learning question"), max_length=1000, blank=True)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    free_moments = models.JSONField(_("free moments"), default=list, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    signed_up_at = models.DateTimeField(_("signed up at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["signed_up_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "school"], name="sign_up_once_per_school"),
        ]
