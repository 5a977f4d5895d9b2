"""Sealing and unsealing. The same parts, list and key give the same bytes: nothing depends on a clock."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from startlijn.engines.sealed.terms import (
    AROUND,
    MANIFEST,
    MOST_ENTRIES,
    SIGNATURE,
    BrokenSeal,
    NotSealed,
    Sealed,
)

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file knows
_FOREIGN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def public_key(seed: bytes) -> str:
    """Return the public half (hex) of the key that 32 secret bytes give."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def seal(entries: Mapping[str, bytes], about: Mapping[str, Any], seed: bytes) -> bytes:
    """Return a ZIP file of the parts in their order, with a signed list; `about` is told in the list."""
    manifest = {
        "about": dict(about),
        "entries": {name: _described(body) for name, body in entries.items()},
        "public_key": public_key(seed),
    }
    told = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=True).encode()
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(told).hex().encode()
    return _packed({**entries, MANIFEST: told, SIGNATURE: signature})


def _described(body: bytes) -> dict[str, object]:
    return {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body)}


def _packed(entries: Mapping[str, bytes]) -> bytes:
    kept = io.BytesIO()
    # Stored, not compressed: the bytes then depend on nothing but the parts.
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for name, body in entries.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, body)
    return kept.getvalue()


def unseal(data: bytes, *, most: int) -> Sealed:
    """Return what is in a sealed file of at most `most` bytes, unpacked too.

    Raises `NotSealed` when it is no such file, `BrokenSeal` that names the part that is not as it was.
    """
    if len(data) > most:
        raise NotSealed("too large")
    entries = _unpacked(data, most)
    if MANIFEST not in entries or SIGNATURE not in entries:
        raise NotSealed("no list")
    manifest = _manifest(entries[MANIFEST])
    _must_be_signed(entries[MANIFEST], entries[SIGNATURE], manifest["public_key"])
    parts = {name: body for name, body in entries.items() if name not in {MANIFEST, SIGNATURE}}
    listed = manifest["entries"]
    for name in sorted({*parts, *listed}):
        if name not in parts or name not in listed or _described(parts[name]) != listed[name]:
            raise BrokenSeal(name)
    repacked = _packed(entries) != data
    return Sealed(parts, manifest["about"], manifest["public_key"], repacked)


def _unpacked(data: bytes, most: int) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > most:
                raise NotSealed("too large")
            if len({info.filename for info in infos}) != len(infos):
                raise BrokenSeal(AROUND)
            return _bodies(archive, infos, most)
    except (NotSealed, BrokenSeal):
        raise
    except _FOREIGN as error:
        if data.startswith(b"PK\x03\x04"):
            raise BrokenSeal(AROUND) from error
        raise NotSealed("no zip") from error


def _bodies(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], most: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = most
    for info in infos:
        try:
            with archive.open(info) as part:
                body = part.read(left + 1)
        except _FOREIGN as error:
            raise BrokenSeal(info.filename) from error
        left -= len(body)
        if left < 0:
            raise NotSealed("too large")
        found[info.filename] = body
    return found


def _manifest(told: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(told)
        whole = (
            isinstance(manifest["about"], dict)
            and isinstance(manifest["entries"], dict)
            and isinstance(manifest["public_key"], str)
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenSeal(MANIFEST) from error
    if not whole:
        raise BrokenSeal(MANIFEST)
    return {name: manifest[name] for name in ("about", "entries", "public_key")}


def _must_be_signed(told: bytes, signature: bytes, signer: str) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer))
        key.verify(bytes.fromhex(signature.decode("ascii")), told)
    except (InvalidSignature, ValueError) as error:
        # Either of both was changed; the signature says so of the list.
        raise BrokenSeal(MANIFEST) from error
