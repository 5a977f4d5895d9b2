"""The headers of the tables on the pages of programmes."""

from django.utils.translation import gettext as _

from startlijn.domain.induction.terms import YEARS

Heads = list[dict[str, object]]


def _heads(*labels: str, numbers: bool = True) -> Heads:
    """Return a first column of words, and numbers behind it."""
    return [{"label": label, "number": numbers and place > 0} for place, label in enumerate(labels)]


def _years() -> list[str]:
    return [_("Year %(year)s") % {"year": year} for year in YEARS]


def of_hours_per_year() -> Heads:
    """Return the headers of the totals of a version."""
    return _heads(_("Year"), _("Elements"), _("Guidance, starter"), _("Time off, starter"), _("Coach"))


def of_criteria() -> Heads:
    """Return the headers of criteria by year."""
    return _heads(_("Criterion"), *_years(), numbers=False)


def of_differences() -> Heads:
    """Return the headers of hours before and now."""
    return _heads(_("Year"), _("Starter, before"), _("Starter, now"), _("Coach, before"), _("Coach, now"))


def of_money() -> Heads:
    """Return the headers of what is left without money."""
    heads = _heads(_("Year"), _("Starter, gone"), _("Starter, left"), _("Coach, gone"), _("Coach, left"))
    return [*heads, {"label": _("Nothing left for")}]


def of_element_hours() -> Heads:
    """Return the headers of hours to fill in."""
    return _heads(_("Element"), _("Starter"), _("Coach"), numbers=False)


def of_intensities(*, numbers: bool) -> Heads:
    """Return the headers of hours by kind of starter and year."""
    return _heads(_("Kind of starter"), *_years(), numbers=numbers)
