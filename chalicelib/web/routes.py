"""Every HTTP route of the counter."""

from chalice import Chalice

from chalicelib.web import account, api, citizen, links, requesting, static
from chalicelib.web.frame import install
from chalicelib.web.pages import error_page


def register(app: Chalice) -> None:
    """Give an app all pages and the API."""
    modules = (citizen, requesting, account, links, api, static)
    install(app, tuple(module.routes for module in modules), error_page)
