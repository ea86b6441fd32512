"""Files go from a browser straight to the bucket, with JavaScript and without."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from chalicelib.adapters.eicar import EICAR
from tests.browser.test_accessibility import check
from tests.support.requests import KORTRIJK
from tests.support.web.live import PATIENCE, Live
from tests.support.web.pacts import Pacts, pacts_at

PHOTO = b"\xff\xd8\xff\xe1" + b"Exif of a phone " * 500_000
"""8 MB, as a phone makes it: more than a function can be handed."""

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


@pytest.fixture
def pacts(site: Live) -> Pacts:
    return pacts_at(site.counter)


@pytest.fixture(params=[True, False], ids=["with_scripts", "without_scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    size: Any = {"width": 360, "height": 800}
    context = browser.new_context(viewport=size, locale="nl-BE", java_script_enabled=request.param)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def a_file(content: bytes, name: str = "IMG_0001.jpg") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def fill_in(page: Page, url: str) -> None:
    """Up to the last page, where files are chosen."""
    page.goto(f"{url}/zaken/pact/nieuw")
    page.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
    page.get_by_role("button", name="Authorize as persoon-1").click()
    page.get_by_label("Waarover").fill("Wie de afwas doet")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Verder", exact=True).click()
    page.get_by_label("E-mail").fill("bob@voorbeeld.example")
    page.get_by_role("button", name="Verder", exact=True).click()
    page.get_by_label("Uw e-mailadres").fill("ann@voorbeeld.example")


def send(page: Page, file: FilePayload) -> None:
    """Choose a file, and have it sent; where scripts run, they have their own way."""
    page.wait_for_load_state("load")
    choose = page.get_by_role("button", name="Bestand kiezen", exact=True)
    if choose.count():
        choose.click()
    page.locator("input[type=file]").set_input_files(file)
    if page.get_by_role("button", name="Bestand versturen").count():
        page.get_by_role("button", name="Bestand versturen").click()


def test_a_photo_of_a_phone_comes_along_and_what_was_typed_stays(
    site: Live, pacts: Pacts, page: Page
) -> None:
    fill_in(page, site.url)
    send(page, a_file(HEIC, "IMG_0001.heic"))
    expect(page.get_by_role("main")).to_contain_text("Dit is een HEIC-foto")
    send(page, a_file(EICAR, "rekening.pdf"))
    expect(page.get_by_role("main")).to_contain_text("geen pdf, jpg of png")
    send(page, a_file(PHOTO))
    expect(page.locator(".files")).to_contain_text("Foto (jpg), 8,0 MB")
    if page.get_by_role("link", name="Verder", exact=True).count():
        page.get_by_role("link", name="Verder", exact=True).click()
    else:
        check(page)
    expect(page.get_by_label("Uw e-mailadres")).to_have_value("ann@voorbeeld.example")
    page.get_by_role("main").get_by_role("button", name="Versturen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pact")
    case_id = page.url.rpartition("/")[2]
    entries = pacts.world.cases.entries(KORTRIJK, case_id)
    sent = [file for entry in entries for file in entry.attachments]
    assert [(f.sha256, f.size) for f in sent] == [(sha256(PHOTO).hexdigest(), len(PHOTO))]
    assert sent[0].key.startswith(f"uploads/{KORTRIJK}/")
