"""A page of ours as a row of tags and texts, which written one after the other are the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import override


@dataclass(frozen=True, slots=True)
class Token:
    """A tag with its attributes, or text (without a `tag`); `raw` is how it is written."""

    raw: str
    tag: str = ""
    attrs: Mapping[str, str] = field(default_factory=dict)
    is_end: bool = False

    def given(self, **attrs: str | None) -> "Token":
        """The tag with other attributes; None takes one away."""
        kept = {name: value for name, value in self.attrs.items() if name not in attrs}
        kept |= {name: value for name, value in attrs.items() if value is not None}
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        return Token(f"<{self.tag}{written}>", self.tag, kept)


def tokens_of(html: str) -> list[Token]:
    """The tokens of a page."""
    reader = _TokenReader(convert_charrefs=False)
    reader.feed(html)
    reader.close()
    return reader.tokens


def spans(tokens: Sequence[Token], tag: str) -> Iterator[tuple[int, int]]:
    """Where elements begin and end that don't stand in one another."""
    begin = -1
    for place, token in enumerate(tokens):
        if token.tag == tag and not token.is_end:
            begin = place
        elif token.tag == tag and begin >= 0:
            yield begin, place
            begin = -1


class _TokenReader(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.tokens: list[Token] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.tokens.append(Token(self.get_starttag_text() or "", tag, known))

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    @override
    def handle_endtag(self, tag: str) -> None:
        self.tokens.append(Token(f"</{tag}>", tag, is_end=True))

    @override
    def handle_data(self, data: str) -> None:
        self.tokens.append(Token(data))

    @override
    def handle_entityref(self, name: str) -> None:
        self.tokens.append(Token(f"&{name};"))

    @override
    def handle_charref(self, name: str) -> None:
        self.tokens.append(Token(f"&#{name};"))

    @override
    def handle_comment(self, data: str) -> None:
        self.tokens.append(Token(f"<!--{data}-->"))

    @override
    def handle_decl(self, decl: str) -> None:
        self.tokens.append(Token(f"<!{decl}>"))
