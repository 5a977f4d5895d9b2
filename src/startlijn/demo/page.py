"""The page docs/demo.md, made from the description."""

from typing import Final

from startlijn.base.access.terms import ROLES
from startlijn.demo.terms import Case, DemoPartnership, DemoPerson, DemoStarter, Persona

_HEAD: Final = """# The demo partnership
<!-- Made from src/startlijn/content/demo.yaml; change it there. -->
`startlijn demo` loads {name}: {boards} boards, {schools} schools in {sub_regions} sub-regions ({regions})
and {starters} starters over four school years. The places are real; boards, schools and people are made up.
Loading it again changes nothing.

In the demo there is a page *log in as* with these personas; outside the demo that page does not exist.
Begin with {main}, the project worker. The examples use the school {example}.

| Who | Role | Story | Verhaal | What this role may do |
| --- | --- | --- | --- | --- |
"""
_STORY: Final = """
## What has happened
The story runs up to the day on which the demo is loaded, whatever day that is.
- The partnership has a programme for primary and for secondary education. Some twelve schools made their own
  of it and say why it differs; starters elsewhere follow that of the partnership.
- {example} retired version 1, follows version 2 and works on version 3, which came out of the review of last
  school year; one of its points is done. It looked at how firmly the programme is anchored, twice.
- {secondary} has a review open: {bilal} and the school leader still have to answer.
- Both sides confirmed what took place. In year two much of the plan does not happen, most where a programme
  does not live in the school; now and then starter and coach say different things. The last week is open.
- Three boards wrote down what they decided.

| Starter | Where | What is special |
| --- | --- | --- |
"""
_CASES: Final[dict[Case, str]] = {
    Case.TWO_SCHOOLS: "works at two schools of two boards, with one line",
    Case.CLAIMED: "works for no board; the pool coordinator took her in, and a school asks her to come",
    Case.UNCLAIMED: "works for no board since the autumn and waits to be taken into a pool",
    Case.PAUSED: "stood still for four months and came back",
    Case.MOVED: "came from another school and took hours and needs along",
    Case.LEAVING: "will leave on a day that is still to come",
    Case.EXTENDED: "has half a year more than three years",
    Case.YEAR_TWO_GAP: "had a good first year and nothing in the second; the coach was never trained",
    Case.WAITS_FOR_COACH: "has no coach yet",
    Case.JOB_SIZE_LOWERED: "got a smaller job instead of fewer lessons",
    Case.HOURS_UNKNOWN: "of whom nobody knows the hours of lessons",
}


def demo_page(described: DemoPartnership) -> str:
    """Return docs/demo.md: the personas in both languages, what happened, and who is a special case."""
    person_of = {person.key: person for person in described.people}
    school_of = {school.key: school for school in described.schools}
    persona_of = {persona.key: person_of[persona.person] for persona in described.personas}
    main = next(persona for persona in described.personas if persona.main)
    example = school_of[described.example_school]
    head = _HEAD.format(
        name=described.name,
        boards=len(described.boards),
        schools=len(described.schools),
        sub_regions=len(described.sub_regions),
        regions=", ".join(region.name for region in described.sub_regions),
        starters=len(described.starters),
        main=person_of[main.person].name,
        example=f"{example.name} in {example.place}",
    )
    story = _STORY.format(
        example=example.name,
        secondary=school_of[described.example_secondary].name,
        bilal=persona_of["zij-instromer"].given_name,
    )
    rows = [_row(persona, person_of[persona.person]) for persona in described.personas]
    cases = [
        _case(starter, person_of[starter.person], described) for starter in described.starters if starter.case
    ]
    return head + "".join(rows) + story + "".join(cases)


def _row(persona: Persona, person: DemoPerson) -> str:
    may = ROLES[persona.role].sentence
    return f"| {person.name} | `{persona.role}` | {persona.story.en} | {persona.story.nl} | {may} |\n"


def _case(starter: DemoStarter, person: DemoPerson, described: DemoPartnership) -> str:
    assert starter.case is not None
    name_of = {school.key: school.name for school in described.schools}
    return f"| {person.name} | {name_of.get(starter.school, '')} | {_CASES[starter.case]} |\n"
