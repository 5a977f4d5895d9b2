"""Build what the pages look like into files that are committed; nothing here runs in production.

Two steps, so that changing our own style needs no npm:

`python tools/build_theme.py`          joins `web/design/css/*.css` into `static/startlijn/startlijn.css`
`python tools/build_theme.py --fetch`  first renews what comes from npm: the NL Design System part of the
                                       style, the typeface, the icons, the map, and axe for the tests
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2
from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "startlijn" / "web"
PARTS = WEB / "design" / "css"
STYLESHEET = WEB / "static" / "startlijn" / "startlijn.css"
LIMIT = 30_000  # bytes of the whole stylesheet after gzip

TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
# Latin Extended-A, and letters of Azerbaijani, Romanian and German: as 20-tokens.css says.
LETTERS_OF_NAMES = [*range(0x100, 0x180), 0x18F, *range(0x218, 0x21C), 0x259, 0x1E9E]
FONT = "@fontsource-variable/source-sans-3"
# Licences: EUPL-1.2 (styles), OFL-1.1 (typeface), MIT (icons), CC-BY-4.0 (map), MPL-2.0 (axe, tests only).
STYLES = {
    "@nl-design-system-candidate/heading-css": ("1.1.3", "dist/heading.css"),
    "@nl-design-system-candidate/paragraph-css": ("2.1.3", "dist/paragraph.css"),
    "@nl-design-system-candidate/link-css": ("2.0.3", "dist/link.css"),
    "@nl-design-system-candidate/skip-link-css": ("1.0.5", "dist/skip-link.css"),
    "@nl-design-system-candidate/button-css": ("1.1.0", "dist/button.css"),
    "@nl-design-system-candidate/data-badge-css": ("1.0.5", "dist/data-badge.css"),
    "@utrecht/breadcrumb-nav-css": ("3.0.1", "dist/index.css"),
    "@utrecht/form-label-css": ("3.0.1", "dist/index.css"),
    "@utrecht/form-field-description-css": ("3.0.1", "dist/index.css"),
    "@utrecht/form-field-error-message-css": ("3.0.1", "dist/index.css"),
    "@utrecht/textbox-css": ("4.0.1", "dist/index.css"),
    "@utrecht/textarea-css": ("4.0.1", "dist/index.css"),
    "@utrecht/select-css": ("3.0.1", "dist/index.css"),
    "@utrecht/checkbox-css": ("3.0.1", "dist/index.css"),
    "@utrecht/radio-button-css": ("3.0.1", "dist/index.css"),
    "@utrecht/table-css": ("3.0.1", "dist/index.css"),
}
OTHERS = {
    TOKENS: "7.4.1",
    FONT: "5.3.0",
    "@tabler/icons": "3.51.0",
    "@svg-maps/netherlands": "1.0.0",
    "axe-core": "4.14.1",
}
# The classes our templates use; rules for any other class are left out.
CLASSES = set(
    """
    nl-heading nl-heading--level-1 nl-heading--level-2 nl-heading--level-3
    nl-paragraph nl-paragraph--lead nl-link nl-skip-link nl-skip-link--visible-on-focus nl-data-badge
    nl-button nl-button--primary nl-button--secondary nl-button--subtle nl-button--negative
    nl-button--disabled nl-button--busy nl-button__label nl-button__icon-start
    utrecht-breadcrumb-nav utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol
    utrecht-breadcrumb-nav__item utrecht-breadcrumb-nav__link utrecht-breadcrumb-nav__link--current
    utrecht-form-label utrecht-form-label--checkbox utrecht-form-label--radio
    utrecht-form-field-description utrecht-form-field-error-message
    utrecht-textbox utrecht-textbox--html-input utrecht-textbox--invalid
    utrecht-textarea utrecht-textarea--html-textarea utrecht-textarea--invalid
    utrecht-select utrecht-select--html-select utrecht-select--invalid
    utrecht-checkbox utrecht-checkbox--html-input utrecht-radio-button utrecht-radio-button--html-input
    utrecht-table utrecht-table--html-table
    """.split()  # noqa: SIM905
)
# The icons our templates use, by their Tabler names; the gallery shows them all.
ICONS = """
    alert-triangle arrow-left arrow-right arrow-down arrow-up building calendar chart-bar check chevron-down
    chevron-left chevron-right circle-check clock device-desktop download edit external-link eye file-text
    filter flag history home info-circle lock login logout mail map-pin menu-2 moon arrows-move paperclip
    pin plus printer refresh route school search settings sun trash upload user users users-group
    world x circle-x
""".split()  # noqa: SIM905


def kept(selector: str) -> bool:
    """Tell whether a selector has only classes that our templates use, and does not judge while one types.

    A browser calls an empty required field invalid from the start; we mark only what was sent and refused.
    """
    if re.search(r":(user-)?invalid", selector):
        return False
    return set(re.findall(r"\.(-?[_a-zA-Z][\w-]*)", selector)) <= CLASSES


def selectors(prelude: Iterable[Any]) -> Iterator[str]:
    """Give the selectors of a rule, split at its outermost commas."""
    part: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def declarations(content: list[Any]) -> list[tuple[str, list[Any], bool]]:
    """Read the declarations of one rule: name, value, whether it is important."""
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [(one.name, one.value, one.important) for one in found if one.type == "declaration"]


def trimmed(rules: Iterable[Any], tokens: Tokens) -> Iterator[str]:
    """Give the rules that our templates can match, one per line, with every token replaced by its value."""
    for rule in rules:
        if rule.type == "qualified-rule":
            names = [selector for selector in selectors(rule.prelude) if kept(selector)]
            body = ";".join(tokens.written(declarations(rule.content))) if names else ""
            if body:
                yield f"{','.join(names)}{{{body}}}"
        elif rule.type == "at-rule" and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            lines = list(trimmed(inner, tokens))
            if lines:
                head = f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}"
                yield head + "{" + "\n".join(lines) + "}"


class Tokens:
    """The design tokens of a theme, and the properties (`local`) that its rules set for themselves.

    A token that stands nowhere gives way to its fallback; a declaration that needs it and has none is
    dropped, which is what a browser does.
    """

    def __init__(self, values: dict[str, str], local: set[str]) -> None:
        self.values, self.local = values, local

    def written(self, found: Iterable[tuple[str, list[Any], bool]]) -> Iterator[str]:
        """Write declarations with their tokens replaced."""
        for name, value, important in found:
            if name.startswith("--") and name not in self.local:
                continue
            text = self.resolved(value)
            if text is not None:
                yield f"{name}:{' '.join(text.split())}{' !important' if important else ''}"

    def resolved(self, value: Iterable[Any]) -> str | None:
        """Return the text of a value; None when it needs a token that stands nowhere."""
        parts = []
        for token in value:
            if token.type == "function" and token.lower_name == "var":
                part = self._variable(token.arguments)
            elif token.type == "function":
                inner = self.resolved(token.arguments)
                part = None if inner is None else f"{token.name}({inner})"
            elif token.type == "() block":
                inner = self.resolved(token.content)
                part = None if inner is None else f"({inner})"
            else:
                part = tinycss2.serialize([token])
            if part is None:
                return None
            parts.append(part)
        return "".join(parts).strip()

    def _variable(self, arguments: list[Any]) -> str | None:
        """Return what `var(name, fallback)` comes down to."""
        name = next(one.value for one in arguments if one.type == "ident")
        comma = next((n for n, one in enumerate(arguments) if one == ","), None)
        fallback = None if comma is None else self.resolved(arguments[comma + 1 :])
        if name in self.local or name in PALETTE:
            return (
                f"var({name},{fallback})" if fallback is not None and name in self.local else f"var({name})"
            )
        if name in self.values:
            found = self.resolved(tinycss2.parse_component_value_list(self.values[name]))
            return found if found is not None else fallback
        return fallback


def properties(text: str) -> dict[str, str]:
    """Read the custom properties that a stylesheet sets, the last one of a name winning."""
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", text))


PALETTE = set(properties((PARTS / "20-tokens.css").read_text(encoding="utf-8")))


def write_vendor(modules: Path) -> None:
    """Write `vendor.css`: the rules of NL Design System that we use, in our colours, one layer down."""
    text = "\n".join(
        (modules / package / path).read_text(encoding="utf-8") for package, (_, path) in STYLES.items()
    )
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    theme = (modules / TOKENS / "dist" / "theme.css").read_text(encoding="utf-8")
    values = properties(theme) | properties((WEB / "design" / "nl-basis.css").read_text(encoding="utf-8"))
    local = set(re.findall(r"(--_[\w-]+):", text))
    lines = "\n".join(trimmed(rules, Tokens(values, local)))
    head = "/* NL Design System, EUPL-1.2: written by tools/build_theme.py --fetch, do not edit. */\n"
    (PARTS / "10-vendor.css").write_text(f"{head}@layer nlds{{\n{lines}\n}}\n", encoding="utf-8")


def write_icons(modules: Path) -> None:
    """Write the sprite with the icons we use; `design/icons.py` reads it."""
    symbols = []
    for name in sorted(ICONS):
        text = (modules / "@tabler/icons/icons/outline" / f"{name}.svg").read_text(encoding="utf-8")
        shapes = "".join(re.findall(r"<(?:path|circle|rect|line|polyline)\b[^>]*/>", text))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(shapes.split())}</symbol>')
    head = '<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler icons, MIT -->\n'
    (WEB / "design" / "icons.svg").write_text(head + "\n".join(symbols) + "\n</svg>\n", encoding="utf-8")


def write_letters_of_names() -> None:
    """Write a small font with the letters that European names need, out of the large one with all others."""
    options = subset.Options(flavor="woff2", layout_features=["*"])
    with subset.load_font(STYLESHEET.parent / "source-sans-3-more.woff2", options) as font:
        cut = subset.Subsetter(options)
        cut.populate(unicodes=LETTERS_OF_NAMES)
        cut.subset(font)
        subset.save_font(font, STYLESHEET.parent / "source-sans-3-names.woff2", options)


def fetch(modules: Path | None) -> None:
    """Renew everything that comes from npm, from `modules` or else from a fresh installation."""
    from build_map import write_map  # after the path check: only this step needs it

    if modules is None:
        folder = Path(tempfile.mkdtemp())
        packages = [f"{name}@{version}" for name, (version, _) in STYLES.items()]
        packages += [f"{name}@{version}" for name, version in OTHERS.items()]
        npm = shutil.which("npm") or sys.exit("npm is needed for --fetch and was not found")
        subprocess.run([npm, "install", "--no-audit", "--no-fund", *packages], cwd=folder, check=True)
        modules = folder / "node_modules"
    write_vendor(modules)
    write_icons(modules)
    write_map(modules / "@svg-maps/netherlands/netherlands.svg", WEB / "design" / "netherlands.json")
    STYLESHEET.parent.mkdir(parents=True, exist_ok=True)
    for letters, name in (("latin", "source-sans-3"), ("latin-ext", "source-sans-3-more")):
        font = modules / FONT / "files" / f"source-sans-3-{letters}-wght-normal.woff2"
        shutil.copyfile(font, STYLESHEET.parent / f"{name}.woff2")
    write_letters_of_names()
    shutil.copyfile(modules / FONT / "LICENSE", STYLESHEET.parent / "source-sans-3.LICENSE.txt")
    assets = ROOT / "tests" / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(modules / "axe-core" / "axe.min.js", assets / "axe.min.js")


def with_fallback(text: str) -> str:
    """Give older browsers the light colours: they know no `light-dark()`, and would show none at all."""
    pairs = re.findall(r"(--[\w-]+):\s*light-dark\(([^,]+),[^;]+\);", text)
    plain = ";".join(f"{name}:{light.strip()}" for name, light in pairs)
    return f"@supports not (color:light-dark(#000,#fff)){{:root{{{plain}}}}}\n" if pairs else ""


def shrunk(text: str) -> str:
    """Leave comments and needless white space out; selectors and values stay as they were written."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s*([{};])\s*", r"\1", text).replace(";}", "}").strip()


def stylesheet() -> str:
    """Join the parts, in the order of their names, into the text of the stylesheet."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(PARTS.glob("*.css"))]
    notice = "/* Startlijn, EUPL-1.2. Built by tools/build_theme.py from web/design/css. */\n"
    return notice + "\n".join(shrunk(part + with_fallback(part)) for part in parts) + "\n"


def main() -> None:
    """Read the command line, build, and say how big the stylesheet became."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--fetch", action="store_true", help="renew what comes from npm first")
    parser.add_argument("--modules", type=Path, help="a node_modules folder to use instead of npm install")
    options = parser.parse_args()
    if options.fetch:
        fetch(options.modules)
    text = stylesheet()
    STYLESHEET.parent.mkdir(parents=True, exist_ok=True)
    STYLESHEET.write_text(text, encoding="utf-8")
    size = len(gzip.compress(text.encode(), mtime=0))
    sys.stdout.write(f"startlijn.css: {len(text.encode()):,} bytes, {size:,} after gzip (limit {LIMIT:,})\n")
    if size > LIMIT:
        sys.exit("the stylesheet is too big")


if __name__ == "__main__":
    main()
