"""What an outcome means according to the collective agreement: text with its source, never a deed."""

from dataclasses import dataclass
from typing import Final

from startlijn.content.sector_rules import Certainty, RuleKind, RuleSet
from startlijn.domain.assessment.terms import Outcome

_SAYS: Final = (RuleKind.DETERMINATION, RuleKind.STEP_EFFECT)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One sentence with where it comes from and how certain that is."""

    text: str
    source: str
    certainty: Certainty


def meaning(rules: RuleSet, outcome: Outcome | None, language: str) -> tuple[Meaning, ...]:
    """Return what the rules of a sector say about this outcome; before there is one, all they say.

    Nothing follows by itself: people of the board act on it (domain.md R-PO-5, R-PO-6).
    """
    kinds = _SAYS if outcome in {None, Outcome.REACHED} else (RuleKind.DETERMINATION,)
    found = (rules.find(kind) for kind in kinds)
    return tuple(
        Meaning(rule.sentence(language), rule.source, rule.certainty) for rule in found if rule is not None
    )
