"""What the states of a mail are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.base.post.terms import MailState

STATES: dict[MailState, Promise] = {
    MailState.WAITING: _("on its way"),
    MailState.HELD: _("comes with the letter of the day"),
    MailState.BUNDLED: _("in the letter of the day, on its way"),
    MailState.SENT: _("sent"),
    MailState.LEFT_OUT: _("not sent: you turned it off"),
    MailState.FAILED: _("did not arrive"),
}
