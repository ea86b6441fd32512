"""Ids, slugs and words."""

from collections import Counter
from collections.abc import Iterable, Iterator

from chalicelib.domain.process.actions import Field
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.validation.saying import ID, SLUG, WORDS_OF_THE_FORMAT, Problems


def ids(definition: Definition) -> Problems:
    """Ids are lower-case words and none of the format's own."""
    for kind, names in _named(definition):
        for name in names:
            if not ID.fullmatch(name):
                yield (
                    f"{kind} {name!r}: an id is lower-case letters, digits and _,"
                    " and starts with a letter"
                )
            elif name in WORDS_OF_THE_FORMAT:
                yield f"{kind} {name!r}: this is a word of the format, take another id"


def slugs(definition: Definition) -> Problems:
    """Dutch words in addresses: lower case, and each action's its own."""
    yield from _slug("the process", definition.slug)
    for action in definition.actions.values():
        yield from _slug(f"action {action.id!r}", action.slug)
    for slug, times in Counter(a.slug for a in definition.actions.values()).items():
        if times > 1:
            yield f"slug {slug!r}: {times} actions have it, and an address leads to one"


def placeholders(definition: Definition) -> Problems:
    """`{term:c}` and `{day:c}` name a clock."""
    known = {f"{what}:{clock}" for clock in definition.clocks for what in ("term", "day")}
    for state in definition.states.values():
        for found in (p for spoken in state.spoken() for p in spoken.placeholders()):
            if found not in known:
                yield (
                    f"state {state.id!r}: {{{found}}} in its words is neither"
                    " {term:c} nor {day:c} of a clock c"
                )


def all_fields(definition: Definition) -> Iterator[tuple[str, Field]]:
    """Every field of every form, with where it stands."""
    for page in definition.start.pages:
        yield from ((f"page {page.id!r}, field {f.id!r}", f) for f in page.fields.values())
    for action in definition.actions.values():
        yield from ((f"action {action.id!r}, field {f.id!r}", f) for f in action.fields.values())


def _named(definition: Definition) -> Iterator[tuple[str, Iterable[str]]]:
    d = definition
    yield from (
        ("process", (d.id,)),
        ("type", (d.type,)),
        ("role", d.roles),
        ("worklist", d.worklists),
        ("state", d.states),
        ("group", d.groups),
        ("event", d.all_events()),
        ("clock", d.clocks),
        ("work", d.works),
        ("action", d.actions),
        ("guard", d.guards),
        ("mail", d.mails),
        ("letter", d.letters),
        ("notice", d.notices),
        ("slot", d.documents),
        ("claim", d.claims),
        ("page", (page.id for page in d.start.pages)),
        ("field", (field.id for _, field in all_fields(d))),
        ("payload field", _payload_fields(d)),
        ("dimension", d.figures.dimensions),
        ("step", d.figures.steps),
    )


def _payload_fields(definition: Definition) -> Iterator[str]:
    yield from (f.payload_field for _, f in all_fields(definition) if f.payload_field)
    for clock in definition.clocks.values():
        yield from (name for name in (clock.from_field, clock.until_field) if name)
    teams = (worklist.team_field for worklist in definition.worklists.values())
    yield from (field for field in teams if field)


def _slug(where: str, slug: str) -> Problems:
    if not SLUG.fullmatch(slug):
        yield f"{where}: slug {slug!r} isn't lower-case letters and digits with - between words"
