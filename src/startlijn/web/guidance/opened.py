"""When a form was opened: signed, so that registration time is measured and not made up."""

from django.core import signing

from startlijn.base.seams import now

MOST = 300  # seconds that one form counts at most
ONE_CLICK = 15  # the most that a button beside a step counts: the page around it was open for other reasons
_SALT = "startlijn.guidance.opened"


def opening(most: int = MOST) -> str:
    """Return this moment, signed, to travel along in a form; `most` seconds count at most."""
    return signing.dumps([int(now().timestamp()), most], salt=_SALT, compress=False)


def seconds_since(text: str) -> int:
    """Return how many seconds passed since a form was opened; 0 for what was not signed here."""
    try:
        opened, most = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return 0
    return max(0, min(int(now().timestamp()) - int(opened), int(most)))
