"""Where everything of a case lies in the table and its indexes; tenant first, always."""

from datetime import date

from chalicelib.adapters.aws.dynamodb.table import Item, key, ledger_pk

BY_WORKLIST = "worklist"
"""The index of what waits for people: `list_pk`, `list_by`."""

CASE = "#CASE#"
EVENTS = "EVENT#"
ENTRIES = "ENTRY#"
OUTGOING = "OUT#"
FILES = "FILE#"
LINE = "LEDGER"
HELD = "HELD"
"""A claim: no guard, for it ends with its case, and moves along when keys rotate."""


def case_pk(tenant: str, case_id: str) -> str:
    """Where a case and all that hangs on it lives."""
    return f"T#{tenant}{CASE}{case_id}"


def case_of(item: Item) -> tuple[str, str]:
    """Tenant and id of the case that a row hangs on."""
    tenant, _, case_id = item["pk"]["S"].removeprefix("T#").partition(CASE)
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


def involved_pk(tenant: str, person: str) -> str:
    """The parts that a person has in cases; `person` is the pseudonym."""
    return f"T#{tenant}#PERSON#{person}"


def looked_at_pk(tenant: str) -> str:
    """The cases, and what is to go out of them, that wait for their time."""
    return f"T#{tenant}#LOOK"


def aside_pk(tenant: str) -> str:
    """The rows that were set aside, in the index of what is due."""
    return f"T#{tenant}#ASIDE"


def list_pk(tenant: str, role: str, team: str) -> str:
    """A worklist."""
    return f"T#{tenant}#LIST#{role}#{team}"


def begun_pk(tenant: str, day: date) -> str:
    """The cases received on a day in UTC."""
    return f"T#{tenant}#BEGUN#{day:%Y-%m-%d}"


def reference_pk(tenant: str, reference: str) -> str:
    """What leads from the number that people read aloud to its case, for as long as that lies."""
    return f"T#{tenant}#REFERENCE#{reference}"


def claim_pk(tenant: str, fingerprint: str) -> str:
    """A claim; the fingerprint is of what is claimed."""
    return f"T#{tenant}#CLAIM#{fingerprint}"


def once_pk(tenant: str, fingerprint: str) -> str:
    """Something that was done once."""
    return f"T#{tenant}#ONCE#{fingerprint}"


def opening_pk(tenant: str, kind: str, fingerprint: str) -> str:
    """A guard of beginnings (`once`, `duplicate`, `rate`)."""
    return f"T#{tenant}#OPENING#{kind}#{fingerprint}"


def case_key(tenant: str, case_id: str, sk: str) -> Item:
    """The key of a row of a case."""
    return key(case_pk(tenant, case_id), sk)


def code_pk(tenant: str, code_hash: str) -> str:
    """What leads from a printed code to its document."""
    return f"T#{tenant}#CODE#{code_hash}"


def hash_pk(tenant: str, sha256: str) -> str:
    """What leads from bytes to the document that they are."""
    return f"T#{tenant}#SHA256#{sha256}"


def copies_pk(tenant: str, person: str) -> str:
    """The documents about a person in the index of people; `person` is the pseudonym."""
    return f"T#{tenant}#COPIES#{person}"


def erase_pk(tenant: str) -> str:
    """The files that wait to be erased, in the index of what is due."""
    return f"T#{tenant}#ERASE"


def ledger_key(tenant: str, number: str) -> Item:
    """The key of a line."""
    return key(ledger_pk(tenant), number)
