"""How a member is called on a page."""

from startlijn.domain.meetings.models import SeriesMember


def member_name(member: SeriesMember) -> str:
    """Return the name of a member; the person should have been selected along."""
    return str(member.person) if member.person is not None else member.name


def by_name(member: SeriesMember) -> tuple[str, str]:
    """Return what members are put in order by: their names, then nothing that chance decides."""
    return member_name(member).casefold(), str(member.pk)
