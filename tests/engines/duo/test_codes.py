import pytest

from startlijn.engines.duo.codes import (
    board_number_of,
    brin_of,
    house_number_key,
    postcode_of,
    site_code_of,
    website_of,
)
from startlijn.engines.duo.terms import Trouble


@pytest.mark.parametrize(
    ("text", "brin"), [("00AH", "00AH"), (" 02eb ", "02EB"), ("0AH", "00AH"), ("AH", "00AH"), ("2EB", "02EB")]
)
def test_brin_of_gives_lost_zeros_back(text, brin):
    assert brin_of(text) == brin


@pytest.mark.parametrize("text", ["", "1234", "ABCD", "00AH0", "0²AB"])
def test_brin_of_knows_what_is_no_brin(text):
    assert brin_of(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("02EB04", "02EB04"), ("2EB04", "02EB04"), ("04", "02EB04"), ("4", "02EB04"), ("0", "02EB00")],
)
def test_site_code_of_takes_six_or_two_characters(text, code):
    assert site_code_of(text, "02EB") == code


@pytest.mark.parametrize("text", ["", "123", "02EBXX", "02EB004"])
def test_site_code_of_knows_what_is_no_site(text):
    assert site_code_of(text, "02EB") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("41391", "41391"), ("123", "00123"), ("100B349", "100B349"), ("x", None), ("", None)],
)
def test_board_number_of_takes_both_code_spaces(text, number):
    assert (board_number_of(text) if text else None) == number


@pytest.mark.parametrize(
    ("text", "postcode"),
    [("9405 GM", "9405GM"), ("9405gm", "9405GM"), ("0405 GM", None), ("9405", None), ("B-1000", None)],
)
def test_postcode_of_has_one_spelling(text, postcode):
    assert postcode_of(text) == postcode


def test_house_number_key_compares_spellings_but_not_different_numbers():
    assert house_number_key("13-C") == house_number_key("13 c") == house_number_key("13C")
    assert house_number_key("1-3") != house_number_key("13")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.school.example", "https://www.school.example"),
        ("http://WWW.School.example/mavo/", "http://www.school.example/mavo/"),
        ("school.example/a?b=1", "https://school.example/a?b=1"),
        ("www.school.example.", "https://www.school.example"),
        ("", ""),
    ],
)
def test_website_of_gives_an_address_with_its_scheme(text, address):
    assert website_of(text) == (address, None)


@pytest.mark.parametrize("text", ["0528266192", "+31 528 266192", "(0528) 266-192"])
def test_website_of_recognises_a_phone_number(text):
    assert website_of(text) == ("", Trouble.PHONE_AS_WEBSITE)


@pytest.mark.parametrize(
    "text",
    [
        "www.school,example/x",
        "javascript:alert(1)",
        "ftp://school.example",
        "info@school.example",
        "https://user@school.example",
        "school",
        "https://[::1",
        "www.school.example/<script>",
    ],
)
def test_website_of_refuses_what_is_no_web_address(text):
    assert website_of(text) == ("", Trouble.BAD_WEBSITE)
