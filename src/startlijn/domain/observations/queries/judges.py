"""Who watched a starter to determine a stage: asked by guidance before somebody becomes the coach."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from startlijn.domain.observations.models import Observation
from startlijn.domain.observations.terms import LessonPurpose


def watched_to_determine_since(starter_id: UUID, since: date) -> Iterable[UUID]:
    """Return who watches a starter to determine a stage, or did on or after a day."""
    rows = Observation.objects.filter(trajectory__person=starter_id, purpose=LessonPurpose.DETERMINATION)
    return rows.filter(Q(on=None) | Q(on__gt=since)).values_list("colleague", flat=True)
