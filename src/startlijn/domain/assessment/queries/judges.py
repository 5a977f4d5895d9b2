"""Who assessed a starter: guidance asks it (setting JUDGES) before somebody becomes the coach."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from startlijn.domain.assessment.models import PanelMember


def assessed_since(starter_id: UUID, since: date) -> Iterable[UUID]:
    """Return who sits in a panel about a starter, or did on or after a day; not who left it."""
    sat = Q(finished_on=None) | Q(finished_on__gt=since)
    rows = PanelMember.objects.filter(sat, assessment__person=starter_id, left=False)
    return rows.values_list("person", flat=True)
