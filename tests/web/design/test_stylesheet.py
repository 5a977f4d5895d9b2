"""The stylesheet: built from its parts, small, and readable in light and dark."""

import gzip
import re
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "src" / "startlijn" / "web"
sys.path.insert(0, str(ROOT / "tools"))

TOKENS = (WEB / "design" / "css" / "20-tokens.css").read_text(encoding="utf-8")
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
}
TEXT_ON_GROUND = [
    (text, ground)
    for text in ("ink", "soft", "deep", "deeper", "warm", "wrong")
    for ground in ("paper", "sheet", "sunk")
] + [
    ("on-deep", "deep"), ("on-deep", "deeper"), ("on-wrong", "wrong"), ("on-wrong", "wrong-strong"),
    ("deeper", "wash"), ("deeper", "wash-strong"), ("good", "good-wash"), ("warm", "warm-wash"),
    ("wrong", "wrong-wash"), ("wrong-strong", "wrong-wash"),
]  # fmt: skip
SIGN_ON_GROUND = [("edge", "paper"), ("edge", "sheet"), *((f"group-{n}", "sheet") for n in range(1, 9))]


def contrast(one, other):
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(text, ground, theme):
    assert contrast(PAIRS[text][theme], PAIRS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "ground"), SIGN_ON_GROUND)
def test_edges_and_signs_can_be_seen_on_their_ground(sign, ground, theme):
    assert contrast(PAIRS[sign][theme], PAIRS[ground][theme]) >= 3


def test_committed_stylesheet_is_what_its_parts_give():
    import build_theme

    assert build_theme.STYLESHEET.read_text(encoding="utf-8") == build_theme.stylesheet()


def test_stylesheet_is_at_most_30_kilobytes_compressed():
    text = (WEB / "static" / "startlijn" / "startlijn.css").read_bytes()
    assert len(gzip.compress(text, mtime=0)) <= 30_000


def test_older_browsers_get_the_light_colours():
    text = (WEB / "static" / "startlijn" / "startlijn.css").read_text(encoding="utf-8")
    assert "@supports not (color:light-dark(#000,#fff)){:root{--paper:#faf6ee" in text


def test_stylesheet_asks_nothing_of_other_machines():
    text = (WEB / "static" / "startlijn" / "startlijn.css").read_text(encoding="utf-8")
    assert re.findall(r"url\(([^)]*)\)", text) == [
        '"source-sans-3.woff2"',
        '"source-sans-3-names.woff2"',
        '"source-sans-3-more.woff2"',
    ]


def test_letters_of_european_names_are_in_a_small_font():
    font = WEB / "static" / "startlijn" / "source-sans-3-names.woff2"
    letters = {ord(letter) for letter in "Ayşe Çağla Wałęsa Dvořák Ștefan Əliyev Żółć" if ord(letter) > 255}
    assert letters - TTFont(font).getBestCmap().keys() == set()
    assert font.stat().st_size <= 16_000


def test_templates_have_no_inline_style_and_no_unescaped_text():
    bad = re.compile(r"\sstyle=|<style|\|\s*safe\b|autoescape off|\son[a-z]+=\"")
    found = [
        path.name
        for path in (WEB / "templates").rglob("*.html")
        if bad.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_token_that_is_used_is_defined():
    text = (WEB / "static" / "startlijn" / "startlijn.css").read_text(encoding="utf-8")
    own = "".join(
        part.read_text(encoding="utf-8") for part in sorted((WEB / "design" / "css").glob("[3-8]*.css"))
    )
    used, defined = set(re.findall(r"var\((--[\w-]+)\)", own)), set(re.findall(r"(--[\w-]+)\s*:", text))
    assert used - defined == set()
