"""People and their dated roles."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.access.terms import Role
from startlijn.base.organisations.models import Board, Institute, Partnership, School, SubRegion
from startlijn.base.people.rules import full_name
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Identified,
    Kept,
    TenantModel,
    Versioned,
)


class Person(Versioned, Identified):
    """Somebody who works in or with schools. Thin on purpose: no birth date, no number, no health.

    `merged_into`: registered twice, and this row went on in that one; it has nothing of its own any more.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who somebody is, across schools and boards.",
        data_class=DataClass.PERSONAL,
        retention="Until 24 months after the last role ended; a starter may keep the own account longer.",
        kept=(
            Kept(
                ("pk",),
                months=24,
                ended=("roles__finished_on",),
                seen=("account__last_login",),
                only={"merged_into": None},
                erase=True,
            ),
        ),
        shared_because="A person goes along from board to board and between partnerships.",
        subject="pk",
        also=("merged_into",),
        erasure=Erasure.ANONYMISE,
        personal=("given_name", "family_name", "language"),
        reach={
            "partnership": "roles__partnership",
            "sub_region": "roles__school__memberships__sub_region",
            "board": "roles__school__board",
            "school": "roles__school",
            "institute": "roles__institute",
            "person": "pk",
        },
        read="people.read",
    )

    given_name = models.CharField(_("first name"), max_length=100)
    family_name = models.CharField(_("last name"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person"
    )
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="merged_from", editable=False
    )

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["given_name", "family_name"]
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="person_not_merged_into_itself")
        ]

    def __str__(self) -> str:
        return full_name(self.given_name, self.family_name) or gettext("somebody without a name")


class RoleAssignment(TenantModel):
    """A person holds a role at one place from `started_on` until, not including, `finished_on`."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who has which role where, and since when: the ground of every right.",
        data_class=DataClass.PERSONAL,
        retention="24 months after the role ended.",
        kept=(Kept(("finished_on",), months=24),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person",),
        reach={
            "partnership": "partnership",
            "sub_region": "school__memberships__sub_region",
            "board": "school__board",
            "school": "school",
            "institute": "institute",
            "person": "person",
        },
        read="people.read",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=30, choices=[(role.value, role.value) for role in Role])
    sub_region = models.ForeignKey(SubRegion, models.CASCADE, null=True, blank=True, related_name="roles")
    board = models.ForeignKey(Board, models.CASCADE, null=True, blank=True, related_name="roles")
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="roles")
    institute = models.ForeignKey(Institute, models.CASCADE, null=True, blank=True, related_name="roles")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gt=F("started_on")),
                name="role_forward_in_time",
            ),
            models.CheckConstraint(
                condition=Q(sub_region=None, board=None, school=None)
                | Q(sub_region=None, board=None, institute=None)
                | Q(sub_region=None, school=None, institute=None)
                | Q(board=None, school=None, institute=None),
                name="role_at_one_place",
            ),
        ]
        indexes = [models.Index(fields=["person", "partnership"], name="role_person")]


class ApiToken(TenantModel):
    """A key for another program: does a part of what its owner may, for a while, in one partnership."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a program of the owner's choice read or write what the owner may.",
        data_class=DataClass.PERSONAL,
        retention="30 days after it ran out or was taken back.",
        kept=(Kept(("expires_at",), days=30), Kept(("revoked_at",), days=30)),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "purpose"),
        reach={"person": "person"},
        secret=("token_hash",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    purpose = models.CharField(_("what it is for"), max_length=100)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    permissions = models.JSONField(_("what it may do"), default=list)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("works until"))
    last_used_at = models.DateTimeField(_("last used"), null=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="api_token_forward_in_time"
            )
        ]
