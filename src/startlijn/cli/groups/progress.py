"""What is seen while the engine works, and how it is stopped."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from startlijn.cli.language import number
from startlijn.cli.language import translate as _
from startlijn.engines.grouping import Progress

_WIDTH = 24


class Stop:
    """Becomes true at the first Ctrl-C; the second one ends the command at once."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Tell whether stopping was asked for."""
        return self.asked

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Catch Ctrl-C while inside."""
        before = signal.signal(signal.SIGINT, self._ask)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


class Bar:
    """One line on a terminal that says how far the search is; nothing when it is not a terminal."""

    def __init__(self, seconds: float, stream: TextIO | None = None) -> None:
        self._seconds = seconds
        self._stream = stream or sys.stderr
        self._seen = self._stream.isatty()

    def __call__(self, progress: Progress) -> None:
        """Show the newest moment."""
        if self._seen:
            self._stream.write(f"\r\x1b[K{bar_line(progress, self._seconds)}")
            self._stream.flush()

    def clear(self) -> None:
        """Wipe the line."""
        if self._seen:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def bar_line(progress: Progress, seconds: float) -> str:
    """Return the line of one moment: how much of the time is used, the best value and the gap."""
    part = min(progress.seconds / seconds, 1.0)
    done = round(part * _WIDTH)
    line = "█" * done + "░" * (_WIDTH - done)
    figures = {"line": line, "seconds": number(progress.seconds)}
    if progress.value is None:
        return _("%(line)s %(seconds)s s · looking for a first answer") % figures
    figures["minutes"] = number(progress.value)
    if progress.gap is None or not progress.bound:  # a bound of zero says nothing
        return _("%(line)s %(seconds)s s · %(minutes)s minutes") % figures
    figures["gap"] = number(100 * progress.gap, 1)
    return _("%(line)s %(seconds)s s · %(minutes)s minutes · at most %(gap)s %% less is possible") % figures
