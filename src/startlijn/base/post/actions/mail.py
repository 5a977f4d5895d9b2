"""The outbox: a mail is written with what it tells about, and delivered by the worker."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import get_template

from startlijn.base.access.terms import Actor
from startlijn.base.people.models import Person
from startlijn.base.post.actions.jobs import enqueue
from startlijn.base.post.models import Mail
from startlijn.base.post.queries import mail_text
from startlijn.base.post.terms import GaveUp, Kind, MailState, Task
from startlijn.base.tenancy import everywhere


@transaction.atomic
def send_mail(
    *, by: Actor, at: datetime, to: str, template: str, language: str, context: Mapping[str, str | int]
) -> UUID:
    """Put a mail in the outbox, in the transaction of the action it tells about; return its id.

    `template` names `mail/<template>.txt`: the first line is the subject (without names: it shows on locked
    screens), the rest the text. It is rendered when it is sent, in `language` (nl or en). `context` holds no
    more of a person than a first name; `link`, when it starts with /, becomes a whole address. A `calendar`
    in it (RFC 5545, with its `calendar_method`) goes along as a file. The action that calls writes the
    journal line.
    """
    get_template(f"mail/{template}.txt")  # a wrong name fails here and now
    with everywhere("the row carries the partnership of the actor"):
        mail = Mail.objects.create(
            partnership_id=by.partnership_id,
            to=to,
            template=template,
            language=language,
            context=dict(context),
            created_at=at,
        )
    enqueue(by=by, at=at, kind="mail.deliver", payload={"mail": str(mail.pk)}, key=str(mail.pk))
    return mail.pk


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


def _deliver(task: Task) -> None:
    """Send one mail. At least once: the key in the Message-ID lets the receiver notice a second copy."""
    with everywhere("mail to somebody who is not logged in belongs to no partnership"):
        mail = Mail.objects.get(pk=task.payload["mail"])
    if mail.state == MailState.SENT:
        return
    subject, text = mail_text(mail.template, mail.language, mail.context)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(subject, text, to=[mail.to], headers=headers)
    if "calendar" in mail.context:
        # The method stands in the type too: calendar programs act on it (RFC 6047 section 2.4).
        kind = f"text/calendar; method={mail.context['calendar_method']}"
        message.attach("startlijn.ics", mail.context["calendar"], kind)
    message.send()
    with task.complete(), everywhere("the same mail"):
        # The contents have done their work: a link in them may open an account.
        Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=task.at, context={})


def _undeliverable(given: GaveUp) -> None:
    with everywhere("the same mail"):
        Mail.objects.filter(pk=given.payload["mail"]).update(state=MailState.FAILED)


DELIVERY = Kind("mail.deliver", run=_deliver, gave_up=_undeliverable, attempts=8, seconds=60)
