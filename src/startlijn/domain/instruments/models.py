"""Instruments that a partnership imported itself, beside the packaged ones."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.tenancy import DataClass, Declaration, GuardedManager, TenantModel
from startlijn.domain.instruments.terms import InstrumentKind


class OwnInstrument(TenantModel):
    """One version of an instrument. The database refuses to change it: old answers keep their meaning."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps rubrics and questionnaires that the partnership uses beside the packaged ones.",
        data_class=DataClass.INTERNAL,
        retention="As long as the partnership works: answers are read with the version they were given in.",
        tenant="partnership",
        reach={"partnership": "partnership"},
        read="instruments.read",
        plain=("key", "edition", "content"),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+", editable=False)
    key = models.CharField(_("key"), max_length=40, editable=False)
    edition = models.CharField(_("version"), max_length=20, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=InstrumentKind, editable=False)
    content = models.JSONField(_("content"), editable=False)
    imported_at = models.DateTimeField(_("imported"), editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("own instrument")
        verbose_name_plural = _("own instruments")
        ordering = ["key", "-imported_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key", "edition"], name="instrument_edition_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}.{self.edition}"
