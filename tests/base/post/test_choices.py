"""Mail comes as the reader chose: at once, once a day, not at all; and what must come always does."""

from datetime import date, timedelta

import pytest
from django.core import mail as sent_mail
from django.db import IntegrityError, transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError, Role
from startlijn.base.people.queries import actor_of_person
from startlijn.base.post.actions import bundle, choose_mail, running, send_mail, stop_mail
from startlijn.base.post.models import Mail, MailChoice
from startlijn.base.post.queries import own_choices
from startlijn.base.post.rules import comes, kind_of, mail_behind, stop_token
from startlijn.base.post.terms import (
    ALWAYS,
    AlwaysComesError,
    DayNotAheadError,
    MailKind,
    MailState,
    Pace,
    StopLinkEndedError,
)
from startlijn.base.seams import new_id
from startlijn.base.tenancy import everywhere
from tests.base.post.kinds import AT
from tests.house_rules.test_letters import LETTERS

TODAY = date(2026, 11, 2)


@pytest.fixture
def reader(world):
    person = world.person(Role.COORDINATOR)
    person.language = "en"
    person.save(update_fields=["language"])
    return person


def choose(world, reader, at=AT, until=None, **paces):
    by = actor_of_person(reader.pk, partnership_id=world.partnership.pk, at=at)
    chosen = {MailKind(kind): Pace(pace) for kind, pace in paces.items()}
    with world.here():
        choose_mail(by=by, at=at, paces=chosen, off_until=until)


def put(world, reader, at=AT, template="groups_published", **more):
    given = {"to": reader.account.email if reader else "", "language": "en"} | more
    context = {"first_name": "Noor", "link": "/groups/7/"}
    return send_mail(by=world.operator, at=at, template=template, context=context, **given)


def mail(mail_id):
    with everywhere("test"):
        return Mail.objects.get(pk=mail_id)


def letter_of_the_day(reader, at=AT):
    return bundle(by=operator(), at=at, address=reader.account.email)


def test_mail_that_is_off_is_not_sent_and_keeps_nothing(world, reader, clock):
    choose(world, reader, groups="off")
    kept = mail(put(world, reader))
    assert running.work_off(clock=clock) == 0
    assert (kept.state, kept.context) == (MailState.LEFT_OUT, {})


def test_choice_about_one_kind_says_nothing_of_others(world, reader, clock):
    choose(world, reader, groups="off")
    put(world, reader, template="feedback_given")
    running.work_off(clock=clock)
    assert len(sent_mail.outbox) == 1


def test_address_is_compared_without_case(world, reader):
    choose(world, reader, groups="off")
    assert mail(put(world, reader, to=reader.account.email.upper())).state == MailState.LEFT_OUT


def test_mail_comes_again_the_day_after_the_last_day_off(world, reader):
    choose(world, reader, groups="off", until=TODAY + timedelta(days=3))
    states = [mail(put(world, reader, at=AT + timedelta(days=days))).state for days in (3, 4)]
    assert states == [MailState.LEFT_OUT, MailState.WAITING]


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_day_that_is_not_ahead_is_refused(world, reader, days):
    with pytest.raises(DayNotAheadError):
        choose(world, reader, groups="off", until=TODAY + timedelta(days=days))
    assert MailChoice.objects.count() == 0


@pytest.mark.parametrize("kind", sorted(ALWAYS))
@pytest.mark.parametrize("pace", ["off", "daily"])
def test_what_always_comes_cannot_be_turned_off(world, reader, kind, pace):
    with pytest.raises(AlwaysComesError):
        choose(world, reader, **{kind: pace})


def test_what_always_comes_comes_whatever_a_row_says(world, reader, clock):
    MailChoice.objects.create(address=reader.account.email, kind="account", pace="off", chosen_at=AT)
    put(world, reader, template="way_in_changed")
    running.work_off(clock=clock)
    assert len(sent_mail.outbox) == 1


def test_held_mail_comes_in_one_letter(world, reader, clock):
    choose(world, reader, groups="daily", shared="daily")
    held = [put(world, reader), put(world, reader, template="feedback_given")]
    assert running.work_off(clock=clock) == 0
    letter_of_the_day(reader)
    running.work_off(clock=clock)
    (message,) = sent_mail.outbox
    assert message.subject == "Your letter of the day"
    assert "2 things happened" in message.body
    titles = [line for line in message.body.splitlines() if line.startswith("== ")]
    assert titles == ["== Your group is known", "== You got feedback"]
    assert [(mail(each).state, mail(each).context) for each in held] == [(MailState.SENT, {})] * 2


def test_there_is_at_most_one_letter_a_day(world, reader, clock):
    choose(world, reader, groups="daily")
    put(world, reader)
    letters = [letter_of_the_day(reader), letter_of_the_day(reader)]
    late = put(world, reader)
    letters += [letter_of_the_day(reader, at=AT + timedelta(hours=5))]
    assert [letter is not None for letter in letters] == [True, False, False]
    assert mail(late).state == MailState.HELD
    assert letter_of_the_day(reader, at=AT + timedelta(days=1)) is not None
    clock.move(days=1)
    running.work_off(clock=clock)
    assert len(sent_mail.outbox) == 2


def test_database_refuses_a_second_letter_of_a_day(world, reader):
    choose(world, reader, groups="daily")
    put(world, reader)
    first = letter_of_the_day(reader)
    with everywhere("test"), pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(
            to=first.to, template="digest", language="en", kind="digest", digest_on=first.digest_on
        )


def test_letter_that_never_arrives_takes_its_mails_along(world, reader, clock, settings):
    choose(world, reader, groups="daily")
    held = put(world, reader)
    letter = letter_of_the_day(reader)
    settings.EMAIL_BACKEND = "tests.base.post.test_mail.Away"
    for _ in range(8):
        running.work_off(clock=clock)
        clock.move(hours=7)
    assert [mail(each).state for each in (letter.pk, held)] == [MailState.FAILED] * 2


def test_only_the_clock_writes_letters_of_the_day(world, reader):
    with pytest.raises(NotVisibleError):
        bundle(by=world.actor(Role.COORDINATOR), at=AT, address=reader.account.email)


def test_turning_a_kind_off_lets_go_of_what_was_held(world, reader):
    choose(world, reader, groups="daily")
    held = put(world, reader)
    choose(world, reader, groups="off")
    assert (mail(held).state, mail(held).context) == (MailState.LEFT_OUT, {})
    assert letter_of_the_day(reader) is None


def test_who_has_no_account_stops_mail_with_the_link(world):
    sent = put(world, None, to="Contact@Example.org")
    stop_mail(by=Actor(None, None, "", None), at=AT, token=stop_token(sent))
    assert mail(put(world, None, to="contact@example.org")).state == MailState.LEFT_OUT


def test_link_in_a_letter_of_the_day_stops_all_that_came_with_it(world, reader):
    choose(world, reader, groups="daily", meetings="daily", courses="at_once")
    put(world, reader)
    letter = letter_of_the_day(reader)
    stop_mail(by=Actor(None, None, "", None), at=AT, token=stop_token(letter.pk))
    by = actor_of_person(reader.pk, partnership_id=world.partnership.pk, at=AT)
    paces = {each.kind: each.pace for each in own_choices(by, TODAY)}
    assert (paces["groups"], paces["meetings"], paces["courses"]) == (Pace.OFF, Pace.OFF, Pace.AT_ONCE)


def test_link_of_mail_that_always_comes_stops_nothing(world, reader):
    sent = put(world, reader, template="way_in_changed")
    with pytest.raises(StopLinkEndedError):
        stop_mail(by=Actor(None, None, "", None), at=AT, token=stop_token(sent))


def test_token_is_read_back_and_a_changed_one_is_not():
    mail_id = new_id()
    token = stop_token(mail_id)
    assert mail_behind(token) == mail_id
    for changed in (token[:-1], f"0{token[1:]}x", mail_id.hex, ""):
        with pytest.raises(StopLinkEndedError):
            mail_behind(changed)


def test_reason_of_a_mail_can_be_its_own(world, reader, clock):
    put(world, reader, reason="You get this because you chose one letter a day.")
    running.work_off(clock=clock)
    assert "You get this because you chose one letter a day." in sent_mail.outbox[0].body


def test_invitation_goes_along_as_a_calendar(world, reader, clock):
    context = {
        "first_name": "Noor",
        "link": "/x/",
        "calendar": "BEGIN:VCALENDAR",
        "calendar_method": "CANCEL",
    }
    send_mail(
        by=world.operator,
        at=AT,
        to="a@example.org",
        template="groups_published",
        language="nl",
        context=context,
    )
    running.work_off(clock=clock)
    (part,) = sent_mail.outbox[0].attachments
    assert (part.get_content_type(), part.get_param("method")) == ("text/calendar", "CANCEL")
    assert part.get_payload(decode=True) == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize(
    ("kind", "pace", "until", "found"),
    [
        (MailKind.ACCOUNT, Pace.OFF, None, Pace.AT_ONCE),
        (MailKind.GROUPS, Pace.OFF, None, Pace.OFF),
        (MailKind.GROUPS, Pace.OFF, TODAY, Pace.OFF),
        (MailKind.GROUPS, Pace.OFF, TODAY - timedelta(days=1), Pace.AT_ONCE),
        (MailKind.GROUPS, Pace.DAILY, None, Pace.DAILY),
    ],
)
def test_pace_of_a_day(kind, pace, until, found):
    assert comes(kind, pace, until, TODAY) == found


def test_every_letter_is_of_a_kind():
    assert [name for name in LETTERS if kind_of(name) is MailKind.OTHER] == []
