"""Finds the facts that a document of ours carries, without a PDF library: we wrote it ourselves."""

import json
import re
import zlib
from typing import Any

from chalicelib.documents.machine_facts import SCHEMA

_LONGEST = 2_000_000
"""Bytes when unpacked; ours are a few thousand."""


def facts_of(pdf: bytes) -> dict[str, Any] | None:
    """The facts; None for a file that carries none of ours."""
    for at in _embedded(pdf):
        begin = pdf.find(b"stream", at)
        facts = _unpacked(pdf[begin + len(b"stream") :].lstrip(b"\r\n")) if begin > 0 else None
        if facts is not None:
            return facts
    return None


def _embedded(pdf: bytes) -> list[int]:
    return [match.start() for match in re.finditer(rb"/Type /EmbeddedFile\b", pdf)]


def _unpacked(data: bytes) -> dict[str, Any] | None:
    try:
        text = zlib.decompressobj().decompress(data, _LONGEST)
        facts = json.loads(text)
    except (zlib.error, ValueError):
        return None
    is_ours = isinstance(facts, dict) and facts.get("schema") == SCHEMA
    return facts if is_ours else None
