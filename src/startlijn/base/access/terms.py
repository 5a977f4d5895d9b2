"""The policy on one page: permissions, roles, and what each role may do (trust.md §7).

A role is held at a place (`Place`): a partnership, sub-region, board, school or institute, between two
dates. What is not listed here nobody may do. `docs/rights.md` is generated from this module.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError


class Permission(StrEnum):
    """One thing that may be done. The value is stable: journal lines and API tokens name it."""

    ORGANISATIONS_READ = "organisations.read"
    ORGANISATIONS_MANAGE = "organisations.manage"
    REGISTRY_READ = "registry.read"
    REGISTRY_IMPORT = "registry.import"
    PEOPLE_READ = "people.read"
    PEOPLE_MANAGE = "people.manage"
    ROLES_GRANT = "roles.grant"
    ROUNDS_READ = "rounds.read"
    ROUNDS_MANAGE = "rounds.manage"
    SIGN_UP = "rounds.sign_up"
    GROUPS_READ = "groups.read"
    PROGRAMMES_READ = "programmes.read"
    PROGRAMMES_MANAGE = "programmes.manage"
    POLICY_MANAGE = "policy.manage"
    LINE_OWN = "line.own"
    LINE_GUIDE = "line.guide"
    LINE_READ = "line.read"
    LINE_REGISTER = "line.register"
    LINE_ARRANGE = "line.arrange"
    PRACTICE_READ = "practice.read"
    OBSERVE = "observations.make"
    REVIEWS_ANSWER = "reviews.answer"
    REVIEWS_MANAGE = "reviews.manage"
    INSTRUMENTS_READ = "instruments.read"
    DOSSIER_OWN = "dossier.own"
    DOSSIER_READ = "dossier.read"
    FEEDBACK_ASK = "feedback.ask"
    FEEDBACK_GIVE = "feedback.give"
    ASSESS = "assessments.judge"
    ASSESSMENTS_ARRANGE = "assessments.arrange"
    ASSESSMENTS_DECIDE = "assessments.decide"
    ASSESSMENTS_FOLLOW = "assessments.follow"
    ASSESSMENTS_PROPOSE = "assessments.propose"
    COURSES_READ = "courses.read"
    COURSES_MANAGE = "courses.manage"
    ENROL = "courses.enrol"
    COURSES_OWN = "courses.own"
    MEETINGS_PLAN = "meetings.plan"
    MEETINGS_OWN = "meetings.own"
    INTERVISION_OWN = "intervision.own"
    INTERVISION_ARRANGE = "intervision.arrange"
    PLG_OWN = "plg.own"
    PRODUCTS_OWN = "products.own"
    KNOWLEDGE_READ = "knowledge.read"
    HOLIDAYS_READ = "holidays.read"
    HOLIDAYS_MANAGE = "holidays.manage"
    NETWORKS_READ = "networks.read"
    NETWORKS_OWN = "networks.own"
    NETWORKS_MANAGE = "networks.manage"
    RIGHTS_READ = "rights.read"
    JOURNAL_READ = "journal.read"
    PRIVACY_MANAGE = "privacy.manage"
    EMERGENCY_ASK = "emergency.ask"
    OWN_ACCOUNT = "account.own"


class Place(StrEnum):
    """Where a role holds."""

    PARTNERSHIP = "partnership"
    SUB_REGION = "sub_region"
    BOARD = "board"
    SCHOOL = "school"
    INSTITUTE = "institute"


class Role(StrEnum):
    """The roles of the field (domain.md §2, §3)."""

    STARTER = "starter"
    DOSSIER_OWNER = "dossier_owner"
    COACH = "coach"
    SCHOOL_EDUCATOR = "school_educator"
    SCHOOL_LEADER = "school_leader"
    TEAM_LEADER = "team_leader"
    BOARD_EXECUTIVE = "board_executive"
    HR_ADVISOR = "hr_advisor"
    STAFF_COUNCIL_MEMBER = "staff_council_member"
    COORDINATOR = "coordinator"
    PROJECT_WORKER = "project_worker"
    INSTITUTE_EDUCATOR = "institute_educator"
    AUDITOR = "auditor"
    ASSESSOR = "assessor"
    POOL_COORDINATOR = "pool_coordinator"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """A role: where it can be held, what it may do there, and one sentence that says so.

    `at_school`: what it may do besides when it is held at a school.
    """

    role: Role
    places: frozenset[Place]
    permissions: frozenset[Permission]
    sentence: str
    at_school: frozenset[Permission] = frozenset()

    def at(self, place: Place) -> frozenset[Permission]:
        """Return what the role may do when it is held at this kind of place."""
        return self.permissions | self.at_school if place is Place.SCHOOL else self.permissions


# What everybody with a valid role may do, wherever it is held.
EVERYBODY = frozenset(
    {
        Permission.INSTRUMENTS_READ,
        Permission.RIGHTS_READ,
        Permission.OWN_ACCOUNT,
        Permission.MEETINGS_OWN,
        Permission.INTERVISION_OWN,
        Permission.PLG_OWN,
        Permission.COURSES_READ,
        Permission.COURSES_OWN,
        Permission.PRODUCTS_OWN,
        Permission.KNOWLEDGE_READ,
        Permission.HOLIDAYS_READ,
        Permission.NETWORKS_READ,
        Permission.NETWORKS_OWN,
    }
)

_P = Permission
_SCHOOL = frozenset({Place.SCHOOL})
_BOARD = frozenset({Place.BOARD})
_PARTNERSHIP = frozenset({Place.PARTNERSHIP})
_REGION = frozenset({Place.PARTNERSHIP, Place.SUB_REGION})
_WORKS_IN_SCHOOL = frozenset({_P.ORGANISATIONS_READ, _P.GROUPS_READ, _P.PROGRAMMES_READ})
_RUNS_ROUNDS = frozenset(
    {
        _P.ORGANISATIONS_READ,
        _P.REGISTRY_READ,
        _P.PEOPLE_READ,
        _P.ROUNDS_READ,
        _P.ROUNDS_MANAGE,
        _P.SIGN_UP,
        _P.GROUPS_READ,
        _P.PROGRAMMES_READ,
        _P.PRACTICE_READ,
        _P.MEETINGS_PLAN,
        _P.INTERVISION_ARRANGE,
        _P.NETWORKS_MANAGE,
    }
)
_SHARES = frozenset({_P.FEEDBACK_ASK, _P.FEEDBACK_GIVE})
_READS_SHARED = _SHARES | {_P.DOSSIER_READ}
_RUNS_INDUCTION = frozenset(
    {_P.PROGRAMMES_MANAGE, _P.PRACTICE_READ, _P.REVIEWS_MANAGE, _P.REVIEWS_ANSWER, _P.PEOPLE_READ}
)


def _role(
    role: Role,
    places: frozenset[Place],
    permissions: frozenset[Permission],
    sentence: str,
    at_school: frozenset[Permission] = frozenset(),
) -> tuple[Role, RoleDefinition]:
    return role, RoleDefinition(role, places, permissions | EVERYBODY, sentence, at_school)


ROLES: dict[Role, RoleDefinition] = dict(
    (
        _role(
            Role.STARTER,
            frozenset({Place.SCHOOL, Place.BOARD, Place.PARTNERSHIP}),
            _SHARES | {_P.LINE_OWN, _P.DOSSIER_OWN, _P.OBSERVE, _P.REVIEWS_ANSWER},
            "Owns the own line and dossier; sees the programme and the groups of the own school.",
            at_school=frozenset({_P.GROUPS_READ, _P.PROGRAMMES_READ}),
        ),
        _role(
            Role.DOSSIER_OWNER,
            _PARTNERSHIP,
            _SHARES | {_P.DOSSIER_OWN},
            "Keeps the own dossier after the work as a starter here ended.",
        ),
        _role(
            Role.COACH,
            _SCHOOL | _BOARD,
            _WORKS_IN_SCHOOL | _READS_SHARED | {_P.LINE_GUIDE, _P.OBSERVE, _P.REVIEWS_ANSWER},
            "Guides the starters who were given to this coach, and no others; judges nobody.",
        ),
        _role(
            Role.SCHOOL_EDUCATOR,
            _SCHOOL,
            _WORKS_IN_SCHOOL
            | _RUNS_INDUCTION
            | _READS_SHARED
            | {_P.ROUNDS_READ, _P.SIGN_UP, _P.LINE_REGISTER, _P.LINE_ARRANGE, _P.OBSERVE, _P.ENROL}
            | {_P.ASSESSMENTS_FOLLOW, _P.MEETINGS_PLAN, _P.INTERVISION_ARRANGE, _P.HOLIDAYS_MANAGE}
            | {_P.NETWORKS_MANAGE, _P.ASSESSMENTS_PROPOSE},
            "Organises induction in the school: programme, starters, coaches, groups; never reads coaching.",
        ),
        _role(
            Role.SCHOOL_LEADER,
            _SCHOOL,
            _WORKS_IN_SCHOOL
            | _RUNS_INDUCTION
            | _READS_SHARED
            | {_P.ROUNDS_READ, _P.SIGN_UP, _P.LINE_READ, _P.OBSERVE, _P.ENROL}
            | {_P.ASSESSMENTS_DECIDE, _P.ASSESSMENTS_FOLLOW, _P.HOLIDAYS_MANAGE},
            "Leads the school; sees that every starter has a plan, a coach and hours; never reads coaching.",
        ),
        _role(
            Role.TEAM_LEADER,
            _SCHOOL,
            _WORKS_IN_SCHOOL | _READS_SHARED | {_P.LINE_READ, _P.OBSERVE, _P.REVIEWS_ANSWER},
            "Leads a team; sees that a starter has a plan, a coach and hours; never reads coaching.",
        ),
        _role(
            Role.BOARD_EXECUTIVE,
            _BOARD,
            frozenset(
                {
                    _P.ORGANISATIONS_READ,
                    _P.GROUPS_READ,
                    _P.ROUNDS_READ,
                    _P.PROGRAMMES_READ,
                    _P.PROGRAMMES_MANAGE,
                    _P.POLICY_MANAGE,
                    _P.PRACTICE_READ,
                    _P.ASSESSMENTS_DECIDE,
                    _P.EMERGENCY_ASK,
                    _P.NETWORKS_MANAGE,
                }
            ),
            "Answers for the schools of the board; sets its policy; sees figures, and advice it decides on.",
        ),
        _role(
            Role.HR_ADVISOR,
            _BOARD,
            frozenset(
                {
                    _P.ORGANISATIONS_READ,
                    _P.PEOPLE_READ,
                    _P.GROUPS_READ,
                    _P.PROGRAMMES_READ,
                    _P.POLICY_MANAGE,
                    _P.LINE_REGISTER,
                    _P.LINE_READ,
                    _P.PRACTICE_READ,
                    _P.EMERGENCY_ASK,
                    _P.ASSESSMENTS_FOLLOW,
                }
            ),
            "Keeps appointments and facilities of the board's staff; never reads coaching.",
        ),
        _role(
            Role.STAFF_COUNCIL_MEMBER,
            _SCHOOL | _BOARD,
            frozenset({_P.ORGANISATIONS_READ, _P.PROGRAMMES_READ}),
            "Sees the programme, what is recorded and who may see it; never personal data.",
        ),
        _role(
            Role.COORDINATOR,
            _PARTNERSHIP,
            _RUNS_ROUNDS
            | {
                _P.ORGANISATIONS_MANAGE,
                _P.REGISTRY_IMPORT,
                _P.PEOPLE_MANAGE,
                _P.ROLES_GRANT,
                _P.PROGRAMMES_MANAGE,
                _P.ASSESSMENTS_ARRANGE,
                _P.ASSESSMENTS_PROPOSE,
                _P.COURSES_MANAGE,
                _P.HOLIDAYS_MANAGE,
            },
            "Runs the partnership: schools, people, group rounds, panels; never sees what is judged.",
        ),
        _role(
            Role.PROJECT_WORKER,
            _REGION,
            _RUNS_ROUNDS | {_P.REGISTRY_IMPORT, _P.ORGANISATIONS_MANAGE},
            "Forms and guides the groups of the region.",
        ),
        _role(
            Role.INSTITUTE_EDUCATOR,
            frozenset({Place.INSTITUTE}),
            _READS_SHARED | {_P.GROUPS_READ},
            "Teaches at the training institute; sees the own groups.",
        ),
        _role(
            Role.AUDITOR, _SCHOOL, _WORKS_IN_SCHOOL, "Looks at another school's programme, never at persons."
        ),
        _role(
            Role.ASSESSOR,
            _SCHOOL | _BOARD | _PARTNERSHIP,
            frozenset({_P.ASSESS, _P.OBSERVE}),
            "Judges what a starter has handed in, together with another assessor.",
        ),
        _role(
            Role.POOL_COORDINATOR,
            frozenset({Place.BOARD, Place.PARTNERSHIP}),
            _READS_SHARED
            | {
                _P.ORGANISATIONS_READ,
                _P.PEOPLE_READ,
                _P.PROGRAMMES_READ,
                _P.LINE_REGISTER,
                _P.LINE_ARRANGE,
            },
            "Looks after substitutes and starters without a board.",
        ),
        _role(
            Role.PRIVACY_OFFICER,
            frozenset({Place.BOARD, Place.PARTNERSHIP}),
            frozenset({_P.JOURNAL_READ, _P.PRIVACY_MANAGE}),
            "Checks what is recorded and who did what; erases and restricts when somebody asks.",
        ),
        _role(
            Role.ADMINISTRATOR,
            _PARTNERSHIP,
            frozenset(
                {_P.ORGANISATIONS_READ, _P.PEOPLE_READ, _P.PEOPLE_MANAGE, _P.ROLES_GRANT, _P.JOURNAL_READ}
            ),
            "Manages accounts and roles; reads no content.",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that holds today: `place_id` is the partnership, board, school … it is held at.

    `place_name` is there for who looks at pages; empty for jobs and other programs.
    """

    role: Role
    place: Place
    place_id: UUID
    place_name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the operator) with the roles that hold at this moment in one partnership.

    `limited_to` limits them further: an API token may do less than its owner, never more. `origin` says from
    where they act (`Origin`); empty for jobs and other programs.
    """

    person_id: UUID | None
    account_id: UUID | None
    name: str
    partnership_id: UUID | None
    grants: tuple[Grant, ...] = ()
    at: datetime | None = None
    limited_to: frozenset[Permission] | None = None
    operator: bool = False
    origin: str = ""


class UndeclaredWayError(LookupError):
    """A mistake in the program: rows are asked for with a permission by which the table is not read."""


class RestrictedError(RefusedError):
    """Processing of somebody's data is restricted: nobody else changes anything about them for now."""

    code = "privacy.restricted"
    message = gettext_noop(
        "Nothing can be changed about this person now: they asked to leave their data as they are. "
        "Nothing was saved. The privacy officer can tell you more."
    )


class NotVisibleError(Exception):
    """For this person the object does not exist. Doors answer 404, never 403 (trust.md §7 rule 10)."""
