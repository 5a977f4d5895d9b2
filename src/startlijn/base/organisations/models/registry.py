"""The public register of boards and school sites (DUO open data, domain.md §5), as published."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.terms import HolidayRegion, ImportState, Precision, Sector
from startlijn.base.tenancy import DataClass, Declaration, Erasure, Identified, Kept

_SHARED = "Open data about organisations, the same for every partnership."


class RegistryBoard(models.Model):
    """A school board (bevoegd gezag) in the register; its number is its key."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows the boards of the Netherlands.",
        data_class=DataClass.PUBLIC,
        retention="Kept; closed boards get a closing date.",
        plain=("name",),
        shared_because=_SHARED,
        read="registry.read",
    )

    number = models.CharField(_("board number"), max_length=8, primary_key=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("board in the register")
        verbose_name_plural = _("boards in the register")

    def __str__(self) -> str:
        return self.name or self.number


class RegistrySite(models.Model):
    """A school site (vestiging) in the register; its six-character site code (BRIN-6) is its key."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows the school sites of the Netherlands and where they are.",
        data_class=DataClass.PUBLIC,
        retention="Kept; closed sites get a closing date.",
        plain=(
            "brin",
            "official_name",
            "name",
            "street",
            "house_number",
            "postcode",
            "place",
            "municipality",
            "province",
            "denomination",
            "website",
            "structure",
            "search",
        ),
        shared_because=_SHARED,
        read="registry.read",
    )

    site_code = models.CharField(_("site code"), max_length=6, primary_key=True)
    brin = models.CharField(_("BRIN"), max_length=4, db_index=True)
    board = models.ForeignKey(RegistryBoard, models.PROTECT, related_name="sites", verbose_name=_("board"))
    sector = models.CharField(_("sector"), max_length=3, choices=Sector)
    official_name = models.CharField(_("official name"), max_length=200)
    name = models.CharField(_("name"), max_length=200)
    street = models.CharField(_("street"), max_length=100, blank=True)
    house_number = models.CharField(_("house number"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    place = models.CharField(_("place"), max_length=100)
    municipality = models.CharField(_("municipality"), max_length=100)
    province = models.CharField(_("province"), max_length=40)
    denomination = models.CharField(_("denomination"), max_length=60, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    structure = models.CharField(_("kinds of education"), max_length=100, blank=True)
    holiday_region = models.CharField(_("holiday region"), max_length=6, choices=HolidayRegion, blank=True)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    precision = models.CharField(_("precision"), max_length=12, choices=Precision, default=Precision.NONE)
    search = models.TextField(editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    imported_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("school site in the register")
        verbose_name_plural = _("school sites in the register")
        indexes = [models.Index(fields=["place", "name"], name="registry_site_place")]

    def __str__(self) -> str:
        return self.name


class RegistryImport(Identified):
    """One file read into the register: staged with its hash and its difference, then applied or not."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows where register data came from and what an import changes.",
        data_class=DataClass.INTERNAL,
        retention="The rows until the import is settled, the name 24 months longer; the summary is kept.",
        kept=(Kept(("settled_at",), months=24, clear=("staged_by",)),),
        plain=("kind", "file_name", "sha256", "rows", "difference", "counts"),
        shared_because=_SHARED,
        erasure=Erasure.ANONYMISE,
        personal=("staged_by",),
        read="registry.import",
    )

    kind = models.CharField(_("kind of file"), max_length=20)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.STAGED)
    staged_at = models.DateTimeField(_("read at"))
    staged_by = models.CharField(_("read by"), max_length=200)
    settled_at = models.DateTimeField(_("settled at"), null=True)
    rows = models.JSONField(default=list)
    difference = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
