"""Forms about one's own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from startlijn.base.privacy.terms import STATEMENT_LENGTH
from startlijn.web.free_text import TextAboutPeople


class StatementForm(forms.Form):
    """Own words beside a record."""

    text = TextAboutPeople(label=_("In your own words"), required=False, max_length=STATEMENT_LENGTH, rows=5)
