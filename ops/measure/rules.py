"""Write the page about the rules: `python -m ops rules`, or `--check` to see that it is fresh."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.address_change.rules import RULES
from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.certificates.rules.registry import (
    MAIN,
    WAITING,
    Audience,
    Rule,
    RuleKind,
    Says,
)
from chalicelib.domain.process.definition import Definition
from ops.measure.written_page import write_or_check

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "rules.md"
DOCUMENTS = ROOT / "templates" / "documents"
PROCESSES = ROOT / "templates" / "processes"

THEMES = (
    ("channel", "Channel and sign-in · Kanaal en aanmelding"),
    ("person", "The person · De persoon"),
    ("entitlement", "Entitlement · Wie mag vragen"),
    ("acts", "Acts · Akten"),
    ("registered", "What the register must hold · Wat het register moet vermelden"),
    ("records", "Criminal record · Strafregister"),
    ("request", "The request · De aanvraag"),
    ("repeated", "How often · Hoe vaak"),
    ("sources", "Sources · Bronnen"),
)
"""The modules of the rules, in the order of the page, with their headings."""

OWN_RULES = (
    "de aanvraag komt van het Thuisloket",
    "de aanmelding is minstens zo zeker als het document vraagt",
    "de aanvrager is de persoon zelf, of het register bewijst de band",
    "het dossier is actief, en deze gemeente beheert het waar dat nodig is",
    "de gemeente biedt document, vorm en taal automatisch aan",
    "er loopt geen wijziging van adres of gezin",
    "het dossier is niet beschermd",
    "elke bron gaf precies één antwoord",
    "er is geen meertalig formulier of legalisatie nodig",
    "het doel is opgegeven waar het nodig is",
    "de aanvraag is geen dubbel, en het zijn er niet te veel",
)
"""The choices that legal bases call "Keuze van de gemeente"."""

OUTCOMES = {
    Outcome.ISSUE: "issue",
    Outcome.WAIT: "**wait**",
    Outcome.REVIEW: "**review**",
    Outcome.REFUSE: "**refuse**",
}
AUDIENCES = {
    Audience.ANYBODY: "the applicant, always",
    Audience.ENTITLED: "the applicant, when it is the subject or its relation is proven",
    Audience.SUBJECT: "the applicant, only when it is the subject",
}


def render(
    rules: Iterable[Rule],
    documents: Sequence[DocumentType],
    processes: Iterable[Definition] = (),
) -> str:
    """The whole page as Markdown, the same for the same rules, documents and processes."""
    all_rules = tuple(rules)
    parts = [_head(), _overview(all_rules, documents)]
    for module, heading in THEMES:
        mine = [rule for rule in all_rules if theme_of(rule) == module]
        parts += [f"## {heading}", *(_rule(rule, documents) for rule in mine)]
    parts += ["## Keuzes van de gemeente", _own_rules()]
    parts += ["## Address change · Adreswijziging", _moves()]
    parts += ["## Terms of processes · Termijnen", *_terms(processes)]
    return "\n\n".join(parts) + "\n"


def _moves() -> str:
    """What brings a declaration before a clerk; none of these refuses."""
    rows = (f"| `{rule.code}` | {rule.basis} | {rule.citizen} | {rule.clerk} |" for rule in RULES)
    head = "| code | basis | the citizen reads | the clerk reads |\n|---|---|---|---|"
    said = "Each leads to **review**: residence is a fact, and the inquiry establishes it."
    return f"{said}\n\n{head}\n" + "\n".join(rows)


def _terms(processes: Iterable[Definition]) -> Iterator[str]:
    """What each term rests on and how sure that is, and where the rules were read."""
    for one in processes:
        rows = (
            f"| {clock.words} | {clock.basis} | {clock.certainty} |"
            for clock in one.clocks.values()
        )
        read = "; ".join(one.sources)
        head = "| term | basis | how sure |\n|---|---|---|"
        yield f"### {one.title}\n\nRead in: {read}.\n\n{head}\n" + "\n".join(rows)


def theme_of(rule: Rule) -> str:
    """The name of the module in which a rule is written."""
    return rule.check.__module__.rpartition(".")[2]


def _head() -> str:
    return f"""# Rules · Regels

Written by `make rules` from the rules in `chalicelib/domain`, `templates/documents` and
`templates/processes`:
change those.

Every rule of a document is always applied. A **condition** must hold; a **trigger** must not occur.
The gravest finding decides: refuse, review (a clerk decides), wait (a register has yet to answer),
issue. A rule whose facts aren't there leads to wait, and says “{WAITING.citizen}”.
Words in `{{braces}}` are filled in with a code, a date, a count or a label: no personal data."""


def _overview(rules: Iterable[Rule], documents: Sequence[DocumentType]) -> str:
    rows = (
        f"| [`{rule.code}`](#{rule.code}) | {rule.kind} | {rule.title} | {_worst(rule)}"
        f" | {len(_users(rule, documents))} |"
        for rule in _in_page_order(rules)
    )
    head = "| code | kind | title | failing leads to | documents |\n|---|---|---|---|---|"
    return "\n".join((head, *rows))


def _in_page_order(rules: Iterable[Rule]) -> list[Rule]:
    order = [module for module, _ in THEMES]
    return sorted(rules, key=lambda rule: order.index(theme_of(rule)))


def _worst(rule: Rule) -> str:
    outcomes = {says.outcome for says in rule.failed.values()}
    return " or ".join(OUTCOMES[outcome] for outcome in Outcome if outcome in outcomes)


def _rule(rule: Rule, documents: Sequence[DocumentType]) -> str:
    lines = (
        f"### {rule.code}",
        "",
        f"{rule.title}.",
        "",
        f"* {rule.kind}, version {rule.version}",
        f"* legal basis: {rule.basis}",
        f"* the finding is shown to a clerk, and to {AUDIENCES[rule.audience]}",
        f"* documents: {_names(rule, documents)}",
        "",
        "| case | leads to | citizen | clerk |",
        "|---|---|---|---|",
        *_cases(rule),
    )
    return "\n".join(lines)


def _cases(rule: Rule) -> Iterator[str]:
    for case, says in rule.passed.items():
        yield _row("passed", case, Outcome.ISSUE, says)
    for case, says in rule.failed.items():
        yield _row("failed", case, says.outcome, says)


def _row(result: str, case: str, outcome: Outcome, says: Says) -> str:
    name = result if case == MAIN else f"{result}: {case}"
    return f"| {name} | {OUTCOMES[outcome]} | {says.citizen} | {says.clerk} |"


def _users(rule: Rule, documents: Sequence[DocumentType]) -> list[DocumentType]:
    codes = "conditions" if rule.kind is RuleKind.CONDITION else "triggers"
    return [document for document in documents if rule.code in getattr(document, codes)]


def _names(rule: Rule, documents: Sequence[DocumentType]) -> str:
    users = _users(rule, documents)
    if not users:
        return "none"
    if len(users) == len(documents):
        return f"all {len(documents)}"
    return ", ".join(f"`{document.id}`" for document in users)


def _own_rules() -> str:
    return "\n".join(("Automatisch kan alleen als", "", *(f"* {text}" for text in OWN_RULES)))


def main(arguments: Sequence[str], page: Path = PAGE, documents: Path = DOCUMENTS) -> int:
    """Write or check the page; the exit status is 1 when a checked page is stale."""
    found = FileDefinitions(PROCESSES)
    processes = [found.newest(process) for process in found.ids()]
    text = render(REGISTRY.values(), FileCatalogue(documents, REGISTRY).all(), processes)
    return write_or_check("rules", __doc__, arguments, page, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
