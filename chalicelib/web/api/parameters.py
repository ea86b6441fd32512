"""What stands in the address, the head or the form of a call, as the description has it."""

from typing import Any

type Json = dict[str, Any]

ID: Json = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
"""The id of a case."""
CODE: Json = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "De code die op het document staat, met of zonder streepjes.",
    "schema": {"type": "string", "minLength": 18, "maxLength": 60},
}
"""The code on a document."""
VERIFY_FORM: Json = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "minLength": 1},
        "code": {"type": "string"},
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
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
"""The key of doing something once."""
