"""The routes of the application that lead somewhere."""

from collections.abc import Mapping

import app
from chalicelib.web.http.frame import NOWHERE


def routes() -> Mapping[str, tuple[str, ...]]:
    """Each path with its methods, without what only answers that there is nothing."""
    found = {
        path: tuple(method for method, entry in ways.items() if entry.view_name != NOWHERE)
        for path, ways in app.app.routes.items()
    }
    return {path: methods for path, methods in found.items() if methods}
