"""Words of the walls."""

from dataclasses import dataclass
from enum import StrEnum

from startlijn.base.access.terms import Place, Role
from startlijn.base.tenancy import DataClass


class Stand(StrEnum):
    """How an object stands to who holds a role somewhere.

    HERE: at the place where the role is held, or below it. ELSEWHERE: at another place of the partnership.
    STRANGE: in another partnership. RELATED: the person stands in the relation on which the permission rests
    (the coach of this starter), wherever that is. ENDED: the person stood in that relation before.
    """

    HERE = "here"
    ELSEWHERE = "elsewhere"
    STRANGE = "other_partnership"
    RELATED = "related"
    ENDED = "relation_ended"


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer of the policy: may a role, held at a kind of place, do this with an object that stands so?

    `relation` names what RELATED and ENDED are about ("guides"), and is empty for the others.
    """

    role: Role
    place: Place
    stand: Stand
    relation: str
    object: str
    data_class: DataClass
    action: str
    allowed: bool
