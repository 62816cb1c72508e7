"""Personal data at rest: encrypted columns, and keyed digests to find equal values again."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator

from app.core import clock
from app.core.contact import normalise_address, normalise_phone, phone_tail

__all__ = [
    "EncryptedText",
    "Keyring",
    "UnreadableText",
    "digest",
    "keyring",
    "normalise_address",
    "normalise_phone",
    "phone_tail",
    "use_keyring",
]

_SCHEME = "v1"
_KEY_BYTES = 32
_NONCE_BYTES = 12


class UnreadableText(RuntimeError):
    """A stored text that no key of ours opens: changed, moved from another column, or key lost."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The master keys of this installation, read from a file outside the database.

    One key is current and encrypts; all of them decrypt. The key of the digests never changes,
    or nobody would be found again.
    """

    current: str
    masters: Mapping[str, bytes] = field(repr=False)
    digest_master: bytes = field(repr=False)
    _derived: dict[tuple[str, str], AESGCM] = field(
        default_factory=dict, repr=False, compare=False, init=False
    )
    _digest_keys: dict[str, bytes] = field(
        default_factory=dict, repr=False, compare=False, init=False
    )

    @classmethod
    def create(cls, path: Path | str) -> "Keyring":
        """Write a new key file that only its owner can read, and return its keyring.

        :raises FileExistsError: rather than replace a key, which would lose all it encrypted.
        """
        key_id = _new_key_id()
        keys = {key_id: _new_key()}
        content = {"current": key_id, "digest": _new_key(), "keys": keys}
        _write_for_owner_alone(Path(path), content)
        return cls.load(path)

    @classmethod
    def load(cls, path: Path | str) -> "Keyring":
        """Read the key file.

        :raises RuntimeError: if it is missing, damaged, or readable by others on this machine.
        """
        path = Path(path)
        try:
            mode = path.stat().st_mode
            content = json.loads(path.read_text(encoding="ascii"))
            masters = {key_id: _decoded(key) for key_id, key in content["keys"].items()}
            ring = cls(content["current"], masters, _decoded(content["digest"]))
        except FileNotFoundError:
            raise RuntimeError(f"the key file {path} is missing: `flask init` makes one") from None
        except (KeyError, TypeError, AttributeError, ValueError) as damage:
            raise RuntimeError(f"the key file {path} is damaged: restore it") from damage
        if mode & 0o027:
            raise RuntimeError(f"the key file {path} is open to others: chmod 600 {path}")
        if ring.current not in masters:
            raise RuntimeError(f"the key file {path} lacks its current key: restore it")
        return ring

    @classmethod
    def add_key(cls, path: Path | str) -> "Keyring":
        """Add a key and make it the current one; what the older ones encrypted stays readable."""
        path = Path(path)
        cls.load(path)
        content = json.loads(path.read_text(encoding="ascii"))
        content["current"] = _new_key_id()
        content["keys"][content["current"]] = _new_key()
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        _write_for_owner_alone(fresh, content)
        fresh.replace(path)
        return cls.load(path)

    def encrypt(self, text: str, *, purpose: str) -> str:
        """Return the text encrypted for one purpose, with the name of the key before it."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher(self.current, purpose).encrypt(nonce, text.encode(), purpose.encode())
        return f"{_SCHEME}:{self.current}:{base64.b64encode(nonce + sealed).decode('ascii')}"

    def decrypt(self, stored: str, *, purpose: str) -> str:
        """Return the clear text.

        :raises UnreadableText: if it was changed or encrypted for another purpose or installation.
        """
        scheme, key_id, sealed = (*stored.split(":", 2), "", "")[:3]
        if scheme != _SCHEME:
            raise UnreadableText(f"a stored {purpose} is not encrypted as {_SCHEME}")
        if key_id not in self.masters:
            raise UnreadableText(f"a stored {purpose} needs key {key_id}, which is not in the file")
        try:
            raw = base64.b64decode(sealed, validate=True)
            clear = self._cipher(key_id, purpose).decrypt(
                raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], purpose.encode()
            )
        except (InvalidTag, ValueError) as damage:
            raise UnreadableText(f"a stored {purpose} was changed outside the system") from damage
        return clear.decode()

    def digest(self, value: str, *, purpose: str) -> str:
        """Return a keyed digest, equal for equal values of one purpose."""
        if purpose not in self._digest_keys:
            self._digest_keys[purpose] = _derive(self.digest_master, f"digest:{purpose}")
        return hmac.digest(self._digest_keys[purpose], value.encode(), hashlib.sha256).hex()

    def _cipher(self, key_id: str, purpose: str) -> AESGCM:
        wanted = (key_id, purpose)
        if wanted not in self._derived:
            key = _derive(self.masters[key_id], f"encrypt:{purpose}")
            self._derived[wanted] = AESGCM(key)
        return self._derived[wanted]


class _Holder:
    """Where the keyring of this process hangs."""

    keyring: Keyring | None = None


def use_keyring(ring: Keyring | None) -> None:
    """Hang up the keyring of this process; None takes it away."""
    _Holder.keyring = ring


def keyring() -> Keyring:
    """Return the keyring of this process.

    :raises RuntimeError: if there is none. Nothing is ever stored in clear instead.
    """
    if _Holder.keyring is None:
        raise RuntimeError("no keyring: personal data can neither be stored nor read without it")
    return _Holder.keyring


def digest(value: str, purpose: str) -> str:
    """Return the keyed digest by which a value is found again without being stored in clear."""
    return keyring().digest(value, purpose=purpose)


class EncryptedText(TypeDecorator[str]):
    """A text that the database never sees.

    The purpose is authenticated too: a value copied into another column cannot be read there.
    """

    impl = sa.Text
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[str]):
        """Refuses to compare: no two encryptions of one text are alike."""

        def operate(self, op: operators.OperatorType, *other: Any, **kwargs: Any) -> Any:
            """Allow the question whether there is a value, and no other."""
            asks_presence = op in (operators.is_, operators.is_not, operators.eq, operators.ne)
            if asks_presence and isinstance(other[0], sa.sql.elements.Null | None):
                return super().operate(op, *other, **kwargs)
            raise TypeError("an encrypted column cannot be compared or sorted: store a digest")

    comparator_factory = Comparator

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    # The unused dialect is SQLAlchemy's signature.
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Encrypt on the way in."""
        return None if value is None else keyring().encrypt(value, purpose=self.purpose)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Decrypt on the way out."""
        return None if value is None else keyring().decrypt(value, purpose=self.purpose)


def _derive(master: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=info.encode()).derive(master)


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode("ascii")


def _new_key_id() -> str:
    """Return a name that sorts by day and never collides."""
    return f"{clock.today():%Y%m%d}-{secrets.token_hex(3)}"


def _decoded(key: str) -> bytes:
    raw = base64.b64decode(key, validate=True)
    if len(raw) != _KEY_BYTES:
        raise ValueError(f"a key has {_KEY_BYTES} bytes")
    return raw


def _write_for_owner_alone(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(handle)
