"""Icons, drawn inline so that they take the colour of the text and cost no request."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SPRITE = Path(__file__).with_name("icons.svg")
LOGO = Path(__file__).with_name("logo.svg")
MARK = Path(__file__).with_name("mark.svg")


@cache
def shapes() -> dict[str, SafeString]:
    """Return the shapes of every icon in the sprite, by name.

    The sprite is our own file, written by tools/build_theme.py, which is why its markup may be trusted.
    """
    text = SPRITE.read_text(encoding="utf-8")
    symbols = re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', text)
    return {name: mark_safe(inner) for name, inner in symbols}  # noqa: S308


def icon(name: str, label: str = "") -> SafeString:
    """Return the icon `name`; with `label` when it stands alone and must be read aloud.

    Raises KeyError for an icon that is not in the sprite: the list is in tools/build_theme.py.
    """
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, shapes()[name]
        )
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shapes()[name])


@cache
def logo(mark: bool = False) -> SafeString:
    """Return the logo as inline SVG, or only its mark; it takes the colours of the page.

    Both are our own files, written by tools/build_logo.py, which is why their markup may be trusted.
    """
    return mark_safe((MARK if mark else LOGO).read_text(encoding="utf-8").strip())  # noqa: S308
