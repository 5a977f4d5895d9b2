"""Time, cancelling and progress of one run. The clock is the caller's."""

from collections.abc import Callable
from dataclasses import dataclass, field

from startlijn.engines.grouping.terms import Progress


@dataclass
class Watch:
    """Says when to stop, and passes on how far the search is."""

    seconds: float
    clock: Callable[[], float]
    cancelled: Callable[[], bool] | None = None
    progress: Callable[[Progress], None] | None = None
    began: float = field(init=False)
    stopped: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def spent(self) -> float:
        """Seconds since the start."""
        return self.clock() - self.began

    def left(self) -> float:
        """Seconds still to go; 0 once over or cancelled."""
        return 0.0 if self.stopped else max(0.0, self.seconds - self.spent())

    def over(self) -> bool:
        """Whether the time is up or the caller cancelled; once true it stays true."""
        if not self.stopped:
            self.stopped = self.spent() >= self.seconds or (self.cancelled is not None and self.cancelled())
        return self.stopped

    def tell(self, phase: str, value: float | None, bound: float | None) -> None:
        """Report progress, in minutes."""
        if self.progress is not None:
            self.progress(Progress(value, bound, gap(value, bound), self.spent(), phase))

    def part(self, share: float) -> "Watch":
        """Return a watch for at most `share` of the time left, that is cancelled with this one."""
        return Watch(self.left() * share, self.clock, self.cancelled, None)


def gap(value: float | None, bound: float | None) -> float | None:
    """(value - bound) / value; 0 for a value of 0, None while one of them is unknown."""
    if value is None or bound is None:
        return None
    return max(0.0, (value - bound) / value) if value > 0 else 0.0
