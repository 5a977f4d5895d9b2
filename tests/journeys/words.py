"""What the stories read on the screen, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The words on buttons and links that a story presses, and what it expects to read."""

    bring_in: str
    read: str
    write: str
    written: str
    add: str
    start_round: str
    start: str
    open_for_schools: str
    type_in: str
    sign_up: str
    takes_part: str
    propose: str
    group: str
    pin: str
    pinned: str
    move: str
    move_here: str
    publish: str
    published: str
    meet_at: str
    your_school: str
    why_this_group: str
    not_there: str


WORDS = {
    "en": Words(
        bring_in="Bring in a file",
        read="Read this file",
        write="Write this into the register",
        written="applied",
        add="Add",
        start_round="Start a round",
        start="Start",
        open_for_schools="Open for schools",
        type_in="Sign a school up",
        sign_up="Sign up",
        takes_part="takes part",
        propose="Make a proposal",
        group="Group",
        pin="Pin",
        pinned="pinned",
        move="Move",
        move_here="Move here",
        publish="Publish",
        published="Published on",
        meet_at="You meet at",
        your_school="your school",
        why_this_group="Why this group?",
        not_there="This page is not here",
    ),
    "nl": Words(
        bring_in="Bestand inlezen",
        read="Dit bestand lezen",
        write="In het register schrijven",
        written="verwerkt",
        add="Toevoegen",
        start_round="Start een ronde",
        start="Start",
        open_for_schools="Openstellen voor scholen",
        type_in="Een school aanmelden",
        sign_up="Aanmelden",
        takes_part="doet mee",
        propose="Maak een voorstel",
        group="Groep",
        pin="Vastzetten",
        pinned="vastgezet",
        move="Verplaatsen",
        move_here="Hierheen verplaatsen",
        publish="Publiceren",
        published="Gepubliceerd op",
        meet_at="Jullie komen samen bij",
        your_school="jouw school",
        why_this_group="Waarom deze groep?",
        not_there="Deze pagina is hier niet",
    ),
}
