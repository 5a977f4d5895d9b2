"""What a dossier may keep of an observation, when the starter puts it there."""

from typing import Any
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.content.instruments import Instrument, Item, Text
from startlijn.domain.instruments.queries import instrument_by_id
from startlijn.domain.observations.models import Observation
from startlijn.domain.observations.queries.lessons import facts_of, views_of
from startlijn.domain.observations.queries.views import LessonFacts, SideView
from startlijn.domain.observations.terms import LessonState, ViewKind


def content_of(actor: Actor, observation_id: UUID) -> dict[str, Any]:
    """Return a watched lesson as plain data, complete in itself: what a dossier keeps as evidence.

    Only for the starter (`line.own`), of the starter's own lessons; the talk afterwards is not in it: that
    stays between the two. The texts of the form are in it in both languages, so that it can be read without
    the form. Raises `NotVisibleError`.
    """
    row = get_visible(actor, Permission.LINE_OWN, Observation, observation_id)
    instrument = instrument_by_id(actor, row.instrument)
    facts, views = facts_of(actor, row), views_of(row)
    return {
        "kind": "lesson_observation",
        "observation": str(row.pk),
        "purpose": row.purpose,
        "on": row.on.isoformat() if row.on else None,
        "class_label": row.class_label,
        "observer": facts.observer,
        "observed": facts.observed,
        "instrument": instrument.id,
        "title": _both(instrument.title),
        "views": [_view(instrument, view) for view in views.values()],
    }


def own_watched(actor: Actor) -> list[LessonFacts]:
    """Return the own lessons that were watched, newest first: those a starter can put in the dossier."""
    rows = (
        visible(actor, Permission.LINE_OWN, Observation)
        .filter(state__in=[LessonState.DONE, LessonState.TALKED], starter_watches=False)
        .select_related("trajectory__person", "colleague")
        .order_by("-on", "-pk")
    )
    return [facts_of(actor, row) for row in rows]


def _view(instrument: Instrument, view: SideView) -> dict[str, Any]:
    said = (
        *view.values,
        *view.notes,
        *view.counts,
    )
    return {
        "kind": view.kind.value,
        "remark": view.remark,
        "items": [_item(instrument, item, view) for item in instrument.items if item.key in said],
    }


def _item(instrument: Instrument, item: Item, view: SideView) -> dict[str, Any]:
    labels = {option.value: _both(option.label) for option in instrument.options(item)}
    found: dict[str, Any] = {"key": item.key, "text": _both(item.text)}
    if view.kind is ViewKind.PUPILS:
        return found | {"counts": dict(view.counts[item.key])}
    value = view.values.get(item.key)
    label = labels.get(value) if isinstance(value, int) else None
    return found | {"value": value, "label": label, "note": view.notes.get(item.key, "")}


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
