"""Refusals: something that cannot be done now, with a sentence that says so and the way out."""

from typing import ClassVar


class RefusedError(Exception):
    """Something that cannot be done now. `code` is stable; ``gettext(message) % figures`` says it.

    A figure that is a date is written as the reader writes dates.
    """

    code: ClassVar[str]
    message: ClassVar[str]

    def __init__(self, **figures: object) -> None:
        super().__init__(f"{self.code}: {figures}" if figures else self.code)
        self.figures = figures
