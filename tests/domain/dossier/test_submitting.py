"""What was handed in stays as it was, whatever happens to the dossier; the database refuses the rest."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from startlijn.base.access.terms import NotVisibleError
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import Submission, SubmittedFile
from startlijn.domain.dossier.queries.submissions import (
    own_submissions,
    snapshot,
    submission_for,
    submitted_file,
)
from startlijn.domain.dossier.rules.copies import sha256_of
from startlijn.domain.dossier.terms import EvidenceKind, NewEvidence, NothingChosenError
from tests.domain.dossier.conftest import INDICATOR
from tests.engines.media import samples


def hand_in(folder, *rows, **given):
    return folder.do(actions.submit, evidence_ids=[row.pk for row in rows], **given)


def test_a_submission_holds_what_was_chosen_in_that_order(folder):
    first, second = folder.add("Een", indicators=(INDICATOR,)), folder.add_file()
    folder.add("Niet")
    made = hand_in(folder, second, first, statement=" Hier ben ik trots op. ", assessment_id=uuid4())
    with folder.day():
        found = submission_for(folder.actor(folder.starter), made.pk)
    items = found.content["items"]
    assert [item["title"] for item in items] == [second.title, "Een"]
    assert (items[1]["indicators"], items[0]["file"]["id"]) == ([INDICATOR], str(second.file_id))
    assert found.content["statement"] == "Hier ben ik trots op."
    assert (found.assessment_id, found.sha256) == (made.assessment_id, sha256_of(found.content))


def test_later_changes_change_nothing_of_it(folder):
    row = folder.add()
    made = hand_in(folder, row)
    new = NewEvidence(EvidenceKind.TEXT, "Anders", text="Anders")
    folder.do(actions.change_evidence, evidence_id=row.pk, expected_version=1, new=new)
    with folder.day():
        assert snapshot(made.pk).content["items"][0]["title"] == "Les over breuken"


def test_a_file_stays_with_what_was_handed_in(folder):
    row = folder.add_file()
    made = hand_in(folder, row)
    folder.do(actions.remove_evidence, evidence_id=row.pk)
    with folder.day():
        assert submitted_file(made.pk, row.file_id).data == samples.PDF


def test_only_files_that_were_handed_in_are_given(folder):
    row, other = folder.add(), folder.add_file()
    made = hand_in(folder, row)
    with folder.day(), pytest.raises(NotVisibleError):
        submitted_file(made.pk, other.file_id)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"content": {}}, {"assessment_id": uuid4()}])
def test_the_database_refuses_every_change(folder, change):
    hand_in(folder, folder.add_file())
    with folder.world.here(), pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(**change)


def test_the_database_refuses_another_file(folder):
    hand_in(folder, folder.add_file())
    other = folder.add_file()
    with folder.world.here(), pytest.raises(IntegrityError), transaction.atomic():
        SubmittedFile.objects.update(file=other.file_id)


def test_nobody_hands_in_nothing_or_what_is_of_somebody_else(folder):
    row = folder.add()
    other = folder.world.person("starter", "school", folder.world.school.pk, name="Daan")
    with pytest.raises(NothingChosenError):
        hand_in(folder)
    with pytest.raises(NotVisibleError):
        folder.do(actions.submit, by=other, evidence_ids=[row.pk])


def test_only_the_owner_asks_for_the_own_submissions(folder):
    made = hand_in(folder, folder.add())
    with folder.day():
        assert [each.id for each in own_submissions(folder.actor(folder.starter))] == [made.pk]
        assert own_submissions(folder.actor(folder.coach)) == []
        with pytest.raises(NotVisibleError):
            submission_for(folder.actor(folder.coach), made.pk)
