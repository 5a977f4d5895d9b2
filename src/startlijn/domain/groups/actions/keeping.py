"""Writing groups into a proposal: what a search found, or what somebody changed by hand."""

from collections.abc import Collection, Sequence

from startlijn.domain.groups.models import Proposal, ProposalPlace, SignUp
from startlijn.domain.groups.rules.report import kept_near, kept_report
from startlijn.engines.grouping import Evaluation, Result


def keep_groups(
    proposal: Proposal, answer: Result | Evaluation, sign_ups: Sequence[SignUp], pinned: Collection[str]
) -> None:
    """Replace the places of a proposal by the groups of an answer, and keep why. `pinned` are school ids."""
    by_school = {str(sign_up.school_id): sign_up.pk for sign_up in sign_ups}
    proposal.report = kept_report(answer)
    ProposalPlace.objects.filter(proposal=proposal).delete()
    ProposalPlace.objects.bulk_create(
        ProposalPlace(
            partnership_id=proposal.partnership_id,
            proposal=proposal,
            sign_up_id=by_school[member.id],
            group=member.group + 1,
            is_host=answer.groups[member.group].host == member.id,
            journey=member.journey,
            near=kept_near(member.nearest),
            pinned=member.id in pinned,
        )
        for member in answer.members
    )
