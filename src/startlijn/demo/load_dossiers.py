"""Lets two starters of the story keep a dossier, share a piece with the coach and ask for feedback."""

from datetime import date, timedelta
from typing import Any

from startlijn import content
from startlijn.base.files.terms import Upload
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.demo.stage import Stage
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import Evidence
from startlijn.domain.dossier.terms import EvidenceKind, NewEvidence, ReleasePurpose
from startlijn.domain.dossier.terms import Stage as Level

_ANSWERED_AFTER = timedelta(days=2)


def load_dossiers(stage: Stage) -> None:
    """Play what is written in content/demo_dossier.yaml, as far as its days have come."""
    told: dict[str, Any] = content.document("demo_dossier.yaml")
    for persona, written in told.items():
        person = stage.persona(persona)
        first = stage.day(*written["pieces"][0]["day"])
        if not stage.has_come(first):
            continue
        with stage.on(first) as at:
            actions.choose_stage(
                by=stage.actor(person, at),
                at=at,
                stage=Level.BASIC,
                started_in_training=written["started_in_training"],
                expected_version=0,
            )
        for piece in written["pieces"]:
            _add(stage, person, piece)
        for shared in written.get("shared", ()):
            _share(stage, person, shared)
        for asked in written.get("feedback", ()):
            _ask(stage, person, asked)


def _coach_of(stage: Stage, person: str) -> str:
    return next(each.coach for each in stage.described.starters if each.person == person)


def _add(stage: Stage, person: str, piece: dict[str, Any]) -> None:
    on = stage.day(*piece["day"])
    if not stage.has_come(on):
        return
    upload = Upload(piece["file"], piece["holds"].encode()) if "file" in piece else None
    new = NewEvidence(
        EvidenceKind(piece["kind"]),
        piece["title"],
        text=piece.get("text", ""),
        link=piece.get("link", ""),
        happened_on=on,
        indicators=tuple(piece["about"]),
        upload=upload,
    )
    with stage.on(on) as at:
        actions.add_evidence(by=stage.actor(person, at), at=at, new=new)


def _share(stage: Stage, person: str, shared: dict[str, Any]) -> None:
    on, coach = stage.day(*shared["day"]), _coach_of(stage, person)
    if not coach or not stage.has_come(on):
        return
    row = Evidence.objects.get(title=shared["title"])
    role = _role_of(stage, coach, on)
    if role is None:
        return
    with stage.on(on) as at:
        actions.release(
            by=stage.actor(person, at),
            at=at,
            evidence_ids=[row.pk],
            role_id=role.pk,
            purpose=ReleasePurpose(shared["for"]),
            last_day=on + timedelta(days=shared["days"]),
        )
    with stage.on(on + timedelta(days=1)) as at:
        actions.read_item(by=stage.actor(coach, at), at=at, evidence_id=row.pk)


def _role_of(stage: Stage, coach: str, on: date) -> RoleAssignment | None:
    rows = RoleAssignment.objects.filter(holding(on), person=stage.people[coach], role="coach")
    return rows.order_by("pk").first()


def _ask(stage: Stage, person: str, asked: dict[str, Any]) -> None:
    on, coach = stage.day(*asked["day"]), _coach_of(stage, person)
    if not coach or not stage.has_come(on):
        return
    with stage.on(on) as at:
        made = actions.ask_feedback(
            by=stage.actor(person, at), at=at, giver_id=stage.people[coach], question=asked["question"]
        )
    if not stage.has_come(on + _ANSWERED_AFTER):
        return
    with stage.on(on + _ANSWERED_AFTER) as at:
        actions.answer_feedback(
            by=stage.actor(coach, at),
            at=at,
            request_id=made.pk,
            answer=asked["answer"],
            expected_version=made.version,
        )
