"""How a starter grows over time, for that starter alone."""

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.instruments.queries import instrument_by_id
from startlijn.domain.instruments.terms import Answers
from startlijn.domain.observations.models import ObservationView
from startlijn.domain.observations.rules.growth import Growth, Watched, growth
from startlijn.domain.observations.terms import LessonPurpose, ViewKind


def own_growth(actor: Actor) -> list[tuple[str, list[Growth]]]:
    """Return for each form, by title, how the own lessons were seen part by part over time.

    Only what was seen of the starter's own lessons, and only to the starter: no other role has a way here.
    """
    mine = visible(actor, Permission.LINE_OWN, ObservationView).filter(
        kind=ViewKind.OBSERVER,
        observation__starter_watches=False,
        observation__trajectory__person=actor.person_id,
    )
    lessons: dict[str, list[Watched]] = {}
    for view in mine.select_related("observation").order_by("observation__on", "pk"):
        row = view.observation
        assert row.on is not None
        watched = Watched(row.on, LessonPurpose(row.purpose), Answers(view.answers, view.notes))
        lessons.setdefault(row.instrument, []).append(watched)
    found = []
    for key, watched_ones in lessons.items():
        instrument = instrument_by_id(actor, key)
        found.append((instrument.title.told(), list(growth(instrument, watched_ones))))
    return sorted(found, key=lambda each: each[0])
