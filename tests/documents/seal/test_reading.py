import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from chalicelib.documents.seal.cms import SignedMessage, read_message, signed_message
from chalicelib.documents.seal.reading import SealReader, ranges
from chalicelib.documents.seal.slot import RESERVED_WITH_TIME_STAMP
from chalicelib.documents.seal.time_stamps import TimeStamps
from chalicelib.domain.issued.verification import Inspection, SealState
from ops.deploy.authority import make_authority
from tests.support.printing.signable import (
    NOW,
    TENANT,
    authority,
    ec_key,
    identity,
    sealer,
    signable,
    unsignable,
)
from tests.support.printing.time_stamp_authority import FakeAuthority
from tests.support.steps import steps

IDENTITY = identity(ec_key())
READER = SealReader([IDENTITY.chain])
SEALED = sealer(IDENTITY, ec_key()).seal(signable(), TENANT, NOW)
START = SEALED.index(b"/Contents <") + 10
GAP = range(START, SEALED.index(b"> >>", START) + 1)


def state(data: bytes) -> SealState:
    return READER.inspect(data).seal


def with_contents(sealed: bytes, digits: bytes) -> bytes:
    """The same file with another seal in its place."""
    room = b"<" + digits.ljust(len(GAP) - 2, b"0") + b">"
    return sealed[: GAP.start] + room + sealed[GAP.start + len(room) :]


def foreign(pdf: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    return sealer(identity(key, make_authority(NOW)), key).seal(pdf, TENANT, NOW)


def appended(pdf: bytes) -> bytes:
    """A revision behind the seal, with one more page."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    contents = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 595, 842)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_our_seal_over_the_whole_file_is_intact() -> None:
    assert READER.inspect(SEALED) == Inspection(
        hashlib.sha256(SEALED).hexdigest(), SealState.INTACT
    )


def test_a_page_added_behind_the_seal_is_told_and_the_sealed_part_is_found_back() -> None:
    found = READER.inspect(appended(SEALED))
    assert found.seal is SealState.FOLLOWED
    assert found.sealed_sha256 == hashlib.sha256(SEALED).hexdigest()


@pytest.mark.parametrize("tail", [b" ", b"\n", b"%%EOF\n", bytes(1000)])
def test_anything_behind_the_seal_is_told(tail) -> None:
    assert state(SEALED + tail) is SealState.FOLLOWED


def test_a_foreign_seal_added_behind_ours_does_not_hide_that_something_was_added() -> None:
    extra = foreign(signable("Iets anders"))
    assert state(SEALED + extra) is SealState.FOLLOWED


def test_the_seal_of_another_authority_with_the_same_names_is_foreign() -> None:
    assert state(foreign(signable())) is SealState.FOREIGN


def test_another_key_under_our_own_authority_is_foreign() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    assert state(sealer(identity(key), key).seal(signable(), TENANT, NOW)) is SealState.FOREIGN


def test_a_seal_by_a_former_certificate_stays_ours() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    former = identity(key)
    earlier = sealer(former, key).seal(signable(), TENANT, NOW)
    assert SealReader([IDENTITY.chain, former.chain]).inspect(earlier).seal is SealState.INTACT


def test_a_seal_that_was_taken_out_leaves_none() -> None:
    assert state(with_contents(SEALED, b"")) is SealState.NONE


@pytest.mark.parametrize("pdf", [signable(), unsignable()])
def test_a_document_that_was_never_sealed_has_none(pdf) -> None:
    assert state(pdf) is SealState.NONE


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=20, max_value=len(SEALED) - 1))
def test_a_file_whose_end_is_missing_is_told_wherever_it_was_cut(length) -> None:
    assert state(SEALED[:length]) is SealState.CUT_OFF


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 zip", b"<html>", SEALED[10:]])
def test_what_does_not_begin_as_a_pdf_is_none(data) -> None:
    assert state(data) is SealState.NOT_A_PDF


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed_by_the_seal_alone(place, difference) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= difference
    assert state(bytes(changed)) is not SealState.INTACT


@settings(max_examples=150, deadline=None)
@given(
    st.integers(8, len(SEALED) - 7).filter(lambda at: not GAP.start - 70 <= at <= GAP.stop),
    st.integers(1, 255),
)
def test_a_changed_byte_of_the_document_itself_breaks_the_seal(place, difference) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= difference
    assert state(bytes(changed)) is SealState.BROKEN


@pytest.mark.parametrize("at", range(GAP.start - 55, GAP.start - 10))
def test_a_changed_digit_of_the_byte_range_is_noticed(at) -> None:
    changed = bytearray(SEALED)
    changed[at] ^= 1
    assert state(bytes(changed)) in {SealState.BROKEN, SealState.NONE}


@pytest.mark.parametrize(
    "numbers",
    ["0 0 0 0", "0 1 2 3", "9 9 9 9", "0 9999999999 1 1", "0 5 3 9", "1 935 17321 700"],
)
def test_a_byte_range_that_says_nonsense_is_no_seal_of_ours(numbers) -> None:
    start = SEALED.index(b"/ByteRange [") + 12
    end = SEALED.index(b"]", start)
    changed = SEALED[:start] + numbers.encode().ljust(end - start) + SEALED[end:]
    assert state(changed) not in {SealState.INTACT, SealState.FOLLOWED}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_bytes_make_it_fail(head, tail) -> None:
    range_of_it = b"/ByteRange [0 %d %d %d]" % (len(head), len(head) + len(tail), 5)
    found = state(b"%PDF-1.7" + head + b"<3080" + tail.hex().encode() + b">" + range_of_it)
    assert found is not SealState.INTACT


def test_a_certificate_of_a_version_that_does_not_exist_breaks_the_seal() -> None:
    third, twenty_second = b"a003020102", b"a003020115"
    assert third in SEALED
    assert state(SEALED.replace(third, twenty_second)) is SealState.BROKEN


def test_every_changed_byte_of_the_contents_is_noticed() -> None:
    digits = SEALED[GAP.start + 1 : GAP.stop - 1].rstrip(b"0")
    for at in range(len(digits)):
        changed = bytearray(digits)
        changed[at] = ord("0") + (changed[at] + 1) % 8
        assert state(with_contents(SEALED, bytes(changed))) is not SealState.INTACT


def test_a_time_stamp_on_another_seal_breaks_the_seal() -> None:
    stamps = TimeStamps(FakeAuthority().ask, [authority().certificate])
    blank = signable(reserved=RESERVED_WITH_TIME_STAMP)
    first = sealer(IDENTITY, ec_key(), stamps).seal(blank, TENANT, NOW)
    other = sealer(IDENTITY, ec_key(), stamps, NOW + timedelta(minutes=1)).seal(blank, TENANT, NOW)
    assert state(first) is SealState.INTACT
    assert state(_with_time_stamp(first, _message(other).token)) is SealState.BROKEN
    assert state(_with_time_stamp(first, _message(first).token)) is SealState.INTACT


def _message(sealed: bytes) -> SignedMessage:
    digits = sealed[sealed.index(b"/Contents <") + 11 :].split(b">")[0].decode()
    length = 4 + int(digits[4:8], 16)
    return read_message(bytes.fromhex(digits)[:length])


def _with_time_stamp(sealed: bytes, token: bytes | None) -> bytes:
    message = _message(sealed)
    made = (
        signed_message(message.attributes, message.signature, IDENTITY.chain, token).hex().encode()
    )
    start = sealed.index(b"/Contents <") + 11
    end = sealed.index(b">", start)
    return sealed[:start] + made.ljust(end - start, b"0") + sealed[end:]


def test_digits_that_run_together_are_no_range() -> None:
    numbers = ("0000000000", "0000000009", "0000000020", "0000000009")
    for between, found in ((" ", 1), ("", 0)):
        text = f"%PDF-1.7\n/ByteRange[{between.join(numbers)}]\n%%EOF\n"
        assert len(list(ranges(text.encode()))) == found


def test_contents_far_larger_than_ours_are_not_taken_apart() -> None:
    few, many = with_contents_alone(crowded(20)), with_contents_alone(crowded(200_000))
    assert state(many) is SealState.FOREIGN
    assert steps(lambda: state(many)) < 2 * steps(lambda: state(few))


def crowded(signers: int) -> bytes:
    """A message of so many signers, in DER."""
    infos = der(0x31, der(0x30, der(0x30, b"\x02\x01\x01")) * signers)
    data = b"\x02\x01\x01" + der(0x31, b"") + der(0x30, bytes.fromhex("06092a864886f70d010701"))
    outer = bytes.fromhex("06092a864886f70d010702")
    return der(0x30, outer + der(0xA0, der(0x30, data + infos)))


def der(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = size.to_bytes(4)
    return bytes([tag, size]) + content if size < 128 else bytes([tag, 0x84]) + length + content


def with_contents_alone(message: bytes) -> bytes:
    """A file that is nothing but a seal with these contents."""
    gap = b"<" + message.hex().encode() + b">"
    return b"%%PDF-1.7\n%b/ByteRange [0 9 %d 9]\n%%%%EOF\n" % (gap, 9 + len(gap))
