"""The list of lessons, one lesson, and the same on paper."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.observations import actions
from startlijn.domain.observations.queries import lessons
from startlijn.domain.observations.queries.choices import starters_to_ask
from startlijn.domain.observations.queries.views import LessonPage
from startlijn.domain.observations.terms import LessonState, ViewKind
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.observations.pictures import beside_rows
from startlijn.web.observations.rows import lesson_row, title_of
from startlijn.web.observations.words import purpose_of

_PER_PAGE = 20


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the list of lessons to a page: label and address ("" for the page)."""
    trail = [{"label": _("Lessons"), "url": reverse("observations:lessons")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


@door(Permission.OBSERVE)
def overview(request: Request) -> HttpResponse:
    """List the lessons in which this person takes part, own and of others."""
    page = Paginator(lessons.lessons_for(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    starter = may(request.actor, Permission.LINE_OWN)
    context = {
        "page": page,
        "rows": [lesson_row(each) for each in lessons.lesson_facts(request.actor, page)],
        "starter": starter,
        "asks": bool(starters_to_ask(request.actor, today())),
    }
    return render(request, "observations/lessons.html", context)


def lesson_context(page: LessonPage) -> dict[str, Any]:
    """Return what every page about one lesson shows: purpose first."""
    return {
        "page": page,
        "facts": page.facts,
        "title": title_of(page.facts),
        "purpose": purpose_of(page.facts.purpose),
        "crumbs": crumbs((title_of(page.facts), "")),
    }


@door(Permission.OBSERVE)
def lesson(request: Request, pk: UUID) -> HttpResponse:
    """Show one lesson: what for, when, how each side saw it, and what was agreed."""
    page = actions.open_lesson(by=request.actor, at=now(), observation_id=pk)
    facts = page.facts
    ready = facts.state != LessonState.ASKED and facts.on is not None and facts.on <= today()
    fills = ready and facts.state != LessonState.TALKED
    context = lesson_context(page) | {
        "parts": beside_rows(page),
        "own": page.view(facts.own_kind),
        "fills": fills,
        "counts_pupils": fills and facts.own_kind is ViewKind.OWN,
        "open": not facts.watched,
        "remarks": [view for view in page.views.values() if view.remark],
    }
    return render(request, "observations/lesson.html", context)


@door(Permission.OBSERVE)
def on_paper(request: Request, pk: UUID) -> HttpResponse:
    """Show one lesson for printing; without views the empty form, to fill in by hand."""
    page = actions.open_lesson(by=request.actor, at=now(), observation_id=pk)
    context = lesson_context(page) | {
        "parts": beside_rows(page),
        "remarks": [view for view in page.views.values() if view.remark],
        "crumbs": crumbs(
            (title_of(page.facts), reverse("observations:lesson", args=[pk])), (_("On paper"), "")
        ),
    }
    return render(request, "observations/paper.html", context)
