"""What documents add to the transaction of their case: slot, ledger line, what leads there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import Item, key, stamp, text
from chalicelib.adapters.aws.dynamodb.transactions import Write, put
from chalicelib.adapters.aws.store.items.codec import as_json
from chalicelib.adapters.aws.store.items.places import LINE, case_key, ledger_key, slot_sk
from chalicelib.adapters.aws.store.items.schema import Schema
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.issued.listed import Revocation, RevocationReason
from chalicelib.domain.privacy.kept_files import erased_from
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.platform import Keys

ABSENT = "attribute_not_exists(pk)"


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """Writes documents. A line never changes; what happens to it stands beside it."""

    table: str
    schema: Schema
    keys: Keys

    def writes(self, change: Change) -> Iterator[Write]:
        """What a change makes and replaces."""
        new = {document.slot: document.number for document in change.documents}
        for document in change.documents:
            yield from self._made(change.case, change.before, document)
        for old in change.revoked:
            yield self._revoked(change, old, new[old.slot])

    def anew(self, case: AnyCase, document: IssuedDocument) -> Write:
        """A slot that holds the same document still, and not whom it is about."""
        return self._slot(case, document, document)

    def _made(
        self, case: AnyCase, before: AnyCase | None, document: IssuedDocument
    ) -> Iterator[Write]:
        yield self._slot(case, before.in_slot(document.slot) if before else None, document)
        yield put("ledger", self.table, self._line(case, document), ABSENT)
        leads = {"number": text(document.number)}
        if document.code_hash:
            item = key(Partition.CODE.of(case.tenant, document.code_hash), LINE) | leads
            yield put("code", self.table, self.schema.stamped(item), ABSENT)
        item = key(Partition.SHA256.of(case.tenant, document.sha256), LINE) | leads
        yield Write("hash", {"Put": {"TableName": self.table, "Item": self.schema.stamped(item)}})
        if document.replaces and (before is None or not _is_of(before, document.replaces)):
            yield self._replaced(case, document)

    def _slot(self, case: AnyCase, old: IssuedDocument | None, document: IssuedDocument) -> Write:
        """The slot may be filled if it holds what the case before held there."""
        item = case_key(case.tenant, case.id, slot_sk(document.slot)) | {
            "number": text(document.number),
            "data": text(as_json(IssuedDocument, document)),
        }
        if old is None:
            return put("slot", self.table, self.schema.stamped(item), ABSENT)
        return put(
            "slot",
            self.table,
            self.schema.stamped(item),
            "#number = :old",
            ExpressionAttributeNames={"#number": "number"},
            ExpressionAttributeValues={":old": text(old.number)},
        )

    def _line(self, case: AnyCase, document: IssuedDocument) -> Item:
        subject = self.keys.person(case.tenant, document.subject)
        line = ledger_key(case.tenant, document.number) | {
            "data": text(json.dumps(_data(case, document), separators=(",", ":"))),
            "person_pk": text(Partition.COPIES.of(case.tenant, subject)),
            "ulid": text(case.id),
            "due_pk": text(Partition.ERASE.of(case.tenant)),
            "due_at": text(stamp(erased_from(document.available_until))),
        }
        return self.schema.stamped(line)

    def _replaced(self, case: AnyCase, document: IssuedDocument) -> Write:
        """What another case's document comes in the place of; that one was revoked before."""
        body: Item = {
            "TableName": self.table,
            "Key": ledger_key(case.tenant, document.replaces),
            "UpdateExpression": "SET replaced_by = if_not_exists(replaced_by, :new)",
            "ConditionExpression": "attribute_exists(pk)",
            "ExpressionAttributeValues": {":new": text(document.number)},
        }
        return Write("replaced", {"Update": body})

    def _revoked(self, change: Change, old: IssuedDocument, new: str) -> Write:
        """What it was replaced by; a registrar may have revoked it before."""
        event = change.events[-1]
        actor = event.actor or event.role
        revocation = Revocation(RevocationReason.DATA_CHANGED, event.at, actor)
        body: Item = {
            "TableName": self.table,
            "Key": ledger_key(change.case.tenant, old.number),
            "UpdateExpression": "SET revoked = if_not_exists(revoked, :revocation),"
            " replaced_by = if_not_exists(replaced_by, :new) REMOVE put_forward",
            "ConditionExpression": "attribute_exists(pk)",
            "ExpressionAttributeValues": {
                ":revocation": text(as_json(Revocation, revocation)),
                ":new": text(new),
            },
        }
        return Write("revoked", {"Update": body})


def _is_of(case: AnyCase, number: str) -> bool:
    return any(document.number == number for document in case.issued)


def _data(case: AnyCase, document: IssuedDocument) -> dict[str, Any]:
    """What a document is, and its hash; not whose."""
    return {
        "document": document.type_id,
        "variant": document.variant,
        "language": document.language,
        "request": case.id,
        "slot": document.slot,
        "issue": document.issue,
        "sha256": document.sha256,
        "size": document.size,
        "pages": document.pages,
        "object_key": document.object_key,
        "code_hash": document.code_hash,
        "replaces": document.replaces,
        "issued_at": stamp(document.issued_at),
        "issued_on": document.issued_on.isoformat(),
        "valid_until": document.valid_until.isoformat() if document.valid_until else None,
    }
