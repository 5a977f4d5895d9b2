"""How mail comes to those who play a persona: one reads once a day, one is off for a while."""

from datetime import timedelta

from startlijn.base.access.terms import Role
from startlijn.base.post.actions import choose_mail
from startlijn.base.post.terms import MailKind, Pace
from startlijn.demo.stage import Stage

_CHOICES = (
    (Role.COORDINATOR, {MailKind.MEETINGS: Pace.DAILY, MailKind.COURSES: Pace.DAILY}),
    (Role.STARTER, {MailKind.GROUPS: Pace.OFF}),
)


def load_post(stage: Stage) -> None:
    """Let the first persona with a role choose, a week ago; what is off comes again in five weeks."""
    with stage.on(stage.now.date() - timedelta(days=7)) as at:
        for role, paces in _CHOICES:
            key = _first(stage, role)
            if key is not None:
                until = at.date() + timedelta(days=42) if Pace.OFF in paces.values() else None
                choose_mail(by=stage.actor(key, at), at=at, paces=paces, off_until=until)


def _first(stage: Stage, role: Role) -> str | None:
    """Return the first persona who holds a role now."""
    people = {person.key: person for person in stage.described.people}
    for persona in stage.described.personas:
        held = people[persona.person].roles
        if any(each.role is role and each.finished_on is None for each in held):
            return persona.person
    return None
