"""The facts of a document for machines: the JSON that is attached to it."""

import json
from typing import Any

from chalicelib.domain.municipality import Municipality
from chalicelib.domain.printing import Line, PrintedDocument, Section, Table
from chalicelib.domain.sealing import Mark

SCHEMA = "thuisloket/document-facts/1"

TERMS = {
    "person.family_name": "http://xmlns.com/foaf/0.1/familyName",
    "person.given_names": "http://xmlns.com/foaf/0.1/givenName",
    "person.national_number": "http://www.w3.org/ns/adms#identifier",
    "person.address": "http://www.w3.org/ns/locn#fullAddress",
    "household.address": "http://www.w3.org/ns/locn#fullAddress",
    "act.number": "http://www.w3.org/ns/adms#identifier",
}
"""The terms that OSLO (Persoon, Adres, Generiek) uses for facts, where it has one."""


def as_json(document: PrintedDocument, municipality: Municipality) -> bytes:
    """What stands on the document, by code, in the order of the page; always the same bytes."""
    until = document.valid_until
    content = {
        "schema": SCHEMA,
        "document": document.kind,
        "number": document.number,
        "language": document.language,
        "title": document.title,
        "variant": document.subtitle,
        "issuer": {"nis": municipality.nis, "name": municipality.official_name},
        "issuedOn": document.issued_on.isoformat(),
        "validUntil": until.isoformat() if until else None,
        "legalBasis": list(document.basis),
        "replaces": document.replaces or None,
        "sections": [_section(section) for section in document.sections],
        "declaration": document.declaration,
        "verification": _verification(document.mark),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _verification(mark: Mark | None) -> dict[str, str] | None:
    return {"code": mark.code, "address": mark.address} if mark else None


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "facts": [_fact(line) for line in section.lines],
        "tables": [_table(table) for table in section.tables],
        "statements": list(section.paragraphs),
    }


def _fact(line: Line) -> dict[str, str]:
    fact = {"code": line.code, "label": line.label, "value": line.value}
    return fact | ({"term": TERMS[line.code]} if line.code in TERMS else {})


def _table(table: Table) -> dict[str, Any]:
    return {
        "code": table.code,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
    }
