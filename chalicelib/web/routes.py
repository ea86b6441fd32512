"""Every HTTP route of the counter, and what each process has of its own on common pages."""

import json
from pathlib import Path

from chalice import Chalice

from chalicelib.web.cases.own import OwnList, register_desk, register_list
from chalicelib.web.http.addresses import FORM, RouteAddress, addresses_in
from chalicelib.web.http.frame import install
from chalicelib.web.http.pages import error_page
from chalicelib.web.http.payloads.multipart import MULTIPART
from chalicelib.web.portal.own import register_beside, register_leads, register_pages

_MODULES = (
    "certificates.documents",
    "certificates.asking.requesting",
    "certificates.text_twin",
    "certificates.api",
    "uploads.pages",
    "portal.requests",
    "portal.matters",
    "portal.starting",
    "portal.invited",
    "portal.wishes",
    "privacy.looks",
    "privacy.own_file",
    "privacy.forgetting",
    "privacy.forgetting_api",
    "portal.links",
    "portal.sign_in",
    "portal.sign_out",
    "figures.pages",
    "verification.pages",
    "http.static",
    "http.beside",
    "api.routes",
    "openapi",
    "certificates.counter.intake_api",
    "api.cases",
    "api.uploads",
    "api.handling",
    "api.together",
    "verification.api",
    "desk.entrance",
    "desk.search",
    "certificates.counter.intake",
    "desk.keying_in",
    "desk.paper",
    "desk.mails",
    "desk.documents",
    "desk.cases.lists",
    "desk.cases.page",
    "desk.cases.handling",
    "desk.cases.together",
    "desk.cases.acting",
    "address_change.wijk",
    "marriage.coming",
    "marriage.agenda",
)
"""What has views. Where two could answer a path, Chalice takes the one that names it closest."""

_DESKS = {
    "certificate_request": "certificates.counter.at_desk:DESK",
    "address_change": "address_change.at_desk:DESK",
    "marriage": "marriage.at_desk:DESK",
}
_PAGES = {"certificate_request": "certificates.case_page:PAGES"}
_LEADS = {"marriage": "marriage.onward:leads"}
_BESIDE = {
    "address_change": "address_change.onward:beside",
    "marriage": "marriage.onward:beside",
}
_LISTS = (
    OwnList("marriage", "/loket/huwelijken", ("registrar", "usher", "clerk"), only=("usher",)),
)

WRITTEN = Path(__file__).with_name("addresses.json")
"""What packaging wrote, so that a function needs no view to know its address."""


def register(app: Chalice) -> None:
    """Give an app all pages and the API."""
    for process, name in _DESKS.items():
        register_desk(process, _full(name))
    for process, name in _PAGES.items():
        register_pages(process, _full(name))
    for process, name in _LEADS.items():
        register_leads(process, _full(name))
    for process, name in _BESIDE.items():
        register_beside(process, _full(name))
    for own in _LISTS:
        register_list(own)
    app.api.binary_types.extend((MULTIPART, FORM))
    install(app, _addresses(), error_page)


def written() -> str:
    """All addresses, for a file beside this one."""
    return json.dumps([address.written() for address in _of_views()])


def _addresses() -> tuple[RouteAddress, ...]:
    if WRITTEN.exists():
        return tuple(map(RouteAddress.read, json.loads(WRITTEN.read_text(encoding="utf-8"))))
    return _of_views()


def _of_views() -> tuple[RouteAddress, ...]:
    return addresses_in(map(_full, _MODULES))


def _full(name: str) -> str:
    return f"{__package__}.{name}"
