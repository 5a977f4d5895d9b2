"""What stands behind the arguments of addresses. An argument that is not here fails the matrix: add it.

A key is `argument`, or `namespace.argument` or `address.argument` (`starters:pause.pk`) where the argument
alone says too little. Add a new address like this:

- Its argument names a row: add it to `ROWS` with the table. The scene has rows of every table, in every
  position: own school, other board, other partnership, ended, announced … (`scene_*.py`).
- It follows from the row that the address is about: add to `FOLLOWS` how. It is no row: add to `VALUES` what
  to try.
- The row is read with another permission than the door asks: name that in `ROW_NEEDS`. The page refuses more
  than that, or answers otherwise by design: name it in `NARROWER` with the reason.
"""

from collections.abc import Callable
from typing import Any

from tools.addresses import Address

from startlijn.base.access.models import Restriction
from startlijn.base.access.terms import Permission
from startlijn.base.organisations.models import Board, RegistryImport, RegistrySite, School
from startlijn.base.people.models import ApiToken, Person, RoleAssignment
from startlijn.base.privacy.models import ErasureRequest
from startlijn.base.tenancy import everywhere
from startlijn.base.walls.models import EmergencyAccess
from startlijn.domain.assessment.models import (
    Assessment,
    AssessmentRequest,
    InterviewQuestion,
    PanelMember,
    PanelRelease,
    Signal,
    SupportPlan,
)
from startlijn.domain.calendar.models import OwnDays
from startlijn.domain.courses.models import Course, Edition, Enrolment, LedgerEntry, Participant
from startlijn.domain.dossier.models import Evidence, FeedbackRequest, Release, SubmittedFile
from startlijn.domain.groups.models import Group, Proposal, Round, RoundRule, SignUp
from startlijn.domain.guidance.models import (
    BothRoles,
    CoachProfile,
    ContactNote,
    Employment,
    Move,
    NeedsIntake,
    Pause,
    Step,
    Trajectory,
)
from startlijn.domain.induction.models import InductionProgramme, ProgrammeElement, ProgrammeVersion
from startlijn.domain.intervision.models import (
    Composition,
    CompositionPlace,
    IntervisionGroup,
    IntervisionMember,
    IntervisionSession,
)
from startlijn.domain.knowledge.models import Maker, Product, PublishedProduct
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember, Slot
from startlijn.domain.networks.models import BoardExample, LearningNetwork, VideoCoaching
from startlijn.domain.observations.models import LearningQuestion, Observation
from startlijn.domain.plg.models import ActionCard, MeetingNote, PlgRoom
from startlijn.domain.review.models import ImprovementPoint, ProgrammeReview
from tests.matrix.scene import Scene
from tests.matrix.things import Thing, Way

# Arguments that name a row: the table it is in.
ROWS: dict[str, type] = {
    "people.pk": Person,
    "people:merge.other": Person,
    "access.pk": Person,
    "role_id": RoleAssignment,
    "revoke_token.pk": ApiToken,
    "rights:why.pk": School,
    "rights:statement.pk": RoleAssignment,
    "privacy.pk": Person,
    "privacy:carry_out.pk": ErasureRequest,
    "privacy:withdraw.pk": ErasureRequest,
    "privacy:lift.pk": Restriction,
    "site_code": RegistrySite,
    "organisations:board.pk": Board,
    "organisations:school.pk": School,
    "organisations:school_edit.pk": School,
    "organisations:school_move.pk": School,
    "organisations:school_merge.pk": School,
    "organisations:import.pk": RegistryImport,
    "organisations:import_apply.pk": RegistryImport,
    "organisations:import_discard.pk": RegistryImport,
    "groups.pk": Round,
    "groups:sign_up_change.pk": SignUp,
    "groups:withdraw.pk": SignUp,
    "groups:group.pk": Group,
    "groups:facilitator.pk": Group,
    "rule_id": RoundRule,
    **{f"courses:{page}.pk": Edition for page in ("edition", "enrol", "desk", "edition_edit", "move")},
    **{f"courses:{page}.pk": Edition for page in ("intake", "download", "meetings")},
    **{f"courses:{page}.pk": Enrolment for page in ("enrolment", "withdraw", "contact", "ask")},
    **{f"courses:{page}.pk": Enrolment for page in ("answer", "seat")},
    **{f"courses:{page}.pk": Course for page in ("course", "course_edit", "tariff", "new_edition")},
    "courses:substitute.person_id": Participant,
    "induction:programme.pk": InductionProgramme,
    "induction:programme_edit.pk": InductionProgramme,
    "induction:new_version.pk": InductionProgramme,
    "induction:board.pk": Board,
    "induction:board_edit.pk": Board,
    "induction:element.pk": ProgrammeElement,
    "induction:arrange.pk": ProgrammeElement,
    "induction:element_remove.pk": ProgrammeElement,
    "induction.pk": ProgrammeVersion,
    "guidance:remove_needs.pk": NeedsIntake,
    "guidance:remove_note.pk": ContactNote,
    "guidance:change_note.pk": ContactNote,
    "guidance:coach.pk": CoachProfile,
    "guidance:pair_from_coach.pk": CoachProfile,
    "guidance:school_practice.pk": School,
    "guidance:practice_download.pk": School,
    "guidance:plan.pk": Step,
    "guidance.pk": Trajectory,
    "dossier.pk": Evidence,
    "dossier:keep_observation.pk": Observation,
    "dossier:revoke.pk": Release,
    "dossier:answer.pk": FeedbackRequest,
    "dossier:withdraw.pk": FeedbackRequest,
    "dossier:keep_feedback.pk": FeedbackRequest,
    "dossier:words.pk": Board,
    "starters:work.pk": Employment,
    "starters:work_end.pk": Employment,
    "starters:pause_end.pk": Pause,
    "starters:move.pk": Move,
    "starters:move_refuse.pk": Move,
    "starters.pk": Trajectory,
    "observations:question.pk": LearningQuestion,
    "observations:share.pk": LearningQuestion,
    "observations:stop_sharing.pk": LearningQuestion,
    "observations:remove_question.pk": LearningQuestion,
    "observations:shared_questions.pk": Trajectory,
    "observations.pk": Observation,
    "assessment:agree_plan.pk": SupportPlan,
    "assessment:answer_both_roles.pk": BothRoles,
    "assessment:answer_proposal.pk": AssessmentRequest,
    "assessment:name_decider.pk": AssessmentRequest,
    "assessment:given.release": PanelRelease,
    "assessment:take_back.pk": PanelRelease,
    "assessment:withdraw_both_roles.pk": BothRoles,
    "assessment:remove_member.member": PanelMember,
    "assessment:board_terms.pk": Board,
    "assessment:submitted_file.file": SubmittedFile,
    "assessment:agree_question.pk": InterviewQuestion,
    "assessment:plan.pk": Signal,
    "assessment.pk": Assessment,
    "meetings:for_group.pk": Group,
    "meetings:pin.pk": Slot,
    "meetings:answers.pk": SeriesMember,
    "meetings:new_link.pk": SeriesMember,
    "meetings:move.pk": Meeting,
    "meetings:cancel.pk": Meeting,
    "meetings:attendance.pk": Meeting,
    "meetings:one.pk": Meeting,
    "meetings.pk": Series,
    **{f"knowledge:{page}.pk": PublishedProduct for page in ("published", "published_file", "take", "thank")},
    "knowledge:leave.person": Maker,
    "knowledge.pk": Product,
    "ledger:change.pk": LedgerEntry,
    "ledger:remove.pk": LedgerEntry,
    "ledger:edition.pk": Edition,
    "ledger.pk": Participant,
    "review:open.pk": ProgrammeVersion,
    "review:scan.pk": ProgrammeVersion,
    "review:safeguarding.pk": ProgrammeVersion,
    "review:point_done.pk": ImprovementPoint,
    "review:school_needs.pk": School,
    "review.pk": ProgrammeReview,
    "calendar:own_remove.pk": OwnDays,
    "intervision.pk": IntervisionGroup,
    **{
        f"intervision:{page}.pk": IntervisionSession
        for page in ("session", "change", "remove", "how", "takeaway", "remove_takeaway")
    },
    **{f"intervision:{page}.pk": Composition for page in ("composition", "again", "publish", "discard")},
    "intervision:move.place": CompositionPlace,
    "intervision:remove_member.member": IntervisionMember,
    "intervision:from_published.published": Group,
    "plg.pk": PlgRoom,
    "plg:open.series": Series,
    "plg.card": ActionCard,
    "plg.note": MeetingNote,
    "networks:follow.pk": BoardExample,
    "networks:video_call_off.pk": VideoCoaching,
    "networks:take_back.pk": BoardExample,
    "networks.pk": LearningNetwork,
    "emergency.pk": EmergencyAccess,
    "api.school_id": School,
    "api.person_id": Person,
    "api.round_id": Round,
    "api.sign_up_id": SignUp,
    "api.proposal_id": Proposal,
    "api.group_id": Group,
    "api.programme_id": InductionProgramme,
    "api.version_id": ProgrammeVersion,
    "api.trajectory_id": Trajectory,
    "api.step_id": Step,
    "api.observation_id": Observation,
}
STEP_PAGES = ("swap", "own_step", "own_move", "own_cancel", "coach_step", "coach_move", "coach_cancel")
ROWS |= {f"guidance:{page}.pk": Step for page in (*STEP_PAGES, "desk_move", "desk_cancel", "moment")}
PROPOSAL_PAGES = ("proposal", "cancel", "pin", "move", "apart", "why", "way_out", "compare", "publish")
ROWS |= {f"groups:{page}.pk": Proposal for page in PROPOSAL_PAGES}


def _school_of(proposal: Proposal) -> object:
    with everywhere("the matrix fills in addresses of both partnerships"):
        return proposal.round.sign_ups.values_list("school", flat=True)[0]


def _assessed_in(row: SubmittedFile) -> object:
    with everywhere("the matrix fills in addresses of both partnerships"):
        found = Assessment.objects.filter(submission=row.submission_id).first()
    # What was handed in for nothing yet: an assessment that does not exist.
    return found.pk if found else row.pk


# Arguments that follow from the row in the last argument that names one.
FOLLOWS: dict[str, Callable[[Any], Any]] = {
    "people:end.pk": lambda role: role.person_id,
    "courses:substitute.pk": lambda participant: participant.enrolment_id,
    "people:merge.pk": lambda person: person.pk,
    "assessment:remove_member.pk": lambda member: member.assessment_id,
    "assessment:given.pk": lambda release: release.assessment_id,
    "assessment:submitted_file.pk": _assessed_in,
    "knowledge:leave.pk": lambda maker: maker.product_id,
    "groups:remove_rule.pk": lambda rule: rule.round_id,
    "groups:move.school_id": _school_of,
    "groups:apart.school_id": _school_of,
    "groups:why.school_id": _school_of,
    "groups:compare.other_id": lambda proposal: proposal.pk,
}
# Arguments that are no row: values to try.
VALUES: dict[str, list[object]] = {
    "gallery_page.name": ["404"],
    "uidb36": ["1"],
    "key": ["abc-def"],
    "provider_id": ["nowhere"],
    "organization_slug": ["nowhere"],
    "invitation_link.token": ["x" * 43],
    "mfa_remove_webauthn.pk": [1],
    "mfa_edit_webauthn.pk": [1],
    "rights:why.kind": ["school"],
    "rights:own_table.kind": ["roleassignment"],
    "rights:statement.kind": ["roleassignment"],
    "api.rest": ["nowhere"],
    "calendar.begins_in": [2026],
    "calendar.region": ["noord"],
    "calendar.holiday": ["autumn"],
    "dossier:add.kind": ["text"],
    "groups:download.kind": ["csv"],
    "courses:download.kind": ["csv"],
    "guidance:practice_download.kind": ["csv"],
    "guidance:feed.secret": ["x" * 43],
    "instruments:instrument.instrument_id": ["lesson-observation.2026-1"],
    "post.token": ["x" * 43],
    "guidance:confirm.token": ["x" * 43],
    "meetings:feed.secret": ["x" * 43],
    "meetings:poll.token": ["x" * 43],
    "observations:plan.way": ["coaching"],
    "intervision.method_id": ["incident.2026-1"],
    "knowledge.number": [1],
}
# What of the row stands in the address, where it is not its own id.
KEYS: dict[str, Callable[[Any], Any]] = {
    "assessment:submitted_file.file": lambda row: row.file_id,
    "guidance:plan.pk": lambda step: step.trajectory_id,
    "knowledge:leave.person": lambda maker: maker.person_id,
    "guidance:coach.pk": lambda profile: profile.person_id,
    "guidance:pair_from_coach.pk": lambda profile: profile.person_id,
}
# Addresses whose row needs another permission than the door (any of these): the door is wider on purpose.
ROW_NEEDS: dict[str, tuple[Permission, ...]] = {
    "review:safeguarding": (Permission.PROGRAMMES_READ,),
    **{
        f"courses:{page}": (Permission.ENROL, Permission.COURSES_MANAGE)
        for page in ("enrolment", "withdraw", "contact", "ask", "substitute")
    },
    "rights:why": (Permission.ORGANISATIONS_READ,),
    "assessment:board_terms": (Permission.ORGANISATIONS_READ,),
    "plg:open": (Permission.MEETINGS_OWN,),
    "dossier:answer": (Permission.FEEDBACK_ASK, Permission.FEEDBACK_GIVE),
    "dossier:keep_feedback": (Permission.FEEDBACK_ASK,),
    "dossier:keep_observation": (Permission.LINE_OWN,),
    "guidance:moment": (Permission.LINE_OWN, Permission.LINE_GUIDE),
    "meetings:for_group": (Permission.ROUNDS_MANAGE,),
    **{
        f"observations:{page}": (Permission.LINE_OWN, Permission.OBSERVE)
        for page in ("lesson", "paper", "call_off", "fill", "pupils", "talk")
    },
    "api:get_observation": (Permission.LINE_OWN, Permission.OBSERVE),
    "api:save_observation_view": (Permission.LINE_OWN, Permission.OBSERVE),
}
# Addresses that refuse more than the gate does, each with the reason.
_PASSWORD = "Asks for the password again; nobody in the scene has one."
_DRAFT = "A draft or a template is not looked at again: it was not put into practice."
_STATE = "Only in the state in which this is possible, and by who may do it then."
_WHOLE = "Only who guards privacy over the whole partnership: erasing somebody is not the work of one board."
_REGIONS = "The holidays of a region are put right by who runs the partnership; a school keeps its own days."
_ENDED = "Work of a line that is no longer the school's stays as it was."
_AT_SCHOOL = "Only for who works at a school; and the own team does not take along what it made."
NARROWER: dict[str, str] = {
    "account_reauthenticate": _PASSWORD,
    "mfa_reauthenticate": _PASSWORD,
    "mfa_reauthenticate_webauthn": _PASSWORD,
    "api:get_publication": "There is no publication before the groups are published.",
    **{
        f"assessment:{page}": _STATE
        for page in ("submit", "submission", "submitted_file", "judgement", "questions", "advice")
    },
    "assessment:answer_both_roles": _STATE,
    "assessment:withdraw_both_roles": _STATE,
    "assessment:decision": _STATE,
    "assessment:given": _STATE,
    "assessment:answer_proposal": _STATE,
    "assessment:name_decider": _STATE,
    "assessment:remove_member": _STATE,
    "assessment:take_back": _STATE,
    "assessment:answer": _STATE,
    **{f"calendar:{page}": _REGIONS for page in ("file", "holiday", "drop")},
    **{f"courses:{page}": _STATE for page in ("intake", "answer", "seat", "substitute")},
    "knowledge:new": _AT_SCHOOL,
    "knowledge:take": _AT_SCHOOL,
    "ledger:download": "There is no statement before the course is completed.",
    "ledger:opinion": _STATE,
    "networks:new": "Only who runs a school, a sub-region or the partnership; a board runs no network.",
    "networks:video": "Only for who is in the network.",
    "networks:share": "Only for the own board.",
    "review:open": _DRAFT,
    "review:scan": _DRAFT,
    "review:safeguarding": _DRAFT,
    "guidance:swap": "A step that was made by hand is not swapped.",
    "starters:undo": "Only by who registered all of it; another board may have registered a part.",
    "people:merge": "Two people are needed; the matrix names one twice.",
    "starters:work": _ENDED,
    "starters:work_end": _ENDED,
    "starters:claim": "Only for who runs a pool, and of starters of whom nobody arranges the line.",
    "observations:pupils": "Only for who taught the lesson: pupils are not counted by who watched.",
    "rights:statement": "Only beside a record about oneself.",
    "privacy:person": _WHOLE,
    "privacy:ask_erasure": _WHOLE,
    "privacy:restrict": _WHOLE,
    "privacy:due": _WHOLE,
    "plg:open": "Only who takes part in the series opens its board, and intervision has none.",
    "groups:download": "There is no file before the groups are published.",
    "dossier:answer": "Who asked reads the question; only who was asked gives feedback.",
    "dossier:keep_feedback": "There is nothing to keep before there is an answer.",
    "dossier:keep_observation": "Only a lesson of one's own that was watched.",
    "dossier:take": "There is nothing to take along before there is a dossier.",
    "guidance:pass_on": "There is nothing to pass on when nobody coached the starter before.",
    "end_sessions": "Logs out everywhere, and so goes to the login.",
}


class UnknownArgumentError(Exception):
    """An address has an argument of which the matrix does not know what stands behind it."""


class EmptyTableError(Exception):
    """An address is about rows of a table that has none in the scene: add them to tests/matrix/scene.py."""


def _found(table: dict[str, Any], address: Address, argument: str) -> Any:
    space = address.name.rpartition(":")[0]
    for name in (f"{address.name}.{argument}", f"{space}.{argument}", argument):
        if name in table:
            return table[name]
    return None


def positions(scene: Scene, address: Address) -> list[tuple[dict[str, object], Thing | None]]:
    """Return what to fill in for the arguments of an address, with the row that it is about (if any).

    One row for each way in which rows of that table can stand: own school, other board, other partnership …
    """
    if not address.arguments:
        return [({}, None)]
    rows = [
        name
        for name in address.arguments
        if _found(ROWS, address, name) and not _found(FOLLOWS, address, name)
    ]
    values = {name: _found(VALUES, address, name) for name in address.arguments}
    for name in address.arguments:
        if name not in rows and values[name] is None and not _found(FOLLOWS, address, name):
            raise UnknownArgumentError(f"{address.name} has {name}: add it to tests/matrix/objects.py")
    fixed = {name: tried[0] for name, tried in values.items() if tried is not None}
    if not rows:
        return [(fixed, None)]
    about = rows[-1]
    found = []
    for thing in _one_of_each(scene, scene.things_of(_found(ROWS, address, about))):
        follows = {
            name: _found(FOLLOWS, address, name)(thing.row)
            for name in address.arguments
            if _found(FOLLOWS, address, name)
        }
        key = KEYS.get(f"{address.name}.{about}", lambda row: row.pk)(thing.row)
        found.append(({**fixed, about: key, **follows}, thing))
    if not found:
        raise EmptyTableError(f"{address.name} is about {about}")
    return found


def _one_of_each(scene: Scene, things: list[Thing]) -> list[Thing]:
    """Return one row for each way to stand in this partnership, and one of the other."""
    ways: dict[object, Thing] = {}
    for thing in things:
        opened = [each for opening in thing.pages.values() for each in opening]
        found = [("", Way(thing.stands)), *thing.ways.items(), *opened]
        stand = tuple((key, *sorted(way.stands.items()), way.people) for key, way in found)
        here = thing.partnership_id == scene.here.world.partnership.pk
        ways.setdefault(stand if here else "there", thing)
    return list(ways.values())
