"""Words of intervision: themes, roles, how it was, and why something is refused."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError

SMALLEST, LARGEST, WANTED = 5, 8, 6  # people in a group (domain.md §4.3)
MOST_PEOPLE = 12  # in one group, when staff puts somebody in by hand
MOST_STARTERS = 120  # in one composition
SHOWN_FROM = 5  # answers, inside a group (as inside a school: README of the papers, 3)
WISH_MINUTES = 20  # of travel that a pair with the wished themes is worth
MIX_MINUTES = 5  # the same for other kinds of appointment and other pupils
SECONDS = 10.0  # of searching
TAKEAWAY_LENGTH = 1000
GROUP_KEPT = "24 months after the group ended."


class Theme(models.TextChoices):
    """What a learning question is about: to find others with the same, for intervision."""

    CLIMATE = "climate", _("order and atmosphere")
    EXPLAINING = "explaining", _("explaining")
    ACTIVATING = "activating", _("letting pupils work and think")
    DIFFERENCES = "differences", _("differences between pupils")
    PARENTS = "parents", _("contact with parents")
    COLLEAGUES = "colleagues", _("working with colleagues")
    BALANCE = "balance", _("time and energy")
    OTHER = "other", _("something else")


class PupilAge(models.TextChoices):
    """How old most pupils are (seed 004 line 262)."""

    FOUR = "4-8", _("4 to 8 years")
    EIGHT = "8-12", _("8 to 12 years")
    TWELVE = "12-15", _("12 to 15 years")
    FIFTEEN = "15-18", _("15 years and older")
    MIXED = "mixed", _("all ages")


class ThemeWay(models.TextChoices):
    """How themes should meet in a group."""

    ALIKE = "alike", _("rather the same theme in a group")
    MIXED = "mixed", _("rather different themes in a group")
    ANY = "any", _("it does not matter")


class CompositionState(models.TextChoices):
    """The life of a composition of groups."""

    COMPUTING = "computing", _("being computed")
    DRAFT = "draft", _("proposal")
    FAILED = "failed", _("not possible")
    PUBLISHED = "published", _("published")


class Satisfaction(models.IntegerChoices):
    """How a meeting was for a member: one tap."""

    NOTHING = 1, _("it gave me little")
    SOMETHING = 2, _("it gave me something")
    MUCH = 3, _("it gave me much")
    VERY_MUCH = 4, _("I will do something with it tomorrow")


@dataclass(frozen=True, slots=True)
class Held:
    """What is recorded of a meeting: never the case.

    `bringer_id` is empty when the group would rather not say who brought the case. Ids are those of members.
    """

    on: date
    method: str
    chair_id: UUID
    bringer_id: UUID | None
    present: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Where:
    """For whom groups are formed: one school, one sub-region, or (both empty) the whole partnership."""

    school_id: UUID | None = None
    sub_region_id: UUID | None = None


class NoStarterError(RefusedError):
    """Only starters ask to be put into a group."""

    code = "no_starter"
    message = gettext_noop("You have no appointment at a school now. Ask your coordinator for a group.")


class TooFewStartersError(RefusedError):
    """Not enough starters for one group."""

    code = "too_few_starters"
    message = gettext_noop("%(count)s starters asked for a group; one group already needs %(smallest)s.")


class TooManyStartersError(RefusedError):
    """More starters than are placed at once."""

    code = "too_many_starters"
    message = gettext_noop("%(count)s starters asked for a group. Form groups per sub-region: %(most)s fit.")


class BadGroupSizesError(RefusedError):
    """Sizes that make no sense."""

    code = "bad_group_sizes"
    message = gettext_noop("Groups of %(smallest)s to %(largest)s are not possible: 3 to %(most)s are.")


class NotADraftError(RefusedError):
    """The groups are being computed, or published already."""

    code = "not_a_draft"
    message = gettext_noop("These groups cannot be changed now: they are being computed, or published.")


class TooSmallGroupError(RefusedError):
    """A group that would be too small to work."""

    code = "too_small_group"
    message = gettext_noop("Group %(number)s has %(count)s people. It needs at least 3 to work.")


class HierarchyError(RefusedError):
    """Somebody would sit together with who leads them (domain.md §4.5)."""

    code = "hierarchy"
    message = gettext_noop(
        "%(leader)s leads %(other)s. In one group that is not safe to speak freely. Choose somebody else."
    )


class FullGroupError(RefusedError):
    """A group holds no more."""

    code = "full_group"
    message = gettext_noop("This group has %(most)s members. A larger group leaves too little time for each.")


class AlreadyMemberError(RefusedError):
    """Somebody is in the group."""

    code = "already_member"
    message = gettext_noop("%(name)s is in this group already.")


class ClosedGroupError(RefusedError):
    """The group has ended."""

    code = "closed_group"
    message = gettext_noop("This group has ended.")


class NotHeldYetError(RefusedError):
    """A meeting is recorded on its day or later."""

    code = "not_held_yet"
    message = gettext_noop("Choose today, or a day in the past year.")


class SameRoleError(RefusedError):
    """Who brings the case does not chair."""

    code = "same_role"
    message = gettext_noop("Who brings the case cannot chair as well. Choose two people.")


class NotPresentError(RefusedError):
    """A role for who was not there."""

    code = "not_present"
    message = gettext_noop("%(name)s had a role. Then %(name)s was there: tick the name.")


class WasNotThereError(RefusedError):
    """Who was not there says nothing about the meeting."""

    code = "was_not_there"
    message = gettext_noop("You were not at this meeting, so there is nothing to say about it.")


class UnknownMethodError(RefusedError):
    """There is no such method."""

    code = "unknown_method"
    message = gettext_noop("Choose a method from the list.")
