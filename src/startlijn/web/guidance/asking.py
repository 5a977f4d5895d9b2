"""What waits for somebody: steps to confirm, each with its two buttons, and what to put right."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from startlijn.domain.guidance.queries.asking import Asked
from startlijn.domain.guidance.queries.exceptions import Missing
from startlijn.domain.guidance.rules.exceptions import Lack
from startlijn.domain.guidance.terms import Side
from startlijn.web.guidance.opened import ONE_CLICK, opening
from startlijn.web.guidance.spaces import COACH, OWN
from startlijn.web.guidance.words import ACTIONS, LACKS


def asked_rows(asked: Iterable[Asked]) -> list[dict[str, Any]]:
    """Return what waits, ready to show: the address of its form and what a click says."""
    opened = opening(ONE_CLICK)
    return [
        {
            "asked": each,
            "opened": opened,
            "url": reverse((OWN if each.side == Side.STARTER else COACH).step, args=[each.step_id]),
        }
        for each in asked
    ]


def missing_row(found: Missing) -> dict[str, Any]:
    """Return one thing to put right with its next action: an address, or a button that does it."""
    pk = found.trajectory_id
    url = {
        Lack.NO_COACH: lambda: reverse("guidance:pair", args=[pk]),
        Lack.NO_CONTACT: lambda: reverse("guidance:desk_add", args=[pk]),
        Lack.NO_ACTIVITIES: lambda: reverse("guidance:desk_add", args=[pk]),
        Lack.COACH_UNTRAINED: lambda: _coach_url(found),
        Lack.COACH_EXPIRED: lambda: _coach_url(found),
        Lack.HOURS_UNKNOWN: lambda: _starter_url(pk),
        Lack.HOURS_NOT_REDUCED: lambda: _starter_url(pk),
    }.get(found.lack)
    return {
        "found": found,
        "title": LACKS[found.lack],
        "action": ACTIONS[found.lack],
        "url": url() if url else "",
        "line_url": reverse("guidance:line", args=[pk]),
        "post": reverse("guidance:follow", args=[pk]) if found.lack == Lack.NO_PLAN else "",
    }


def _coach_url(found: Missing) -> str:
    return reverse("guidance:coach", args=[found.coach_id])


def _starter_url(pk: UUID) -> str:
    """Return the page with the appointments of a starter; the line where that page is not there."""
    try:
        return reverse("starters:starter", args=[pk])
    except NoReverseMatch:
        return reverse("guidance:line", args=[pk])
