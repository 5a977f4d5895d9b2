"""Icons and the logo."""

import pytest

from startlijn.web.design.icons import icon, logo, shapes


def test_icon_beside_text_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icon("check")


def test_icon_alone_says_its_label_escaped():
    assert 'role="img" aria-label="&lt;x&gt;"' in icon("check", "<x>")


def test_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_every_icon_has_a_shape():
    assert [name for name, inner in shapes().items() if "<path" not in inner] == []


def test_logo_and_mark_say_the_name():
    assert [('aria-label="Startlijn"' in logo(mark)) for mark in (False, True)] == [True, True]
