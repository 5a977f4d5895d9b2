"""How roles, places and permissions are called on screen, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.base.access.terms import Permission, Place, Role

ROLES: dict[Role, Promise] = {
    Role.STARTER: _("starting teacher"),
    Role.DOSSIER_OWNER: _("owner of a dossier"),
    Role.COACH: _("starter's coach"),
    Role.SCHOOL_EDUCATOR: _("school educator"),
    Role.SCHOOL_LEADER: _("school leader"),
    Role.TEAM_LEADER: _("team leader"),
    Role.BOARD_EXECUTIVE: _("board member"),
    Role.HR_ADVISOR: _("HR advisor"),
    Role.STAFF_COUNCIL_MEMBER: _("member of the staff council"),
    Role.COORDINATOR: _("coordinator of the partnership"),
    Role.PROJECT_WORKER: _("project worker"),
    Role.INSTITUTE_EDUCATOR: _("institute educator"),
    Role.AUDITOR: _("auditor"),
    Role.ASSESSOR: _("assessor"),
    Role.POOL_COORDINATOR: _("coordinator of substitutes"),
    Role.PRIVACY_OFFICER: _("privacy officer"),
    Role.ADMINISTRATOR: _("administrator"),
}

PLACES: dict[Place, Promise] = {
    Place.PARTNERSHIP: _("partnership"),
    Place.SUB_REGION: _("sub-region"),
    Place.BOARD: _("board"),
    Place.SCHOOL: _("school"),
    Place.INSTITUTE: _("institute"),
}

PERMISSIONS: dict[Permission, Promise] = {
    Permission.ORGANISATIONS_READ: _("read schools and boards"),
    Permission.ORGANISATIONS_MANAGE: _("change schools and boards"),
    Permission.REGISTRY_READ: _("read the register"),
    Permission.REGISTRY_IMPORT: _("bring in the register"),
    Permission.PEOPLE_READ: _("read who works where"),
    Permission.PEOPLE_MANAGE: _("add people and invite them"),
    Permission.ROLES_GRANT: _("give and end roles"),
    Permission.ROUNDS_READ: _("read group rounds"),
    Permission.ROUNDS_MANAGE: _("run group rounds"),
    Permission.SIGN_UP: _("sign schools up"),
    Permission.GROUPS_READ: _("read groups"),
    Permission.PROGRAMMES_READ: _("read induction programmes"),
    Permission.PROGRAMMES_MANAGE: _("write induction programmes"),
    Permission.POLICY_MANAGE: _("write the policy of the board"),
    Permission.LINE_OWN: _("see and keep the own line"),
    Permission.LINE_GUIDE: _("guide the own starters"),
    Permission.LINE_READ: _("see that starters have a plan, a coach and hours"),
    Permission.LINE_REGISTER: _("register starters and their appointments"),
    Permission.LINE_ARRANGE: _("arrange the lines and coaches of starters"),
    Permission.PRACTICE_READ: _("see figures of what starters were promised and given"),
    Permission.OBSERVE: _("watch lessons, and be watched"),
    Permission.ASSESS: _("judge what a starter handed in, in a panel"),
    Permission.ASSESSMENTS_ARRANGE: _("form panels and agree on dates of assessments"),
    Permission.ASSESSMENTS_DECIDE: _("decide on the advice of a panel"),
    Permission.ASSESSMENTS_FOLLOW: _("follow assessments: where they stand and the outcome"),
    Permission.REVIEWS_ANSWER: _("take part in reviews of a programme"),
    Permission.REVIEWS_MANAGE: _("run reviews of a programme"),
    Permission.DOSSIER_OWN: _("keep the own dossier"),
    Permission.DOSSIER_READ: _("read what somebody gave them of a dossier"),
    Permission.FEEDBACK_ASK: _("ask for feedback"),
    Permission.FEEDBACK_GIVE: _("give feedback that was asked for"),
    Permission.COURSES_READ: _("read which courses there are and how many places are free"),
    Permission.COURSES_MANAGE: _("run courses: editions, enrolments and waiting lists"),
    Permission.ENROL: _("enrol the own school in courses"),
    Permission.COURSES_OWN: _("see the own courses"),
    Permission.INSTRUMENTS_READ: _("read rubrics, questionnaires and observation forms"),
    Permission.RIGHTS_READ: _("read who may do what"),
    Permission.JOURNAL_READ: _("read the journal"),
    Permission.PRIVACY_MANAGE: _("erase people, restrict, and see what will be removed"),
    Permission.EMERGENCY_ASK: _("ask for emergency access"),
    Permission.OWN_ACCOUNT: _("read the own account"),
}
