"""What was published to the region, and who was glad of it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership, School
from startlijn.base.people.models import Person
from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, Kept, TenantModel
from startlijn.domain.knowledge.models.products import Product, ProductVersion
from startlijn.domain.knowledge.terms import KEPT, TITLE_LENGTH, WORDS_LENGTH, ProductKind


class PublishedProduct(TenantModel):
    """One version in the knowledge base, after somebody looked whether personal data are in it.

    At most one of a product is not taken back. `words` and the stems are what a search looks in (PostgreSQL
    takes the first, SQLite the second); `found` is how many places the check showed that were left.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets other schools find what a team made, and take it along.",
        data_class=DataClass.INTERNAL,
        retention=KEPT,
        kept=(Kept(goes_with="product"),),
        plain=("title", "title_words", "words", "title_stems", "stems", "reason"),
        tenant="partnership",
        subject="checked_by",
        also=("taken_back_by",),
        erasure=Erasure.ANONYMISE,
        personal=("checked_by", "taken_back_by"),
        reach={},  # everybody who works in the partnership reads it: `queries.base.published`
        read="knowledge.read",
        ways={"products.own": {"person": "product__makers__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="publications")
    product_version = models.ForeignKey(ProductVersion, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    kind = models.CharField(_("kind"), max_length=9, choices=ProductKind)
    found = models.PositiveSmallIntegerField(_("places that may stay"), default=0)
    published_at = models.DateTimeField(_("published at"))
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=WORDS_LENGTH, blank=True)
    title_words = models.TextField(editable=False, default="")
    words = models.TextField(editable=False, default="")
    title_stems = models.TextField(editable=False, default="")
    stems = models.TextField(editable=False, default="")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("published product")
        verbose_name_plural = _("published products")
        ordering = ["-published_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product"], condition=Q(taken_back_at__isnull=True), name="published_product_one_live"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Thanks(TenantModel):
    """Somebody of another school says thanks for a published product. The makers see from which school."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets makers know that what they shared is used.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(goes_with="published"),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "school"),
        ways={"products.own": {"person": "published__product__makers__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    published = models.ForeignKey(PublishedProduct, models.CASCADE, related_name="thanks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("said at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("thanks")
        verbose_name_plural = _("thanks")
        constraints = [models.UniqueConstraint(fields=["published", "person"], name="thanks_once")]
