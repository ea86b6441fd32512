"""A document as the counter makes it, in the hands of a forger: each way of changing it is told.

Level B-LT: with a time stamp, and with lists of revocations inside.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from chalicelib.documents.seal.reading import SealReader
from chalicelib.documents.seal.sealer import Identity
from chalicelib.documents.seal.time_stamps import TimeStamps
from chalicelib.domain.issued.sealing import ValidationData
from chalicelib.domain.issued.verification import LedgerEntry, Likeness, compare
from chalicelib.web.http.texts import words
from ops.deploy.authority import Authority, make_authority, revocation_list
from tests.support.printing.desk import printed, rendered
from tests.support.printing.elsewhere import signed_again
from tests.support.printing.judges import validate
from tests.support.printing.marked import marked
from tests.support.printing.signable import (
    NOW,
    TENANT,
    PrivateKey,
    authority,
    ec_key,
    identity,
    sealer,
)
from tests.support.printing.time_stamp_authority import FakeAuthority

OURS = identity(ec_key())
ENTRY = LedgerEntry(
    tenant=TENANT,
    number="34022-26-00000-00001",
    code_hash="",
    document_id="attest-gezinssamenstelling",
    variant="",
    issued_on=date(2026, 11, 24),
    valid_until=None,
    sha256="",
)


def document(who: Identity, key: PrivateKey, by: Authority) -> bytes:
    """The same document, whoever seals it."""
    chain = tuple(c.public_bytes(Encoding.DER) for c in who.chain)
    seal = sealer(who, key, TimeStamps(FakeAuthority(by).ask, [by.certificate]))
    lists = ValidationData(chain, (revocation_list(by, NOW),))
    paper = marked(printed("attest-gezinssamenstelling"))
    assert paper.mark is not None
    look = replace(seal.look(TENANT, NOW), validation=lists)
    whole = replace(paper, mark=replace(paper.mark, seal=look))
    return seal.seal(rendered(whole).pdf, TENANT, NOW)


@cache
def original() -> bytes:
    return document(OURS, ec_key(), authority())


def likeness(data: bytes) -> Likeness:
    """What the verification says of a file, with the original in the ledger."""
    entry = replace(ENTRY, sha256=sha256(original()).hexdigest())
    found = SealReader([OURS.chain]).inspect(data)
    listed = entry if entry.sha256 in {found.sha256, found.sealed_sha256} else None
    return compare(None, found, listed)


def gap() -> range:
    """Where the seal itself stands, which no seal covers."""
    start = original().index(b"/Contents <3") + 10
    return range(start, original().index(b">", start) + 1)


def one_page_more() -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(original()))
    contents = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 595, 842)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def rewritten(*, pages: int = 0, **how: object) -> bytes:
    """Written anew by another program, which keeps the field of the seal and its contents."""
    out = BytesIO()
    with pikepdf.open(BytesIO(original())) as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out, **how)
    return out.getvalue()


def by_a_forger() -> bytes:
    """The same words, names and layout, sealed with the certificate of another authority."""
    key, by = ec.generate_private_key(ec.SECP256R1()), make_authority(NOW)
    return document(identity(key, by), key, by)


def test_the_document_itself_is_the_same_and_of_level_b_lt() -> None:
    assert likeness(original()) is Likeness.SAME
    verdict = validate(original(), authority().certificate, by_its_own_data=True)
    assert verdict.trusted
    assert verdict.stamped_at == NOW


FORGED = {
    "a changed byte": (lambda: original().replace(b"/Font", b"/Fond", 1), Likeness.CHANGED),
    "a changed list": (
        lambda: original().replace(b"/Type /DSS", b"/Type /DSX", 1),
        Likeness.CHANGED,
    ),
    "a page added behind": (one_page_more, Likeness.ADDED),
    "a page added in": (lambda: rewritten(pages=1), Likeness.CHANGED),
    "a page added in, compressed": (
        lambda: rewritten(pages=1, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        Likeness.CHANGED,
    ),
    "written anew": (rewritten, Likeness.CHANGED),
    "written anew for the web": (lambda: rewritten(linearize=True), Likeness.CHANGED),
    "signed once more": (lambda: signed_again(original()), Likeness.ADDED),
    "sealed by another": (by_a_forger, Likeness.FOREIGN_SEAL),
    "its end is missing": (lambda: original()[:-100], Likeness.CUT_OFF),
    "an attachment behind": (lambda: original() + b"PK\x03\x04", Likeness.ADDED),
}


@pytest.mark.parametrize(("forge", "expected"), FORGED.values(), ids=FORGED)
def test_each_way_of_changing_it_is_told(forge, expected) -> None:
    assert likeness(forge()) is expected


@pytest.mark.parametrize("forge", [one_page_more, lambda: signed_again(original())])
def test_other_programs_tell_whatever_was_added_since_the_seal_permits_no_change(forge) -> None:
    root = authority().certificate
    assert validate(original(), root).permits == "NO_CHANGES"
    assert validate(original(), root).unchanged
    assert not validate(forge(), root).unchanged


def test_the_ways_have_sentences_of_their_own() -> None:
    told = {words("likeness")[expected] for _, expected in FORGED.values()}
    assert len(told) == len({expected for _, expected in FORGED.values()})


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_changed_byte_is_noticed(data) -> None:
    place = data.draw(st.integers(0, len(original()) - 1))
    changed = bytearray(original())
    changed[place] ^= data.draw(st.integers(1, 255))
    assert likeness(bytes(changed)) is not Likeness.SAME


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_changed_byte_beside_the_seal_is_called_a_change(data) -> None:
    beside = st.integers(8, len(original()) - 7).filter(
        lambda at: not gap().start - 70 <= at <= gap().stop
    )
    place = data.draw(beside)
    changed = bytearray(original())
    changed[place] ^= data.draw(st.integers(1, 255))
    assert likeness(bytes(changed)) is Likeness.CHANGED


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_bytes_that_were_put_in_or_taken_out_are_noticed(data) -> None:
    place = data.draw(st.integers(0, len(original()) - 1))
    taken = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=40))
    changed = original()[:place] + put + original()[place + taken :]
    assert (likeness(changed) is Likeness.SAME) == (changed == original())
