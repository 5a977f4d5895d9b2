"""Reading a gettext catalogue (.po), and judging its translations."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
# How one speaks to strangers in Dutch, and how we speak to nobody.
FORMAL = re.compile(r"\b(u|uw|uzelf|U|Uw)\b")
KEYWORD = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$')


@dataclass
class Entry:
    """One text: the original, its plural if any, and its translations (one, or one for each form)."""

    flags: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Return what the program looks up: context and original."""
        return self.parts.get("msgctxt", ""), self.parts["msgid"]

    @property
    def originals(self) -> list[str]:
        """Return the original, and its plural."""
        return [self.parts[name] for name in ("msgid", "msgid_plural") if name in self.parts]

    @property
    def translations(self) -> list[str]:
        """Return the translation, or one for each form."""
        return [text for name, text in self.parts.items() if name.startswith("msgstr")]


def read_catalogue(text: str) -> Iterator[Entry]:
    """Yield the entries of a .po file, without its header and without obsolete ones."""
    for block in re.split(r"\n\s*\n", text):
        entry, last = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry.flags |= {flag.strip() for flag in line[2:].split(",")}
            elif found := KEYWORD.match(line):
                last = found[1]
                entry.parts[last] = ast.literal_eval(found[2])
            elif line.startswith('"') and last:
                entry.parts[last] += ast.literal_eval(line)
        if entry.parts.get("msgid"):
            yield entry


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text.replace("%%", "")))


def _same_placeholders(entry: Entry) -> bool:
    allowed = [_placeholders(text) for text in entry.originals]
    return all(_placeholders(text) in allowed for text in entry.translations)


def faults(entry: Entry) -> list[str]:
    """Return what is wrong with one entry, in words; empty when it is good."""
    checks = {
        "is not translated": not all(entry.translations) or not entry.translations,
        "is a guess (fuzzy)": "fuzzy" in entry.flags,
        "has other placeholders": all(entry.translations) and not _same_placeholders(entry),
        "says u": any(FORMAL.search(text) for text in entry.translations),
    }
    return [fault for fault, wrong in checks.items() if wrong]
