"""What the engine needs, read from the tables. For rows that came through the gate already."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Max

from startlijn.domain.groups.models import (
    GroupMember,
    Proposal,
    ProposalPlace,
    Publication,
    Round,
    RoundRule,
    SignUp,
)
from startlijn.domain.groups.queries.rounds import advice_of, sub_region_of, with_schools
from startlijn.domain.groups.rules.intake import takes_part
from startlijn.domain.groups.rules.problem import Entrant, RuleSpec, Setup, Standing, problem_of
from startlijn.domain.groups.terms import Goal, Preference, RoundKind, RuleKind, SchoolsWithoutPlaceError
from startlijn.engines.grouping import Problem


def participants(row: Round) -> list[SignUp]:
    """Return the sign-ups that are placed in groups, with their schools, by school id. Two queries."""
    kind = RoundKind(row.kind)
    rows = with_schools(SignUp.objects.filter(round=row, withdrawn_at=None)).order_by("school_id")
    return [sign_up for sign_up in rows if takes_part(kind, Preference(sign_up.preference))]


def entrants_of(sign_ups: Iterable[SignUp]) -> list[Entrant]:
    """Return what the engine knows of each school. Raises `SchoolsWithoutPlaceError`."""
    entrants: list[Entrant] = []
    lost: list[str] = []
    for sign_up in sign_ups:
        school = sign_up.school
        if school.latitude is None or school.longitude is None:
            lost.append(school.name)
            continue
        advice = advice_of(sign_up)
        entrants.append(
            Entrant(
                id=str(school.pk),
                latitude=school.latitude,
                longitude=school.longitude,
                board=school.board.name,
                sub_region=sub_region_of(school),
                sector=school.sector,
                moments=frozenset(sign_up.free_moments),
                themes=frozenset(sign_up.themes),
                experience=advice.kind if advice else "",
            )
        )
    if lost:
        raise SchoolsWithoutPlaceError(schools=", ".join(sorted(lost)))
    return entrants


def setup_of(row: Round, *, smallest: int, largest: int, goal: str) -> Setup:
    """Return the rules of a round as they are now, for given sizes and goal."""
    rules = [
        RuleSpec(
            kind=RuleKind(rule.kind),
            pair=(str(rule.school_id), str(rule.other_id)) if rule.school_id else None,
            minutes=rule.minutes,
        )
        for rule in RoundRule.objects.filter(round=row)
    ]
    remembers = any(rule.kind is RuleKind.NOT_LAST_TIME for rule in rules)
    return Setup(smallest, largest, Goal(goal), tuple(rules), last_groups(row) if remembers else ())


def last_groups(row: Round) -> tuple[tuple[str, ...], ...]:
    """Return the groups of the last published round of the same kind, as school ids. Two queries."""
    last = (
        Publication.objects.filter(round__kind=row.kind, undone_at=None)
        .exclude(round=row)
        .filter(round__created_at__lte=row.created_at)
        .order_by("-round__school_year", "-published_at")
        .first()
    )
    if last is None:
        return ()
    groups: dict[UUID, list[str]] = defaultdict(list)
    for member in GroupMember.objects.filter(publication=last).order_by("group__number", "pk"):
        groups[member.group_id].append(str(member.school_id))
    return tuple(tuple(group) for group in groups.values())


def next_number(row: Round) -> int:
    """Return the number of the next proposal of a round; the round should be locked."""
    highest: int | None = Proposal.objects.filter(round=row).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def who_came_or_went(row: Round, places: Sequence[ProposalPlace]) -> tuple[str, ...]:
    """Return the names of schools that signed up or withdrew since a proposal was made; none: it is fresh."""
    now = {sign_up.pk: sign_up.school.name for sign_up in participants(row)}
    then = {place.sign_up_id: place.sign_up.school.name for place in places}
    return tuple(sorted({**now, **then}[key] for key in now.keys() ^ then.keys()))


def places_of(proposal: Proposal) -> list[ProposalPlace]:
    """Return the places of a proposal with their schools, group by group. Two queries."""
    places = ProposalPlace.objects.filter(proposal=proposal).select_related(
        "sign_up__school__board", "sign_up__contact"
    )
    return list(places.order_by("group", "sign_up__school__name", "pk"))


def standing_of(places: Sequence[ProposalPlace]) -> Standing:
    """Return the groups of a proposal as the engine starts from them."""
    groups: dict[int, list[str]] = defaultdict(list)
    hosts: dict[int, str] = {}
    for place in places:
        school = str(place.sign_up.school_id)
        groups[place.group].append(school)
        if place.is_host:
            hosts[place.group] = school
    numbers = sorted(groups)
    return Standing(
        groups=tuple(tuple(groups[number]) for number in numbers),
        hosts=tuple(hosts.get(number, groups[number][0]) for number in numbers),
        pinned=frozenset(str(place.sign_up.school_id) for place in places if place.pinned),
    )


def problem_for(proposal: Proposal, sign_ups: Sequence[SignUp], standing: Standing) -> Problem:
    """Return the problem of a proposal as it stands now. Raises `SchoolsWithoutPlaceError`."""
    setup = setup_of(proposal.round, smallest=proposal.smallest, largest=proposal.largest, goal=proposal.goal)
    return problem_of(entrants_of(sign_ups), setup, standing)
