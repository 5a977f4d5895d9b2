"""What happens in each phase of a meeting, in our own words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.domain.plg.terms import Phase

PHASES: dict[Phase, Promise] = {
    Phase.STANDUP: _(
        "Stand at the board. What did each of you try, what worked, and what is in the way? Move the cards."
    ),
    Phase.EXPLORE: _("Widen: collect ideas, examples and what pupils' work shows. Everything may be said."),
    Phase.CONDENSE: _("Choose: what fits your schools, and what do you drop? End with one sentence each."),
    Phase.MAKE: _("Make something that can be used tomorrow: a programme, a form, a plan for a talk."),
    Phase.RETRO: _(
        "Look back: what did this bring, and what will be different next time? Share out the cards."
    ),
}
