"""Templates: nothing inline (the Content-Security-Policy refuses it), every text translatable."""

import re

import pytest

from tests.house_rules.sources import SRC

TEMPLATES = SRC / "web" / "templates"
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script with content": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "an event handler": re.compile(r"<[^>]*\son[a-z]{3,}\s*="),
    "an unescaped value": re.compile(r"\|\s*safe\b|autoescape\s+off"),
    "a translation that keeps line ends": re.compile(r"{%\s*blocktrans(late)?\b(?![^%]*\btrimmed\b)"),
}
# This page must work when nothing else does, so it speaks both languages at once.
IN_BOTH_LANGUAGES = {"500.html"}
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
CLASSES = re.compile(r"{%\s*block wide\s*%}.*?{%\s*endblock\s*%}")
DYNAMIC = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
SPOKEN = re.compile(
    r"(?<![:\w-])(title|label|caption|placeholder|alt|aria-label|head|legend|help|intro|submit|eyebrow|allowed|"
    r'limit|description)="([^"]*)"'
)
ELEMENT = re.compile(r"<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
OWN_NAMES = re.compile(r"\b(Startlijn|Nederlands|English|CSV|XLSX|PDF|JSON)\b|&\w+;")


def inline(text: str) -> list[str]:
    """Name what the browser would refuse, or what escapes escaping."""
    return [name for name, pattern in INLINE.items() if pattern.search(COMMENT.sub("", text))]


def untranslated(text: str) -> list[str]:
    """Return the words that stand on screen outside a translation tag."""
    bare = TRANSLATED.sub(" ", COMMENT.sub(" ", text))
    bare = OWN_NAMES.sub(" ", DYNAMIC.sub(" ", CLASSES.sub(" ", bare)))
    spoken = [value for _, value in SPOKEN.findall(bare)]
    return [word for piece in (*spoken, ELEMENT.sub(" ", bare)) for word in WORD.findall(piece)]


def templates() -> list[tuple[str, str]]:
    return [
        (path.relative_to(TEMPLATES).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(TEMPLATES.rglob("*.*"))
    ]


def test_nothing_is_inline():
    assert [(name, fault) for name, text in templates() for fault in inline(text)] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<p class="x" style="color: red">', "a style attribute"),
        ("<style>p {}</style>", "a style element"),
        ("<script>alert(1)</script>", "a script with content"),
        ('<a href="#" onclick="go()">', "an event handler"),
        ("{{ note|safe }}", "an unescaped value"),
        ("{% blocktranslate %}A{% endblocktranslate %}", "a translation that keeps line ends"),
    ],
)
def test_inline_code_is_noticed(text, fault):
    assert inline(text) == [fault]


def test_all_text_is_translated():
    spoken = [(name, text) for name, text in templates() if name not in IN_BOTH_LANGUAGES]
    assert [(name, words) for name, text in spoken if (words := untranslated(text))] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<c-button aria-label="Close"></c-button>', ["Close"]),
        ("<p>{{ count }} schools</p>", ["schools"]),
        ("<p>{% translate 'Hello' %} {{ name }} &nbsp; Startlijn</p>", []),
        ('<c-card title="{% translate \'Hello\' %}" :label="name">{# note #}</c-card>', []),
        ("{% blocktranslate trimmed %}All of <b>this</b>{% endblocktranslate %}", []),
    ],
)
def test_untranslated_words_are_found(text, words):
    assert untranslated(text) == words
