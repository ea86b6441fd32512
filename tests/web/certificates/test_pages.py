"""The form page by page: what is asked of whom, read over, changed, and what reaches the clerk."""

from typing import Any

import pytest

from tests.support.web.counter import PDF, Counter, Visitor, form_of, number_in_print
from tests.support.web.uploads import basket_of, into_memory, to_upload, upload

WEDDING = "/documenten/akte-huwelijk/aanvragen"
HEIR = {"voor": "ander", "nummer": number_in_print(2), "band": "heir"}


def at(answer: Any) -> str:
    """The page that an answer leads to."""
    assert answer.status_code == 303
    return str(answer.headers["Location"].partition("?stap=")[2])


def on(citizen: Visitor, path: str, **typed: str) -> str:
    """Fill in the page that is shown and go on; the next page."""
    form = path.partition("?")[0]
    filled = form_of(citizen.get(path), form) | typed
    return at(citizen.post(form, filled | {"_naar": "verder"}))


def test_for_oneself_with_the_usual_choices_it_is_one_page_and_a_last_look(
    citizen: Visitor,
) -> None:
    for document in ("attest-leven", "akte-geboorte", "attest-gezinssamenstelling"):
        assert on(citizen, f"/documenten/{document}/aanvragen") == "nazicht"


def test_how_long_it_takes_is_said_by_what_was_filled_in(citizen: Visitor) -> None:
    fast, slow = "binnen een minuut klaar", "binnen 5 werkdagen"
    on(citizen, WEDDING)
    assert fast in citizen.get(f"{WEDDING}?stap=nazicht").body.decode()
    on(citizen, f"{WEDDING}?stap=land", land="FR")
    assert slow in citizen.get(f"{WEDDING}?stap=nazicht").body.decode()


def test_what_no_longer_applies_is_neither_said_nor_sent(
    counter: Counter, citizen: Visitor
) -> None:
    on(citizen, WEDDING, **HEIR)
    on(citizen, f"{WEDDING}?stap=belang", belang="other")
    on(citizen, f"{WEDDING}?stap=reden", reden="Voor het graf.")
    assert on(citizen, f"{WEDDING}?stap=wie", voor="mezelf") == "nazicht"
    page = citizen.get(f"{WEDDING}?stap=nazicht")
    text = page.body.decode()
    assert "binnen een minuut klaar" in text
    assert "<dt>Uw reden" not in text
    citizen.post(WEDDING, form_of(page, WEDDING))
    (order,) = (case.payload for case in counter.stored())
    assert (order.claimed, order.interest, order.reason) == ("self", "", "")


def test_a_line_end_counts_once_as_the_browser_counts_it(
    counter: Counter, citizen: Visitor
) -> None:
    text = "\r\n".join(["x" * 99] * 10)
    assert on(citizen, f"{WEDDING}?stap=opmerking", opmerking=text) == "nazicht"
    citizen.post(WEDDING, form_of(citizen.get(f"{WEDDING}?stap=nazicht"), WEDDING))
    (case,) = counter.stored()
    assert case.payload.remark == text.replace("\r\n", "\n")


def test_a_page_is_asked_only_of_who_needs_it(citizen: Visitor) -> None:
    assert on(citizen, WEDDING, voor="ander") == "ander"
    typed = {"nummer": number_in_print(2), "band": "heir"}
    assert on(citizen, f"{WEDDING}?stap=ander", **typed) == "belang"
    assert on(citizen, f"{WEDDING}?stap=belang", belang="other") == "reden"
    assert on(citizen, f"{WEDDING}?stap=reden", reden="Voor het graf.") == "nazicht"
    assert on(citizen, f"{WEDDING}?stap=ander", band="legal_representative") == "nazicht"


def test_what_anybody_may_have_takes_no_interest_and_no_proof(citizen: Visitor) -> None:
    death = "/documenten/akte-overlijden/aanvragen"
    heir = {"nummer": number_in_print(2), "band": "heir"}
    assert on(citizen, death, **heir) == "nazicht"
    check = citizen.get(f"{death}?stap=nazicht").body.decode()
    assert "Uw bewijs" not in check
    assert "<dt>Overledene" in check
    copy = form_of(citizen.get(f"{death}?stap=vorm"), death) | {"vorm": "afschrift"}
    assert at(citizen.post(death, copy | {"_naar": "verder"})) == "belang"


def test_what_was_typed_stands_where_it_is_read_over_and_can_be_changed(citizen: Visitor) -> None:
    on(citizen, WEDDING, **HEIR, vorm="afschrift", land="FR")
    on(citizen, f"{WEDDING}?stap=ander", band="heir")
    on(citizen, f"{WEDDING}?stap=belang", belang="inheritance")
    on(citizen, f"{WEDDING}?stap=reden", reden="Voor de notaris.")
    page = citizen.get(f"{WEDDING}?stap=nazicht")
    text = " ".join(page.body.decode().split())
    for words in (
        "erfgenaam",
        "Ik regel een erfenis",
        "Voor de notaris.",
        "afschrift",
        "Frankrijk",
    ):
        assert words in text
    form = form_of(page, WEDDING)
    assert at(citizen.post(WEDDING, form | {"_naar": "wijzig-land"})) == "land"
    land = citizen.get(f"{WEDDING}?stap=land")
    assert form_of(land, WEDDING)["land"] == "FR"
    back = citizen.post(WEDDING, form_of(land, WEDDING) | {"land": "", "_naar": "terug"})
    assert at(back) == "nazicht"


def test_interest_reason_and_proof_reach_the_clerk(counter: Counter, citizen: Visitor) -> None:
    on(citizen, WEDDING)
    page = citizen.get(f"{WEDDING}?stap=nazicht")
    assert "Uw bewijs" not in page.body.decode()
    said = {"belang": "inheritance", "reden": "Voor de notaris."}
    form = form_of(page, WEDDING) | HEIR | said | {"vorm": "afschrift"}
    place = to_upload(citizen, WEDDING, form, "proof")
    page = upload(citizen, place, PDF, into_memory(counter.wiring))
    at_files = place.partition("?")[0]
    sent = {"csrf": form_of(page, at_files)["csrf"], "veld": "\u00e9\r\nSet-Cookie: a=b"}
    assert citizen.post(at_files, sent).headers["Location"].isprintable()
    last = citizen.get(f"{WEDDING}?stap=nazicht&bestanden={basket_of(place)}")
    assert "Uw bewijs" in last.body.decode()
    assert citizen.post(WEDDING, form_of(last, WEDDING)).status_code == 303
    (case,) = counter.stored()
    assert (case.payload.interest, case.payload.reason) == ("inheritance", "Voor de notaris.")
    (entry,) = counter.store.entries(case.tenant, case.id)
    assert (entry.name, len(entry.attachments)) == ("proof", 1)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (HEIR, "belang"),
        (HEIR | {"belang": "bedacht"}, "belang"),
        (HEIR | {"belang": "other"}, "reden"),
        ({"vorm": "afschrift"}, "reden"),
    ],
)
def test_who_needs_an_interest_or_a_reason_gives_it(
    counter: Counter, citizen: Visitor, typed: dict[str, str], field: str
) -> None:
    answer = citizen.post(WEDDING, form_of(citizen.get(WEDDING), WEDDING) | typed)
    assert answer.status_code == 422
    assert f'id="{field}-fout"' in answer.body.decode()
    assert counter.stored() == []
