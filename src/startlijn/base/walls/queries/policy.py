"""The whole policy, answer by answer."""

from startlijn.base.privacy.queries import declared_models
from startlijn.base.walls.rules import cells
from startlijn.base.walls.terms import Cell


def matrix() -> list[Cell]:
    """Return every answer of the policy about tables of a partnership: who may do what with which rows.

    What is not listed is not allowed. Made from the policy and the declarations alone (SOLL, trust.md P36).
    """
    return [
        cell
        for model, declared in declared_models()
        if declared.tenant and (declared.read or declared.ways)
        for cell in cells(model._meta.label, declared)
    ]
