"""How a member is called on a page."""

from startlijn.domain.meetings.models import SeriesMember


def member_name(member: SeriesMember) -> str:
    """Return the name of a member; the person should have been selected along."""
    return str(member.person) if member.person is not None else member.name
