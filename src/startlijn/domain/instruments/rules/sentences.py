"""What is wrong with an instrument file, in a sentence that says what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from startlijn.content.instruments import Fault, FaultCode

_SENTENCES: Mapping[FaultCode, str] = {
    FaultCode.TOO_LARGE: _("The file is larger than %(most)s kB. Make it shorter."),
    FaultCode.NOT_UTF8: _("The letters of this file cannot be read. Save it as UTF-8."),
    FaultCode.NOT_YAML: _("This is not YAML. Look at the indents, colons and quotation marks on this line."),
    FaultCode.EMPTY: _("There is nothing in this file."),
    FaultCode.ALIAS: _("Anchors and aliases (& and *) are not used here. Write the text out."),
    FaultCode.TOO_DEEP: _("Too many lists stand inside each other. Look at a packaged file for the shape."),
    FaultCode.TOO_MANY: _("There are more than %(most)s. Leave some out."),
    FaultCode.TWICE: _("This stands there twice. Leave one out, or give it another name."),
    FaultCode.UNKNOWN_FIELD: _("This field is not known here. Known are: %(known)s."),
    FaultCode.MISSING: _("This is missing. Add it."),
    FaultCode.WRONG_KIND: _("Something else should stand here. Look at a packaged file for the shape."),
    FaultCode.BLANK: _("Nothing is filled in here."),
    FaultCode.TOO_LONG: _("This text has more than %(most)s characters. Make it shorter."),
    FaultCode.NOT_PLAIN: _("There is a sign in this text that cannot be seen. Type the text again."),
    FaultCode.NOT_A_WORD: _("“%(found)s” is not known here. Known are: %(known)s."),
    FaultCode.NOT_A_KEY: _(
        "“%(found)s” cannot be used as a name here. Use small letters, digits and hyphens, at most 40."
    ),
    FaultCode.NOT_A_DATE: _("“%(found)s” is not a date. Write it as 2026-08-01."),
    FaultCode.NOT_A_NUMBER: _("“%(found)s” is not a number."),
    FaultCode.NOT_BETWEEN: _("%(found)s is not between %(least)s and %(most)s."),
    FaultCode.NOT_IN_ORDER: _("These go from low to high, and this one is not higher than the one before."),
    FaultCode.NOT_ON_THE_SCALE: _("%(found)s is not an answer on the scale of this instrument."),
    FaultCode.NO_SUCH_ITEM: _("There is no item “%(found)s” in this file."),
    FaultCode.WRONG_NAME: _("This file should be called %(found)s.yaml."),
    FaultCode.NO_SUCH_FORM: _("There is no form “%(found)s” to follow."),
    FaultCode.NOT_THE_FORM: _("This differs from the form %(found)s, which the file says to follow."),
}


def sentence(fault: Fault) -> str:
    """Return what is wrong, with the line, the item and the field, in the language that is active."""
    what = gettext(_SENTENCES[fault.code]) % fault.figures
    figures = {"line": fault.line, "item": fault.item, "field": fault.field, "what": what}
    if not fault.line:
        return what
    if fault.item and fault.field:
        return gettext("Line %(line)s, item “%(item)s”, %(field)s: %(what)s") % figures
    if fault.item:
        return gettext("Line %(line)s, item “%(item)s”: %(what)s") % figures
    if fault.field:
        return gettext("Line %(line)s, %(field)s: %(what)s") % figures
    return gettext("Line %(line)s: %(what)s") % figures
