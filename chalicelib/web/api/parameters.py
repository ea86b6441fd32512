"""What stands in the address, the head or the form of a call, as the description has it."""

from typing import Any

type Json = dict[str, Any]

ID: Json = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
"""The id of a case."""
CODE_FORMAT: Json = {"type": "string", "format": "verification-code"}
"""A code's last character follows from the others, which no pattern says."""
CODE: Json = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "De code die op het document staat, met of zonder streepjes.",
    "schema": CODE_FORMAT,
}
"""The code on a document."""
VERIFY_FORM: Json = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "minLength": 1},
        "code": CODE_FORMAT,
    },
}
"""A file to verify, with its code."""
YEAR: Json = {
    "name": "year",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^20[0-9]{2}$"},
}
"""A year of the figures."""
FORM: Json = {
    "name": "formaat",
    "in": "query",
    "schema": {"type": "string", "enum": ["json", "csv"], "default": "json"},
}
"""How the figures come."""
KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Dezelfde sleutel met dezelfde inhoud geeft hetzelfde antwoord.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
"""The key of doing something once."""
