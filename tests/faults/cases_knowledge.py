"""One case for each action of knowledge, of the ledger, and of completing a course."""

from collections.abc import Callable
from datetime import timedelta

from startlijn.base.files.terms import Upload
from startlijn.domain.courses.actions import completion, ledger
from startlijn.domain.courses.models import LedgerEntry
from startlijn.domain.courses.terms import Opinion, WorkKind
from startlijn.domain.knowledge import actions
from startlijn.domain.knowledge.models import PublishedProduct
from startlijn.domain.knowledge.terms import Draft, ProductKind, ProductStatus
from tests.conftest import World
from tests.domain.knowledge.conftest import TODAY, Team
from tests.engines.media import samples

Act = Callable[[], object]
WORK = {"on": TODAY, "minutes": 60, "kind": WorkKind.TALK}


def _do(team: Team, verb: Callable[..., object], **given: object) -> Act:
    return lambda: team.do(verb, **given)


def _of_team(prepare: Callable[[Team], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(Team(world))


def _begin(team: Team) -> Act:
    draft = Draft("Plan", "Zo", Upload("plan.pdf", samples.PDF))
    return _do(
        team,
        actions.begin_product,
        school_id=team.world.school.pk,
        edition_id=team.edition.pk,
        kind=ProductKind.FORMAT,
        draft=draft,
    )


def _version(team: Team) -> Act:
    draft = Draft("Plan", "Anders", Upload("plan.pdf", samples.PDF))
    return _do(team, actions.new_version, product_id=team.begin().pk, expected_version=1, draft=draft)


def _step(team: Team) -> Act:
    status = ProductStatus.APPLIED
    return _do(team, actions.note_step, product_id=team.begin().pk, status=status, on=TODAY)


def _add_maker(team: Team) -> Act:
    email = team.colleague.account.email
    return _do(team, actions.add_maker, product_id=team.begin().pk, email=email)


def _remove_maker(team: Team) -> Act:
    row = team.begin(edition_id=team.edition.pk)
    return _do(team, actions.remove_maker, product_id=row.pk, person_id=team.karim.pk)


def _remove(team: Team) -> Act:
    return _do(team, actions.remove_product, product_id=team.begin().pk)


def _publish(team: Team) -> Act:
    """Publish a newer version in place of the one that is there."""
    row = team.begin()
    team.publish(row)
    team.do(actions.new_version, product_id=row.pk, expected_version=2, draft=Draft("Plan", "Meer"))
    return _do(team, actions.publish_product, product_id=row.pk, expected_version=3, confirmed=True)


def _published(team: Team) -> PublishedProduct:
    return team.publish(team.begin(upload=Upload("plan.pdf", samples.PDF)))


def _take_back(team: Team) -> Act:
    return _do(team, actions.take_back_product, product_id=_published(team).product_id, reason="Nog niet")


def _take_along(team: Team) -> Act:
    given = {"published_id": _published(team).pk, "school_id": team.other_school.pk}
    return _do(team, actions.take_along, by=team.stranger, **given)


def _thank(team: Team) -> Act:
    return _do(team, actions.thank, by=team.stranger, published_id=_published(team).pk)


def _work_on(team: Team) -> Act:
    given = {"participant_id": team.part.pk, "product_id": team.begin().pk}
    return _do(team, actions.write_work_on, **given, **WORK)


def _write(team: Team) -> Act:
    return _do(team, ledger.write_work, participant_id=team.part.pk, **WORK)


def _written(team: Team) -> LedgerEntry:
    return team.do(ledger.write_work, participant_id=team.part.pk, **WORK)


def _change(team: Team) -> Act:
    given = WORK | {"minutes": 30, "expected_version": 1}
    return _do(team, ledger.change_work, entry_id=_written(team).pk, **given)


def _remove_work(team: Team) -> Act:
    return _do(team, ledger.remove_work, entry_id=_written(team).pk)


def _complete(team: Team) -> Act:
    for number in range(3):
        given = WORK | {"minutes": 600, "on": TODAY - timedelta(days=number)}
        team.do(ledger.write_work, participant_id=team.part.pk, **given)
    return _do(team, completion.complete_course, participant_id=team.part.pk)


def _decide(team: Team) -> Act:
    given = {"participant_id": team.part.pk, "reason": "Gaf zelf een bijeenkomst"}
    return _do(team, completion.decide_completion, by=team.coordinator, **given)


def _opinion(team: Team) -> Act:
    team.meet(team.sanne)
    scores = dict.fromkeys(Opinion, 4)
    return _do(team, completion.say_opinion, participant_id=team.part.pk, scores=scores)


CASES: dict[str, Callable[[World], Act]] = {
    "knowledge.begin_product": _of_team(_begin),
    "knowledge.new_version": _of_team(_version),
    "knowledge.note_step": _of_team(_step),
    "knowledge.add_maker": _of_team(_add_maker),
    "knowledge.remove_maker": _of_team(_remove_maker),
    "knowledge.remove_product": _of_team(_remove),
    "knowledge.publish_product": _of_team(_publish),
    "knowledge.take_back_product": _of_team(_take_back),
    "knowledge.take_along": _of_team(_take_along),
    "knowledge.thank": _of_team(_thank),
    "knowledge.write_work_on": _of_team(_work_on),
    "courses.write_work": _of_team(_write),
    "courses.change_work": _of_team(_change),
    "courses.remove_work": _of_team(_remove_work),
    "courses.complete_course": _of_team(_complete),
    "courses.decide_completion": _of_team(_decide),
    "courses.say_opinion": _of_team(_opinion),
}
