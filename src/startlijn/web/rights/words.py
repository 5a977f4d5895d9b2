"""How data classes, erasure and relations are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.base.privacy.terms import Relation
from startlijn.base.tenancy import DataClass, Erasure

CLASSES: dict[DataClass, Promise] = {
    DataClass.PUBLIC: _("public"),
    DataClass.INTERNAL: _("internal"),
    DataClass.PERSONAL: _("personal"),
    DataClass.PERSONNEL: _("personnel"),
    DataClass.COACHING: _("confidential coaching"),
}

ERASURES: dict[Erasure, Promise] = {
    Erasure.DELETE: _("goes when the person is erased"),
    Erasure.ANONYMISE: _("stays without a name when the person is erased"),
    Erasure.KEEP: _("stays"),
}


RELATIONS: dict[Relation, Promise] = {
    Relation.SELF: _("only about themselves"),
    Relation.GUIDES: _("only of the own starters, as long as the pairing lasts"),
    Relation.TAKES_PART: _("only who was asked to take part"),
    Relation.OBSERVES: _("only of lessons that they watch themselves"),
    Relation.JUDGES: _("only of starters whom they judge together with others"),
    Relation.RECEIVES: _("only what the owner gave them, until the day the owner chose"),
}


def kind_of(label: str) -> str:
    """Return how a table is called in an address: "base.School" is "school"."""
    return label.rpartition(".")[2].lower()
