"""A small instrument file, and changes to it."""

GOOD = """\
key: team-talk
version: 2026-1
kind: scan
purposes: [quality]
sectors: [po, vo]
valid_from: 2026-08-01
title: {nl: Teamgesprek, en: Team talk}
introduction: {nl: Praat samen., en: Talk together.}
source: Own wording
licence: EUPL-1.2
certainty: inferred
scale:
  - {value: 1, nl: Nee, en: No}
  - {value: 2, nl: Soms, en: Sometimes, means: {nl: Af en toe, en: Now and then}}
  - {value: 3, nl: Ja, en: Yes}
without_scale: [not_seen, not_applicable]
scoring: {method: mean, least: 0.5}
parts:
  - key: talk
    title: {nl: Praten, en: Talking}
    items:
      - {key: listen, nl: We luisteren., en: We listen.}
      - key: ask
        nl: We vragen door.
        en: We ask on.
        note: {nl: Ook als het schuurt., en: Also when it hurts.}
        reverse: true
        levels:
          - {value: 1, nl: Nooit, en: Never}
          - {value: 2, nl: Wel eens, en: At times}
          - {value: 3, nl: Altijd, en: Always}
"""


def changed(old: str, new: str) -> bytes:
    """Return the file with one text replaced; the text must be there once."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new).encode()
