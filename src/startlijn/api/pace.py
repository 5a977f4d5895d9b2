"""How often one token may call: a window of five minutes, counted where all processes can see it."""

from datetime import datetime

from django.core.cache import cache

from startlijn.base.accounts.rules import token_hash
from startlijn.base.seams import chance

WINDOW = 300  # seconds
MOST_CALLS = 1000  # per token and window
# One call in ten writes its count, and counts for ten: reading stays reading, and the limit is a limit
# give or take a few percent.
_COUNTED = 10


class TooManyCallsError(Exception):
    """This token called too often; in `seconds` it may call again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} seconds")
        self.seconds = seconds


def count_call(token: str, at: datetime) -> bool:
    """Count one call with this token at a moment (aware); tell whether it is the first of its window.

    Raises `TooManyCallsError`.
    """
    window, spent = divmod(int(at.timestamp()), WINDOW)
    key = f"api:{token_hash(token)}:{window}"
    calls = cache.get(key)
    if calls is None:
        cache.set(key, 1, WINDOW)
        return True
    if calls >= MOST_CALLS:
        raise TooManyCallsError(WINDOW - spent)
    if chance().randrange(_COUNTED) == 0:
        cache.set(key, calls + _COUNTED, WINDOW)
    return False
