"""Where everything of a case lies in the table and its indexes; tenant first, always."""

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import Item, key

BY_WORKLIST = "worklist"
"""The index of what waits for people: `list_pk`, `list_by`."""

EVENTS = "EVENT#"
ENTRIES = "ENTRY#"
OUTGOING = "OUT#"
FILES = "FILE#"
LINE = "LEDGER"
HELD = "HELD"
"""A claim: no guard, for it ends with its case, and moves along when keys rotate."""


def case_of(item: Item) -> tuple[str, str]:
    """Tenant and id of the case that a row hangs on."""
    tenant, _, case_id = item["pk"]["S"].removeprefix("T#").partition(f"#{Partition.CASE}#")
    return tenant, case_id


def party_sk(number: int) -> str:
    """A party."""
    return f"PARTY#{number}"


def acting_sk(number: int) -> str:
    """Who acts for a party."""
    return f"PARTY#{number}#FOR"


def outgoing_sk(outgoing_id: str) -> str:
    """Something that is to go out."""
    return f"{OUTGOING}{outgoing_id}"


def slot_sk(slot: str) -> str:
    """The document that counts in a slot."""
    return f"DOC#{slot}"


def task_sk(task_key: str) -> str:
    """A task in its worklist."""
    return f"TASK#{task_key}"


def file_sk(sha256: str) -> str:
    """A file that came with an entry, until it is erased."""
    return f"{FILES}{sha256}"


def case_key(tenant: str, case_id: str, sk: str) -> Item:
    """The key of a row of a case."""
    return key(Partition.CASE.of(tenant, case_id), sk)


def ledger_key(tenant: str, number: str) -> Item:
    """The key of a line."""
    return key(Partition.LEDGER.of(tenant), number)
