"""What a starter gives to a panel: what was handed in, and pieces that came later. Always frozen."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, TenantModel
from startlijn.domain.assessment.models.assessments import IN_ASSESSMENT, KEPT, Assessment
from startlijn.domain.dossier.models import Submission


class PanelRelease(TenantModel):
    """A snapshot for everybody who sits in the panel, from `started_on` until, not including, `finished_on`.

    Without `finished_on` until the assessment is closed. Who left the panel, or was never in it, reads
    nothing; it is the snapshot that is read and never the live dossier (trust.md §7 rule 5).
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets the whole panel of an assessment read the same pieces, as they were when given.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=IN_ASSESSMENT,
        tenant="partnership",
        subject="assessment__person",
        erasure=Erasure.DELETE,
        reach={},
        ways={
            "dossier.own": {"person": "assessment__person"},
            "assessments.judge": {"person": "assessment__panel__person"},
        },
        holds=("assessment__panel",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="given")
    submission = models.OneToOneField(Submission, models.CASCADE, related_name="given")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)
    released_at = models.DateTimeField(_("given at"))
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("release to a panel")
        verbose_name_plural = _("releases to panels")
        ordering = ["released_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(finished_on__gte=F("started_on")),
                name="panel_release_forward_in_time",
            )
        ]
