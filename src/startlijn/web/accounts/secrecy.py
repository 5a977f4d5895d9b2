"""Keeping the secrets of second factors unreadable in the database and in backups."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


def _key(secret: str | bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"startlijn second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(force_bytes(secret))))


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def closed(text: str) -> str:
    """Return the text encrypted with a key made from `SECRET_KEY`."""
    return _keys().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """Return what `closed` was given; also with one of `SECRET_KEY_FALLBACKS`."""
    return _keys().decrypt(text.encode()).decode()
