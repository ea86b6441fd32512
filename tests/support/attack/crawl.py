"""Goes wherever links lead, as a curious browser does."""

import re
from collections.abc import Callable, Iterable, Iterator

from chalice.test import HTTPResponse

_HREF = re.compile(r'(?:href|action|src)="([^"#]+)"')
LONGEST_CRAWL = 150


def reached(
    get: Callable[[str], HTTPResponse],
    starts: Iterable[str],
    is_wanted: Callable[[str], bool] = lambda _: True,
) -> Iterator[tuple[str, HTTPResponse]]:
    """What is answered at each path of ours that can be gone to from some, each once."""
    ways, seen = list(starts), set[str]()
    while ways and len(seen) < LONGEST_CRAWL:
        path = ways.pop(0)
        if path in seen or not path.startswith("/") or not is_wanted(path):
            continue
        seen.add(path)
        answer = get(path)
        yield path, answer
        ways += [way.replace("&amp;", "&") for way in _HREF.findall(_text(answer))]


def _text(answer: HTTPResponse) -> str:
    return answer.body.decode("utf-8", "replace")
