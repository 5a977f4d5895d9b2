"""Two texts beside each other."""

from hypothesis import given
from hypothesis import strategies as st

from startlijn.web.design.difference import Piece, compare


def test_only_the_word_that_differs_is_marked():
    mine, theirs = compare("20 procent minder", "25 procent minder")
    assert (mine, theirs) == (
        [Piece("20", True), Piece(" procent minder", False)],
        [Piece("25", True), Piece(" procent minder", False)],
    )


def test_equal_texts_have_no_marks():
    assert compare("same", "same") == ([Piece("same", False)], [Piece("same", False)])


def test_empty_text_has_no_pieces():
    assert compare("", "new") == ([], [Piece("new", True)])


@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_joined_are_the_text_itself(mine, theirs):
    left, right = compare(mine, theirs)
    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (mine, theirs)
