"""The facts of a document for machines: the JSON that is attached to it."""

import json
from typing import Any

from chalicelib.domain.municipality import Municipality
from chalicelib.domain.printing import PrintedDocument, Section, Table

SCHEMA = "thuisloket/document-facts/1"


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
        "sections": [_section(section) for section in document.sections],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "facts": [{"code": f.code, "label": f.label, "value": f.value} for f in section.lines],
        "tables": [_table(table) for table in section.tables],
        "statements": list(section.paragraphs),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "code": table.code,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
    }
