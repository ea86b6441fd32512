"""A whole definition from the text of its file."""

import json
from collections import Counter

from chalicelib.adapters.files.loading import FileProblem
from chalicelib.adapters.files.process_format import doing, giving, moving, people
from chalicelib.adapters.files.process_format.node import Json, Node, read_all
from chalicelib.adapters.files.process_format.references import States, read_groups
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.states import StateDefinition

SCHEMA = 1
"""The version of the format that is read here."""


def read(text: str) -> tuple[Definition | None, list[FileProblem]]:
    """The definition in a JSON text, or everything that is wrong with its form.

    What its names mean is not looked at, but for states and groups, which are written out.
    """
    problems: list[FileProblem] = []
    content = _parsed(text, problems)
    if problems:
        return None, problems
    node = Node(content, "", problems)
    definition = _definition(node)
    node.close()
    return (None, problems) if problems else (definition, problems)


def _definition(node: Node) -> Definition:
    if (schema := node.whole("schema", 1)) != SCHEMA:
        node.note("schema", schema, f"{SCHEMA}, the format that this release reads")
    named = read_all(node, "states", people.state)
    groups = read_groups(node, "groups", named)
    return _with(node, named, groups, States(named, groups))


def _with(
    node: Node, named: dict[str, StateDefinition], groups: dict[str, frozenset[str]], states: States
) -> Definition:
    start = node.child("start")
    definition = Definition(
        id=node.text("id"),
        version=node.whole("version", 1),
        type=node.text("type"),
        title=node.text("title"),
        slug=node.text("slug"),
        summary=node.text("summary"),
        initial=node.text("initial"),
        promise=node.text("promise"),
        retention=node.text("retention"),
        law=_law(node.child("law")),
        sources=node.texts("sources"),
        start=doing.start(start),
        roles=read_all(node, "roles", people.role),
        worklists=read_all(node, "worklists", people.worklist),
        states=named,
        groups=groups,
        promises=read_all(node, "promises", lambda n, c: giving.promise(n, c, states)),
        transitions=tuple(moving.transition(t, states) for t in node.items("transitions")),
        clocks=read_all(node, "clocks", lambda n, c: moving.clock(n, c, states)),
        works=read_all(node, "works", lambda n, c: moving.work(n, c, states)),
        actions=read_all(node, "actions", doing.action),
        guards=read_all(node, "guards", giving.guard),
        mails=read_all(node, "mails", lambda n, c: giving.mail(n, c, states)),
        letters=read_all(node, "letters", giving.letter),
        notices=read_all(node, "notices", giving.notice),
        documents=read_all(node, "documents", giving.document),
        claims=read_all(node, "claims", lambda n, c: giving.claim(n, c, states)),
        figures=giving.figures(node.child("figures"), states),
    )
    start.close()
    return definition


def _law(node: Node) -> dict[str, str]:
    """Articles, and in a sentence what each says; nobody looks one up by its name here."""
    found = {article: node.text(article) for article in node.names()}
    node.close()
    return found


def _parsed(text: str, problems: list[FileProblem]) -> object:
    def unique(pairs: list[tuple[str, object]]) -> Json:
        for key, times in Counter(key for key, _ in pairs).items():
            if times > 1:
                problems.append(
                    FileProblem("", key, f"each key once in an object, not {times} times")
                )
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=unique)
    except ValueError as error:
        problems.append(FileProblem("", str(error), "valid JSON"))
        return None
