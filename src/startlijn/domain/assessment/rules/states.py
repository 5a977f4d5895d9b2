"""Which state may follow which."""

from typing import Final

from startlijn.domain.assessment.terms import State, WrongStateError

FOLLOWS: Final[dict[State, frozenset[State]]] = {
    State.PREPARED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.JUDGING, State.WITHDRAWN}),
    State.JUDGING: frozenset({State.CONSENSUS, State.WITHDRAWN}),
    # Back when somebody of the panel fell ill: who takes the place judges alone first.
    State.CONSENSUS: frozenset({State.ADVISED, State.JUDGING, State.WITHDRAWN}),
    State.ADVISED: frozenset({State.DECIDED}),
    State.DECIDED: frozenset({State.OBJECTED, State.CLOSED}),
    State.OBJECTED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def must_be_in(state: str, *allowed: State) -> None:
    """Raise `WrongStateError` unless the state is one of these."""
    if state not in allowed:
        raise WrongStateError(state=State(state).label)


def must_follow(state: str, following: State) -> None:
    """Raise `WrongStateError` when one state cannot come after the other."""
    if following not in FOLLOWS[State(state)]:
        raise WrongStateError(state=State(state).label)
