"""Signing up: by the school itself, by staff from an e-mail, changing and withdrawing."""

from dataclasses import replace
from datetime import date

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.groups import actions, queries
from startlijn.domain.groups.actions.sign_ups import Answers
from startlijn.domain.groups.models import Round, SignUp
from startlijn.domain.groups.terms import (
    AlreadySignedUpError,
    Moment,
    NoContactError,
    NotInRegionError,
    Preference,
    RoundKind,
    SignUpEndedError,
    SignUpSource,
    Theme,
    WrongStageError,
)
from tests.conftest import AT
from tests.domain.groups.conftest import ANSWERS

OWN = Answers(preference=Preference.AUDIT)


def enter(desk, by, school, answers=OWN) -> SignUp:
    with desk.world.here():
        return actions.sign_up(by=by, at=AT, round_id=desk.round.pk, school_id=school.pk, answers=answers)


def change(desk, by, row, answers=ANSWERS, version: int = 1) -> SignUp:
    with desk.world.here():
        return actions.change_sign_up(
            by=by, at=AT, sign_up_id=row.pk, expected_version=version, answers=answers
        )


def end_on(desk, day: date) -> None:
    with desk.world.here():
        Round.objects.filter(pk=desk.round.pk).update(sign_up_ends_on=day)


def test_school_signs_itself_up_with_who_does_it_as_contact(desk) -> None:
    school = desk.school("One")
    educator = desk.educator(school)
    row = enter(desk, educator, school)
    assert row.source == SignUpSource.SCHOOL
    assert (row.contact_id, row.contact_name) == (educator.person_id, educator.name)
    assert row.contact_email == row.contact.account.email


def test_staff_types_in_an_e_mail(desk) -> None:
    row = enter(desk, desk.worker, desk.school("One"), ANSWERS)
    assert (row.source, row.contact_name, row.contact) == (SignUpSource.STAFF, "Sanne de Wit", None)


def test_contact_who_has_an_account_is_known(desk) -> None:
    school = desk.school("One")
    educator = desk.educator(school)
    with desk.world.here():
        email = enter(desk, educator, school).contact_email
    row = enter(desk, desk.worker, desk.school("Two"), replace(ANSWERS, contact_email=email.upper()))
    assert row.contact_id == educator.person_id


def test_staff_must_say_whom_to_tell(desk) -> None:
    with pytest.raises(NoContactError):
        enter(desk, desk.worker, desk.school("One"))


def test_advice_follows_from_the_three_questions(desk) -> None:
    assert enter(desk, desk.worker, desk.school("One"), ANSWERS).advice == RoundKind.AUDIT
    row = enter(desk, desk.worker, desk.school("Two"), replace(ANSWERS, lives_in_school=False))
    assert row.advice == RoundKind.INTERVISION
    row = enter(desk, desk.worker, desk.school("Three"), replace(ANSWERS, is_in_policy=None))
    assert row.advice == ""


def test_themes_and_moments_are_kept_in_their_own_order(desk) -> None:
    answers = replace(
        ANSWERS, themes=[Theme.TIME, Theme.COACHING], free_moments={Moment.THU_PM, Moment.TUE_PM}
    )
    row = enter(desk, desk.worker, desk.school("One"), answers)
    assert (row.themes, row.free_moments) == (["coaching", "time"], ["tue_pm", "thu_pm"])


def test_school_signs_up_once(desk) -> None:
    school = desk.school("One")
    enter(desk, desk.worker, school, ANSWERS)
    with pytest.raises(AlreadySignedUpError) as refused:
        enter(desk, desk.educator(school), school)
    assert refused.value.figures == {"school": "One"}


def test_school_signs_up_for_itself_only(desk) -> None:
    mine, other = desk.school("Mine"), desk.school("Other")
    with pytest.raises(NotVisibleError):
        enter(desk, desk.educator(mine), other)


def test_school_of_another_sub_region_is_refused(desk) -> None:
    with desk.world.here():
        venlo = desk.world.sub_region.__class__.objects.create(
            partnership=desk.world.partnership, name="Venlo"
        )
    far = desk.world.add_school("Far", sub_region=venlo)
    with pytest.raises(NotInRegionError):
        enter(desk, desk.worker, far, ANSWERS)
    with pytest.raises(NotVisibleError):
        enter(desk, desk.educator(far), far)


def test_school_can_sign_up_only_while_the_round_is_open(desk) -> None:
    school = desk.school("One")
    educator = desk.educator(school)
    end_on(desk, date(2026, 11, 1))
    with pytest.raises(SignUpEndedError):
        enter(desk, educator, school)
    with desk.world.here():
        actions.end_sign_up(by=desk.worker, at=AT, round_id=desk.round.pk)
    with pytest.raises(NotVisibleError):
        enter(desk, educator, school)


def test_staff_can_add_a_late_school(desk) -> None:
    end_on(desk, date(2026, 11, 1))
    with desk.world.here():
        actions.end_sign_up(by=desk.worker, at=AT, round_id=desk.round.pk)
    assert enter(desk, desk.worker, desk.school("Late"), ANSWERS).withdrawn_at is None


def test_nobody_signs_up_after_publication(desk) -> None:
    desk.four()
    desk.publish(desk.propose())
    with pytest.raises(WrongStageError):
        enter(desk, desk.worker, desk.school("Too late"), ANSWERS)


def test_change_keeps_the_newest_and_notices_who_was_first(desk) -> None:
    row = desk.sign_up(desk.school("One"))
    changed = change(desk, desk.worker, row, replace(ANSWERS, note="Not on Mondays"))
    assert (changed.note, changed.version) == ("Not on Mondays", 2)
    with pytest.raises(VersionConflictError):
        change(desk, desk.worker, row, replace(ANSWERS, note="Other"))


def test_school_changes_what_staff_typed_in(desk) -> None:
    school = desk.school("One")
    row = desk.sign_up(school)
    assert change(desk, desk.educator(school), row, replace(ANSWERS, note="Ours")).note == "Ours"


def test_other_school_cannot_change_or_withdraw(desk) -> None:
    row = desk.sign_up(desk.school("One"))
    stranger = desk.educator(desk.school("Two"))
    with pytest.raises(NotVisibleError):
        change(desk, stranger, row)
    with pytest.raises(NotVisibleError), desk.world.here():
        actions.withdraw_sign_up(by=stranger, at=AT, sign_up_id=row.pk)


def test_school_withdraws_and_comes_back(desk) -> None:
    school = desk.school("One")
    educator = desk.educator(school)
    row = enter(desk, educator, school)
    with desk.world.here():
        for _time in range(2):
            assert actions.withdraw_sign_up(by=educator, at=AT, sign_up_id=row.pk).version == 2
        page = queries.round_page(desk.worker, desk.round.pk)
    assert [found.school for found in page.withdrawn] == ["One"]
    with pytest.raises(NotVisibleError):
        change(desk, educator, row, version=2)
    again = enter(desk, educator, school)
    assert (again.pk, again.withdrawn_at, again.version) == (row.pk, None, 3)


def test_who_rather_wants_another_kind_is_listed_apart(desk) -> None:
    desk.sign_up(desk.school("Audit"))
    desk.sign_up(desk.school("Talk"), replace(ANSWERS, preference=Preference.INTERVISION))
    with desk.world.here():
        page = queries.round_page(desk.worker, desk.round.pk)
    assert [row.school for row in page.placed] == ["Audit"]
    assert [row.school for row in page.others] == ["Talk"]


def test_schools_to_add_are_those_not_there_yet(desk) -> None:
    desk.sign_up(desk.school("Here"))
    desk.school("Not yet")
    with desk.world.here():
        names = [school.name for school in queries.schools_to_add(desk.worker, desk.round.pk)]
    assert names == ["De Regenboog, Den Bosch", "Not yet, Den Bosch"]
