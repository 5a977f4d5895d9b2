import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.files.terms import Upload
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.knowledge import actions
from startlijn.domain.knowledge.models import Product
from startlijn.domain.knowledge.queries import base, own
from startlijn.domain.knowledge.terms import (
    AlreadyPublishedError,
    Draft,
    FoundPersonalError,
    NotConfirmedError,
    OwnProductError,
    Part,
    PersonalKind,
)
from tests.engines.media import samples

LETTER = "Vragen? Mail s.dewit@school.nl"
WORD = b"<d><p>Bel 06-12345678</p></d>"


def mend(team, row, text="Vragen? Vraag het de coach."):
    return team.do(
        actions.new_version, product_id=row.pk, expected_version=1, draft=Draft("Eerste weken", text)
    )


def test_published_product_is_for_everybody_in_the_partnership(team):
    found = team.publish()
    shown = team.ask(base.published_page, found.pk, by=team.stranger)
    assert (shown.line.title, shown.text, shown.is_own) == (
        "Eerste weken",
        "Zo begeleiden wij starters.",
        False,
    )


def test_nothing_is_published_without_somebody_who_looked(team):
    with pytest.raises(NotConfirmedError):
        team.publish(confirmed=False)


def test_places_that_look_personal_hold_publishing(team):
    row = team.begin(text=LETTER)
    _page, checked = team.ask(own.check_page, row.pk)
    assert [(place.kind, place.part, place.found) for place in checked.findings] == [
        (PersonalKind.EMAIL, Part.TEXT, "s.dewit@school.nl")
    ]
    with pytest.raises(FoundPersonalError):
        team.publish(row)
    mend(team, row)
    assert team.publish(row).found == 0


def test_somebody_can_say_that_a_place_may_stay(team):
    row = team.begin(text="Naar een idee van Sanne")
    assert team.publish(row, found_may_stay=True).found == 1


def test_check_looks_inside_a_document(team):
    document = samples.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": WORD})
    row = team.begin(upload=Upload("plan.docx", document))
    _page, checked = team.ask(own.check_page, row.pk)
    assert [(place.kind, place.part) for place in checked.findings] == [(PersonalKind.PHONE, Part.FILE)]
    assert checked.unread is False


def test_check_says_which_file_it_cannot_read(team):
    row = team.begin(upload=Upload("plan.pdf", samples.PDF))
    _page, checked = team.ask(own.check_page, row.pk)
    assert (checked.findings, checked.unread) == ((), True)


def test_what_was_looked_at_must_be_the_newest(team):
    row = team.begin()
    mend(team, row)
    with pytest.raises(VersionConflictError):
        team.publish(row, expected_version=1)


def test_same_version_is_published_once(team):
    row = team.begin()
    team.publish(row)
    with pytest.raises(AlreadyPublishedError):
        team.publish(row)


def test_new_version_takes_the_place_of_the_earlier_one(team):
    row = team.begin()
    first = team.publish(row)
    team.do(actions.new_version, product_id=row.pk, expected_version=2, draft=Draft("Nieuw", "Meer"))
    assert team.find() == ["Eerste weken"]
    team.publish(row)
    assert team.find() == ["Nieuw"]
    with pytest.raises(NotVisibleError):
        team.ask(base.published_page, first.pk, by=team.stranger)


def test_what_is_taken_back_is_gone_for_others(team):
    found = team.publish(team.begin())
    team.do(actions.take_back_product, product_id=found.product_id, reason="Nog niet af")
    team.do(actions.take_back_product, product_id=found.product_id)
    assert team.find() == []
    with pytest.raises(NotVisibleError):
        team.ask(base.published_page, found.pk, by=team.stranger)
    assert team.ask(own.product_page, found.product_id).published_id is None


def test_only_makers_publish_and_take_back(team):
    found = team.publish()
    for verb, given in (
        (actions.publish_product, {"expected_version": 2, "confirmed": True}),
        (actions.take_back_product, {}),
    ):
        with pytest.raises(NotVisibleError):
            team.do(verb, by=team.stranger, product_id=found.product_id, **given)


def test_other_partnership_sees_nothing(team, another_world):
    found = team.publish()
    there = another_world.actor("coordinator")
    with another_world.here():
        assert list(base.looked_for(there, base.Wanted())[0]) == []
        with pytest.raises(NotVisibleError):
            base.published_page(there, found.pk)


def test_another_school_takes_it_along_with_its_source(team):
    found = team.publish(team.begin(upload=Upload("plan.pdf", samples.PDF)))
    made = team.do(
        actions.take_along, by=team.stranger, published_id=found.pk, school_id=team.other_school.pk
    )
    page = team.ask(own.product_page, made.pk, by=team.stranger)
    assert (page.title, page.latest.text, page.source_words) == (
        "Eerste weken",
        "Zo begeleiden wij starters.",
        "Eerste weken, De Regenboog",
    )
    assert page.latest.file is not None
    assert team.ask(own.product_page, found.product_id).taken_along == 1


def test_copy_stays_when_the_source_goes(team):
    found = team.publish()
    made = team.do(
        actions.take_along, by=team.stranger, published_id=found.pk, school_id=team.other_school.pk
    )
    team.do(actions.take_back_product, product_id=found.product_id)
    team.do(actions.remove_product, product_id=found.product_id)
    with team.world.here():
        left = Product.objects.get(pk=made.pk)
    assert (left.source_id, left.source_words) == (None, "Eerste weken, De Regenboog")


def test_thanks_count_once_and_name_the_school(team):
    found = team.publish()
    for _ in range(2):
        team.do(actions.thank, by=team.stranger, published_id=found.pk)
    assert team.ask(own.product_page, found.product_id).thanks == ("De Wilg",)


@pytest.mark.parametrize("verb", ["thank", "take_along"])
def test_own_work_is_not_thanked_or_copied(team, verb):
    found = team.publish()
    given = {"school_id": team.world.school.pk} if verb == "take_along" else {}
    with pytest.raises(OwnProductError):
        team.do(getattr(actions, verb), published_id=found.pk, **given)
