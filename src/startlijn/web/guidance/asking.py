"""Steps that wait for a word, each with its two buttons."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from startlijn.domain.guidance.queries.asking import Asked
from startlijn.domain.guidance.terms import Side
from startlijn.web.guidance.opened import ONE_CLICK, opening
from startlijn.web.guidance.spaces import COACH, OWN


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
