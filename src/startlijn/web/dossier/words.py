"""How the kinds of evidence are called in addresses, and what each is good for."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.domain.dossier.terms import EvidenceKind

ADDRESSES: dict[str, EvidenceKind] = {
    "text": EvidenceKind.TEXT,
    "file": EvidenceKind.FILE,
    "link": EvidenceKind.LINK,
    "certificate": EvidenceKind.CERTIFICATE,
    "earlier": EvidenceKind.EARLIER,
}
GOOD_FOR: dict[str, Promise] = {
    "text": _("Write what you did and what you learned from it."),
    "file": _("A lesson plan, a photo of the board, something you made."),
    "link": _("A page or a film that is somewhere else."),
    "certificate": _("Something you finished: a course, a training, a degree."),
    "earlier": _("What you bring from other work or study."),
}
