"""Draw the logo: the word Startlijn on its line, which begins at a start mark and carries one moment.

The letters are outlines of Source Sans 3 (OFL-1.1), so that the picture needs no typeface. Writes
`web/design/logo.svg` and `mark.svg` (colours of the page), and in `static/startlijn` the files that stand
alone: `logo.svg`, `mark.svg` and, with `--png` (needs Chromium), the icons of an installed app.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WEB = Path(__file__).resolve().parent.parent / "src" / "startlijn" / "web"
STATIC = WEB / "static" / "startlijn"
WORD, WEIGHT, SIZE, BASELINE, LEFT = "Startlijn", 620, 27, 25, 13
INK, WARM, PAPER = "#0f5057", "#a8481a", "#faf6ee"
PNG_SIZES = {"icon-180.png": 180, "icon-192.png": 192, "icon-512.png": 512}


def word() -> tuple[str, float]:
    """Return the outline of the word as one path, and where its last letter ends."""
    font = TTFont(STATIC / "source-sans-3.woff2")
    instantiateVariableFont(font, {"wght": WEIGHT}, inplace=True)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale, x = SIZE / font["head"].unitsPerEm, float(LEFT)
    pen = SVGPathPen(glyphs, lambda number: f"{number:.1f}".rstrip("0").rstrip("."))
    for letter in WORD:
        glyph = glyphs[names[ord(letter)]]
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, BASELINE)))
        x += glyph.width * scale
    return pen.getCommands(), x


def logo() -> str:
    """Return the shapes of the logo, with classes instead of colours."""
    letters, end = word()
    y, right = BASELINE + 8, end + 26
    return (
        f'<svg class="logo" viewBox="0 0 {right + 8:.0f} 42" role="img" aria-label="Startlijn">'
        f'<path class="logo-word" d="{letters}"/>'
        f'<path class="logo-line" d="M4 {y}H{right:.0f}"/><path class="logo-start" d="M4 4V{y + 5}"/>'
        f'<circle class="logo-dot" cx="{right:.0f}" cy="{y}" r="4.5"/></svg>'
    )


def mark() -> str:
    """Return the shapes of the mark alone: the start, the line, one moment."""
    return (
        '<svg class="logo" viewBox="0 0 32 32" role="img" aria-label="Startlijn">'
        '<path class="logo-line" d="M8 21H28"/><path class="logo-start" d="M8 6V26"/>'
        '<circle class="logo-dot" cx="21" cy="21" r="5"/></svg>'
    )


def coloured(shapes: str) -> str:
    """Return the picture with colours of its own, dark ones where the device is dark."""
    head = (
        f"<style>.logo-word,.logo-dot{{fill:{INK}}}.logo-line{{stroke:{INK}}}.logo-start{{stroke:{WARM}}}"
        ".logo-line,.logo-start{fill:none;stroke-width:3;stroke-linecap:round}"
        "@media(prefers-color-scheme:dark){.logo-word,.logo-dot{fill:#86cbcc}.logo-line{stroke:#86cbcc}"
        ".logo-start{stroke:#f0a06a}}</style>"
    )
    opened = shapes.replace('<svg class="logo"', '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return opened.replace('aria-label="Startlijn">', f'aria-label="Startlijn">{head}', 1)


def write_png() -> None:
    """Write the icons of an installed app: the mark on paper, with room around it for round masks."""
    from playwright.sync_api import sync_playwright

    inner = mark().split(">", 1)[1].rsplit("</svg>", 1)[0]
    inner = inner.replace('class="logo-line"', f'stroke="{INK}" stroke-width="2.6" stroke-linecap="round"')
    inner = inner.replace('class="logo-start"', f'stroke="{WARM}" stroke-width="2.6" stroke-linecap="round"')
    inner = inner.replace('class="logo-dot"', f'fill="{INK}"')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        for name, size in PNG_SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(
                f'<body style="margin:0"><svg width="{size}" height="{size}" viewBox="-7 -6 46 46">'
                f'<rect x="-7" y="-6" width="46" height="46" fill="{PAPER}"/>{inner}</svg>'
            )
            page.screenshot(path=STATIC / name)
        browser.close()


def main() -> None:
    """Write every file of the logo."""
    (WEB / "design" / "logo.svg").write_text(logo() + "\n", encoding="utf-8")
    (WEB / "design" / "mark.svg").write_text(mark() + "\n", encoding="utf-8")
    (STATIC / "logo.svg").write_text(coloured(logo()) + "\n", encoding="utf-8")
    (STATIC / "mark.svg").write_text(coloured(mark()) + "\n", encoding="utf-8")
    if "--png" in sys.argv:
        write_png()


if __name__ == "__main__":
    main()
