"""The outbox: a mail is written with what it tells about, and delivered by the worker."""

from collections.abc import Mapping
from datetime import datetime
from email.mime.text import MIMEText
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import get_template

from startlijn.base.access.terms import Actor
from startlijn.base.people.models import Person
from startlijn.base.post.actions.jobs import enqueue
from startlijn.base.post.models import Mail
from startlijn.base.post.queries import letter_of, pace_of
from startlijn.base.post.rules import kind_of
from startlijn.base.post.terms import GaveUp, Kind, Letter, MailKind, MailState, Pace, Task
from startlijn.base.seams import day_of
from startlijn.base.tenancy import everywhere

_STATES = {
    Pace.AT_ONCE: MailState.WAITING,
    Pace.DAILY: MailState.HELD,
    Pace.OFF: MailState.LEFT_OUT,
}


@transaction.atomic
def send_mail(
    *,
    by: Actor,
    at: datetime,
    to: str,
    template: str,
    language: str,
    context: Mapping[str, str | int],
    kind: MailKind | None = None,
    reason: str = "",
) -> UUID:
    """Put a mail in the outbox, in the transaction of the action it tells about; return its id.

    `template` names `mail/<template>.txt`: the first line is the subject (without names: it shows on locked
    screens), the rest the text. It is rendered when it is sent, in `language` (nl or en). `context` holds no
    more of a person than a first name; `link`, when it starts with /, becomes a whole address; `calendar`
    (the text of an invitation) goes along as one, with the `calendar_method`. The action that calls writes
    the journal line.

    `kind` says what it is about, when the name of the template does not (`rules.kind_of`). `reason` is an
    English message id that begins with "You get this because", where that of the kind does not fit. It goes
    out as the reader chose for this kind: at once, with the letter of the day, or not at all.
    """
    get_template(f"mail/{template}.txt")  # a wrong name fails here and now
    kind = kind or kind_of(template)
    pace = pace_of(to, kind, day_of(at))
    with everywhere("the row carries the partnership of the actor"):
        mail = Mail.objects.create(
            partnership_id=by.partnership_id,
            to=to,
            template=template,
            language=language,
            context={} if pace is Pace.OFF else dict(context),
            state=_STATES[pace],
            kind=kind,
            reason=reason,
            created_at=at,
        )
    if pace is Pace.AT_ONCE:
        deliver(by=by, at=at, mail=mail)
    return mail.pk


@transaction.atomic
def deliver(*, by: Actor, at: datetime, mail: Mail) -> None:
    """Let the worker send a mail: asked twice, it is one job."""
    enqueue(by=by, at=at, kind="mail.deliver", payload={"mail": str(mail.pk)}, key=str(mail.pk))


@transaction.atomic
def tell(*, by: Actor, at: datetime, person: Person, template: str, link: str) -> UUID | None:
    """Mail somebody, in their own language, a first name and a link and no details.

    Returns the id of the mail; None for who has no account. Takes `template` and `link` as `send_mail` does.
    """
    if person.account is None:
        return None
    return send_mail(
        by=by,
        at=at,
        to=person.account.email,
        template=template,
        language=person.language,
        context={"first_name": person.given_name, "link": link},
    )


def _message_of(mail: Mail, letter: Letter) -> EmailMessage:
    """Return the mail as a mail server takes it: its id is the key by which a second copy shows.

    Who reads can stop it in the mail program itself, with one press (RFC 8058).
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    if letter.stop:
        headers["List-Unsubscribe"] = f"<{letter.stop}at-once/>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMessage(letter.subject, letter.text, to=[mail.to], headers=headers)
    for number, (calendar, method) in enumerate(letter.calendars, start=1):
        part = MIMEText(calendar, "calendar", "utf-8")
        part.set_param("method", method)
        part.add_header("Content-Disposition", "attachment", filename=f"startlijn-{number}.ics")
        message.attach(part)
    return message


def _deliver(task: Task) -> None:
    """Send one mail. At least once: the key in the Message-ID lets the receiver notice a second copy.

    Between the moment that the mail server takes it and the moment that we have written that down lies one
    commit, and nothing else: only a worker that dies right there makes a second copy. So the text is made and
    the server called before, who lost the lease meanwhile does not send, and the line is closed after.
    """
    with everywhere("mail to somebody who is not logged in belongs to no partnership"):
        mail = Mail.objects.get(pk=task.payload["mail"])
        if mail.state != MailState.WAITING:
            return
        message = _message_of(mail, letter_of(mail))
    server = get_connection()
    server.open()
    try:
        task.stop_if_cancelled()
        server.send_messages([message])
        with task.complete(), everywhere("the same mail"):
            # The contents have done their work: a link in them may open an account.
            sent = Mail.objects.filter(Q(pk=mail.pk) | Q(bundle=mail))
            sent.update(state=MailState.SENT, sent_at=task.at, context={})
    finally:
        server.close()


def _undeliverable(given: GaveUp) -> None:
    with everywhere("the same mail"):
        lost = Mail.objects.filter(Q(pk=given.payload["mail"]) | Q(bundle=given.payload["mail"]))
        lost.update(state=MailState.FAILED)


DELIVERY = Kind("mail.deliver", run=_deliver, gave_up=_undeliverable, attempts=8, seconds=60)
