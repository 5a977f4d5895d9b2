"""DUO files broken at random are read or refused, and nothing else happens (trust.md P20).

Two hundred files, and 2,000 when `STARTLIJN_FUZZ` is set (`make fuzz`).
"""

import os
import random

from hypothesis import given
from hypothesis import strategies as st

from startlijn.engines.duo import (
    BadFile,
    SiteFile,
    friendly_place,
    read_sites,
    short_board_name,
    short_name,
)
from startlijn.engines.duo.codes import board_number_of, brin_of, postcode_of, site_code_of, website_of
from startlijn.engines.tables import BadTable, read_table
from tests.engines.duo.files import SECOND, duo_file
from tests.engines.tables.test_fuzz import broken

COUNT = 2_000 if os.environ.get("STARTLIJN_FUZZ") else 200


def test_read_sites_reads_or_refuses_broken_files():
    rng = random.Random("duo")
    original = duo_file({}, SECOND, {"VESTIGINGSCODE": "01AB03", "INTERNETADRES": "0528266192"})
    outcomes = set()
    for _ in range(COUNT):
        try:
            outcomes.add(type(read_sites(read_table(broken(original, rng)))))
        except (BadTable, BadFile) as refusal:
            outcomes.add(type(refusal))
    assert outcomes == {SiteFile, BadTable, BadFile}


@given(st.text())
def test_every_text_is_a_code_or_is_not(text):
    for read in (brin_of, board_number_of, postcode_of, lambda each: site_code_of(each, "01AB")):
        code = read(text)
        assert code is None or code == read(code)


@given(st.text())
def test_every_text_is_a_web_address_or_a_warning(text):
    address, trouble = website_of(text)
    assert address == "" or (address.startswith(("http://", "https://")) and trouble is None)


@given(st.text())
def test_every_text_gets_a_name_that_stays_the_same(text):
    assert friendly_place(friendly_place(text)) == friendly_place(text)
    assert len(short_name(text)) <= max(len(text) + 10, 10)
    assert len(short_board_name(text)) <= len(text) + 2


@given(
    st.lists(
        st.sampled_from(
            [
                "voor",
                "Vwo",
                "Havo",
                "Lyceum",
                "loc.",
                "-",
                "Chr.",
                "SGM",
                "School",
                ",",
                "en",
                "De",
                "Lijn",
                "College",
            ]
        )
    )
)
def test_every_row_of_words_gets_a_name(words):
    name = " ".join(words)
    assert short_name(name) or not name
