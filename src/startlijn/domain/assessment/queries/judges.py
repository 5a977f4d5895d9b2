"""Who assessed a starter: guidance asks it (setting JUDGES) before somebody becomes the coach."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from startlijn.domain.assessment.models import PanelMember


def assessed_since(starter_id: UUID, since: date) -> Iterable[UUID]:
    """Return who sits in a panel about a starter, or did on or after a day.

    Also who left it after reading something; who left without, because of a conflict or in time, did not
    assess.
    """
    sat = Q(finished_on=None) | Q(finished_on__gt=since)
    rows = PanelMember.objects.filter(sat, assessment__person=starter_id)
    return rows.filter(Q(left=False) | Q(read_at__isnull=False)).values_list("person", flat=True)
