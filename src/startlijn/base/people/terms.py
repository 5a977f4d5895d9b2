"""Words of people."""

from startlijn.base.access.terms import Place, Role


class RoleNotHereError(Exception):
    """This role cannot be held at this kind of place: `role` and `place` say which."""

    def __init__(self, role: Role, place: Place) -> None:
        super().__init__(f"{role} cannot be held at a {place}")
        self.role = role
        self.place = place
