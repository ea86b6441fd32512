"""From what people fill in to typed values: one sentence for each thing to mend."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases.forms.kinds import MISSING, READERS
from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.forms.raw import canonical
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.process.actions import Destination, Field, FieldKind
from chalicelib.domain.registers.people import Address
from tests.support.municipalities import a_municipality
from tests.support.processes.pact import PACT
from tests.support.requests import a_number

PDF = File(b"%PDF-1.7 x")
HERE = a_municipality()
FORM = Form(PACT, HERE, allow_test=True)


def a_field(kind: FieldKind, *, required: bool = True, options: str = "") -> Field:
    return Field("f", kind, "Vraag", required, Destination.CODE, options=options)


def read(kind: FieldKind, raw: dict[str, object], options: str = "") -> object:
    return FORM.read([a_field(kind, options=options)], raw)["f"]


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FieldKind.SHORT_TEXT, " Łucja ", "Łucja"),
        (FieldKind.SHORT_TEXT, "\ufeffŁucja\u200b\x00", "Łucja"),
        (FieldKind.LONG_TEXT, "een\ntwee", "een\ntwee"),
        (FieldKind.LONG_TEXT, "\x1bשלום\u200e", "שלום\u200e"),
        (FieldKind.CHOICE, "ann", "ann"),
        (FieldKind.SEVERAL, ["ann", "bob", "ann"], ("ann", "bob")),
        (FieldKind.YES_NO, "nee", False),
        (FieldKind.YES_NO, "Ja", True),
        (FieldKind.DATE, "2026-03-07", date(2026, 3, 7)),
        (FieldKind.DATE, "7-3-2026", date(2026, 3, 7)),
        (FieldKind.DATE, "07/03/2026", date(2026, 3, 7)),
        (FieldKind.DATE_TIME, "2026-07-01T14:00", datetime(2026, 7, 1, 12, tzinfo=UTC)),
        (FieldKind.PERSON, a_number().printed, a_number()),
        (FieldKind.HOUSEHOLD, [a_number(1).digits, a_number(2).digits], (a_number(1), a_number(2))),
        (FieldKind.FILE, [PDF], (PDF,)),
        (FieldKind.DECLARATION, "on", True),
        (FieldKind.SLOT, "hall@2026-07-01T14:00", "hall@2026-07-01T14:00"),
    ],
)
def test_each_kind_reads_its_own_value(kind: FieldKind, raw: object, value: object) -> None:
    options = "parties" if kind in (FieldKind.CHOICE, FieldKind.SEVERAL) else ""

    assert read(kind, {"f": raw}, options) == value


def test_a_slot_is_a_day_and_a_moment_that_is_offered() -> None:
    raw = {"f.day": "7-3-2026", "f.moment": "ann"}

    assert read(FieldKind.SLOT, raw, "parties") == "2026-03-07 ann"


@pytest.mark.parametrize("raw", [{"f.day": "7-3-2026"}, {"f.day": "7-3-2026", "f.moment": "carl"}])
def test_half_a_slot_is_none(raw: dict[str, object]) -> None:
    with pytest.raises(FormError) as caught:
        read(FieldKind.SLOT, raw, "parties")
    assert caught.value.code == "slot_incomplete"


def test_an_address_is_read_from_its_parts() -> None:
    raw = {"f.street": "Straat", "f.number": "1", "f.postcode": "8500", "f.locality": "Kortrijk"}

    assert read(FieldKind.ADDRESS, raw) == Address("Straat", "1", "", "8500", "Kortrijk", "")


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (FieldKind.SHORT_TEXT, {"f": "x" * 201}, "text_too_long"),
        (FieldKind.SHORT_TEXT, {"f": "a\ue000b"}, "text_unreadable"),
        (FieldKind.LONG_TEXT, {"f": "x" * 4001}, "text_too_long"),
        (FieldKind.CHOICE, {"f": "carl"}, "choice_unknown"),
        (FieldKind.SEVERAL, {"f": ["ann", "carl"]}, "choices_unknown"),
        (FieldKind.YES_NO, {"f": "misschien"}, "yes_no_unclear"),
        (FieldKind.DATE, {"f": "31-02-2026"}, "date_wrong"),
        (FieldKind.DATE, {"f": "morgen"}, "date_wrong"),
        (FieldKind.DATE_TIME, {"f": "2026"}, "date_time_wrong"),
        (FieldKind.ADDRESS, {"f.street": "Straat"}, "address_incomplete"),
        (
            FieldKind.ADDRESS,
            {"f.street": "S", "f.number": "1", "f.locality": "K", "f.postcode": "x"},
            "postcode_wrong",
        ),
        (FieldKind.PERSON, {"f": "12345678901"}, "invalid_national_number"),
        (FieldKind.FILE, {"f": [File(b"text")]}, "attachment_type"),
        (FieldKind.FILE, {"f": "JVBERi0="}, "file_expected"),
        (FieldKind.FILE, {"f": [PDF] * 4}, "too_many_attachments"),
    ],
)
def test_what_can_not_be_it_is_said_in_one_sentence(
    kind: FieldKind, raw: dict[str, object], code: str
) -> None:
    options = "parties" if kind in (FieldKind.CHOICE, FieldKind.SEVERAL) else ""

    with pytest.raises(FormError) as error:
        read(kind, raw, options)

    assert (error.value.code, error.value.field) == (code, "f")
    assert error.value.public.endswith(".")


@pytest.mark.parametrize("kind", list(FieldKind))
def test_each_kind_says_what_is_missing_and_leaves_out_what_need_not_be(kind: FieldKind) -> None:
    options = "parties" if kind in (FieldKind.CHOICE, FieldKind.SEVERAL) else ""

    with pytest.raises(FormError) as error:
        read(kind, {}, options)

    assert error.value.public == MISSING[kind]
    assert FORM.read([a_field(kind, required=False, options=options)], {}) == {}
    assert kind in READERS


@given(st.sampled_from(list(FieldKind)), st.text() | st.lists(st.text(), max_size=3))
def test_whatever_is_sent_is_a_value_or_a_sentence(kind: FieldKind, raw: object) -> None:
    with suppress(FormError):
        assert FORM.read([a_field(kind)], {"f": raw})["f"] is not None


@given(
    st.dictionaries(st.text(min_size=1), st.text() | st.lists(st.text(), max_size=2), max_size=4)
)
def test_the_order_in_which_fields_come_does_not_count(raw: dict[str, object]) -> None:
    assert canonical(raw) == canonical(dict(reversed(raw.items())))


UNSEEN = "a\x00\u202e\u2066\u200b\ufeff\x1b\U000e0041b"
OF_TEXTS = (
    FieldKind.SHORT_TEXT,
    FieldKind.LONG_TEXT,
    FieldKind.CHOICE,
    FieldKind.SEVERAL,
    FieldKind.SLOT,
)


@pytest.mark.parametrize("kind", OF_TEXTS)
def test_no_text_of_any_kind_keeps_what_nobody_sees(kind: FieldKind) -> None:
    assert read(kind, {"f": UNSEEN}) in ("ab", ("ab",))


def test_no_part_of_an_address_keeps_what_nobody_sees() -> None:
    parts = dict.fromkeys(("f.street", "f.number", "f.box", "f.locality"), UNSEEN)
    address = read(FieldKind.ADDRESS, {**parts, "f.postcode": "85\u202e00"})
    assert address == Address("ab", "ab", "ab", "8500", "ab", "")
