"""Pages about the register: a file in, a difference to look at, approved or discarded by who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from startlijn.base.organisations.models import RegistryImport, RegistrySite
from tests.engines.duo.files import SECOND, duo_file


@pytest.fixture
def worker(world):
    return world.browser(world.person("project_worker"))


def upload(browser, content, **fields):
    file = SimpleUploadedFile("vo.csv", content, content_type="text/csv")
    return browser.post("/register/add/", {"file": file, **fields})


def test_upload_shows_what_changes_and_writes_nothing_yet(worker):
    answer = upload(worker, duo_file({}, {**SECOND, "INTERNETADRES": "0528266192"}))
    page = worker.get(answer.url).content.decode()
    assert ("New (2)" in page, "is a phone number" in page, "Lijncollege" in page) == (True, True, True)
    assert RegistrySite.objects.count() == 0


def test_approved_import_is_written(worker):
    address = upload(worker, duo_file({}, SECOND)).url
    assert worker.post(f"{address}apply/").url == "/register/"
    assert RegistrySite.objects.count() == 2
    assert "2 sites and 1 boards" in worker.get("/register/").content.decode()


def test_difference_says_what_was_and_what_becomes(worker):
    worker.post(f"{upload(worker, duo_file({}, SECOND)).url}apply/")
    address = upload(worker, duo_file({"STRAATNAAM": "Puntpad"}, SECOND)).url
    page = worker.get(address).content.decode()
    assert "was Lijnpad 4-A" in page
    assert "becomes Puntpad 4-A" in page


def test_discarded_import_leaves_the_register_alone(worker):
    address = upload(worker, duo_file({})).url
    worker.post(f"{address}discard/")
    assert (RegistrySite.objects.count(), RegistryImport.objects.get().state) == (0, "discarded")
    assert "apply/" not in worker.get(address).content.decode()


def test_settled_import_cannot_be_written_again(worker):
    address = upload(worker, duo_file({})).url
    worker.post(f"{address}discard/")
    answer = worker.post(f"{address}apply/", follow=True)
    assert ("Nothing was written" in answer.content.decode(), RegistrySite.objects.count()) == (True, 0)


def test_same_file_again_says_that_nothing_changed(worker):
    worker.post(f"{upload(worker, duo_file({})).url}apply/")
    answer = upload(worker, duo_file({}))
    assert answer.url == "/register/"
    assert RegistryImport.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (duo_file({}, without=("POSTCODE",)), "Column “POSTCODE”: This column is missing."),
        (duo_file({}, SECOND)[:-80], "Row 3: The file stops halfway."),
        (b"\x89PNG\r\n", "This is not a table."),
        (b"PK\x03\x04nonsense", "This spreadsheet is damaged."),
        (duo_file({"INSTELLINGSCODE": "<b>"}), "“&lt;b&gt;” is not a BRIN."),
    ],
)
def test_upload_explains_what_is_wrong_and_keeps_nothing(worker, content, sentence):
    answer = upload(worker, content)
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert RegistryImport.objects.count() == 0


def test_upload_of_another_kind_than_chosen_is_explained(worker):
    answer = upload(worker, duo_file({}), kind="bo-sites")
    assert "This file holds something else" in answer.content.decode()


def test_upload_of_far_fewer_rows_needs_a_tick(worker):
    worker.post(f"{upload(worker, duo_file({}, SECOND)).url}apply/")
    assert "fewer rows than the register" in upload(worker, duo_file({})).content.decode()
    assert upload(worker, duo_file({}), allow_fewer="on").status_code == 302


def test_who_may_not_import_sees_nothing_of_it(world, worker):
    address = upload(worker, duo_file({})).url
    educator = world.browser(world.person("school_educator", "school", world.school.pk))
    for each in ("/register/", "/register/add/", address):
        assert educator.get(each).status_code == 404
    for verb in ("apply/", "discard/"):
        assert educator.post(f"{address}{verb}").status_code == 404
    assert RegistryImport.objects.get().state == "staged"


def test_writing_asks_for_a_post(worker):
    address = upload(worker, duo_file({})).url
    assert worker.get(f"{address}apply/").status_code == 405


@pytest.mark.parametrize("files", [1, 3])
def test_number_of_queries_of_the_list_does_not_depend_on_the_number_of_imports(
    worker, files, django_assert_max_num_queries
):
    for number in range(files):
        upload(worker, duo_file({"STRAATNAAM": f"Straat {number}"}))
    with django_assert_max_num_queries(10):
        assert worker.get("/register/").status_code == 200
