"""Lets school educators make products, publish some, and thank each other; and keep hours for a course."""

from datetime import date, timedelta
from typing import Any

from startlijn import content
from startlijn.base.access.terms import Place, Role
from startlijn.demo.stage import Stage
from startlijn.demo.terms import DemoSchool
from startlijn.domain.courses.actions.ledger import write_work
from startlijn.domain.courses.models import Participant
from startlijn.domain.courses.terms import EnrolmentState, WorkKind
from startlijn.domain.knowledge import actions
from startlijn.domain.knowledge.models import Product
from startlijn.domain.knowledge.terms import Draft, ProductKind, ProductStatus

# Days ago, minutes, kind and words: the first half of 17 hours.
_WORK = (
    (40, 120, WorkKind.PROGRAMME, "Eerste opzet van ons programma"),
    (33, 60, WorkKind.TALK, "Gesprek met de schoolleider over uren"),
    (26, 90, WorkKind.PROGRAMME, "Jaar 1 uitgewerkt"),
    (19, 45, WorkKind.TALK, "Gesprek met twee coaches"),
    (12, 150, WorkKind.TRAINING, "Studiemiddag voorbereid en gegeven"),
    (5, 60, WorkKind.PROGRAMME, "Opmerkingen verwerkt"),
)


def load_products(stage: Stage) -> None:
    """Play what is written in content/demo_products.yaml, as far as its days have come."""
    schools = [each for each in stage.described.schools if _educator(stage, each.key, stage.now.date())]
    example = stage.school(stage.described.example_school)
    others = [each for each in schools if each.key != example.key]
    told: list[dict[str, Any]] = content.document("demo_products.yaml")
    for written in told:
        school = example if written["school"] == "example_school" else others[int(written["school"]) - 1]
        thanking = [others[int(number) - 1] for number in written.get("thanked_by", ())]
        _play(stage, school, written, thanking)
    _keep_hours(stage)


def _educator(stage: Stage, school: str, on: date) -> str:
    return stage.holder(Role.SCHOOL_EDUCATOR, school, on)


def _play(stage: Stage, school: DemoSchool, written: dict[str, Any], thanking: list[DemoSchool]) -> None:
    on = stage.day(*written["made"])
    maker = _educator(stage, school.key, on)
    if not maker or not stage.has_come(on):
        return
    with stage.on(on) as at:
        row = actions.begin_product(
            by=stage.actor(maker, at),
            at=at,
            school_id=stage.places[Place.SCHOOL, school.key],
            kind=ProductKind(written["kind"]),
            draft=Draft(written["title"], written["text"]),
        )
    for step in written["steps"]:
        _note(stage, maker, row, step)
    if "published" in written:
        _publish(stage, maker, row, stage.day(*written["published"]), thanking)


def _note(stage: Stage, maker: str, row: Product, step: dict[str, Any]) -> None:
    on = stage.day(*step["day"])
    if stage.has_come(on):
        with stage.on(on) as at:
            actions.note_step(
                by=stage.actor(maker, at),
                at=at,
                product_id=row.pk,
                status=ProductStatus(step["status"]),
                on=on,
                words=step["words"],
            )


def _publish(stage: Stage, maker: str, row: Product, on: date, thanking: list[DemoSchool]) -> None:
    if not stage.has_come(on):
        return
    with stage.on(on) as at:
        row.refresh_from_db(fields=["version"])
        published = actions.publish_product(
            by=stage.actor(maker, at),
            at=at,
            product_id=row.pk,
            expected_version=row.version,
            confirmed=True,
            # A first name at the school may be a word of the text as well.
            found_may_stay=True,
        )
    later = on + timedelta(days=6)
    for school in thanking:
        reader = _educator(stage, school.key, later)
        if reader and stage.has_come(later):
            with stage.on(later) as at:
                actions.thank(by=stage.actor(reader, at), at=at, published_id=published.pk)


def _keep_hours(stage: Stage) -> None:
    """Fill half a ledger of the school educator of the story, or of the first participant there is."""
    rows = Participant.objects.filter(
        enrolment__state=EnrolmentState.CONFIRMED, person__isnull=False, finished_on=None
    )
    mine = rows.filter(person=stage.people[stage.persona("schoolopleider")])
    row = mine.first() or rows.order_by("pk").first()
    if row is None:
        return
    person = next(key for key, pk in stage.people.items() if pk == row.person_id)
    for days, minutes, kind, words in _WORK:
        on = stage.now.date() - timedelta(days=days)
        with stage.on(stage.now.date()) as at:
            write_work(
                by=stage.actor(person, at),
                at=at,
                participant_id=row.pk,
                on=on,
                minutes=minutes,
                kind=kind,
                words=words,
            )
