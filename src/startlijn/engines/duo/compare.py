"""What changed since the last time: the report that a person approves before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from startlijn.engines.duo.terms import BadFile, Problem, SiteRow, Trouble

_ADDRESS = ("street", "house_number", "postcode", "place")
_ELSEWHERE = frozenset({*_ADDRESS, "official_name", "board_number", "name"})
MOST_FEWER = 0.30


@dataclass(frozen=True, slots=True)
class Change:
    """One site as it was and as it is now."""

    before: SiteRow
    after: SiteRow


@dataclass(frozen=True, slots=True)
class Difference:
    """Two states of the register side by side, each list ordered by site code.

    A site that moved and changed board stands in both lists. `updated` holds sites of which only something
    else changed (website, denomination, …). `unchanged` is a number.
    """

    new: tuple[SiteRow, ...]
    moved: tuple[Change, ...]
    renamed: tuple[Change, ...]
    other_board: tuple[Change, ...]
    updated: tuple[Change, ...]
    vanished: tuple[SiteRow, ...]
    unchanged: int

    @property
    def changed(self) -> frozenset[str]:
        """The codes of the sites that were there and are different now."""
        lists = (self.moved, self.renamed, self.other_board, self.updated)
        return frozenset(change.after.site_code for changes in lists for change in changes)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is different."""
        return not (self.new or self.vanished or self.changed)


def compare(before: Iterable[SiteRow], after: Iterable[SiteRow]) -> Difference:
    """Return what is different in `after`, site by site. Our own friendly names are not compared."""
    old = {site.site_code: site for site in before}
    new = {site.site_code: site for site in after}
    both = [Change(old[code], new[code]) for code in sorted(old.keys() & new.keys())]
    moved = tuple(each for each in both if _differs(each, *_ADDRESS))
    renamed = tuple(each for each in both if _differs(each, "official_name"))
    other_board = tuple(each for each in both if _differs(each, "board_number"))
    reported = {each.after.site_code for each in (*moved, *renamed, *other_board)}
    details = [field.name for field in fields(SiteRow) if field.name not in _ELSEWHERE]
    updated = tuple(
        each for each in both if each.after.site_code not in reported and _differs(each, *details)
    )
    return Difference(
        new=tuple(new[code] for code in sorted(new.keys() - old.keys())),
        moved=moved,
        renamed=renamed,
        other_board=other_board,
        updated=updated,
        vanished=tuple(old[code] for code in sorted(old.keys() - new.keys())),
        unchanged=len(both) - len(reported) - len(updated),
    )


def _differs(change: Change, *names: str) -> bool:
    return any(getattr(change.before, name) != getattr(change.after, name) for name in names)


def fewer_rows_guard(before: int, after: int, *, most_fewer: float = MOST_FEWER) -> None:
    """Refuse a file with far fewer rows than last time: it is more likely cut than true.

    Raises BadFile when `after` is at least `most_fewer` (a share) lower than `before`.
    """
    if before and after <= before * (1 - most_fewer):
        percent = round(100 * (before - after) / before)
        details = {"before": before, "after": after, "percent": percent}
        raise BadFile(Problem(Trouble.FEWER_ROWS, details=details))
