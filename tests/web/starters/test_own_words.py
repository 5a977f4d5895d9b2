"""What starters wrote beside a record about them stands there for whoever reads it."""

from django.urls import reverse

from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy import actions
from startlijn.domain.guidance.models import Employment
from tests.conftest import AT


def test_own_words_stand_on_the_page_of_the_starter(desk):
    made = desk.register()
    with desk.world.here():
        work = Employment.objects.get(trajectory=made.pk)
    own = actor_of_person(made.person_id, partnership_id=desk.world.partnership.pk, at=AT)
    words = "I began in September."
    actions.state(by=own, at=AT, label="domain.Employment", object_id=work.pk, text=words)
    page = desk.browser(desk.educator).get(reverse("starters:starter", args=[made.pk]))
    assert (words in page.content.decode(), f"In the words of {own.name}" in page.content.decode()) == (
        True,
        True,
    )
