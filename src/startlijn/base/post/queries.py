"""Reading the post: kinds of jobs, where a job stands, what lies in the outbox."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext, gettext_noop

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.people.models import Person
from startlijn.base.post.models import Job, Mail, MailChoice
from startlijn.base.post.rules import comes, mail_behind, stop_token
from startlijn.base.post.terms import (
    ALWAYS,
    CHOSEN,
    BehindStop,
    JobState,
    JobView,
    Kind,
    Letter,
    MailChoiceView,
    MailKind,
    Pace,
    Recurring,
    StopLinkEndedError,
    UnknownKindError,
)
from startlijn.base.tenancy import everywhere

NOBODY = UUID(int=0)
REASONS: Mapping[str, str] = {
    MailKind.ACCOUNT: gettext_noop("You get this because it is about how you get into Startlijn."),
    MailKind.RIGHTS: gettext_noop(
        "You get this because it is about data about you, or you answer for those."
    ),
    MailKind.ASSESSMENT: gettext_noop("You get this because you have a part in an assessment."),
    MailKind.LINE: gettext_noop("You get this because you have a line in Startlijn, or guide one."),
    MailKind.SHARED: gettext_noop("You get this because a colleague shares something with you."),
    MailKind.GROUPS: gettext_noop("You get this because you are the contact of a school that takes part."),
    MailKind.MEETINGS: gettext_noop("You get this because you take part in these meetings."),
    MailKind.COURSES: gettext_noop("You get this because you have a part in a course."),
    MailKind.TOGETHER: gettext_noop("You get this because you are a member of a group."),
    MailKind.OTHER: gettext_noop("You get this because you take part in a partnership for starters."),
    MailKind.DIGEST: gettext_noop("You get this because you chose one letter a day."),
}


@cache
def _declared(paths: tuple[str, ...]) -> dict[str, Kind]:
    kinds: Iterable[Kind] = map(import_string, paths)
    return {kind.name: kind for kind in kinds}


def kinds() -> dict[str, Kind]:
    """Return every kind of job by name, from the setting `JOBS` (a list of dotted paths to `Kind`s)."""
    return _declared(tuple(settings.JOBS))


def kind_named(name: str) -> Kind:
    """Return one kind; raise `UnknownKindError` when the setting `JOBS` does not have it."""
    try:
        return kinds()[name]
    except KeyError as error:
        raise UnknownKindError(name) from error


def clock() -> tuple[Recurring, ...]:
    """Return what the clock starts, from the setting `CLOCK` (dotted paths to `Recurring`s)."""
    return tuple(map(import_string, settings.CLOCK))


def view_of(job: Job) -> JobView:
    """Return a row of the queue as others may see it."""
    return JobView(
        job.pk,
        job.kind,
        JobState(job.state),
        job.progress,
        job.attempts,
        job.code,
        job.cancel_requested,
        job.created_at,
        job.run_after,
        job.settled_at,
        job.partnership_id,
    )


def job_view(job_id: UUID) -> JobView:
    """Return where a job of the current partnership stands: for a page that polls its progress.

    The caller has checked its right on what the job is about. Raises `NotVisibleError` when there is none.
    """
    found = Job.objects.filter(pk=job_id).first()
    if found is None:
        raise NotVisibleError("Job")
    return view_of(found)


def job_kind(job_id: UUID) -> str:
    """Return the name of a job's kind: for the worker, which serves every partnership."""
    with everywhere("a worker serves every partnership"):
        return Job.objects.values_list("kind", flat=True).get(pk=job_id)


def jobs_for(by: Actor, *, state: JobState | None = None, limit: int = 100) -> list[JobView]:
    """Return the newest jobs for the operator; raise `NotVisibleError` for anybody else.

    Needs `everywhere` or `within`.
    """
    if not by.operator:
        raise NotVisibleError("Job")
    rows = Job.objects.order_by("-created_at", "-id")
    if state is not None:
        rows = rows.filter(state=state)
    return [view_of(job) for job in rows[:limit]]


def something_due(at: datetime) -> bool:
    """Tell whether a job waits that may start now: a plain read, so that an idle worker locks nothing."""
    return Job.objects.filter(state=JobState.WAITING, run_after__lte=at).exists()


def mail_text(template: str, language: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and text of a mail in a language. Plain text: nothing is escaped as HTML."""
    values = dict(context)
    if str(values.get("link", "")).startswith("/"):
        values["link"] = f"{settings.PUBLIC_URL.rstrip('/')}{values['link']}"
    with translation.override(language):
        # The backend's own template, because only that one can be told not to escape.
        whole = get_template(f"mail/{template}.txt").template.render(Context(values, autoescape=False))  # type: ignore[attr-defined]
    subject, _, text = whole.strip().partition("\n")
    return subject.strip(), f"{text.strip()}\n"


def pace_of(address: str, kind: MailKind, on: date) -> Pace:
    """Return how mail of a kind comes to an address on a day."""
    if kind in ALWAYS:
        return Pace.AT_ONCE
    row = MailChoice.objects.filter(address=address.lower(), kind=kind).first()
    return comes(kind, Pace(row.pace), row.until, on) if row else Pace.AT_ONCE


def own_address(actor: Actor) -> str:
    """Return the address at which somebody gets mail; raise `NotVisibleError` for who has no account."""
    person = Person.objects.select_related("account").filter(pk=actor.person_id or NOBODY).first()
    if person is None or person.account is None:
        raise NotVisibleError("MailChoice")
    return person.account.email.lower()


def own_choices(actor: Actor, on: date) -> list[MailChoiceView]:
    """Return how mail of each kind comes to who asks, what always comes last. Raises `NotVisibleError`."""
    rows = {row.kind: row for row in MailChoice.objects.filter(address=own_address(actor))}
    found = []
    for kind in (*CHOSEN, *sorted(ALWAYS)):
        row = rows.get(kind)
        pace = comes(kind, Pace(row.pace), row.until, on) if row else Pace.AT_ONCE
        until = row.until if row and pace is Pace.OFF else None
        found.append(MailChoiceView(MailKind(kind), MailKind(kind).label, pace, until, kind in ALWAYS))
    return found


def own_mail(actor: Actor) -> QuerySet[Mail]:
    """Return the mail to who asks in the past thirty days, of all partnerships, newest first.

    Its contents are gone once it was sent. Raises `NotVisibleError` for who has no account.
    """
    with everywhere("somebody's own mail, of all partnerships"):
        return Mail.objects.filter(to__iexact=own_address(actor)).order_by("-created_at", "-pk")


def behind_stop(token: str, on: date) -> BehindStop:
    """Return what a link in a mail is about. Raises `StopLinkEndedError`. Nobody has to be logged in."""
    with everywhere("the link itself tells whose mail it is"):
        mail = Mail.objects.filter(pk=mail_behind(token)).first()
    if mail is None or mail.kind in ALWAYS:
        raise StopLinkEndedError
    kind = MailKind(mail.kind)
    return BehindStop(mail.to.lower(), kind, pace_of(mail.to, kind, on), mail.language)


def letter_of(mail: Mail) -> Letter:
    """Return a mail as it goes out: text, why it comes, and the way out. Needs `everywhere` or `within`."""
    bundled = list(mail.bundled.order_by("created_at", "pk")) if mail.digest_on else []
    texts = [mail_text(each.template, mail.language, each.context) for each in bundled]
    shown = "\n\n".join(f"== {subject}\n\n{text.strip()}" for subject, text in texts)
    context = {**mail.context, "letters": shown, "number": len(texts)} if mail.digest_on else mail.context
    subject, text = mail_text(mail.template, mail.language, context)
    stop = (
        "" if mail.kind in ALWAYS else f"{settings.PUBLIC_URL.rstrip('/')}/mail/stop/{stop_token(mail.pk)}/"
    )
    with translation.override(mail.language):
        foot = _foot(gettext(mail.reason or REASONS[mail.kind]), stop)
    calendars = tuple(
        (str(each.context["calendar"]), str(each.context.get("calendar_method", "REQUEST")))
        for each in (mail, *bundled)
        if "calendar" in each.context
    )
    return Letter(subject, f"{text}\n-- \n{foot}\n", stop, calendars)


def _foot(reason: str, stop: str) -> str:
    if not stop:
        return f"{reason}\n{gettext('Such mail always comes: it cannot be turned off.')}"
    return f"{reason}\n{gettext('Less mail, or no more of this kind? Open this link:')}\n{stop}"
