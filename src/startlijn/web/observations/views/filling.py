"""Filling in how a lesson was seen, counting pupils, and writing after the talk."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now, today
from startlijn.base.tenancy import VersionConflictError
from startlijn.content.instruments import Instrument
from startlijn.domain.instruments.terms import Answers
from startlijn.domain.observations import actions
from startlijn.domain.observations.queries import lessons
from startlijn.domain.observations.queries.views import LessonPage
from startlijn.domain.observations.terms import LessonState, ViewKind
from startlijn.web.doors import door
from startlijn.web.instruments.forms import answers_from
from startlijn.web.instruments.shown import answer_told
from startlijn.web.middleware import Request
from startlijn.web.observations.forms import FillForm, PupilsForm, TalkForm
from startlijn.web.observations.rows import title_of
from startlijn.web.observations.views.lessons import crumbs, lesson_context
from startlijn.web.once import FIELD
from startlijn.web.refusals import tried_in


def _trail(page: LessonPage, label: str) -> list[dict[str, str]]:
    return crumbs((title_of(page.facts), reverse("observations:lesson", args=[page.facts.id])), (label, ""))


def _may_fill(page: LessonPage) -> bool:
    facts = page.facts
    came = facts.on is not None and facts.on <= today()
    return came and facts.state in {LessonState.PLANNED, LessonState.DONE}


@door(Permission.OBSERVE, "GET", "POST")
def fill(request: Request, pk: UUID) -> HttpResponse:
    """Fill in how this person saw the lesson. Works in a classroom without network (observations.js)."""
    page = actions.open_lesson(by=request.actor, at=now(), observation_id=pk)
    saved = page.view(page.facts.own_kind)
    answers = Answers(saved.values, saved.notes) if saved else Answers()
    initial = {"remark": saved.remark if saved else "", "expected_version": saved.version if saved else 0}
    form = FillForm(request.POST or None, initial=initial)
    if request.method == "POST":
        answers = answers_from(request.POST, page.instrument)
        if form.is_valid():
            given = form.cleaned_data
            try:
                done = tried_in(
                    form,
                    lambda: actions.save_view(
                        by=request.actor, at=now(), observation_id=pk, given=answers, **given
                    ),
                )
            except VersionConflictError as error:
                return _conflict(request, page, error, answers)
            if done:
                messages.success(request, _("Saved. The two of you see it now."))
                return redirect("observations:lesson", pk)
    context = lesson_context(page) | {
        "form": form,
        "answers": answers,
        "fills": _may_fill(page),
        "draft": _draft(request, pk, page.facts.own_kind),
        "crumbs": _trail(page, _("Fill in")),
    }
    return render(request, "observations/fill.html", context)


def _draft(request: Request, pk: UUID, kind: ViewKind) -> str:
    """Return the name under which a device keeps what is typed until it is sent: of this person alone."""
    return f"{request.actor.person_id}:{pk}:{kind.value}"


def _conflict(request: Request, page: LessonPage, error: VersionConflictError, mine: Answers) -> HttpResponse:
    """Show what was typed beside what was saved in the meantime; nothing is overwritten (trust P6)."""
    theirs = page.view(page.facts.own_kind)
    values: Mapping[str, Any] = theirs.values if theirs else {}
    notes = theirs.notes if theirs else {}
    pairs = _pairs(page.instrument, mine, Answers(values, notes))
    remark, other = request.POST.get("remark", "").strip(), theirs.remark if theirs else ""
    if remark != other:
        pairs.append({"label": _("About the lesson as a whole"), "yours": remark, "theirs": other})
    kept = {"csrfmiddlewaretoken", "expected_version", FIELD}
    context = lesson_context(page) | {
        "pairs": pairs,
        "typed": [(name, value) for name, value in request.POST.items() if name not in kept],
        "version": theirs.version if theirs else 0,
        "draft": _draft(request, page.facts.id, page.facts.own_kind),
        "action": reverse("observations:fill", args=[page.facts.id]),
        "crumbs": _trail(page, _("Saved before")),
    }
    return render(request, "observations/conflict.html", context, status=409)


def _pairs(instrument: Instrument, mine: Answers, theirs: Answers) -> list[dict[str, str]]:
    found = []
    for item in instrument.items:
        both = [
            " · ".join(
                filter(
                    None,
                    (answer_told(instrument, item, each.values.get(item.key)), each.notes.get(item.key, "")),
                )
            )
            for each in (mine, theirs)
        ]
        if both[0] != both[1]:
            found.append({"label": item.text.told(), "yours": both[0], "theirs": both[1]})
    return found


@door(Permission.OBSERVE, "GET", "POST")
def pupils(request: Request, pk: UUID) -> HttpResponse:
    """Count how pupils answered, together and without names: for who taught the lesson."""
    page = lessons.lesson_page(request.actor, pk)
    if page.facts.own_kind is not ViewKind.OWN:
        raise NotVisibleError("Observation")
    saved = page.view(ViewKind.PUPILS)
    counts = saved.counts if saved else {}
    initial: dict[str, Any] = {
        f"count-{key}-{value}": count for key, given in counts.items() for value, count in given.items()
    }
    initial["expected_version"] = saved.version if saved else 0
    form = PupilsForm(request.POST or None, initial=initial, instrument=page.instrument)
    if request.method == "POST" and form.is_valid():
        given = {"counts": form.counts(), "expected_version": form.cleaned_data["expected_version"]}
        if tried_in(
            form, lambda: actions.save_pupils(by=request.actor, at=now(), observation_id=pk, **given)
        ):
            messages.success(request, _("Saved. The two of you see it now."))
            return redirect("observations:lesson", pk)
    context = lesson_context(page) | {
        "form": form,
        "fills": _may_fill(page),
        "crumbs": _trail(page, _("What pupils say")),
    }
    return render(request, "observations/pupils.html", context)


@door(Permission.OBSERVE, "GET", "POST")
def talk(request: Request, pk: UUID) -> HttpResponse:
    """Write after the talk: what worked, one goal, when to look again."""
    page = actions.open_lesson(by=request.actor, at=now(), observation_id=pk)
    said = page.talk
    initial = {
        "worked": said.worked if said else "",
        "goal": said.goal if said else "",
        "next_on": said.next_on if said else None,
        "expected_version": said.version if said else 0,
    }
    form = TalkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.write_talk(by=request.actor, at=now(), observation_id=pk, **given)):
            messages.success(request, _("Saved. %(name)s sees it too.") % {"name": page.facts.other})
            return redirect("observations:lesson", pk)
    context = lesson_context(page) | {"form": form, "crumbs": _trail(page, _("After the talk"))}
    return render(request, "observations/talk.html", context)
