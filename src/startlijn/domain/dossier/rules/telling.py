"""What came from elsewhere (an observation, feedback), as paragraphs that any page or document can show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from startlijn.domain.observations.terms import ViewKind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading with lines below it; each line is what was asked and what was said."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def paragraphs(content: Mapping[str, Any]) -> tuple[Paragraph, ...]:
    """Return frozen content in the reader's language; what has another shape is shown as it is.

    A copy from elsewhere may hold anything: nothing here fails on it.
    """
    try:
        return tuple(_TOLD[content["kind"]](content))
    except (KeyError, TypeError, ValueError, AttributeError):
        return tuple(_as_it_is(content))


def _both(text: Any) -> str:
    """Return a text that is there in both languages, in the reader's."""
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    return str(text[language]) if isinstance(text, Mapping) else str(text or "")


def _feedback(content: Mapping[str, Any]) -> Iterator[Paragraph]:
    yield Paragraph(
        gettext("Feedback of %(name)s") % {"name": content["by"]},
        ((str(content["question"]), str(content["answer"])),),
    )


def _observation(content: Mapping[str, Any]) -> Iterator[Paragraph]:
    about = [
        (gettext("Class"), str(content["class_label"] or "")),
        (gettext("Watched by"), str(content["observer"] or "")),
    ]
    yield Paragraph(_both(content["title"]), tuple(line for line in about if line[1]))
    for view in content["views"]:
        lines = [(_both(item["text"]), _answer(item)) for item in view["items"]]
        if view["remark"]:
            lines.append((gettext("In own words"), str(view["remark"])))
        heading = gettext("As seen by: %(whose)s") % {"whose": ViewKind(view["kind"]).label}
        yield Paragraph(heading, tuple(line for line in lines if line[1]))


def _answer(item: Mapping[str, Any]) -> str:
    if "counts" in item:
        return ", ".join(f"{value}: {count}" for value, count in item["counts"].items())
    return ". ".join(part for part in (_both(item["label"]), str(item["note"] or "")) if part)


def _as_it_is(content: Mapping[str, Any]) -> Iterator[Paragraph]:
    lines = tuple((str(key), str(value)) for key, value in content.items())
    if lines:
        yield Paragraph(gettext("As it was brought here"), lines)


_TOLD = {"feedback": _feedback, "lesson_observation": _observation}
