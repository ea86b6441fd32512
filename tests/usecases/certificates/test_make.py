"""How long a document is kept: as its file says, or else as the municipality does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.certificates.catalogue import DocumentRetention
from chalicelib.ports.documents import Stored
from chalicelib.usecases.certificates.make import issued_of, object_key
from tests.support.orders import a_certificate_case
from tests.support.printing.desk import kortrijk, the
from tests.support.requests import NOW


@pytest.mark.parametrize(("days", "kept"), [(None, 30), (7, 7)])
def test_a_document_is_kept_as_long_as_it_says(days: int | None, kept: int) -> None:
    document = replace(the("attest-leven"), retention=DocumentRetention(days))
    issued = issued_of(
        a_certificate_case(), document, kortrijk(), Stored("ab" * 32, 1, 1), "34022/2026/a.pdf", NOW
    )
    assert issued.issued_on == NOW.date()
    assert issued.available_until == NOW.date() + timedelta(days=kept)


def test_what_is_printed_otherwise_lies_elsewhere() -> None:
    case = a_certificate_case()
    assert object_key(case, b"een bladzijde") != object_key(case, b"een andere bladzijde")
    assert object_key(case, b"een bladzijde") == object_key(case, b"een bladzijde")
