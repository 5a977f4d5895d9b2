"""The page docs/demo.md, made from the description."""

from typing import Final

from startlijn.base.access.terms import ROLES
from startlijn.demo.terms import DemoPartnership, DemoPerson, Persona

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


def demo_page(described: DemoPartnership) -> str:
    """Return docs/demo.md: the personas with their role and story in both languages."""
    person_of = {person.key: person for person in described.people}
    school_of = {school.key: school for school in described.schools}
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
    return head + "".join(_row(persona, person_of[persona.person]) for persona in described.personas)


def _row(persona: Persona, person: DemoPerson) -> str:
    may = ROLES[persona.role].sentence
    return f"| {person.name} | `{persona.role}` | {persona.story.en} | {persona.story.nl} | {may} |\n"
