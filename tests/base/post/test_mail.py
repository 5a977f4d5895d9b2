"""The outbox: mail is written with what it tells about, rendered and sent later, at least once."""

from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template import TemplateDoesNotExist

from startlijn.base.access.terms import Actor
from startlijn.base.post.actions import running, send_mail
from startlijn.base.post.models import Job, Mail
from startlijn.base.post.queries import mail_text
from startlijn.base.post.terms import JobState, MailState
from startlijn.base.tenancy import everywhere
from tests.base.post.kinds import AT

TEMPLATE = """{% load i18n %}{% translate "Yes" %}

{% translate "Yes" %} {{ first_name }}, {{ link }}
"""


@pytest.fixture(autouse=True)
def template(mail_folder):
    (mail_folder / "hello.txt").write_text(TEMPLATE)


def put(by, **more):
    given = {"to": "noor@example.org", "template": "hello", "language": "nl"} | more
    context = {"first_name": "Noor & Sam", "link": "/rounds/7/"}
    return send_mail(by=by, at=AT, context=context, **given)


def state(mail_id):
    with everywhere("test"):
        return Mail.objects.get(pk=mail_id)


def test_mail_is_sent_by_the_worker_in_the_language_of_the_reader(world, clock, settings):
    settings.PUBLIC_URL = "https://startlijn.example"
    put(world.operator)
    assert sent_mail.outbox == []
    running.work_off(clock=clock)
    message = sent_mail.outbox[0]
    assert (message.to, message.subject) == (["noor@example.org"], "Ja")
    assert message.body.startswith("Ja Noor & Sam, https://startlijn.example/rounds/7/\n\n-- \n")


def test_second_copy_could_be_noticed_by_its_message_id(world, clock):
    mail_id = put(world.operator)
    running.work_off(clock=clock)
    assert sent_mail.outbox[0].extra_headers["Message-ID"] == f"<{mail_id}@localhost>"


def test_mail_to_somebody_outside_a_partnership_is_sent(db, clock):
    put(Actor(None, None, "", None))
    running.work_off(clock=clock)
    assert len(sent_mail.outbox) == 1


def test_contents_are_gone_once_sent(world, clock):
    mail_id = put(world.operator)
    running.work_off(clock=clock)
    assert (state(mail_id).state, state(mail_id).context) == (MailState.SENT, {})


def test_mail_of_an_action_that_fails_is_not_sent(world, clock):
    @transaction.atomic
    def action() -> None:
        put(world.operator)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        action()
    running.work_off(clock=clock)
    assert sent_mail.outbox == []


def test_wrong_template_name_fails_in_the_action(world):
    with pytest.raises(TemplateDoesNotExist):
        put(world.operator, template="nothing")


def test_mail_is_tried_again_when_the_mail_server_is_away(world, clock, settings, monkeypatch):
    mail_id = put(world.operator)
    settings.EMAIL_BACKEND = "tests.base.post.test_mail.Away"
    running.work_off(clock=clock)
    assert state(mail_id).state == MailState.WAITING
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.move(seconds=10)
    running.work_off(clock=clock)
    assert (len(sent_mail.outbox), state(mail_id).state) == (1, MailState.SENT)


def test_mail_that_never_arrives_is_shown_as_failed(world, clock, settings):
    mail_id = put(world.operator)
    settings.EMAIL_BACKEND = "tests.base.post.test_mail.Away"
    for _ in range(8):
        running.work_off(clock=clock)
        clock.at += timedelta(hours=7)
    with everywhere("test"):
        job = Job.objects.get()
    assert (job.state, job.code, state(mail_id).state) == (
        JobState.FAILED,
        "ConnectionRefusedError",
        MailState.FAILED,
    )


def test_text_is_plain_and_not_escaped(mail_folder):
    assert mail_text("hello", "en", {"first_name": "<b>", "link": "https://x.example"}) == (
        "Yes",
        "Yes <b>, https://x.example\n",
    )


class Away(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError
