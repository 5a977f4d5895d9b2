"""What each deed in the journal is called on screen. A deed without words fails `tests/house_rules`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEEDS: dict[str, Promise] = {
    "account.change": _("changed the own account"),
    "account.close": _("closed an account"),
    "account.end_sessions": _("logged out everywhere"),
    "account.login": _("logged in"),
    "account.reopen": _("opened an account again"),
    "board.create": _("added a board"),
    "group.assign_facilitator": _("gave a group a facilitator"),
    "institute.create": _("added an institute"),
    "invitation.accept": _("used an invitation"),
    "invitation.send": _("invited somebody"),
    "job.retry": _("started a job again"),
    "own_data.export": _("took the own data along"),
    "partnership.create": _("made the partnership"),
    "person.add": _("added a person"),
    "person.change_own_details": _("changed the own name or language"),
    "proposal.accept_way_out": _("took a way out of clashing rules"),
    "proposal.cancel": _("stopped making a proposal"),
    "proposal.enter": _("entered groups by hand"),
    "proposal.finish": _("made a proposal"),
    "proposal.give_up": _("could not make a proposal"),
    "proposal.move": _("moved a school in a proposal"),
    "proposal.pin": _("pinned a school"),
    "proposal.request": _("asked for a proposal"),
    "proposal.unpin": _("unpinned a school"),
    "registry.apply": _("applied a file of the register"),
    "registry.discard": _("discarded a file of the register"),
    "registry.stage": _("read a file of the register"),
    "role.end": _("ended a role"),
    "role.give": _("gave a role"),
    "role.withdraw": _("withdrew a role"),
    "round.add_rule": _("added a rule to a round"),
    "round.close": _("closed a round"),
    "round.create": _("started a round"),
    "round.edit": _("changed a round"),
    "round.end_sign_up": _("ended the sign-up of a round"),
    "round.open": _("opened a round"),
    "round.publish": _("published groups"),
    "round.remove_rule": _("removed a rule from a round"),
    "round.undo_publication": _("took published groups back"),
    "school.create": _("added a school"),
    "school.edit": _("changed a school"),
    "school.import": _("read schools from a file"),
    "school.merge": _("merged a school into another"),
    "school.move": _("moved a school to another sub-region"),
    "school.rename": _("renamed a school"),
    "sign_up.change": _("changed a sign-up"),
    "sign_up.create": _("signed a school up"),
    "sign_up.withdraw": _("withdrew a sign-up"),
    "sub_region.create": _("added a sub-region"),
    "token.create": _("made an API token"),
    "token.revoke": _("revoked an API token"),
}


def deed(action: str) -> Promise | str:
    """Return the words for a code of the journal; the code itself when it comes from a later version."""
    return DEEDS.get(action, action)
