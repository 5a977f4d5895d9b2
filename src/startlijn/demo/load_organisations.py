"""Creates the demo's partnership, sub-regions, boards, schools and institutes."""

from datetime import date, datetime
from uuid import UUID

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, Place
from startlijn.base.organisations import actions
from startlijn.base.organisations.models import Partnership, School
from startlijn.base.organisations.terms import Precision
from startlijn.base.tenancy import within
from startlijn.demo.terms import DemoPartnership

PlaceIds = dict[tuple[Place, str], UUID]
"""The id of each place by kind and key; the partnership's own key is empty."""

_MEMBER_FOR_YEARS = 6


def load_organisations(described: DemoPartnership, *, at: datetime) -> tuple[Partnership, PlaceIds]:
    """Create the organisations at moment `at`; return the partnership and where each key ended up."""
    partnership = actions.create_partnership(
        by=operator(), at=at, name=described.name, slug=described.key, language="nl"
    )
    places: PlaceIds = {(Place.PARTNERSHIP, ""): partnership.pk}
    by = operator(partnership.pk)
    with within(partnership.pk):
        for region in described.sub_regions:
            sub_region = actions.create_sub_region(by=by, at=at, name=region.name)
            places[Place.SUB_REGION, region.key] = sub_region.pk
        for each in described.boards:
            places[Place.BOARD, each.key] = actions.create_board(by=by, at=at, name=each.name).pk
        for institute in described.institutes:
            created = actions.create_institute(by=by, at=at, name=institute.name, place=institute.place)
            places[Place.INSTITUTE, institute.key] = created.pk
        _load_schools(described, places, by=by, at=at)
    return partnership, places


def _load_schools(described: DemoPartnership, places: PlaceIds, *, by: Actor, at: datetime) -> None:
    member_since = date(described.school_year - _MEMBER_FOR_YEARS, 8, 1)
    for each in described.schools:
        school = actions.create_school(
            by=by,
            at=at,
            board_id=places[Place.BOARD, each.board],
            sub_region_id=places[Place.SUB_REGION, each.sub_region],
            name=each.name,
            sector=each.sector,
            place=each.place,
            started_on=member_since,
            latitude=each.lat,
            longitude=each.lon,
            precision=Precision.MANUAL,
            training_school=each.training_school,
        )
        places[Place.SCHOOL, each.key] = school.pk
    # In the register the holiday region comes with the site; these schools have none.
    for holiday_region in {each.holiday_region for each in described.schools}:
        keys = [each.key for each in described.schools if each.holiday_region == holiday_region]
        ids = [places[Place.SCHOOL, key] for key in keys]
        School.objects.filter(pk__in=ids).update(holiday_region=holiday_region)
