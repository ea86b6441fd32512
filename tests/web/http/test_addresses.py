"""Views are known by their names, and loaded when somebody calls them."""

import json
from pkgutil import walk_packages

from chalicelib import web
from chalicelib.web import routes
from chalicelib.web.cases.own import desk_of
from chalicelib.web.http.addresses import RouteAddress, addresses_in
from chalicelib.web.portal.own import own_pages
from tests.support.web.counter import Counter
from tests.support.web.routes import routes as answered


def test_what_packaging_writes_is_what_the_application_answers(counter: Counter) -> None:
    read = [RouteAddress.read(written) for written in json.loads(routes.written())]
    ours = {(a.path, method) for a in read for method in a.methods}
    assert ours == {(path, method) for path, methods in answered().items() for method in methods}
    assert all(callable(address.found()) for address in read)


def test_every_process_on_offer_finds_what_it_has_of_its_own(counter: Counter) -> None:
    processes = counter.wiring.cases.types.ids()
    assert {process for process in processes if desk_of(process)} == set(processes)
    assert {process for process in processes if own_pages(process)} == {"certificate_request"}


def test_no_view_is_forgotten() -> None:
    modules = [found.name for found in walk_packages(web.__path__, f"{web.__name__}.")]
    every = {address.view for address in addresses_in(modules)}
    assert every == {written["view"] for written in json.loads(routes.written())}
