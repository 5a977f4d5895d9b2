"""The catalogue of translations is read and judged rightly; `make check` holds the real one against it."""

import pytest
from tools.catalogue import faults, read_catalogue
from tools.messages import declared_texts

GOOD = """msgid ""
msgstr "Language: nl\\n"

#, python-format
msgid "%(count)s school"
msgid_plural "%(count)s schools"
msgstr[0] "%(count)s school"
msgstr[1] ""
"%(count)s scholen"

#~ msgid "Gone"
#~ msgstr "Weg"
"""


def judged(original: str, translation: str, flags: str = "") -> list[str]:
    text = f'{flags}msgid "{original}"\nmsgstr "{translation}"\n'
    return [fault for entry in read_catalogue(text) for fault in faults(entry)]


def test_catalogue_is_read_without_header_and_obsolete_texts():
    entries = list(read_catalogue(GOOD))
    assert [(entry.originals, entry.translations) for entry in entries] == [
        (["%(count)s school", "%(count)s schools"], ["%(count)s school", "%(count)s scholen"])
    ]


def test_good_translation_is_left_alone():
    assert [fault for entry in read_catalogue(GOOD) for fault in faults(entry)] == []


@pytest.mark.parametrize(
    ("original", "translation", "fault"),
    [
        ("Save", "", "is not translated"),
        ("%(name)s left", "%(naam)s ging weg", "has other placeholders"),
        ("{name} left", "Iemand ging weg", "has other placeholders"),
        ("Do you agree?", "Bent u het eens?", "says u"),
        ("Your account", "Uw account", "says u"),
    ],
)
def test_bad_translation_is_noticed(original, translation, fault):
    assert judged(original, translation) == [fault]


def test_guess_is_noticed():
    assert judged("Save", "Bewaren", "#, fuzzy\n") == ["is a guess (fuzzy)"]


def test_word_with_a_u_in_it_is_no_formality():
    assert judged("Hour", "Uur, nu en u2") == []


def test_what_models_and_roles_declare_is_collected():
    texts = set(declared_texts())
    assert {
        "Knows who somebody is, across schools and boards.",
        "Manages accounts and roles; reads no content.",
    } <= texts
