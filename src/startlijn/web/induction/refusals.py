"""Turning a refusal of the domain into a sentence on the page."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.utils.translation import gettext

from startlijn.domain.induction.terms import BadElementError, RefusedError
from startlijn.web.middleware import Request


def sentence(error: RefusedError) -> str:
    """Return what a refusal says, in the reader's language."""
    return gettext(error.message) % error.figures


def tried(request: Request, act: Callable[[], object]) -> bool:
    """Do it; when the domain refuses, show why as a message. Returns whether it was done."""
    try:
        act()
    except RefusedError as error:
        messages.error(request, sentence(error))
        return False
    return True


def tried_in(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do it; when the domain refuses, show why beside the field or above the form; typing is kept."""
    try:
        act()
    except BadElementError as error:
        for name, fault in error.faults.items():
            form.add_error(name if name in form.fields else None, str(fault))
        return False
    except RefusedError as error:
        form.add_error(None, sentence(error))
        return False
    return True
