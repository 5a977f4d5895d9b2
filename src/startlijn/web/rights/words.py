"""How data classes, erasure and relations are called on screen."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.access.terms import ROLES
from startlijn.base.privacy.terms import Because, FieldClass, Reader, Relation
from startlijn.base.tenancy import DataClass, Erasure
from startlijn.web import names

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
    Relation.ASKED: _("only what they asked for themselves"),
    Relation.RECEIVES: _("only what the owner gave them, until the day the owner chose"),
}


FIELDS: dict[FieldClass, Promise] = {
    FieldClass.KEY: _("a link or a number"),
    FieldClass.PERSONAL: _("about the person"),
    FieldClass.PLAIN: _("about nobody"),
    FieldClass.SECRET: _("secret: nobody sees it"),
}


def reader_in_words(reader: Reader) -> str:
    """Return who reads, at which places and because of what."""
    where = [names.PLACES[place] for place in reader.places]
    where += [RELATIONS[relation] for relation in reader.relations]
    return gettext("%(role)s (%(places)s)") % {
        "role": names.ROLES[reader.role],
        "places": ", ".join(map(str, where)),
    }


def readers_in_words(readers: Sequence[Reader]) -> list[str]:
    """Return who reads; whom it is about once, instead of once for each role that everybody can hold."""
    told = [each for each in readers if each.places or each.relations != (Relation.SELF,)]
    own = [gettext("whom it is about")] if len(told) < len(readers) else []
    return own + [reader_in_words(each) for each in told]


def reason_in_words(reason: Because) -> dict[str, object]:
    """Return why somebody sees something, for a page."""
    return {
        "role": names.ROLES[reason.role],
        "place": names.PLACES[reason.place],
        "because": reason,
        "relation": RELATIONS[reason.relation] if reason.relation else "",
        "sentence": gettext(ROLES[reason.role].sentence),
    }


def kind_of(label: str) -> str:
    """Return how a table is called in an address: "base.School" is "school"."""
    return label.rpartition(".")[2].lower()
