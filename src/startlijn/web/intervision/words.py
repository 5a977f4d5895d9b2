"""What the parts of intervision are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.content.intervision import Speaker

SPEAKERS: dict[Speaker, Promise] = {
    Speaker.BRINGER: _("The case bringer speaks"),
    Speaker.CHAIR: _("The chair speaks"),
    Speaker.GROUP: _("The group speaks"),
    Speaker.EVERYBODY: _("Everybody speaks"),
    Speaker.QUIET: _("Quiet: everybody alone"),
}
OUTCOMES: dict[str, Promise] = {
    "optimal": _("Proven best: with these rules no division suits better."),
    "feasible": _("A good division. It is not proven that it is the best."),
    "edited": _("Changed by hand."),
}
