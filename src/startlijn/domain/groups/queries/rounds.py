"""Reading rounds and sign-ups: for who runs them, and for a school that takes part."""

from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import Membership, School
from startlijn.domain.groups.models import Group, Proposal, Publication, Round, RoundRule, SignUp
from startlijn.domain.groups.queries.round_views import (
    OwnSchool,
    ProposalLine,
    RoundFacts,
    RoundLine,
    RoundPage,
    RuleRow,
    SchoolRoundPage,
    SignUpRow,
)
from startlijn.domain.groups.rules.intake import Advice, suggest_group_type, takes_part
from startlijn.domain.groups.rules.stages import above_the_limit
from startlijn.domain.groups.terms import (
    Goal,
    Outcome,
    Preference,
    ProposalState,
    RoundKind,
    RoundStage,
    RuleKind,
    Season,
    SignUpSource,
)


def facts_of(row: Round) -> RoundFacts:
    """Return the facts of a round; `sub_region` should have been selected along."""
    return RoundFacts(
        id=row.pk,
        name=row.name,
        kind=RoundKind(row.kind),
        school_year=row.school_year,
        season=Season(row.season),
        sub_region=row.sub_region.name if row.sub_region else "",
        stage=RoundStage(row.stage),
        introduction=row.introduction,
        smallest=row.smallest,
        largest=row.largest,
        goal=Goal(row.goal),
        seconds=row.seconds,
        target_meetings=row.target_meetings,
        sign_up_ends_on=row.sign_up_ends_on,
        above_limit=above_the_limit(RoundKind(row.kind), row.largest),
        version=row.version,
    )


def schools_to_sign_up(actor: Actor, row: Round) -> QuerySet[School]:
    """Return the open schools that this actor may sign up for this round, by name."""
    schools = visible(actor, Permission.SIGN_UP, School).filter(closed_on=None)
    if row.sub_region_id is not None:
        members = Membership.objects.filter(sub_region=row.sub_region_id, finished_on=None)
        schools = schools.filter(pk__in=members.values("school"))
    return schools.order_by("name", "place", "pk")


def _joinable(actor: Actor) -> QuerySet[Round]:
    """Rounds that are open for sign-up to a school of the actor."""
    schools = visible(actor, Permission.SIGN_UP, School).filter(closed_on=None)
    regions = Membership.objects.filter(school__in=schools.values("pk"), finished_on=None)
    return Round.objects.filter(
        Q(sub_region=None) | Q(sub_region__in=regions.values("sub_region")),
        Exists(schools),
        stage=RoundStage.OPEN,
    )


def known_rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds that exist for the actor: those run, those of the own schools once opened, those to join."""
    managed = visible(actor, Permission.ROUNDS_MANAGE, Round)
    joined = visible(actor, Permission.ROUNDS_READ, Round).exclude(stage=RoundStage.PREPARING)
    return Round.objects.filter(
        Q(pk__in=managed.values("pk"))
        | Q(pk__in=joined.values("pk"))
        | Q(pk__in=_joinable(actor).values("pk"))
    )


def _count(rows: QuerySet[Model], path: str) -> Coalesce:
    """Count rows per round in a subquery; `path` leads to the round."""
    counted = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def rounds_for(actor: Actor) -> tuple[RoundLine, ...]:
    """Return the rounds that exist for the actor, the newest school year first. One query."""
    managed = visible(actor, Permission.ROUNDS_MANAGE, Round)
    rows = (
        known_rounds(actor)
        .select_related("sub_region")
        .annotate(
            managed=Exists(managed.filter(pk=OuterRef("pk"))),
            sign_up_count=_count(SignUp.objects.filter(withdrawn_at=None), "round"),
            group_count=_count(Group.objects.all(), "publication__round"),
        )
    )
    return tuple(
        RoundLine(
            facts_of(row),
            row.managed,
            row.sign_up_count if row.managed else None,
            row.group_count if row.managed else None,
        )
        for row in rows
    )


def round_to_manage(actor: Actor, round_id: UUID) -> Round:
    """Return a round that the actor runs; raise `NotVisibleError` when it does not exist for them."""
    return get_visible(actor, Permission.ROUNDS_MANAGE, Round, round_id)


def round_to_change(actor: Actor, round_id: UUID) -> Round:
    """Return a round that the actor runs, locked until the transaction ends. Raises `NotVisibleError`."""
    round_to_manage(actor, round_id)
    return Round.objects.select_for_update(of=("self",)).get(pk=round_id)


def round_page(actor: Actor, round_id: UUID) -> RoundPage:
    """Return everything of a round for who runs it. Raises `NotVisibleError`. Six queries."""
    found = (
        visible(actor, Permission.ROUNDS_MANAGE, Round)
        .select_related("sub_region")
        .filter(pk=round_id)
        .first()
    )
    if found is None:
        raise NotVisibleError("Round")
    rows = sign_up_rows(found)
    here = [row for row in rows if row.withdrawn_at is None]
    live = Publication.objects.filter(round=found, undone_at=None).first()
    return RoundPage(
        facts=facts_of(found),
        placed=tuple(row for row in here if row.takes_part),
        others=tuple(row for row in here if not row.takes_part),
        withdrawn=tuple(row for row in rows if row.withdrawn_at is not None),
        rules=_rule_rows(found),
        proposals=_proposal_lines(found, live),
        published_at=live.published_at if live else None,
    )


def school_round_page(actor: Actor, round_id: UUID) -> SchoolRoundPage:
    """Return a round as the actor's schools see it. Raises `NotVisibleError` for whom it does not concern."""
    found = known_rounds(actor).select_related("sub_region").filter(pk=round_id).first()
    if found is None:
        raise NotVisibleError("Round")
    schools = list(schools_to_sign_up(actor, found))
    rows = {row.school_id: row for row in sign_up_rows(found, [school.pk for school in schools])}
    return SchoolRoundPage(
        facts_of(found),
        tuple(OwnSchool(school.pk, str(school), rows.get(school.pk)) for school in schools),
    )


def sign_up_page(actor: Actor, sign_up_id: UUID) -> tuple[RoundFacts, SignUpRow]:
    """Return one sign-up with its round, for the school itself and for who runs the round."""
    found = get_visible(actor, Permission.SIGN_UP, SignUp, sign_up_id)
    row = Round.objects.select_related("sub_region").get(pk=found.round_id)
    return facts_of(row), sign_up_rows(row, [found.school_id])[0]


def schools_to_add(actor: Actor, round_id: UUID) -> tuple[OwnSchool, ...]:
    """Return the schools that staff can still sign up, such as from an e-mail (seed 001 line 31)."""
    found = round_to_manage(actor, round_id)
    present = SignUp.objects.filter(round=found, withdrawn_at=None)
    schools = schools_to_sign_up(actor, found).exclude(pk__in=present.values("school"))
    return tuple(OwnSchool(school.pk, f"{school.name}, {school.place}", None) for school in schools)


def with_schools(rows: QuerySet[SignUp]) -> QuerySet[SignUp]:
    """Fetch along what is shown and computed of a sign-up's school: board and present sub-region."""
    present = Membership.objects.filter(finished_on=None).select_related("sub_region")
    return rows.select_related("school__board").prefetch_related(
        Prefetch("school__memberships", queryset=present)
    )


def sub_region_of(school: School) -> str:
    """Return the name of the present sub-region of a school fetched by `with_schools`."""
    return next((membership.sub_region.name for membership in school.memberships.all()), "")


def sign_up_rows(row: Round, school_ids: list[UUID] | None = None) -> tuple[SignUpRow, ...]:
    """Return the sign-ups of a round, by school; only of some schools when these are given. Two queries."""
    rows = with_schools(SignUp.objects.filter(round=row))
    if school_ids is not None:
        rows = rows.filter(school__in=school_ids)
    kind = RoundKind(row.kind)
    return tuple(_sign_up_row(found, kind) for found in rows.order_by("school__name", "school__place", "pk"))


def _sign_up_row(row: SignUp, kind: RoundKind) -> SignUpRow:
    school = row.school
    return SignUpRow(
        id=row.pk,
        school_id=school.pk,
        school=school.name,
        place=school.place,
        board=school.board.name,
        sub_region=sub_region_of(school),
        sector=school.sector,
        located=school.latitude is not None,
        source=SignUpSource(row.source),
        contact_name=row.contact_name,
        contact_email=row.contact_email,
        preference=Preference(row.preference),
        advice=advice_of(row),
        answers=(row.has_multi_year_programme, row.is_in_policy, row.lives_in_school),
        learning_question=row.learning_question,
        themes=tuple(row.themes),
        free_moments=tuple(row.free_moments),
        note=row.note,
        signed_up_at=row.signed_up_at,
        withdrawn_at=row.withdrawn_at,
        takes_part=takes_part(kind, Preference(row.preference)),
        version=row.version,
    )


def advice_of(row: SignUp) -> Advice | None:
    """Return which kind of group suits the school and why; None while a question is open."""
    multi_year, in_policy, lives = row.has_multi_year_programme, row.is_in_policy, row.lives_in_school
    if multi_year is None or in_policy is None or lives is None:
        return None
    return suggest_group_type(multi_year=multi_year, in_policy=in_policy, lives=lives)


def _rule_rows(row: Round) -> tuple[RuleRow, ...]:
    """Return the rules, the general ones first, as `RuleKind` lists them."""
    order = list(RuleKind.values)
    rules = RoundRule.objects.filter(round=row).select_related("school", "other")
    rows = sorted(rules, key=lambda rule: (order.index(rule.kind), rule.pk))
    return tuple(
        RuleRow(
            id=rule.pk,
            kind=RuleKind(rule.kind),
            pair=(rule.school.name, rule.other.name) if rule.school and rule.other else None,
            minutes=rule.minutes,
            reason=rule.reason,
        )
        for rule in rows
    )


def _proposal_lines(row: Round, live: Publication | None) -> tuple[ProposalLine, ...]:
    proposals = (
        Proposal.objects.filter(round=row)
        .select_related("based_on")
        .annotate(groups=Count("places__group", distinct=True))
        .order_by("-number")
    )
    return tuple(
        ProposalLine(
            id=proposal.pk,
            number=proposal.number,
            state=ProposalState(proposal.state),
            outcome=Outcome(proposal.outcome) if proposal.outcome else None,
            value=proposal.value,
            gap=proposal.gap,
            groups=proposal.groups,
            requested_at=proposal.requested_at,
            based_on=proposal.based_on.number if proposal.based_on else None,
            published=live is not None and live.proposal_id == proposal.pk,
        )
        for proposal in proposals
    )
