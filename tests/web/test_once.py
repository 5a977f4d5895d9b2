"""Sending a form twice is harmless."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.template import Context, Template
from django.urls import path

from startlijn.base.access.terms import Permission, Role
from startlijn.base.organisations.actions import create_sub_region
from startlijn.base.organisations.models import SubRegion
from startlijn.base.post.models import IdempotencyKey
from startlijn.base.tenancy import VersionConflictError, everywhere
from startlijn.config.urls import urlpatterns as own_addresses
from startlijn.web.doors import door
from startlijn.web.once import FIELD
from tests.conftest import AT
from tests.house_rules.sources import SRC

# Forms that change nothing but a cookie or the session: sending them twice is harmless already.
NEEDS_NO_TOKEN = {"cotton/theme_switch.html", "cotton/language_switch.html", "cotton/user_menu.html"}


def _add(request):
    return create_sub_region(by=request.actor, at=AT, name=request.POST.get("name", "?"))


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def add(request):
    if not request.POST.get("name"):
        return HttpResponse("a name is missing", status=int(request.POST.get("status", "422")))
    row = _add(request)
    if request.POST.get("fail"):
        raise RuntimeError("after the write")
    if request.POST.get("conflict"):
        raise VersionConflictError(row)
    if request.POST.get("page"):
        return HttpResponse(f"made {row.pk}")
    return HttpResponseRedirect(f"/made/{row.pk}/")


urlpatterns = [path("add/", add), *own_addresses]
handler500 = "startlijn.web.errors.server_error"
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor(world):
    return world.browser(world.person(Role.COORDINATOR))


@pytest.fixture
def token():
    return uuid4().hex


def names() -> list[str]:
    with everywhere("test"):
        return sorted(SubRegion.objects.exclude(name="Den Bosch").values_list("name", flat=True))


def keys() -> int:
    with everywhere("test"):
        return IdempotencyKey.objects.count()


def test_form_sent_twice_leads_to_the_same_place_and_writes_once(visitor, token):
    answers = [visitor.post("/add/", {"name": "Veghel", FIELD: token}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert len({answer["Location"] for answer in answers}) == 1
    assert names() == ["Veghel"]


def test_two_forms_write_twice(visitor, token):
    visitor.post("/add/", {"name": "Veghel", FIELD: token})
    visitor.post("/add/", {"name": "Tilburg", FIELD: f"{token}2"})
    assert names() == ["Tilburg", "Veghel"]


def test_form_with_a_new_form_check_is_still_the_same(visitor, token):
    for check in "ab":
        answer = visitor.post("/add/", {"name": "Veghel", "csrfmiddlewaretoken": check, FIELD: token})
    assert (answer.status_code, names()) == (302, ["Veghel"])


def test_used_form_with_other_contents_is_refused_with_an_explanation(visitor, token):
    visitor.post("/add/", {"name": "Veghel", FIELD: token})
    answer = visitor.post("/add/", {"name": "Tilburg", FIELD: token})
    assert (answer.status_code, names()) == (422, ["Veghel"])
    assert "with other contents" in answer.content.decode()


@pytest.mark.parametrize("status", [200, 422])
def test_form_with_mistakes_is_not_used_up(visitor, token, status):
    assert visitor.post("/add/", {"status": status, FIELD: token}).status_code == status
    assert keys() == 0
    assert visitor.post("/add/", {"name": "Veghel", FIELD: token}).status_code == 302


def test_failure_after_the_write_leaves_nothing(visitor, token):
    visitor.raise_request_exception = False
    answer = visitor.post("/add/", {"name": "Veghel", "fail": 1, FIELD: token})
    assert (answer.status_code, names(), keys()) == (500, [], 0)


def test_conflict_leaves_nothing_and_shows_both_texts(visitor, token):
    answer = visitor.post("/add/", {"name": "Veghel", "conflict": 1, FIELD: token})
    assert (answer.status_code, names(), keys()) == (409, [], 0)


def test_page_that_answers_by_itself_is_not_kept_but_not_done_again_either(visitor, token):
    first = visitor.post("/add/", {"name": "Veghel", "page": 1, FIELD: token})
    again = visitor.post("/add/", {"name": "Veghel", "page": 1, FIELD: token})
    assert first.content.startswith(b"made")
    assert "Nothing was written twice" in again.content.decode()
    assert names() == ["Veghel"]


def test_fragment_is_repeated_as_it_was(visitor, token):
    sent = [
        visitor.post("/add/", {"name": "Veghel", "page": 1, FIELD: token}, headers={"HX-Request": "true"})
        for _ in range(2)
    ]
    assert sent[0].content == sent[1].content
    assert names() == ["Veghel"]


def test_token_of_somebody_else_is_another_token(world, visitor, token):
    visitor.post("/add/", {"name": "Veghel", FIELD: token})
    other = world.browser(world.person(Role.COORDINATOR))
    assert other.post("/add/", {"name": "Tilburg", FIELD: token}).status_code == 302


def test_file_with_other_contents_is_another_request(visitor, token):
    codes = []
    for contents in (b"a", b"a", b"b"):
        file = SimpleUploadedFile("schools.csv", contents)
        codes.append(visitor.post("/add/", {"name": "Veghel", "file": file, FIELD: token}).status_code)
    assert (codes, names()) == ([302, 302, 422], ["Veghel"])


def test_form_without_token_is_answered_each_time(visitor):
    for _ in range(2):
        visitor.post("/add/", {"name": uuid4().hex})
    assert len(names()) == 2


def test_each_form_gets_its_own_token():
    shown = Template("{% form_token %}{% form_token %}").render(Context())
    tokens = re.findall(rf'<input type="hidden" name="{FIELD}" value="([\w-]{{43}})">', shown)
    assert len(set(tokens)) == 2


def posting_without_token(name: str, text: str) -> list[str]:
    forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL | re.IGNORECASE)
    return [name for form in forms if "{% form_token %}" not in form and name not in NEEDS_NO_TOKEN]


def test_every_form_that_posts_has_a_token():
    folder = SRC / "web" / "templates"
    templates = sorted(folder.rglob("*.html"))
    texts = [(file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")) for file in templates]
    assert [fault for name, text in texts for fault in posting_without_token(name, text)] == []


def test_form_without_token_is_noticed():
    bare = '<form class="x" method="post">{% csrf_token %}</form>'
    assert posting_without_token("people/add.html", bare) == ["people/add.html"]
