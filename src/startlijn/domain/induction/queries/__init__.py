"""Reading programmes: each query takes the actor and gives frozen views, but for who makes lines of them."""

from startlijn.domain.induction.queries.in_force import (
    element_from,
    elements_of,
    template_in_force,
    version_in_force,
)
from startlijn.domain.induction.queries.policies import boards_with_policies, losses_of_board, policy_page
from startlijn.domain.induction.queries.programmes import (
    can_start,
    programme_lines,
    programme_page,
    programmes_for,
    start_page,
)
from startlijn.domain.induction.queries.versions import (
    checks_of,
    comparison_page,
    coverage_of,
    element_page,
    sustainability_of,
    version_page,
)

__all__ = [
    "boards_with_policies",
    "can_start",
    "checks_of",
    "comparison_page",
    "coverage_of",
    "element_from",
    "element_page",
    "elements_of",
    "losses_of_board",
    "policy_page",
    "programme_lines",
    "programme_page",
    "programmes_for",
    "start_page",
    "sustainability_of",
    "template_in_force",
    "version_in_force",
    "version_page",
]
