"""The facts of a document for machines: the JSON that is attached to it."""

import json
from typing import Any

from chalicelib.documents.oslo import CONTEXT
from chalicelib.domain.issued.printing import Line, PrintedDocument, Section, Table
from chalicelib.domain.issued.sealing import VerificationMark
from chalicelib.domain.tenants.municipality import Municipality

SCHEMA = "thuisloket/document-facts/1"
PUBLISHED = "/schemas/document-facts-1.json"
"""Where the counter publishes the schema."""


def as_json(document: PrintedDocument, municipality: Municipality) -> bytes:
    """What stands on the document, in the order of the page, and of whom in OSLO's names (JSON-LD).

    Always the same bytes. Without a mark, so before it is final, it names no published schema.
    """
    until = document.valid_until
    content = {
        **_published(document.mark),
        "@context": CONTEXT,
        "@type": "Document",
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
        "about": list(document.about),
        "sections": [_section(section) for section in document.sections],
        "declaration": document.declaration,
        "verification": _verification(document.mark),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _published(mark: VerificationMark | None) -> dict[str, str]:
    return {"$schema": f"{mark.home}{PUBLISHED}"} if mark else {}


def _verification(mark: VerificationMark | None) -> dict[str, str] | None:
    return {"code": mark.code, "address": mark.address} if mark else None


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "facts": [_fact(line) for line in section.lines],
        "tables": [_table(table) for table in section.tables],
        "statements": list(section.paragraphs),
    }


def _fact(line: Line) -> dict[str, str]:
    return {"code": line.code, "label": line.label, "value": line.value}


def _table(table: Table) -> dict[str, Any]:
    return {
        "code": table.code,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
    }
