"""Looks into any file for seals, and tells ours from others and whole from broken."""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from chalicelib.documents.seal.cms import (
    CmsError,
    SignedMessage,
    UnsupportedError,
    read_message,
    reading,
    signed_message,
    verify_content,
    verify_signature,
)
from chalicelib.documents.seal.time_stamps import verify_token
from chalicelib.domain.issued.verification import Inspection, SealState

MOST_SEALS = 16
"""Seals in one file that are looked at; ours is the first."""

LARGEST_CONTENTS = 400_000
"""Bytes of a seal in hex; ours have a tenth of it, and what is larger isn't taken apart."""

_HEADER_WITHIN = 1024
_END = b"%%EOF\n"
_NUMBERS = rb"\s++".join(4 * [rb"(\d{1,10}+)"])
_BYTE_RANGE = re.compile(rb"/ByteRange\s*+\[\s*+" + _NUMBERS + rb"\s*+\]")
"""Possessive, for digits that run together could be cut in hundreds of ways, each of them tried."""
_TRACE = re.compile(rb"<30[0-9a-fA-F]{500}")
_PRECEDENCE = (
    SealState.INTACT,
    SealState.FOLLOWED,
    SealState.BROKEN,
    SealState.CUT_OFF,
    SealState.FOREIGN,
)


@dataclass(frozen=True, slots=True)
class Range:
    """A byte range that begins with the file: contents from `start` to `end`, then a tail."""

    start: int
    end: int
    tail: int

    @property
    def total(self) -> int:
        """Where what is covered ends."""
        return self.end + self.tail


class SealReader:
    """Knows the chains of certificates that our seals were ever made with."""

    def __init__(self, chains: Collection[Sequence[x509.Certificate]]) -> None:
        self._ours = {chain[0]: chain for chain in chains}

    def inspect(self, data: bytes) -> Inspection:
        """What kind of file this is. Never raises, whatever the bytes."""
        sha256 = hashlib.sha256(data).hexdigest()
        if b"%PDF-" not in data[:_HEADER_WITHIN]:
            return Inspection(sha256, SealState.NOT_A_PDF)
        found = [(self._state(data, r), r) for r in ranges(data)]
        if not found:
            return Inspection(sha256, _without_seal(data))
        state, place = min(found, key=lambda pair: _PRECEDENCE.index(pair[0]))
        sealed = hashlib.sha256(data[: place.total]).hexdigest()
        return Inspection(sha256, state, sealed if state is SealState.FOLLOWED else "")

    def _state(self, data: bytes, place: Range) -> SealState:
        if place.total > len(data):
            return SealState.BROKEN if data.endswith(_END) else SealState.CUT_OFF
        try:
            message = message_in(data, place)
            verify_signature(message)
            if message.signer not in self._ours:
                return SealState.FOREIGN
            _require_our_form(data[place.start : place.end], message, self._ours[message.signer])
            verify_content(message, data[: place.start] + data[place.end : place.total])
            _verify_time_stamp(message)
        except UnsupportedError:
            return SealState.BROKEN if self._names_us(data, place) else SealState.FOREIGN
        except CmsError:
            return SealState.BROKEN
        return SealState.INTACT if place.total == len(data) else SealState.FOLLOWED

    def _names_us(self, data: bytes, place: Range) -> bool:
        gap = data[place.start : place.end].lower()
        return any(c.public_bytes(Encoding.DER).hex().encode() in gap for c in self._ours)


def ranges(data: bytes) -> Iterator[Range]:
    """The byte ranges of the first seals in a file; of fields without a seal there are none."""
    for count, match in enumerate(_BYTE_RANGE.finditer(data)):
        first, start, end, tail = (int(n) for n in match.groups())
        if count < MOST_SEALS and not _is_unused(data, start, end):
            yield Range(start if first == 0 else 0, end, tail)


def _is_unused(data: bytes, start: int, end: int) -> bool:
    """Whether a field waits for a seal, or had its seal taken out."""
    return end == 0 or not data[start:end].strip(b"<0>")


def message_in(data: bytes, place: Range) -> SignedMessage:
    """The message of a seal. Raises CmsError."""
    return read_message(contents_in(data, place))


def contents_in(data: bytes, place: Range) -> bytes:
    """The contents of a seal, without what fills them up, in DER. Raises CmsError."""
    if place.end - place.start > LARGEST_CONTENTS:
        raise UnsupportedError("the contents are larger than any of ours")
    gap = data[place.start : place.end]
    try:
        raw = bytes.fromhex(gap[1:-1].decode("ascii"))
        length = _der_length(raw)
    except (ValueError, IndexError):
        raise CmsError("no contents") from None
    if gap[:1] + gap[-1:] != b"<>":
        raise CmsError("the contents aren't where the range says")
    return raw[:length]


def _require_our_form(
    gap: bytes, message: SignedMessage, chain: Sequence[x509.Certificate]
) -> None:
    """Nothing may hide in the contents, which no seal covers: they must be as we write them.

    A change in how `signed_message` writes makes older seals fail here, where only the ledger then
    knows them.
    """
    with reading():
        ours = signed_message(message.attributes, message.signature, chain, message.token)
    if gap != b"<" + ours.hex().encode("ascii").ljust(len(gap) - 2, b"0") + b">":
        raise CmsError("the contents were changed")


def _der_length(raw: bytes) -> int:
    """The length of the first DER element with its head."""
    if raw[1] < 0x80:
        return 2 + raw[1]
    size = raw[1] & 0x7F
    return 2 + size + int.from_bytes(raw[2 : 2 + size])


def _verify_time_stamp(message: SignedMessage) -> None:
    with reading():
        if message.token is not None:
            verify_token(message.token, message.signature)


def _without_seal(data: bytes) -> SealState:
    if _TRACE.search(data):
        return SealState.BROKEN
    return SealState.NONE if b"%%EOF" in data[-_HEADER_WITHIN:] else SealState.CUT_OFF
