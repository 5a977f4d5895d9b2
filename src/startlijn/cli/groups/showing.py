"""The answer in words: a calm table of groups, then what is proven, or what clashes."""

from collections.abc import Iterator, Mapping

from startlijn.cli.groups.reading import Roster
from startlijn.cli.language import ngettext, number
from startlijn.cli.language import translate as _
from startlijn.domain.groups.rules.sentences import clash_sentence, rule_sentence
from startlijn.engines.grouping import (
    Clash,
    Group,
    Objective,
    Problem,
    Relaxation,
    Result,
    RuleReport,
    Status,
)

_MOST_PAIRS = 10
_NAME_COLUMNS = ("name", "naam", "school")


def described(result: Result, problem: Problem, roster: Roster) -> str:
    """Return the whole answer as text in the language of the terminal."""
    names = _names(roster)
    lines: list[str] = []
    if result.groups:
        lines += [*_groups(result.groups, _journeys(result), names), _proof(result), ""]
        lines += _rules(result.rules)
    if result.status is Status.INFEASIBLE:
        lines += _clash(result, names)
    if result.status is Status.UNKNOWN:
        lines.append(_("No groups were found in this time, and no proof that there are none."))
        lines.append(_("Give more --seconds, or leave out a rule."))
    if problem.minutes is None:
        lines.append(_("Travel minutes are an estimate from the distance; --matrix takes real ones."))
    return "\n".join(lines)


def clash_line(clash: Clash) -> str:
    """Return one clash as a sentence."""
    sentence = clash_sentence(clash)
    return _(sentence.message) % sentence.figures


def _names(roster: Roster) -> Mapping[str, str]:
    """Return id and name of each member, when the file has a column with names."""
    column = next((head for head in roster.table.headers if head.strip().lower() in _NAME_COLUMNS), None)
    if column is None or column == roster.id_column:
        return {member.id: member.id for member in roster.members}
    return {member.id: f"{member.id}  {member.attributes[column]}".rstrip() for member in roster.members}


def _journeys(result: Result) -> Mapping[str, float]:
    return {member.id: member.journey for member in result.members}


def _groups(
    groups: tuple[Group, ...], journeys: Mapping[str, float], names: Mapping[str, str]
) -> Iterator[str]:
    width = min(max(len(names[member]) for group in groups for member in group.members), 60)
    for place, group in enumerate(groups, start=1):
        head = {"group": place, "host": group.host, "minutes": number(group.minutes)}
        yield _("Group %(group)s · %(minutes)s minutes · meets at %(host)s") % head
        for member in group.members:
            minutes = number(journeys[member]) if member in journeys else ""
            yield f"  {names[member][:60]:<{width}}  {minutes:>4}".rstrip()
        yield ""


def _proof(result: Result) -> str:
    figures = {"value": number(result.value or 0), "groups": number(len(result.groups))}
    figures["total"] = number(result.total or result.value or 0)
    longest = result.objective is Objective.LONGEST
    if result.status is Status.OPTIMAL and longest:
        return (
            _(
                "%(groups)s groups; longest journey %(value)s minutes, all journeys %(total)s minutes. "
                "Proven: with these rules it cannot be less."
            )
            % figures
        )
    if result.status is Status.OPTIMAL:
        return (
            _("%(groups)s groups; %(value)s minutes. Proven: with these rules it cannot be less.") % figures
        )
    if not result.bound or result.gap is None:  # a bound of zero says nothing
        return _("%(groups)s groups; %(value)s minutes. How much better it could be is not known.") % figures
    figures |= {"bound": number(result.bound, 1), "gap": number(100 * result.gap, 2)}
    if longest:
        return (
            _(
                "%(groups)s groups; longest journey %(value)s minutes, all journeys %(total)s minutes. "
                "Proven: the longest journey cannot be less than %(bound)s (%(gap)s %%)."
            )
            % figures
        )
    return (
        _(
            "%(groups)s groups; %(value)s minutes. "
            "Proven: it cannot be less than %(bound)s, so at most %(gap)s %% is left."
        )
        % figures
    )


def _rules(rules: tuple[RuleReport, ...]) -> Iterator[str]:
    if not rules:
        return
    for rule in rules:
        sentence = rule_sentence(rule.rule, rule.column)
        figures = {
            "rule": _(sentence.message) % sentence.figures,
            "where": ", ".join(rule.binding[:_MOST_PAIRS]),
        }
        if not rule.met and rule.rule.startswith("wish_"):
            yield _("○ %(rule)s: not in every group") % figures
        elif not rule.met:
            yield _("✗ %(rule)s: not everywhere") % figures
        elif rule.binding:
            yield _("✓ %(rule)s: kept; it decides for %(where)s") % figures
        else:
            yield _("✓ %(rule)s: kept") % figures
    yield ""


def _clash(result: Result, names: Mapping[str, str]) -> Iterator[str]:
    yield _("No groups are possible: these rules cannot hold together.")
    for clash in result.clash:
        yield f"  · {clash_line(clash)}"
    yield ""
    if result.relaxation is not None:
        yield from _relaxation(result.relaxation, names)


def _relaxation(relaxation: Relaxation, names: Mapping[str, str]) -> Iterator[str]:
    figures = {"pairs": number(len(relaxation.broken)), "minutes": number(relaxation.value)}
    yield (
        ngettext(
            "The least bad way out breaks a rule for %(pairs)s pair; %(minutes)s minutes.",
            "The least bad way out breaks a rule for %(pairs)s pairs; %(minutes)s minutes.",
            len(relaxation.broken),
        )
        % figures
    )
    if relaxation.proven:
        yield _("Proven: with fewer broken pairs it is not possible.")
    for first, second in relaxation.broken[:_MOST_PAIRS]:
        yield f"  · {names[first]} – {names[second]}"
    if len(relaxation.broken) > _MOST_PAIRS:
        yield _("  · and %(count)s more") % {"count": number(len(relaxation.broken) - _MOST_PAIRS)}
    yield ""
    yield from _groups(relaxation.groups, {}, names)
