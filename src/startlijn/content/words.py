"""The words of a sector: what a page calls a teacher or a coach, unless the board has a word of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

LANGUAGES: Final = ("nl", "en")
SECTORS: Final = ("po", "vo", "so", "mbo")
_ARTICLES: Final = {"nl": ("de", "het"), "en": ("a", "an")}
_LONGEST: Final = 60


class Word(StrEnum):
    """What a sector or board may have its own word for."""

    TEACHER = "teacher"
    STARTER = "starter"
    STARTING_TEACHER = "starting_teacher"
    COACH = "coach"
    BUDDY = "buddy"
    SCHOOL_EDUCATOR = "school_educator"
    INSTITUTE_EDUCATOR = "institute_educator"
    SCHOOL_LEADER = "school_leader"
    TEAM_LEADER = "team_leader"
    BOARD_EXECUTIVE = "board_executive"
    HR_ADVISOR = "hr_advisor"
    STAFF_COUNCIL = "staff_council"
    PROJECT_WORKER = "project_worker"
    BOARD = "board"
    SCHOOL = "school"
    INSTITUTE = "institute"
    PARTNERSHIP = "partnership"
    PUPIL = "pupil"
    CLASS = "class"
    INDUCTION = "induction"
    PROGRAMME = "programme"
    TRAJECTORY = "trajectory"
    SUPPORT_PLAN = "support_plan"
    DOSSIER = "dossier"
    OBSERVATION = "observation"
    LESSON_VISIT = "lesson_visit"
    INTERVISION = "intervision"
    INTERVISION_GROUP = "intervision_group"
    AUDIT_GROUP = "audit_group"
    LEARNING_NETWORK = "learning_network"
    SUBSTITUTE = "substitute"
    CAREER_SWITCHER = "career_switcher"
    TEACHING_REDUCTION = "teaching_reduction"


@dataclass(frozen=True, slots=True)
class Term:
    """One word in one language, in the four forms that sentences need.

    `one` "starterscoach", `many` "starterscoaches", `a` "een starterscoach", `the` "de starterscoach".
    """

    one: str
    many: str
    a: str
    the: str


class BadWordError(ValueError):
    """A word cannot be used. `code` is machine-readable, `where` names the key, language and form.

    Codes: unknown_word, unknown_language, unknown_sector, missing, too_long, not_plain, wrong_article.
    """

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{code}: {where}")
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of all sectors, with a board's own words before them."""

    words: Mapping[tuple[Word, str, str], Term]
    own: Mapping[tuple[Word, str], Term]

    def term(self, word: Word, *, language: str, sector: str = "") -> Term:
        """Return the word in "nl" or "en", for "po", "vo", "so", "mbo" or, when empty, any sector.

        Raises BadWordError for another language or sector.
        """
        _known(language, LANGUAGES, "unknown_language")
        if sector:
            _known(sector, SECTORS, "unknown_sector")
        if (word, language) in self.own:
            return self.own[word, language]
        return self.words.get((word, language, sector)) or self.words[word, language, ""]

    def with_own(self, written: Mapping[str, Any]) -> "Vocabulary":
        """Return this vocabulary with the words of a board put before it.

        `written` is what a board keeps: {"coach": {"nl": ["de", "inductiecoach", "inductiecoaches"]}}.
        Raises BadWordError for the first word that is wrong; nothing is taken over then.
        """
        own = {
            (_word(key), _known(language, LANGUAGES, "unknown_language")): _term(key, language, forms)
            for key, languages in _mapping(written, "").items()
            for language, forms in _mapping(languages, key).items()
        }
        return Vocabulary(self.words, {**self.own, **own})


def read_vocabulary(written: Mapping[str, Any]) -> Vocabulary:
    """Turn content/vocabulary.yaml into a vocabulary. Raises BadWordError when a word is missing."""
    words: dict[tuple[Word, str, str], Term] = {}
    for key, languages in written.items():
        word = _word(key)
        for language in LANGUAGES:
            for sector, forms in languages[language].items():
                known = "" if sector == "any" else _known(sector, SECTORS, "unknown_sector")
                words[word, language, known] = _term(key, language, forms)
    for word in Word:
        for language in LANGUAGES:
            if (word, language, "") not in words:
                raise BadWordError("missing", f"{word}.{language}.any")
    return Vocabulary(words, {})


def _term(key: str, language: str, forms: object) -> Term:
    where = f"{key}.{language}"
    if not isinstance(forms, list) or len(forms) != 3:
        raise BadWordError("missing", where)
    for form in forms:
        _plain(form, where)
    article, one, many = forms
    if article not in _ARTICLES[language]:
        raise BadWordError("wrong_article", where)
    if language == "nl":
        return Term(one, many, f"een {one}", f"{article} {one}")
    return Term(one, many, f"{article} {one}", f"the {one}")


def _plain(form: object, where: str) -> None:
    """Refuse what is no plain word: it would end up in the middle of sentences everywhere."""
    if not isinstance(form, str) or not form.strip():
        raise BadWordError("missing", where)
    if len(form) > _LONGEST:
        raise BadWordError("too_long", where)
    if form != form.strip() or not all(letter.isalnum() or letter in " -’'." for letter in form):
        raise BadWordError("not_plain", where)


def _word(key: str) -> Word:
    if key not in set(Word):
        raise BadWordError("unknown_word", key)
    return Word(key)


def _known(text: str, allowed: tuple[str, ...], code: str) -> str:
    if text not in allowed:
        raise BadWordError(code, text)
    return text


def _mapping(written: object, where: str) -> Mapping[str, Any]:
    if not isinstance(written, Mapping):
        raise BadWordError("missing", where)
    return written
