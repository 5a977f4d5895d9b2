"""The link with which a member answers without logging in: signed, so that it cannot be made up."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from startlijn.domain.meetings.terms import LinkEndedError

_SIGNER = Signer(salt="meetings.answer", sep=".")


def token_of(member_id: UUID, number: int) -> str:
    """Return the secret part of the link of a member; another `number` gives another link."""
    return _SIGNER.sign(f"{member_id.hex}-{number}")


def read_token(token: str) -> tuple[UUID, int]:
    """Return whose link it is and its number. Raises `LinkEndedError` when it was not made here."""
    try:
        member, _, number = _SIGNER.unsign(token).partition("-")
        return UUID(member), int(number)
    except (BadSignature, ValueError) as error:
        raise LinkEndedError from error
