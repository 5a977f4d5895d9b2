"""How much of the time a form was open counts as registering."""

MOST_SECONDS = 5 * 60  # whoever leaves a form open was not registering all that time


def counted(seconds: int) -> int:
    """Return how many seconds of one form count.

    >>> counted(34), counted(7200), counted(-3)
    (34, 300, 0)
    """
    return max(0, min(seconds, MOST_SECONDS))


def minutes(seconds: int) -> int:
    """Return seconds as whole minutes, as people say it: a part of a minute is one."""
    return -(-seconds // 60)
