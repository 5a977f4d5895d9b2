"""A file that somebody keeps. What it belongs to points here; the contents lie elsewhere, under `key`."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.files.terms import LONGEST_NAME
from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, Kept, TenantModel


class StoredFile(TenantModel):
    """What is known of a file. Its contents never change; who may see it follows from what it belongs to."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps a file that somebody added to something of their own.",
        data_class=DataClass.PERSONNEL,
        retention="As long as something points at it: one day after that it is loose.",
        # Evidence, what was handed in, and versions of products; nothing else keeps files.
        kept=(
            Kept(
                ("stored_at",),
                days=1,
                only={"evidence": None, "submitted": None, "product_versions": None},
            ),
        ),
        tenant="partnership",
        subject="owner",
        erasure=Erasure.DELETE,
        personal=("owner", "name"),
        reach={"person": "owner"},
        secret=("key",),
    )

    partnership = models.ForeignKey("base.Partnership", models.PROTECT, related_name="+")
    owner = models.ForeignKey("base.Person", models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    media_type = models.CharField(_("kind of file"), max_length=80)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=40, unique=True, editable=False)
    stored_at = models.DateTimeField(_("kept since"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-stored_at", "pk"]

    def __str__(self) -> str:
        return self.name
