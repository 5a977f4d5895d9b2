from startlijn.domain.knowledge.rules.searching import asked, excerpt, indexed, pieces, why
from startlijn.domain.knowledge.terms import Part


def test_texts_are_kept_as_words_and_stems():
    kept = indexed("De begeleiding", "van 3 starters")
    assert (kept.words, kept.stems) == ("begeleiding 3 starters", "begeleid 3 starter")


def test_why_names_the_words_as_they_stand_and_where():
    found = why("Begeleidingsplan", "Zo begeleiden wij.", "plan.pdf", asked("begeleiding"))
    assert found.words == ("begeleidingsplan", "begeleiden")
    assert found.parts == (Part.TITLE, Part.TEXT)


def test_pieces_together_are_the_text():
    text = "<b>Begeleiding</b> & meer"
    cut = pieces(text, asked("begeleiden"))
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.marked] == ["Begeleiding"]


def test_excerpt_shows_the_first_word_that_was_found():
    text = "woord " * 100 + "begeleiding " + "nog " * 100
    shown = excerpt(text, asked("begeleiden"))
    assert [piece.text for piece in shown if piece.marked] == ["begeleiding"]
    assert shown[0].text.startswith("… ")
    assert shown[-1].text.endswith(" …")


def test_excerpt_of_a_short_text_is_the_text():
    assert "".join(piece.text for piece in excerpt("Zo doe je dat.", asked("iets"))) == "Zo doe je dat."
