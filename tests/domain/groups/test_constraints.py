"""What must be true is true in the database too: these rows are refused whatever the code does."""

import pytest
from django.db import IntegrityError, transaction

from startlijn.domain.groups.models import (
    Group,
    GroupMember,
    Proposal,
    ProposalPlace,
    Publication,
    Round,
    RoundRule,
    SignUp,
)
from startlijn.domain.groups.terms import RuleKind
from tests.conftest import AT


@pytest.fixture
def here(desk):
    """Inside the partnership, with groups published."""
    desk.four()
    desk.publish(desk.propose())
    with desk.world.here():
        yield desk


def refused(row) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def again(row, **changes):
    """A second row like this one, but for the changes."""
    from startlijn.base.seams import new_id

    row.pk, row._state.adding = new_id(), True
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def test_school_signs_up_once_per_round(here) -> None:
    refused(again(SignUp.objects.all()[0]))


def test_round_has_one_name_per_year(here) -> None:
    refused(again(Round.objects.get()))


@pytest.mark.parametrize(("smallest", "largest"), [(1, 4), (5, 4), (3, 13)])
def test_round_has_sizes_that_make_sense(here, smallest: int, largest: int) -> None:
    refused(again(Round.objects.get(), name="Other", smallest=smallest, largest=largest))


def test_round_does_not_search_too_long(here) -> None:
    refused(again(Round.objects.get(), name="Other", seconds=26))


def test_rule_stands_once_per_round(here) -> None:
    refused(again(RoundRule.objects.filter(school=None)[0]))


def test_pair_rule_has_two_schools_in_order(here) -> None:
    first, second = sorted(school.pk for school in here.schools[:2])
    like = {"partnership": here.world.partnership, "round": here.round}
    refused(RoundRule(**like, kind=RuleKind.APART, school_id=first))
    refused(RoundRule(**like, kind=RuleKind.APART, school_id=second, other_id=first))
    refused(RoundRule(**like, kind=RuleKind.APART, school_id=first, other_id=first))
    refused(RoundRule(**like, kind=RuleKind.SAME_SECTOR, school_id=first, other_id=second))
    RoundRule(**like, kind=RuleKind.APART, school_id=first, other_id=second).save()
    refused(RoundRule(**like, kind=RuleKind.TOGETHER, school_id=first, other_id=second))


def test_proposal_numbers_are_unique(here) -> None:
    refused(again(Proposal.objects.get()))


def test_round_computes_one_proposal_at_a_time(here) -> None:
    again(Proposal.objects.get(), number=2, state="running").save(force_insert=True)
    refused(again(Proposal.objects.get(number=1), number=3, state="queued"))


def test_school_has_one_place_in_a_proposal(here) -> None:
    refused(again(ProposalPlace.objects.all()[0], is_host=False))


def test_group_of_a_proposal_has_one_host(here) -> None:
    host = ProposalPlace.objects.filter(is_host=True)[0]
    guest = ProposalPlace.objects.filter(is_host=False, group=host.group)[0]
    guest.is_host = True
    with pytest.raises(IntegrityError), transaction.atomic():
        guest.save()


def test_round_has_one_live_publication(here) -> None:
    refused(again(Publication.objects.get()))


def test_undone_publication_has_a_reason(here) -> None:
    refused(again(Publication.objects.get(), undone_at=AT, reason=""))
    refused(again(Publication.objects.get(), undone_at=None, reason="No reason to have one"))


def test_school_is_in_one_group_per_publication(here) -> None:
    member = GroupMember.objects.all()[0]
    other = Group.objects.exclude(pk=member.group_id)[0]
    refused(again(member, group=other))


def test_group_numbers_are_unique(here) -> None:
    refused(again(Group.objects.all()[0]))
