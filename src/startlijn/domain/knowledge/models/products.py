"""A product of a team, its versions, what was done with it, and the hours that went into it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.files.models import StoredFile
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
from startlijn.domain.courses.models import Edition
from startlijn.domain.courses.models.ledger import LedgerEntry
from startlijn.domain.knowledge.terms import (
    KEPT,
    TEXT_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    ProductKind,
    ProductStatus,
)


class Product(Versioned, TenantModel):
    """Something a team of a school makes (seed 000 lines 47 to 49). Its contents are in its versions.

    `source`: the published product it was made from; `source_words` says so also when that is gone.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a team work something out together, and share it when it is ready.",
        data_class=DataClass.INTERNAL,
        retention=KEPT,
        kept=(Kept(("changed_at",), months=60),),
        plain=("title", "source_words"),
        tenant="partnership",
        ways={"products.own": {"person": "makers__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    edition = models.ForeignKey(Edition, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    kind = models.CharField(_("kind"), max_length=9, choices=ProductKind)
    status = models.CharField(_("status"), max_length=10, choices=ProductStatus, blank=True)
    source = models.ForeignKey(
        "PublishedProduct", models.SET_NULL, null=True, blank=True, related_name="taken_along"
    )
    source_words = models.CharField(_("made from"), max_length=400, blank=True)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["-changed_at", "pk"]

    def __str__(self) -> str:
        return self.title


class Maker(TenantModel):
    """Somebody of the team that makes a product: reads and changes it."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who makes a product: they and nobody else see it before it is published.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(goes_with="product"),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person",),
        ways={"products.own": {"person": "product__makers__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="makers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("maker of a product")
        verbose_name_plural = _("makers of products")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["product", "person"], name="maker_once")]


class ProductVersion(TenantModel):
    """One version of a product, with its number. The database refuses to change it."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Keeps what a product was: who took an earlier version along can see what changed.",
        data_class=DataClass.INTERNAL,
        retention=KEPT,
        kept=(Kept(goes_with="product"),),
        plain=("title", "text", "change"),
        tenant="partnership",
        subject="made_by",
        erasure=Erasure.ANONYMISE,
        personal=("made_by",),
        ways={"products.own": {"person": "product__makers__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("text"), max_length=TEXT_LENGTH, blank=True)
    file = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="product_versions"
    )
    change = models.CharField(_("what changed"), max_length=WORDS_LENGTH, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("version of a product")
        verbose_name_plural = _("versions of products")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["product", "number"], name="product_version_number")]


class ProductStep(TenantModel):
    """A product was worked out, applied or discussed: on which day, in a few words (seed 000 line 49)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows how a product came to life between the meetings.",
        data_class=DataClass.INTERNAL,
        retention=KEPT,
        kept=(Kept(goes_with="product"),),
        plain=("words",),
        tenant="partnership",
        subject="noted_by",
        erasure=Erasure.ANONYMISE,
        personal=("noted_by",),
        ways={"products.own": {"person": "product__makers__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="steps")
    status = models.CharField(_("status"), max_length=10, choices=ProductStatus)
    on = models.DateField(_("day"))
    words = models.CharField(_("in a few words"), max_length=WORDS_LENGTH, blank=True)
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("step of a product")
        verbose_name_plural = _("steps of products")
        ordering = ["-on", "-pk"]


class WorkOn(TenantModel):
    """Hours of own work went into a product. The entry knows nothing of it: courses lie below knowledge."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets somebody see which own hours went into which product.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(goes_with="entry"),),
        tenant="partnership",
        subject="entry__participant__person",
        erasure=Erasure.DELETE,
        ways={"courses.own": {"person": "entry__participant__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    entry = models.OneToOneField(LedgerEntry, models.CASCADE, related_name="work_on")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("hours spent on a product")
        verbose_name_plural = _("hours spent on products")
