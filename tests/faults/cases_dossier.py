"""One case for each action of the dossier and of files."""

from collections.abc import Callable
from datetime import timedelta

from startlijn.base.files import actions as files
from startlijn.base.files.terms import Upload
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import FeedbackRequest
from startlijn.domain.dossier.queries.copies import plain_of, rows_of
from startlijn.domain.dossier.rules.copies import path_of
from startlijn.domain.dossier.terms import Brought, EvidenceKind, NewEvidence, ReleasePurpose, Stage
from tests.conftest import AT, World
from tests.domain.dossier.conftest import INDICATOR, TODAY, Folder
from tests.domain.observations.conftest import Lessons
from tests.engines.media import samples

Act = Callable[[], object]


def _do(folder: Folder, verb: Callable[..., object], **given: object) -> Act:
    return lambda: folder.do(verb, **given)


def _in_folder(prepare: Callable[[Folder], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(Folder(world))


def _choose_stage(folder: Folder) -> Act:
    return _do(folder, actions.choose_stage, stage=Stage.FULL, started_in_training=True, expected_version=0)


def _add(folder: Folder) -> Act:
    new = NewEvidence(
        EvidenceKind.FILE, "Les", indicators=(INDICATOR,), upload=Upload("les.pdf", samples.PDF)
    )
    return _do(folder, actions.add_evidence, new=new)


def _change(folder: Folder) -> Act:
    row = folder.add_file()
    new = NewEvidence(EvidenceKind.FILE, "Les", upload=Upload("les.png", samples.png()))
    return _do(folder, actions.change_evidence, evidence_id=row.pk, expected_version=1, new=new)


def _remove(folder: Folder) -> Act:
    return _do(folder, actions.remove_evidence, evidence_id=folder.add_file().pk)


def _release(folder: Folder) -> Act:
    rows = [folder.add("Een"), folder.add("Twee")]
    return _do(
        folder,
        actions.release,
        evidence_ids=[row.pk for row in rows],
        role_id=folder.role(folder.coach).pk,
        purpose=ReleasePurpose.COACHING,
        last_day=TODAY + timedelta(days=9),
    )


def _revoke(folder: Folder) -> Act:
    (made,) = folder.give(folder.add())
    return _do(folder, actions.revoke, release_id=made.pk)


def _revoke_all(folder: Folder) -> Act:
    folder.give(folder.add("Een"), folder.add("Twee"))
    return _do(folder, actions.revoke_all)


def _read_item(folder: Folder) -> Act:
    row = folder.add()
    folder.give(row)
    return _do(folder, actions.read_item, by=folder.coach, evidence_id=row.pk)


def _read_file(folder: Folder) -> Act:
    row = folder.add_file()
    folder.give(row)
    return _do(folder, actions.read_file, by=folder.coach, evidence_id=row.pk)


def _submit(folder: Folder) -> Act:
    return _do(folder, actions.submit, evidence_ids=[folder.add_file().pk], statement="Trots")


def _asked(folder: Folder) -> FeedbackRequest:
    return folder.do(actions.ask_feedback, giver_id=folder.coach.pk, question="Hoe ging het?")


def _ask(folder: Folder) -> Act:
    return _do(folder, actions.ask_feedback, giver_id=folder.coach.pk, question="Hoe ging het?")


def _answer(folder: Folder) -> Act:
    given = {"request_id": _asked(folder).pk, "answer": "Goed", "expected_version": 1}
    return _do(folder, actions.answer_feedback, by=folder.coach, **given)


def _withdraw(folder: Folder) -> Act:
    return _do(folder, actions.withdraw_feedback, request_id=_asked(folder).pk)


def _open_feedback(folder: Folder) -> Act:
    return _do(folder, actions.open_feedback, by=folder.coach, request_id=_asked(folder).pk)


def _keep_feedback(folder: Folder) -> Act:
    asked = _asked(folder)
    given = {"request_id": asked.pk, "answer": "Goed", "expected_version": 1}
    folder.do(actions.answer_feedback, by=folder.coach, **given)
    return _do(folder, actions.keep_feedback, request_id=asked.pk, title="Start", indicators=(INDICATOR,))


def _take_copy(folder: Folder) -> Act:
    folder.add()
    return _do(folder, actions.take_copy)


def _bring_copy(folder: Folder) -> Act:
    row = folder.add_file(indicators=(INDICATOR,))
    with folder.day():
        content = plain_of(row.dossier, rows_of(row.dossier))
    path = path_of(row.file.sha256, row.file.name)
    brought = Brought(content, {path: samples.PDF}, "ab" * 32)
    other = folder.world.person("starter", "school", folder.world.school.pk, name="Daan")
    return _do(folder, actions.bring_copy, by=other, brought=brought)


def _keep_words(folder: Folder) -> Act:
    hr = folder.world.person("hr_advisor", "board", folder.world.board.pk)
    given = {"board_id": folder.world.board.pk, "words": {INDICATOR: "Doelgericht"}}
    return _do(folder, actions.keep_words, by=hr, **given)


def _keep_owners(folder: Folder) -> Act:
    folder.add()
    with folder.world.here():
        folder.role(folder.starter).delete()

    def act() -> object:
        with folder.day():
            return actions.keep_owners(by=folder.world.operator, at=AT)

    return act


def _keep_file(folder: Folder) -> Act:
    return _do(
        folder,
        files.keep_file,
        owner_id=folder.starter.pk,
        partnership_id=folder.world.partnership.pk,
        upload=Upload("les.pdf", samples.PDF),
    )


def _remove_file(folder: Folder) -> Act:
    return _do(folder, files.remove_file, file_id=folder.add_file().file_id)


def _keep_observation(world: World) -> Act:
    lessons = Lessons(world)
    given = {"observation_id": lessons.watched().pk, "title": "Les", "indicators": (INDICATOR,)}
    return lambda: lessons.do(actions.keep_observation, by=lessons.me, **given)


CASES: dict[str, Callable[[World], Act]] = {
    "dossier.choose_stage": _in_folder(_choose_stage),
    "dossier.add_evidence": _in_folder(_add),
    "dossier.change_evidence": _in_folder(_change),
    "dossier.remove_evidence": _in_folder(_remove),
    "dossier.keep_observation": _keep_observation,
    "dossier.release": _in_folder(_release),
    "dossier.revoke": _in_folder(_revoke),
    "dossier.revoke_all": _in_folder(_revoke_all),
    "dossier.read_item": _in_folder(_read_item),
    "dossier.read_file": _in_folder(_read_file),
    "dossier.submit": _in_folder(_submit),
    "dossier.ask_feedback": _in_folder(_ask),
    "dossier.open_feedback": _in_folder(_open_feedback),
    "dossier.answer_feedback": _in_folder(_answer),
    "dossier.withdraw_feedback": _in_folder(_withdraw),
    "dossier.keep_feedback": _in_folder(_keep_feedback),
    "dossier.take_copy": _in_folder(_take_copy),
    "dossier.bring_copy": _in_folder(_bring_copy),
    "dossier.keep_words": _in_folder(_keep_words),
    "dossier.keep_owners": _in_folder(_keep_owners),
    "files.keep_file": _in_folder(_keep_file),
    "files.remove_file": _in_folder(_remove_file),
}
