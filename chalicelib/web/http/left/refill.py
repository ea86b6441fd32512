"""A page of ours with what somebody typed before, filled into the form that they sent.

Any form can be filled in so, whichever view made it: texts, choices and boxes. What is hidden stays
as the page has it, and files have to be chosen again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from chalicelib.web.http.left.tokens import Token, spans, tokens_of

type Fields = Sequence[tuple[str, str]]

_LEFT_ALONE = frozenset({"hidden", "submit", "button", "file", "password", "reset", "image"})
_TICKED = frozenset({"radio", "checkbox"})
_WORTH_SAYING = 20
"""Characters: so long a text is shown where its form isn't there any more."""


@dataclass(frozen=True, slots=True)
class Refilled:
    """The page, whether something was filled in, and the texts that found no place in it."""

    html: str
    is_filled: bool
    homeless: tuple[str, ...]


def refilled(html: str, action: str, fields: Fields) -> Refilled:
    """Fill in the form of a page that is sent to `action`; the page as it was without one."""
    tokens = tokens_of(html)
    place = _form(tokens, action, fields)
    if place is None:
        return Refilled(html, False, tuple(_worth_saying(fields, frozenset())))
    begin, end = place
    form = tokens[begin:end]
    filled = list(_filled(form, fields))
    opened = _opened(tokens[:begin])
    page = "".join(token.raw for token in (*opened, *filled, *tokens[end:]))
    names = frozenset(token.attrs.get("name", "") for token in form)
    homeless = tuple(_worth_saying(fields, names))
    return Refilled(page, any(_is_typed(token) for token in form), homeless)


def noted(html: str, note: str) -> str:
    """The page with something said above its content, as HTML."""
    before, tag, rest = html.partition("<main")
    opening, end, content = rest.partition(">")
    return f"{before}{tag}{opening}{end}\n{note}{content}" if tag else html


def _form(tokens: Sequence[Token], action: str, fields: Fields) -> tuple[int, int] | None:
    """Where the form stands; of several those whose hidden fields say what was sent."""
    sent = set(fields)
    found = [
        (begin, end)
        for begin, end in spans(tokens, "form")
        if action in set(_actions(tokens[begin:end]))
    ]
    return max(found, key=lambda f: _agrees(tokens[slice(*f)], sent), default=None)


def _actions(form: Sequence[Token]) -> Iterator[str]:
    yield form[0].attrs.get("action", "")
    yield from (token.attrs["formaction"] for token in form if "formaction" in token.attrs)


def _agrees(form: Sequence[Token], sent: set[tuple[str, str]]) -> int:
    hidden = (token.attrs for token in form if token.attrs.get("type") == "hidden")
    return sum(1 for attrs in hidden if (attrs.get("name", ""), attrs.get("value", "")) in sent)


def _is_typed(token: Token) -> bool:
    if token.tag == "input" and not token.is_end:
        return token.attrs.get("type", "text") not in _LEFT_ALONE
    return token.tag in {"textarea", "select"}


def _filled(form: Sequence[Token], fields: Fields) -> Iterator[Token]:
    known = dict(reversed(fields))
    select, is_in_text = "", False
    for token in form:
        if token.tag == "select":
            select = token.attrs.get("name", "")
        if is_in_text and token.tag != "textarea":
            continue
        yield _field(token, known, set(fields), select)
        is_in_text = token.tag == "textarea" and token.attrs.get("name") in known
        if is_in_text:
            yield Token("\n" + escape(known[token.attrs["name"]], quote=False))


def _field(token: Token, known: dict[str, str], sent: set[tuple[str, str]], select: str) -> Token:
    name, value = token.attrs.get("name", ""), token.attrs.get("value", "")
    if token.tag == "option" and not token.is_end and select in known:
        return token.given(selected="" if (select, value) in sent else None)
    if token.tag != "input" or not _is_typed(token):
        return token
    if token.attrs.get("type") in _TICKED:
        return _ticked(token, known, (name, value) in sent)
    return token.given(value=known[name]) if name in known else token


def _ticked(token: Token, known: dict[str, str], is_chosen: bool) -> Token:
    if token.attrs["type"] == "radio" and token.attrs.get("name") not in known:
        return token
    return token.given(checked="" if is_chosen else None)


def _opened(before: Sequence[Token]) -> Iterator[Token]:
    """What stands before the form, with the parts that it stands in unfolded."""
    folded: list[int] = []
    for place, token in enumerate(before):
        if token.tag == "details":
            folded = folded[:-1] if token.is_end else [*folded, place]
    for place, token in enumerate(before):
        yield token.given(open="") if place in folded else token


def _worth_saying(fields: Fields, names: frozenset[str]) -> Iterator[str]:
    for name, value in fields:
        if name not in names and (len(value) >= _WORTH_SAYING or " " in value):
            yield value
