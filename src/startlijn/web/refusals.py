"""Turning a refusal of the domain into a sentence on the page; what was typed is kept."""

from collections.abc import Callable, Mapping
from datetime import date

from django import forms
from django.contrib import messages
from django.utils.formats import date_format
from django.utils.translation import gettext

from startlijn.base.refusals import RefusedError
from startlijn.web.middleware import Request


def sentence(error: RefusedError) -> str:
    """Return what a refusal says, in the reader's language, with days as people write them."""
    figures = {
        name: date_format(value) if isinstance(value, date) else value
        for name, value in error.figures.items()
    }
    return gettext(error.message) % figures


def tried(request: Request, act: Callable[[], object]) -> bool:
    """Do it; when the domain refuses, show why as a message. Returns whether it was done."""
    try:
        act()
    except RefusedError as error:
        messages.error(request, sentence(error))
        return False
    return True


def tried_in(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do it; when the domain refuses, show why beside the field or above the form.

    A refusal with `faults` says what is wrong per field. Returns whether it was done.
    """
    try:
        act()
    except RefusedError as error:
        faults: Mapping[str, object] = getattr(error, "faults", {}) or {}
        for name, fault in faults.items():
            form.add_error(name if name in form.fields else None, str(fault))
        if not faults:
            form.add_error(None, sentence(error))
        return False
    return True
