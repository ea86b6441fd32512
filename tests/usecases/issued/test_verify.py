from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from chalicelib.documents.seal.reading import SealReader
from chalicelib.domain.issued.verification import LedgerEntry, Likeness, Status
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.domain.shared.errors import InvalidInputError, NotAllowedError
from chalicelib.usecases.issued.verify import LARGEST_FILE, LOOKS, Verify
from ops.deploy.authority import make_authority
from tests.support.printing.signable import NOW, TENANT, Noon, ec_key, identity, sealer, signable

IDENTITY = identity(ec_key())
FILE = sealer(IDENTITY, ec_key()).seal(signable(), TENANT, NOW)
OTHER_FILE = sealer(IDENTITY, ec_key()).seal(signable("Attest van leven"), TENANT, NOW)
UNLISTED_FILE = sealer(IDENTITY, ec_key()).seal(signable("Nooit bewaard"), TENANT, NOW)
CODE = VerificationCode.of(bytes(range(32)))
OTHER_CODE = VerificationCode.of(bytes(range(32, 64)))
ENTRY = LedgerEntry(
    tenant=TENANT,
    number="34022-26-7K3M9-2QD4X",
    code_hash=CODE.hashed,
    document_id="attest-woonst",
    variant="",
    issued_on=date(2026, 11, 24),
    valid_until=date(2027, 2, 24),
    sha256=sha256(FILE).hexdigest(),
)
OTHER = replace(
    ENTRY,
    number="34022-26-7K3M9-00000",
    code_hash=OTHER_CODE.hashed,
    sha256=sha256(OTHER_FILE).hexdigest(),
)


@dataclass
class MemoryLedger:
    entries: list[LedgerEntry] = field(default_factory=lambda: [ENTRY, OTHER])

    def by_code(self, tenant: str, hashed: str) -> LedgerEntry | None:
        found = (e for e in self.entries if (e.tenant, e.code_hash) == (tenant, hashed))
        return next(found, None)

    def by_hash(self, tenant: str, sha256: str) -> LedgerEntry | None:
        found = (e for e in self.entries if (e.tenant, e.sha256) == (tenant, sha256))
        return next(found, None)


@dataclass
class Counted:
    counts: dict[str, int] = field(default_factory=dict)

    def take(self, what: str, limit: int, until: datetime) -> bool:
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what] <= limit


def in_brussels(_: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo("Europe/Brussels")).date()


def verify(ledger: MemoryLedger | None = None, at: datetime = NOW) -> Verify:
    return Verify(
        ledger or MemoryLedger(), SealReader([IDENTITY.chain]), Counted(), Noon(at), in_brussels
    )


def likeness(data: bytes, typed: str = str(CODE)) -> Likeness | None:
    return verify().by_file(TENANT, data, "somebody", typed).likeness


def test_a_code_leads_to_its_document() -> None:
    found = verify().by_code(TENANT, str(CODE).lower(), "somebody")
    assert (found.status, found.entry, found.likeness) == (Status.AUTHENTIC, ENTRY, None)


def test_a_code_that_was_never_given_is_unknown() -> None:
    found = verify().by_code(TENANT, str(VerificationCode.of(bytes(11))), "somebody")
    assert (found.status, found.entry) == (Status.UNKNOWN, None)


def test_a_code_of_another_municipality_is_unknown() -> None:
    assert verify().by_code("44021", str(CODE), "somebody").status is Status.UNKNOWN


def test_a_revocation_shows_at_once() -> None:
    ledger = MemoryLedger()
    check = verify(ledger)
    assert check.by_code(TENANT, CODE.text, "a").status is Status.AUTHENTIC
    ledger.entries[0] = replace(ENTRY, revoked_at=NOW, reason="error")
    assert check.by_code(TENANT, CODE.text, "a").status is Status.REVOKED


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (datetime.fromisoformat("2027-02-24T22:59:59+00:00"), Status.AUTHENTIC),
        (datetime.fromisoformat("2027-02-24T23:00:00+00:00"), Status.EXPIRED),
    ],
)
def test_a_document_expires_at_midnight_in_the_municipality(at, status) -> None:
    assert verify(at=at).by_code(TENANT, CODE.text, "somebody").status is status


@pytest.mark.parametrize("typed", ["", "abc", CODE.text[:-1] + "U"])
def test_a_code_that_cannot_be_right_is_refused(typed) -> None:
    with pytest.raises(InvalidInputError):
        verify().by_code(TENANT, typed, "somebody")


@pytest.mark.parametrize(
    ("digest", "typed", "status", "like"),
    [
        (ENTRY.sha256, "", Status.AUTHENTIC, Likeness.SAME),
        (ENTRY.sha256.upper(), CODE.text, Status.AUTHENTIC, Likeness.SAME),
        (OTHER.sha256, CODE.text, Status.AUTHENTIC, Likeness.OTHER_DOCUMENT),
        ("0" * 64, CODE.text, Status.AUTHENTIC, Likeness.DIFFERENT),
        ("0" * 64, "", Status.UNKNOWN, None),
        (ENTRY.sha256, VerificationCode.of(bytes(11)).text, Status.UNKNOWN, None),
    ],
    ids=[
        "its own",
        "with its code",
        "with another code",
        "a stranger's",
        "unknown",
        "no such code",
    ],
)
def test_a_hash_is_enough_to_know_a_document(digest, typed, status, like) -> None:
    found = verify().by_hash(TENANT, digest, "somebody", typed)
    assert (found.status, found.likeness) == (status, like)


@pytest.mark.parametrize("digest", ["", "ab", "g" * 64, "a" * 65])
def test_what_is_no_hash_is_refused(digest) -> None:
    with pytest.raises(InvalidInputError, match="hash"):
        verify().by_hash(TENANT, digest, "somebody")


@pytest.mark.parametrize("typed", ["", str(CODE)])
def test_the_very_file_is_the_same_with_and_without_its_code(typed) -> None:
    found = verify().by_file(TENANT, FILE, "somebody", typed)
    assert (found.status, found.entry, found.likeness) == (
        Status.AUTHENTIC,
        ENTRY,
        Likeness.SAME,
    )


def test_the_file_of_another_document_of_ours_is_told() -> None:
    assert likeness(OTHER_FILE) is Likeness.OTHER_DOCUMENT
    assert likeness(_with_a_page(OTHER_FILE)) is Likeness.OTHER_DOCUMENT


def test_a_copy_with_an_added_page_is_told_and_its_original_is_found_without_the_code() -> None:
    found = verify().by_file(TENANT, _with_a_page(FILE), "somebody")
    assert (found.entry, found.likeness) == (ENTRY, Likeness.ADDED)
    assert likeness(_with_a_page(FILE)) is Likeness.ADDED


def test_a_foreign_seal_is_told() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    forged = sealer(identity(key, make_authority(NOW)), key).seal(signable(), TENANT, NOW)
    assert likeness(forged) is Likeness.FOREIGN_SEAL


def test_a_file_whose_seal_was_left_out_is_told() -> None:
    assert likeness(signable()) is Likeness.NO_SEAL


def test_half_a_file_is_told() -> None:
    assert likeness(FILE[: len(FILE) // 2]) is Likeness.CUT_OFF


def test_a_file_that_is_no_pdf_is_told() -> None:
    assert likeness(b"Dit is geen PDF.") is Likeness.NOT_A_PDF


def test_a_document_that_was_sealed_but_never_issued_is_told() -> None:
    assert likeness(UNLISTED_FILE) is Likeness.UNLISTED
    assert verify().by_file(TENANT, UNLISTED_FILE, "somebody").status is Status.UNKNOWN


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed(place, difference) -> None:
    changed = bytearray(FILE)
    changed[place] ^= difference
    assert likeness(bytes(changed)) in {
        Likeness.CHANGED,
        Likeness.NO_SEAL,
        Likeness.NOT_A_PDF,
        Likeness.FOREIGN_SEAL,
    }


@pytest.mark.parametrize("data", [b"", bytes(LARGEST_FILE + 1)])
def test_an_empty_or_too_large_file_is_refused(data) -> None:
    with pytest.raises(InvalidInputError, match="file_size"):
        verify().by_file(TENANT, data, "somebody")


def test_who_looks_too_often_is_stopped_and_others_are_not() -> None:
    check = verify()
    for _ in range(LOOKS):
        check.by_code(TENANT, CODE.text, "busy")
    with pytest.raises(NotAllowedError, match="too_many_tries"):
        check.by_code(TENANT, CODE.text, "busy")
    with pytest.raises(NotAllowedError, match="too_many_tries"):
        check.by_hash(TENANT, ENTRY.sha256, "busy")
    with pytest.raises(NotAllowedError, match="too_many_tries"):
        check.by_file(TENANT, FILE, "busy")
    assert check.by_code(TENANT, CODE.text, "calm").status is Status.AUTHENTIC


def test_wrong_codes_count_too() -> None:
    tries = Counted()
    check = replace(verify(), tries=tries)
    with pytest.raises(InvalidInputError):
        check.by_code(TENANT, "wrong", "guesser")
    assert tries.counts == {"verify guesser": 1}


def _with_a_page(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    contents = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 595, 842)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
