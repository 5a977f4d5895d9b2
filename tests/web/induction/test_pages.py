"""The pages of programmes: what each person sees, and what a click does."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.domain.induction import actions
from startlijn.domain.induction.models import BoardPolicy, InductionProgramme, ProgrammeVersion
from startlijn.domain.induction.queries import element_from, elements_of
from startlijn.domain.induction.terms import Funding, StarterType, VersionStage
from tests.domain.induction.conftest import DAY, Office, new


def text(answer) -> str:
    return answer.content.decode()


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def rows(office, version):
    with office.world.here():
        return [element_from(row) for row in elements_of(version.pk)]


def newest(office) -> ProgrammeVersion:
    with office.world.here():
        return ProgrammeVersion.objects.order_by("-number")[0]


def form_of(browser, url: str) -> dict:
    """What the form on a page would send."""
    form = browser.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value is not None and value is not False
    }


@pytest.fixture
def draft(office):
    version = office.start()
    office.add(version, new("Talk"), new("Visit"), new("Later", year=2))
    return version


def test_empty_list_leads_to_a_template(designer) -> None:
    page = text(designer.get("/programmes/"))
    assert ("No programme yet" in page, page.count('href="/programmes/start/"')) == (True, 2)


def test_empty_list_of_a_reader_leads_nowhere(reader) -> None:
    page = text(reader.get("/programmes/"))
    assert ("No programme yet" in page, "/programmes/start/" in page) == (True, False)


def test_programme_starts_in_two_clicks(designer, office) -> None:
    page = designer.get("/programmes/start/")
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert given["template"] == "po.2026-1"
    answer = designer.post("/programmes/start/", given, follow=True)
    made = newest(office)
    assert answer.redirect_chain[-1][0] == f"/programmes/version/{made.pk}/"
    assert (made.template, len(rows(office, made)), answer.context["page"].programme.title) == (
        "po.2026-1",
        38,
        "Induction programme of De Regenboog",
    )


def test_start_offers_what_fits_the_sector_first(office) -> None:
    college = office.world.add_school("Het College", sector="vo")
    browser = office.world.browser(office.world.person("school_leader", "school", college.pk))
    form = browser.get("/programmes/start/").context["form"]
    assert (form["template"].value(), form["sector"].value()) == ("vo.2026-1", "vo")


def test_start_from_nothing_is_possible(designer, office) -> None:
    form = designer.get("/programmes/start/").context["form"]
    given = {"place": form["place"].value(), "template": "", "title": "Ours"}
    designer.post("/programmes/start/", given)
    assert (newest(office).template, rows(office, newest(office))) == ("", [])


def test_start_keeps_what_was_typed(designer) -> None:
    form = designer.get("/programmes/start/").context["form"]
    answer = designer.post(
        "/programmes/start/", {"place": form["place"].value(), "template": "gone", "title": "Our own name"}
    )
    assert (answer.status_code, "Our own name" in text(answer)) == (200, True)


def test_start_says_when_everything_has_a_programme(designer, draft) -> None:
    answer = designer.get("/programmes/start/", follow=True)
    assert said(answer) == ["Every school of yours has a programme. Make a new version of it."]


def test_template_of_the_partnership_is_started_by_the_coordinator(office) -> None:
    browser = office.world.browser(office.world.person("coordinator"))
    form = browser.get("/programmes/start/").context["form"]
    browser.post(
        "/programmes/start/", {"place": form["place"].value(), "sector": "po", "template": "po.2026-1"}
    )
    with office.world.here():
        made = InductionProgramme.objects.get()
    assert (made.template_of_id, made.title) == (office.world.partnership.pk, "Template of Partnership zuid")


PAGES = [
    "version/{version}/",
    "version/{version}/compare/",
    "version/{version}/money/",
    "version/{version}/elements.xlsx",
    "version/{version}/booklet.pdf",
    "version/{version}/policy.pdf",
]
DESIGN = [
    "start/",
    "{programme}/edit/",
    "{programme}/new-version/",
    "version/{version}/edit/",
    "version/{version}/stage/",
    "version/{version}/hours/",
    "version/{version}/add/",
    "version/{version}/file/",
    "element/{element}/",
    "element/{element}/remove/",
]


def addresses(office, version, pages) -> list[str]:
    given = {
        "version": version.pk,
        "programme": version.programme_id,
        "element": rows(office, version)[0].id,
    }
    return ["/programmes/" + page.format(**given) for page in pages]


def test_designer_opens_every_page(designer, office, draft) -> None:
    found = addresses(office, draft, [*PAGES, *DESIGN[1:], "{programme}/"])
    assert {url: designer.get(url).status_code for url in found} == dict.fromkeys(found, 200)


def test_reader_finds_no_draft(reader, office, draft) -> None:
    found = addresses(office, draft, [*PAGES, *DESIGN, "{programme}/"])
    assert {url: reader.get(url).status_code for url in found} == dict.fromkeys(found, 404)


def test_reader_reads_what_holds_and_changes_nothing(reader, office, draft) -> None:
    office.publish(draft)
    readable = addresses(office, draft, [*PAGES, "{programme}/"])
    closed = addresses(office, draft, DESIGN)
    assert {url: reader.get(url).status_code for url in readable} == dict.fromkeys(readable, 200)
    assert {url: reader.get(url).status_code for url in closed} == dict.fromkeys(closed, 404)
    page = text(reader.get(readable[0]))
    assert ("Add an element" in page, "Next step" in page, "Talk" in page) == (False, False, True)


def test_stranger_finds_nothing(office, draft, another_world) -> None:
    office.publish(draft)
    stranger = another_world.browser(another_world.person("coordinator"))
    found = addresses(office, draft, [*PAGES, *DESIGN[1:], "{programme}/"])
    assert {url: stranger.get(url).status_code for url in found} == dict.fromkeys(found, 404)


def test_auditor_and_staff_council_read_what_holds(office, draft) -> None:
    office.publish(draft)
    for role in ("auditor", "staff_council_member"):
        browser = office.world.browser(office.world.person(role, "school", office.world.school.pk))
        assert browser.get(f"/programmes/version/{draft.pk}/").status_code == 200


def test_version_shows_years_hours_and_checks(designer, office) -> None:
    version = office.start("po.2026-1")
    page = text(designer.get(f"/programmes/version/{version.pk}/"))
    assert page.count('id="element-') == 38
    assert [f'id="year-{year}"' in page for year in (1, 2, 3)] == [True, True, True]
    assert page.count("5 of 5 in order") >= 1
    assert "The board has not yet written down its own policy." in page


def test_element_is_added_where_it_was_asked(designer, office, draft) -> None:
    url = f"/programmes/version/{draft.pk}/add/?year=3"
    given = form_of(designer, url)
    assert given["year"] == 3
    answer = designer.post(
        url, given | {"title_nl": "Feest", "starter_hours": "1.5", "criteria": ["enculturation"]}
    )
    (row,) = [each for each in rows(office, draft) if each.title_nl == "Feest"]
    assert answer["Location"] == f"/programmes/version/{draft.pk}/#element-{row.id}"
    assert (row.year, row.starter_hours, row.criteria) == (3, Decimal("1.5"), ("enculturation",))


def test_element_that_cannot_be_is_said_beside_its_field(designer, office, draft) -> None:
    url = f"/programmes/version/{draft.pk}/add/"
    given = form_of(designer, url)
    wrong = {"title_nl": "Feest", "starter_hours": "1", "second_owner": "coach", "title_en": "Party"}
    answer = designer.post(url, given | wrong)
    assert answer.context["form"].errors["second_owner"] == ["Choose first who sees to it."]
    assert ("Party" in text(answer), len(rows(office, draft))) == (True, 3)


def test_element_is_changed(designer, office, draft) -> None:
    row = rows(office, draft)[0]
    url = f"/programmes/element/{row.id}/"
    designer.post(url, form_of(designer, url) | {"title_nl": "Gesprek", "times": 6})
    found = rows(office, draft)[0]
    assert (found.title_nl, found.times, found.criteria, found.fixed_coach) == (
        "Gesprek",
        6,
        row.criteria,
        row.fixed_coach,
    )


def test_element_that_somebody_else_changed_shows_both(designer, office, draft) -> None:
    row = rows(office, draft)[0]
    url = f"/programmes/element/{row.id}/"
    given = form_of(designer, url)
    office.do(actions.change_element, element_id=row.id, expected_version=1, element=new("Theirs"))
    answer = designer.post(url, given | {"title_nl": "Mine"})
    assert (answer.status_code, "Theirs" in text(answer), "Mine" in text(answer)) == (409, True, True)


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ({"do": "down"}, [(1, "Visit"), (1, "Talk"), (2, "Later")]),
        ({"do": "up"}, [(1, "Talk"), (1, "Visit"), (2, "Later")]),
        ({"do": "copy"}, [(1, "Talk"), (1, "Visit"), (1, "Talk"), (2, "Later")]),
        ({"do": "move", "year": "2", "version": "1"}, [(1, "Visit"), (2, "Later"), (2, "Talk")]),
        ({"do": "move", "year": "7", "version": "1"}, [(1, "Talk"), (1, "Visit"), (2, "Later")]),
        ({"do": "nonsense"}, [(1, "Talk"), (1, "Visit"), (2, "Later")]),
    ],
)
def test_buttons_arrange_elements(designer, office, draft, do, order) -> None:
    designer.post(f"/programmes/element/{rows(office, draft)[0].id}/arrange/", do)
    assert [(each.year, each.title_nl) for each in rows(office, draft)] == order


def test_element_is_taken_out_after_asking(designer, office, draft) -> None:
    row = rows(office, draft)[0]
    url = f"/programmes/element/{row.id}/remove/"
    assert "Take “Talk” out?" in text(designer.get(url))
    answer = designer.post(url, follow=True)
    assert (said(answer), [each.title_nl for each in rows(office, draft)]) == (
        ["Talk is taken out."],
        ["Visit", "Later"],
    )


def test_all_hours_are_set_in_one_form(designer, office, draft) -> None:
    url = f"/programmes/version/{draft.pk}/hours/"
    given = form_of(designer, url)
    first = rows(office, draft)[0]
    designer.post(url, given | {f"starter-{first.id}": "7.25"})
    assert [each.starter_hours for each in rows(office, draft)] == [Decimal("7.25"), Decimal(4), Decimal(4)]
    answer = designer.post(url, given | {f"coach-{first.id}": "-1"})
    assert ("Talk, coach" in text(answer), rows(office, draft)[0].coach_hours) == (True, Decimal(4))


def test_texts_are_changed(designer, office, draft) -> None:
    url = f"/programmes/version/{draft.pk}/edit/"
    designer.post(url, form_of(designer, url) | {"introduction_nl": "Welkom", "hours_available": 10})
    found = newest(office)
    assert (found.introduction_nl, found.hours_available) == ("Welkom", 10)


def test_version_goes_its_way_by_clicking(designer, office, draft) -> None:
    url = f"/programmes/version/{draft.pk}/stage/"
    designer.post(url, {"to": "consult", "on": "2026-11-02"})
    assert newest(office).stage == VersionStage.CONSULTATION
    designer.post(url, {"to": "consent", "on": "2026-11-20"})
    assert newest(office).consent_on == date(2026, 11, 20)
    year = designer.get(url).context["shown"][1]["form"]["from_year"].value()
    answer = designer.post(url, {"to": "in_force", "from_year": year}, follow=True)
    assert said(answer) == ["This version holds from that school year on."]
    assert (newest(office).stage, newest(office).in_force_from) == (VersionStage.IN_FORCE, year)


def test_step_that_does_not_fit_the_stage_does_nothing(designer, office, draft) -> None:
    answer = designer.post(f"/programmes/version/{draft.pk}/stage/", {"to": "in_force", "from_year": "2026"})
    assert (answer.status_code, newest(office).stage) == (200, VersionStage.DRAFT)


def test_wrong_date_is_said_and_nothing_happens(designer, office, draft) -> None:
    answer = designer.post(f"/programmes/version/{draft.pk}/stage/", {"to": "consult", "on": "soon"})
    assert ("error-summary" in text(answer), newest(office).stage) == (True, VersionStage.DRAFT)


def test_refused_step_says_why(designer, office) -> None:
    version = office.start()
    answer = designer.post(f"/programmes/version/{version.pk}/stage/", {"to": "consult", "on": "2026-11-02"})
    assert "This version is still empty. Add elements first." in text(answer)


def test_draft_can_be_thrown_away(designer, office, draft) -> None:
    answer = designer.post(f"/programmes/version/{draft.pk}/stage/", {"to": "discard"}, follow=True)
    assert (answer.redirect_chain[-1][0], said(answer)) == ("/programmes/", ["The draft is thrown away."])


def test_new_version_and_what_changed_in_it(designer, office, draft) -> None:
    office.publish(draft)
    designer.post(f"/programmes/{draft.programme_id}/new-version/", {"changes": "Fewer talks"})
    made = newest(office)
    office.do(actions.remove_element, element_id=rows(office, made)[0].id, expected_version=1)
    page = text(designer.get(f"/programmes/version/{made.pk}/compare/"))
    assert ("version 2 beside version 1" in page, "0 new, 1 gone, 0 changed, 2 the same." in page) == (
        True,
        True,
    )


def test_second_draft_is_refused_in_words(designer, draft) -> None:
    answer = designer.post(f"/programmes/{draft.programme_id}/new-version/", {"changes": ""})
    assert "There is already a draft: version 1. Go on with that one." in text(answer)


@pytest.mark.parametrize("other", ["nonsense", "00000000-0000-0000-0000-000000000000", "template"])
def test_comparison_with_what_is_not_there_is_not_found(designer, draft, other) -> None:
    assert designer.get(f"/programmes/version/{draft.pk}/compare/?with={other}").status_code == 404


def test_money_that_stops_is_shown_by_day(designer, office) -> None:
    version = office.start()
    office.add(version, new("Paid"), new("Day", funding=Funding.SUBSIDY, funding_ends_on=date(2027, 7, 31)))
    url = f"/programmes/version/{version.pk}/money/"
    assert "On 31 July 2027 everything is still paid for." in text(designer.get(f"{url}?on=2027-07-31"))
    page = text(designer.get(f"{url}?on=2027-08-01"))
    assert "On 1 August 2027 4 hours for a starter and 4 hours for the coach have no money" in page
    assert designer.get(f"{url}?on=nonsense").status_code == 200


def test_board_reads_and_writes_its_policy(office) -> None:
    board = office.world.board
    browser = office.world.browser(office.world.person("board_executive", "board", board.pk))
    url = f"/programmes/boards/{board.pk}/edit/"
    assert browser.get(url).status_code == 200
    given = {
        "approach": "Together",
        "formulated_on": "2026-03-01",
        "implemented_on": "",
        "sustainability": "",
        "expected_version": "0",
        "starter-substitute-1": "40",
        "coach-substitute-1": "",
    }
    browser.post(url, given)
    page = text(browser.get(f"/programmes/boards/{board.pk}/"))
    assert ("Together" in page, "formulated on 1 March 2026" in page, "40 and 0" in page) == (
        True,
        True,
        True,
    )
    with office.world.here():
        (hours,) = BoardPolicy.objects.get().intensities.all()
    assert (hours.starter_type, hours.year, hours.starter_hours) == (StarterType.SUBSTITUTE, 1, 40)


def test_backwards_policy_keeps_what_was_typed(office) -> None:
    board = office.world.board
    browser = office.world.browser(office.world.person("hr_advisor", "board", board.pk))
    given = {
        "approach": "Long text",
        "formulated_on": "2026-03-01",
        "implemented_on": "2026-02-01",
        "expected_version": "0",
        "starter-returner-2": "7",
    }
    page = text(browser.post(f"/programmes/boards/{board.pk}/edit/", given))
    assert "A policy is put into practice on or after the day it was formulated." in page
    assert ("Long text" in page, 'value="7"' in page) == (True, True)


def test_school_reads_the_policy_of_its_board_and_does_not_write_it(designer, office) -> None:
    url = f"/programmes/boards/{office.world.board.pk}/"
    assert (designer.get(url).status_code, designer.get(f"{url}edit/").status_code) == (200, 404)
    other = office.world.add_board("Elsewhere")
    assert designer.get(f"/programmes/boards/{other.pk}/").status_code == 404
    assert "Elsewhere" not in text(designer.get("/programmes/boards/"))


def test_list_is_filtered_and_says_when_nothing_is_found(designer, draft) -> None:
    assert "Our programme" in text(designer.get("/programmes/?q=regenboog&stage=draft"))
    assert "Nothing found" in text(designer.get("/programmes/?q=nowhere"))
    assert "Nothing found" in text(designer.get("/programmes/?stage=retired"))


def test_list_goes_on_after_a_page(office) -> None:
    for number in range(26):
        school = office.world.add_school(f"School {number:02}")
        version = office.do(
            actions.start_programme,
            office.world.operator,
            school_id=school.pk,
            sector="po",
            title=f"P {number:02}",
        )
        office.do(actions.add_element, office.world.operator, version_id=version.pk, element=new())
        office.do(actions.send_for_consultation, office.world.operator, version_id=version.pk, on=DAY)
    browser = office.world.browser(office.world.person("coordinator"))
    first, second = (text(browser.get(f"/programmes/?page={page}")) for page in (1, 2))
    assert ("P 00" in first, "P 25" in first, "P 25" in second) == (True, False, True)


def grown(world, size: int) -> tuple[Office, list[str]]:
    """A board with `size` schools that have programmes, and the pages of one with `size` elements a year."""
    office = Office(world)
    for number in range(size):
        school = world.add_school(f"School {number}")
        given = {"school_id": school.pk, "sector": "po", "title": f"P {number}"}
        office.publish_as(world.operator, office.do(actions.start_programme, world.operator, **given))
    version = office.start()
    office.add(version, *(new(f"E {n}", year=year) for n in range(size) for year in (1, 2, 3)))
    office.publish(version)
    draft = office.do(actions.new_version, programme_id=version.programme_id)
    decided = actions.Decided(intensities={(kind, 1): (4, 2) for kind in StarterType})
    board = world.board.pk
    office.do(actions.save_policy, world.operator, board_id=board, expected_version=0, decided=decided)
    pages = [*addresses(office, version, [*PAGES, "{programme}/"]), *addresses(office, draft, DESIGN[1:])]
    return office, ["/programmes/", "/programmes/boards/", f"/programmes/boards/{board}/", *pages]


def counted(office: Office, pages: list[str]) -> list[list[int | None]]:
    """How often each page asks the database, for three people; None where it is not for them."""
    world = office.world
    people = [
        office.person,
        world.person("board_executive", "board", world.board.pk),
        world.person("coordinator"),
    ]
    found = []
    for person in people:
        browser = world.browser(person)
        browser.get("/programmes/")
        counts: list[int | None] = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                status = browser.get(page).status_code
            counts.append(len(queries) if status == 200 else None)
        found.append(counts)
    return found


def test_pages_ask_as_often_for_many_rows_as_for_few(world, another_world) -> None:
    few, many = counted(*grown(world, 3)), counted(*grown(another_world, 12))
    assert many == few
    assert max(count for person in many for count in person if count is not None) <= 15
    assert [sum(count is not None for count in person) for person in many] == [19, 10, 10]
