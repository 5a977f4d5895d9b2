"""How roles, places and permissions are called on screen, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.base.access.terms import Place, Role

ROLES: dict[Role, Promise] = {
    Role.STARTER: _("starting teacher"),
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
