"""What people ask about their own data: to be erased, and to have their own words beside a record."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person
from startlijn.base.privacy.terms import STATEMENT_LENGTH
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Kept,
    TenantModel,
)


class ErasureRequest(TenantModel):
    """Somebody is to be erased: asked by one person, carried out by another. It holds no name.

    The rows that were carried out are the list by which an older backup is put right after restoring it.
    Without `asked_by` the term of the data was over.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Sees to it that erasing somebody takes two people, and is done again after an old backup.",
        data_class=DataClass.PERSONAL,
        retention="24 months after it was carried out or taken back: no backup is older.",
        kept=(Kept(("carried_out_at",), months=24), Kept(("withdrawn_at",), months=24)),
        tenant="partnership",
        subject="person",
        also=("asked_by", "carried_out_by"),
        erasure=Erasure.KEEP,
        reach={"partnership": "partnership"},
        read="privacy.manage",
        ways={"account.own": {"person": "person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="erasures")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    carried_out_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    carried_out_at = models.DateTimeField(_("carried out"), null=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("request to be erased")
        verbose_name_plural = _("requests to be erased")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(carried_out_at=None, withdrawn_at=None),
                name="erasure_one_open",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_at=None) | Q(withdrawn_at=None), name="erasure_done_or_withdrawn"
            ),
        ]


class OwnStatement(TenantModel):
    """What somebody has to say about one record about them; shown beside it to whoever reads it."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets people put their own words beside what is recorded about them (AVG article 16).",
        data_class=DataClass.PERSONNEL,
        retention="Five years after it was written.",
        kept=(Kept(("written_at",), months=60),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("text",),
        ways={"account.own": {"person": "person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="statements")
    # The table and the row that it stands beside: any table, so no key.
    label = models.CharField(max_length=80)
    object_id = models.UUIDField()
    text = models.TextField(_("your own words"), max_length=STATEMENT_LENGTH)
    written_at = models.DateTimeField(_("written"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("own statement")
        verbose_name_plural = _("own statements")
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "label", "object_id"], name="statement_one_beside_a_record"
            )
        ]
