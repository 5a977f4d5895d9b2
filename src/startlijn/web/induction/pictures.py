"""From a version to its line: three school years on which the elements stand."""

from datetime import timedelta

from startlijn.base.seams import today
from startlijn.domain.induction.queries.views import VersionPage
from startlijn.domain.induction.rules.windows import STRETCHES
from startlijn.engines.schoolyear import SchoolYear, school_year_of
from startlijn.web.design.line import Line, Moment, Year


def line_of(page: VersionPage) -> Line:
    """Return the line of somebody who starts when the version begins to hold, else next school year."""
    first = page.facts.in_force_from
    begins = SchoolYear(first) if first else school_year_of(today()).following()
    years = [begins.following(number) for number in range(len(page.years))]
    moments = []
    for view, year in zip(page.years, years, strict=True):
        for element in view.elements:
            opens, closes = STRETCHES[element.period]
            on = year.begins_on + timedelta(days=(opens + closes) // 2)
            moments.append(Moment(on, element.title))
    return Line(tuple(Year(year.label, year.begins_on, year.ends_on) for year in years), tuple(moments))
