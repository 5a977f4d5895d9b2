from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.files.terms import BadFileError, Upload
from startlijn.base.journal.models import JournalLine
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.courses.terms import WorkKind
from startlijn.domain.knowledge import actions
from startlijn.domain.knowledge.models import Product, ProductVersion, WorkOn
from startlijn.domain.knowledge.queries import own
from startlijn.domain.knowledge.terms import (
    Draft,
    EmptyProductError,
    LastMakerError,
    LaterDayError,
    NobodyHereError,
    ProductKind,
    ProductStatus,
    StillPublishedError,
)
from tests.domain.knowledge.conftest import TODAY
from tests.engines.media import samples

DAY = timedelta(days=1)


def page(team, row, by=None):
    return team.ask(own.product_page, row.pk, by=by)


def test_product_begins_with_version_one_and_its_maker(team):
    found = page(team, team.begin())
    assert (found.title, found.latest.number, found.latest.text) == (
        "Eerste weken",
        1,
        "Zo begeleiden wij starters.",
    )
    assert [maker.name for maker in found.makers] == [str(team.sanne)]


def test_team_in_a_course_makes_it_together(team):
    row = team.begin(edition_id=team.edition.pk)
    found = page(team, row, by=team.karim)
    assert (found.course, {maker.id for maker in found.makers}) == (
        "Inductie maken",
        {team.sanne.pk, team.karim.pk},
    )


@pytest.mark.parametrize("who", ["colleague", "stranger", "coordinator"])
def test_before_publishing_only_makers_see_it(team, who):
    row = team.begin()
    with pytest.raises(NotVisibleError):
        page(team, row, by=getattr(team, who))


def test_somebody_outside_the_course_makes_nothing_for_it(team):
    with pytest.raises(NotVisibleError):
        team.begin(by=team.colleague, edition_id=team.edition.pk)


def test_nobody_makes_something_for_another_school(team):
    with pytest.raises(NotVisibleError):
        team.begin(school_id=team.other_school.pk)


def test_version_without_text_and_file_is_refused(team):
    with pytest.raises(EmptyProductError):
        team.begin(text="  \x00 ")


def test_new_version_keeps_the_earlier_one_and_its_file(team):
    row = team.begin(upload=Upload("plan.pdf", samples.PDF))
    team.do(
        actions.new_version,
        product_id=row.pk,
        expected_version=1,
        draft=Draft("Eerste maand", "Nieuw", change="Langer"),
    )
    found = page(team, row)
    assert (found.title, found.latest.number, found.latest.change) == ("Eerste maand", 2, "Langer")
    assert [each.text for each in found.earlier] == ["Zo begeleiden wij starters."]
    assert found.latest.file == found.earlier[0].file


def test_file_can_be_left_out_of_a_new_version(team):
    row = team.begin(upload=Upload("plan.pdf", samples.PDF))
    draft = Draft("Eerste maand", "Nieuw", keeps_file=False)
    team.do(actions.new_version, product_id=row.pk, expected_version=1, draft=draft)
    assert page(team, row).latest.file is None


def test_who_was_second_is_told(team):
    row = team.begin()
    team.do(actions.new_version, product_id=row.pk, expected_version=1, draft=Draft("A", "B"))
    with pytest.raises(VersionConflictError):
        team.do(actions.new_version, product_id=row.pk, expected_version=1, draft=Draft("C", "D"))


def test_database_refuses_to_change_a_version(team):
    row = team.begin()
    with team.world.here(), pytest.raises(DatabaseError), transaction.atomic():
        ProductVersion.objects.filter(product=row).update(text="Anders")


def test_erasing_may_empty_who_made_a_version(team):
    row = team.begin()
    with team.world.here():
        assert ProductVersion.objects.filter(product=row).update(made_by=None, file=None) == 1


def test_file_that_is_no_file_is_refused(team):
    with pytest.raises(BadFileError):
        team.begin(upload=Upload("x.exe", b"MZ\x00\x01"))


def test_status_is_that_of_the_last_day(team):
    row = team.begin()
    for status, on in ((ProductStatus.DISCUSSED, TODAY), (ProductStatus.ELABORATED, TODAY - DAY)):
        team.do(actions.note_step, product_id=row.pk, status=status, on=on, words="Met de sectie")
    found = page(team, row)
    assert found.status is ProductStatus.DISCUSSED
    assert [step.status for step in found.steps] == [ProductStatus.DISCUSSED, ProductStatus.ELABORATED]


def test_step_of_tomorrow_is_refused(team):
    row = team.begin()
    with pytest.raises(LaterDayError):
        team.do(actions.note_step, product_id=row.pk, status=ProductStatus.APPLIED, on=TODAY + DAY)


def test_colleague_of_the_school_can_join(team):
    row = team.begin()
    email = team.colleague.account.email.upper()
    later = TODAY + DAY
    team.do(actions.add_maker, when=later, product_id=row.pk, email=f" {email} ")
    team.do(actions.add_maker, when=later, product_id=row.pk, email=email)
    assert [maker.id for maker in page(team, row, by=team.colleague).makers] == [
        team.sanne.pk,
        team.colleague.pk,
    ]


@pytest.mark.parametrize("email", ["nobody@example.org", ""])
def test_unknown_address_is_refused(team, email):
    row = team.begin()
    with pytest.raises(NobodyHereError):
        team.do(actions.add_maker, product_id=row.pk, email=email)


def test_somebody_of_another_school_cannot_join(team):
    row = team.begin()
    with pytest.raises(NobodyHereError):
        team.do(actions.add_maker, product_id=row.pk, email=team.stranger.account.email)


def test_who_leaves_sees_it_no_more(team):
    row = team.begin(edition_id=team.edition.pk)
    team.do(actions.remove_maker, product_id=row.pk, person_id=team.sanne.pk)
    with pytest.raises(NotVisibleError):
        page(team, row)


def test_last_maker_stays(team):
    row = team.begin()
    with pytest.raises(LastMakerError):
        team.do(actions.remove_maker, product_id=row.pk, person_id=team.sanne.pk)


def test_removing_takes_all_versions_away(team):
    row = team.begin()
    team.do(actions.remove_product, product_id=row.pk)
    with team.world.here():
        assert not Product.objects.exists()
        assert not ProductVersion.objects.exists()


def test_what_others_see_is_not_removed(team):
    row = team.begin()
    team.publish(row)
    with pytest.raises(StillPublishedError):
        team.do(actions.remove_product, product_id=row.pk)


def test_hours_can_be_of_a_product(team):
    row = team.begin()
    given = {"participant_id": team.part.pk, "on": TODAY, "minutes": 90, "kind": WorkKind.PROGRAMME}
    entry = team.do(actions.write_work_on, **given, product_id=row.pk)
    with team.world.here():
        assert list(WorkOn.objects.values_list("entry", "product")) == [(entry.pk, row.pk)]


def test_hours_of_a_product_of_others_are_refused(team):
    row = team.begin(by=team.stranger, school_id=team.other_school.pk, kind=ProductKind.OTHER)
    given = {"participant_id": team.part.pk, "on": TODAY, "minutes": 90, "kind": WorkKind.PROGRAMME}
    with pytest.raises(NotVisibleError):
        team.do(actions.write_work_on, **given, product_id=row.pk)


def test_journal_names_what_was_done_and_no_contents(team):
    row = team.begin()
    team.publish(row, when=TODAY + DAY)
    with team.world.here():
        lines = JournalLine.objects.filter(action__startswith="product.").order_by("at")
        assert [(line.action, line.details) for line in lines] == [
            ("product.begin", {"kind": "format", "makers": 1}),
            ("product.publish", {"found": 0, "number": 1}),
        ]
