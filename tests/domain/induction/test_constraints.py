"""What must be true is true in the database too: these rows are refused whatever the code does."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from startlijn.domain.induction.models import (
    BoardIntensity,
    BoardPolicy,
    InductionProgramme,
    ProgrammeElement,
    ProgrammeVersion,
)
from startlijn.domain.induction.terms import VersionStage
from tests.conftest import AT


@pytest.fixture
def here(office):
    """Inside the partnership, with a version in force that has two elements, and a draft."""
    version = office.start()
    office.add(version)
    office.publish(version)
    with office.world.here():
        yield office


@pytest.fixture
def fixed_version(here):
    return ProgrammeVersion.objects.get()


def refused(act) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def again(row, **changes):
    """A second row like this one, but for the changes, not saved."""
    from startlijn.base.seams import new_id

    row.pk, row._state.adding = new_id(), True
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def saved(row, **changes) -> None:
    again(row, **changes).save(force_insert=True)


STAGES = [VersionStage.CONSULTATION, VersionStage.IN_FORCE, VersionStage.RETIRED]


@pytest.mark.parametrize("stage", STAGES)
def test_element_of_a_version_that_people_read_cannot_change(here, fixed_version, stage) -> None:
    ProgrammeVersion.objects.update(stage=stage)
    row = ProgrammeElement.objects.get()
    refused(lambda: ProgrammeElement.objects.update(title_nl="Other"))
    refused(lambda: ProgrammeElement.objects.update(position=9))
    refused(row.delete)
    refused(lambda: saved(ProgrammeElement.objects.get(), key="0" * 32))
    assert ProgrammeElement.objects.get().title_nl == row.title_nl


def test_element_cannot_leave_for_a_draft(here, fixed_version) -> None:
    draft = again(ProgrammeVersion.objects.get(), number=2, stage="draft", in_force_from=None)
    draft.save(force_insert=True)
    refused(lambda: ProgrammeElement.objects.update(version_of=draft))


def test_version_with_elements_that_people_read_is_not_deleted(here, fixed_version) -> None:
    refused(fixed_version.delete)


def test_element_of_a_draft_changes_freely(office) -> None:
    version = office.start()
    office.add(version)
    with office.world.here():
        ProgrammeElement.objects.update(title_nl="Other")
        assert ProgrammeElement.objects.get().title_nl == "Other"
        ProgrammeElement.objects.all().delete()
        assert ProgrammeElement.objects.count() == 0


@pytest.fixture
def draft(office):
    version = office.start()
    office.add(version)
    with office.world.here():
        yield version


@pytest.mark.parametrize(
    "change",
    [{"year": 0}, {"year": 4}, {"times": 0}, {"times": 61}, {"starter_hours": -1}, {"coach_hours": -1}],
)
def test_element_makes_sense(draft, change) -> None:
    from startlijn.base.seams import new_id

    refused(lambda: saved(ProgrammeElement.objects.get(), key=new_id(), **change))


def test_element_stands_once_in_a_version(draft) -> None:
    refused(lambda: saved(ProgrammeElement.objects.get()))


def test_programme_has_one_draft(draft) -> None:
    refused(lambda: saved(ProgrammeVersion.objects.get(), number=2))


def test_version_has_its_own_number_from_one(draft) -> None:
    refused(lambda: saved(ProgrammeVersion.objects.get(), stage="retired"))
    refused(lambda: saved(ProgrammeVersion.objects.get(), stage="retired", number=0))


def test_version_in_force_says_from_when(draft) -> None:
    refused(lambda: saved(ProgrammeVersion.objects.get(), stage="in_force", number=2))


def test_one_version_begins_per_year(here, fixed_version) -> None:
    refused(lambda: saved(ProgrammeVersion.objects.get(), number=2))


def test_school_has_one_programme(here) -> None:
    refused(lambda: saved(InductionProgramme.objects.get()))


def test_programme_belongs_to_one(here) -> None:
    row = {"partnership": here.world.partnership, "sector": "po", "title": "X", "created_at": AT}
    refused(lambda: InductionProgramme.objects.create(**row))
    both = {"board": here.world.board, "template_of": here.world.partnership}
    refused(lambda: InductionProgramme.objects.create(**row, **both))


def test_policy_goes_forward_and_hours_stand_once(here) -> None:
    row = {"partnership": here.world.partnership, "board": here.world.board}
    refused(
        lambda: BoardPolicy.objects.create(
            **row, formulated_on=date(2026, 8, 2), implemented_on=date(2026, 8, 1)
        )
    )
    policy = BoardPolicy.objects.create(**row)
    hours = {
        "partnership": here.world.partnership,
        "policy": policy,
        "starter_type": "returner",
        "starter_hours": 1,
        "coach_hours": 1,
    }
    BoardIntensity.objects.create(**hours, year=1)
    refused(lambda: BoardIntensity.objects.create(**hours, year=1))
    refused(lambda: BoardIntensity.objects.create(**hours, year=4))
