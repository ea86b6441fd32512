"""Documents and files: one of each, told the same everywhere, and none without an owner."""

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from chalicelib.documents.facts_reading import facts_of
from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.issued.verification import Status
from chalicelib.domain.issued.verification_code import VerificationCode
from ops.operate.orphans import orphans
from tests.faults.stage import TENANT, Known, Stage


def one_of_each_document(stage: Stage) -> Iterator[str]:
    """One serial number, one ledger line and one object a slot, which agree."""
    lines = [row for row in stage.rows() if "#LEDGER" in row["pk"]["S"]]
    issued = [document for known in stage.known for document in known.case.issued]
    if len(lines) != len(issued):
        yield f"{len(issued)} documents, {len(lines)} lines in the ledger"
    for what in ("number", "object_key"):
        if len({getattr(document, what) for document in issued}) != len(issued):
            yield f"two documents have one {what}"
    for known in stage.known:
        yield from _one_a_slot(known)
        for document in known.case.issued:
            mine = (row for row in lines if row["sk"]["S"] == document.number)
            yield from _agrees(stage, known, document, next(mine, None))


def _one_a_slot(known: Known) -> Iterator[str]:
    counting = [d.slot for d in known.case.issued if d.number not in revoked_in(known)]
    if doubles := [slot for slot, many in Counter(counting).items() if many > 1]:
        yield f"more than one document counts for {doubles}"


def revoked_in(known: Known) -> set[str]:
    """The numbers of documents that the case says were revoked, or replaced in their slot."""
    said = (e for e in known.entries if e.kind is EntryKind.REVOCATION and e.name == "revoked")
    replaced = {document.replaces for document in known.case.issued if document.replaces}
    return {dict(entry.data)["number"] for entry in said} | replaced


def _agrees(stage: Stage, known: Known, document: IssuedDocument, line: Any) -> Iterator[str]:
    if line is None:
        yield "of a document the ledger line is missing"
        return
    said = json.loads(line["data"]["S"])
    if said["sha256"] != document.sha256:
        yield "case and ledger name other bytes"
    for what in ("language", "object_key", "variant"):
        if said[what] != getattr(document, what):
            yield f"case and ledger name another {what}"
    if said["issued_on"] != document.issued_on.isoformat():
        yield "case and ledger name another day"
    yield from _stored(stage, document)
    yield from _verified(stage, known, document)


def _stored(stage: Stage, document: IssuedDocument) -> Iterator[str]:
    """The bytes, and what they say, unless their time is over."""
    listed = stage.wiring.state.ledger.get(TENANT, document.number)
    stored = stage.objects().get(document.object_key)
    if stored is None or listed is None or listed.erased_at:
        if stored is not None or listed is None or not listed.erased_at:
            yield "a document is erased in the ledger or in the archive only"
        return
    if sha256(stored).hexdigest() != document.sha256:
        yield "the bytes of a document aren't those of the ledger"
    if document.code_hash:
        yield from _says(stored, document)


def _says(stored: bytes, document: IssuedDocument) -> Iterator[str]:
    facts = facts_of(stored) or {}
    told = {
        "number": document.number,
        "language": document.language,
        "issuedOn": document.issued_on.isoformat(),
        "replaces": document.replaces or None,
    }
    for what, value in told.items():
        if facts.get(what) != value:
            yield f"a document says {facts.get(what)} where its case says another {what}"
    code = (facts.get("verification") or {}).get("code", "")
    if VerificationCode.parse(code).hashed != document.code_hash:
        yield "the code on a document isn't that of its case"


def _verified(stage: Stage, known: Known, document: IssuedDocument) -> Iterator[str]:
    """What anybody reads who verifies it."""
    found = stage.wiring.issued.verify.by_hash(TENANT, document.sha256, document.number)
    entry, is_revoked = found.entry, document.number in revoked_in(known)
    if entry is None or entry.number != document.number:
        yield "verification doesn't know a document"
    elif (entry.issued_on, entry.code_hash) != (document.issued_on, document.code_hash):
        yield "verification and case tell another day or code"
    elif (found.status in (Status.REVOKED, Status.REPLACED)) != is_revoked:
        yield f"verification says {found.status} of a document, its case otherwise"


def nothing_sent_along_is_lost(stage: Stage) -> Iterator[str]:
    """Each file that was sent along is there until its erasure is proven."""
    for known in stage.known:
        proofs = [e.data for e in known.entries if e.kind is EntryKind.ERASURE]
        for file in (file for entry in known.entries for file in entry.attachments):
            is_erased = any(("sha256", file.sha256) in proof for proof in proofs)
            if (file.key in stage.objects()) is is_erased:
                yield "a file that was sent along is lost, or erased without a proof"


def no_object_without_an_owner(stage: Stage) -> Iterator[str]:
    """What no case names is listed as an orphan."""
    named = {document.object_key for known in stage.known for document in known.case.issued}
    for known in stage.known:
        named |= {file.key for entry in known.entries for file in entry.attachments}
    nobodys = stage.objects().keys() - named
    if nobodys and not (stage.faults.hit or stage.raced):
        yield f"{len(nobodys)} files that nobody knows, though nothing failed"
    listed = {orphan.key for orphan in orphans(stage.wiring)}
    if listed != nobodys:
        yield f"{len(nobodys)} files that nobody knows, {len(listed)} are listed"
