"""Every channel on the same road: key in, issue at once, print."""

import html
import re

import pytest
from chalice.test import HTTPResponse

from tests.support.office import Office, persona
from tests.support.web.counter import form_of
from tests.support.web.desk import Desk, somebody

WISH = "/loket/intake"


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def found(desk: Desk, document: str = "attest-leven", **form: str) -> HTTPResponse:
    """The answer to a look-up."""
    known = {"kanaal": "balie", "document": document, "aanvrager": somebody("volwassene")}
    return desk.send("/loket/intake/persoon", **(known | form))


def keyed_in(desk: Desk, document: str = "attest-leven", **changes: str) -> HTTPResponse:
    """The page after a request was keyed in, with the usual choices but for some."""
    who = {name: changes.pop(name) for name in ("kanaal", "aanvrager") if name in changes}
    form = form_of(found(desk, document, **who), WISH)
    sure = "kaart" if form["kanaal"] == "balie" else "terugbellen"
    return desk.post(WISH, form | {"identificatie": sure} | changes)


def test_the_page_follows_what_the_issuance_function_makes_until_it_can_be_printed(
    office: Office,
) -> None:
    desk = Desk()
    there = keyed_in(desk).headers["Location"]
    page = desk.get(there).body.decode()
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert f'data-poll="/api/v1/cases/{there.split("?")[0].rsplit("/", 1)[1]}"' in page
    assert "Dit gaat nu vanzelf; meestal duurt het enkele seconden." in plain(page.encode())
    office.drain()
    page = desk.get(there).body.decode()
    assert "http-equiv" not in page
    assert "data-poll" not in page
    assert "Het document is klaar. Document openen (pdf)" in plain(page.encode())
    assert desk.get(f"{there.split('?')[0]}/documenten/result").status_code == 302


def test_who_called_back_delivers_with_one_press(office: Office) -> None:
    desk = Desk()
    there = keyed_in(desk, kanaal="telefoon").headers["Location"]
    office.drain()
    assert "Alleen het kanaal staat in de weg." in plain(desk.get(there).body)
    done = desk.send(f"{there.split('?')[0]}/eigen/uitreiken").headers["Location"]
    assert "Het dossier is goedgekeurd." in plain(desk.get(done).body)
    office.drain()
    assert "Het document is klaar." in plain(desk.get(done).body)


def test_of_who_showed_a_card_it_is_said_and_not_that_they_are_too_weakly_signed_in(
    office: Office,
) -> None:
    desk = Desk()
    there = keyed_in(desk, kanaal="telefoon", identificatie="kaart", opmerking="Dank u.")
    office.drain()
    page = plain(desk.get(there.headers["Location"]).body)
    assert "De identiteit is nagegaan: identiteitskaart gezien." in page
    assert "Te zwak" not in page
    assert "Niet veilig aangemeld" not in plain(desk.get("/loket").body)


@pytest.mark.parametrize("channel", ["telefoon", "mail", "brief", "fax", "andere"])
def test_each_channel_is_kept_with_who_keyed_it_in(office: Office, channel: str) -> None:
    desk = Desk()
    changes = {"email": "iemand@burger.example"} if channel == "mail" else {}
    there = keyed_in(desk, kanaal=channel, **changes).headers["Location"]
    text = plain(desk.get(there).body)
    assert "Ingegeven door u" in text
    assert "Identiteit nagekeken" in text


def test_what_else_is_in_the_way_is_a_case_like_any_other(office: Office) -> None:
    desk = Desk()
    there = keyed_in(desk, "akte-geboorte", aanvrager=somebody("papieren-akte"))
    office.drain()
    page = plain(desk.get(there.headers["Location"]).body)
    assert "Akte nog op papier" in page
    path = there.headers["Location"].split("?")[0]
    answer = desk.send(f"{path}/eigen/uitreiken")
    assert answer.status_code in {404, 409}


def test_a_namesake_is_chosen_from_who_is_found(office: Office) -> None:
    desk = Desk()
    who = {"aanvrager": "", "naam": "DeClercq", "geboren": "1980-05-14"}
    answer = found(desk, **who)
    text = plain(answer.body)
    for key in ("naamgenoot-een", "naamgenoot-twee"):
        assert persona(key).printed in text
    assert WISH in found(desk, aanvrager=somebody("naamgenoot-twee")).body.decode()


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"aanvrager": ""}, "aanvrager"),
        ({"aanvrager": "85.67.30-002.92"}, "aanvrager"),
        ({"aanvrager": "", "naam": "Niemandson", "geboren": "1980-05-14"}, "naam"),
        ({"aanvrager": "", "naam": "Declercq", "geboren": "ooit"}, "geboren"),
        ({"document": ""}, "document"),
        ({"kanaal": "thuisloket"}, "kanaal"),
    ],
)
def test_who_cant_be_found_is_asked_again(office: Office, form: dict[str, str], field: str) -> None:
    answer = found(Desk(), **form)
    assert answer.status_code == 422
    body = answer.body.decode()
    assert f'id="{field}-fout"' in body
    for value in form.values():
        assert not value or value == "thuisloket" or html.escape(value) in body


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"identificatie": ""}, "identificatie"),
        ({"levering": "duif"}, "levering"),
        ({"levering": "mail", "email": ""}, "email"),
        ({"levering": "mail", "email": "geen adres"}, "email"),
        ({"voor": "ander", "nummer": "", "band": ""}, "nummer"),
    ],
)
def test_what_is_missing_is_shown_and_the_rest_stays(
    office: Office, changes: dict[str, str], field: str
) -> None:
    desk = Desk()
    answer = keyed_in(desk, land="FR", **changes)
    assert answer.status_code == 422
    body = answer.body.decode()
    assert f'id="{field}-fout"' in body
    assert '<option value="FR" selected>' in body
    assert "Lien Godelieve Vandewalle" in body


@pytest.mark.parametrize("channel", ["balie", "telefoon", "mail", "brief"])
def test_how_the_identity_was_checked_is_never_chosen_beforehand(
    office: Office, channel: str
) -> None:
    desk = Desk()
    form = form_of(found(desk, kanaal=channel), WISH)
    assert "identificatie" not in form
    assert "Kies hoe u de identiteit nakeek." in plain(desk.post(WISH, form).body)


def test_keying_in_twice_is_one_request(office: Office) -> None:
    desk = Desk()
    form = form_of(found(desk), WISH) | {"identificatie": "kaart"}
    first, second = desk.post(WISH, form), desk.post(WISH, form)
    assert first.headers["Location"] == second.headers["Location"]


def test_the_look_up_stands_in_the_log_of_the_person(office: Office) -> None:
    found(Desk(), kanaal="telefoon")
    log = office.wiring.state.access_log.of_person("34022", persona("volwassene"), 5)
    assert log[0].purpose == "Opzoeking voor een aanvraag per telefoon"


def test_no_number_stands_in_an_address(office: Office) -> None:
    desk = Desk()
    there = keyed_in(desk).headers["Location"]
    assert somebody("volwassene") not in " ".join((*desk.seen, there))


def test_post_makes_an_address_sheet_and_a_stamp(office: Office) -> None:
    desk = Desk()
    path = keyed_in(desk, levering="post").headers["Location"].split("?")[0]
    office.drain()
    case_id = path.rsplit("/", 1)[1]
    page = desk.get("/loket/brieven").body.decode()
    (there,) = re.findall(rf'href="(/loket/brieven/{case_id}\?[^"]+)"', page)
    assert f"/loket/zaken/{case_id}/documenten/result" in page
    sheet = plain(desk.get(html.unescape(there)).body)
    assert "Lien Godelieve Vandewalle Molenplein 107" in sheet
    assert "Verzonden op" in sheet
    assert "Bij deze brief: document 34022-" in sheet
