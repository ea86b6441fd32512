"""Documents that arrive sealed: passed on as they are, unless something was changed."""

from io import BytesIO

import pikepdf
import pytest

from chalicelib.documents.seal.sources import SourceSeals
from chalicelib.domain.issued.source_seal import SourceState
from tests.support.printing.elsewhere import Level, sealed_elsewhere
from tests.support.printing.signable import NOW, TENANT, ec_key, identity, rsa_key, sealer, signable

SOURCE = SourceSeals()


@pytest.mark.parametrize("make", [ec_key, rsa_key])
def test_an_intact_seal_names_who_sealed(make) -> None:
    pdf = sealer(identity(make()), make()).seal(signable(), TENANT, NOW)
    found = SOURCE.inspect(pdf)
    assert (found.state, found.holder) == (SourceState.INTACT, "Stad Kortrijk")


def test_a_document_without_a_seal_has_none() -> None:
    assert SOURCE.inspect(b"%PDF-1.7\n%%EOF\n").state is SourceState.NONE


def test_a_changed_byte_breaks_the_seal() -> None:
    pdf = sealer(identity(ec_key()), ec_key()).seal(signable(), TENANT, NOW)
    assert SOURCE.inspect(pdf.replace(b"/Font", b"/Fond", 1)).state is SourceState.BROKEN


@pytest.mark.parametrize("pages", [0, 1])
def test_a_document_that_another_program_wrote_anew_is_broken(pages) -> None:
    out = BytesIO()
    with pikepdf.open(
        BytesIO(sealer(identity(ec_key()), ec_key()).seal(signable(), TENANT, NOW))
    ) as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out)
    assert SOURCE.inspect(out.getvalue()).state is SourceState.BROKEN


def test_what_is_added_after_the_seal_is_told_from_a_change() -> None:
    pdf = sealer(identity(ec_key()), ec_key()).seal(signable(), TENANT, NOW)
    found = SOURCE.inspect(pdf + b"\n% more\n%%EOF\n")
    assert (found.state, found.holder) == (SourceState.FOLLOWED, "Stad Kortrijk")


def test_a_document_whose_end_is_missing_is_broken() -> None:
    pdf = sealer(identity(ec_key()), ec_key()).seal(signable(), TENANT, NOW)
    assert SOURCE.inspect(pdf[:-40]).state is SourceState.BROKEN


@pytest.mark.parametrize(
    ("level", "state"),
    [
        (Level.T, SourceState.INTACT),
        (Level.LT, SourceState.FOLLOWED),
        (Level.LTA, SourceState.FOLLOWED),
    ],
)
def test_a_seal_as_other_programs_make_it_is_right_and_what_follows_it_is_told(
    level: Level, state: SourceState
) -> None:
    found = SOURCE.inspect(sealed_elsewhere(level))
    assert (found.state, found.holder) == (state, "Rijksregister")


def test_a_changed_byte_under_a_time_stamp_is_noticed() -> None:
    pdf = sealed_elsewhere(Level.LTA)
    changed = pdf.replace(b"/DSS", b"/DSX", 1)
    assert SOURCE.inspect(changed).state is SourceState.BROKEN
