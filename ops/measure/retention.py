"""Write the page about what is held of people: `python -m ops retention`, or `--check` it."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from chalicelib.adapters.files.retention import FileRetention
from chalicelib.domain.privacy.retention import Fate, Holding, Retention, RetentionRule
from chalicelib.settings import TEMPLATES
from ops.measure.written_page import write_or_check

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "retention.md"
SOURCE = TEMPLATES / "retention.toml"

STORED = {
    Holding.APPLICANT: "the case (`STATE`): `parties`, `emails`; `PARTY` rows, found by person",
    Holding.WISH: "the case (`STATE`): `payload`, as its process says; the subject of `DOC` rows",
    Holding.VERDICT: "the case (`STATE`): `verdict`, `handling`",
    Holding.SAID: "`ENTRY` rows: `text`, `attachments`, and what was typed among `data`",
    Holding.FILES: "S3, all versions below the case's key",
    Holding.DRAFTS: "`DRAFT` rows, concealed; found by a keyed hash of the person",
    Holding.SESSIONS: "`SESSION` rows",
    Holding.WISHES: "`WISHES` rows, found by a keyed hash of the person",
    Holding.ASKED: "`ASKED` rows, found by municipality",
    Holding.ADDRESSES: "`BLOCKED` and `NOTICE` rows; the suppression list of SES",
    Holding.STEPS: "`EVENT` and `REFERENCE` rows; `ENTRY` rows that prove a step, without"
    " their text",
    Holding.LEDGER: "`LEDGER` rows, and those that lead to them; the person as a keyed hash",
    Holding.ACCESS_LOG: "`LOG` rows, under a keyed hash of the person",
    Holding.FIGURES: "`FIGURES` rows: a kept line for each case in which somebody was forgotten",
    Holding.OTHERS: "cases of other people",
    Holding.GUARDS: "`OPENING`, `ONCE` and `TRY` rows: keyed hashes",
    Holding.BACKUPS: "point-in-time recovery of the table",
}
"""Where each kind stands."""

FATES = {
    Fate.ERASED: ("Erased on request", "what is held until then"),
    Fate.KEPT: ("Kept", "also when the person asks to be forgotten"),
    Fate.PASSES: ("Passes", "by itself, soon"),
}

HEAD = """\
# What is held about people, how long and why

This page is written from `templates/retention.toml` by `make retention`; the Dutch sentences are
those of the privacy page and of the answer to a request to be forgotten. What is erased on request
follows from code (`chalicelib/domain/privacy/retention.py`), so the file can't promise otherwise.
[Decision 14](decisions/0014-forgetting-somebody.md) says why it is so.

In a case that runs, or has a message or a task left, nobody can be forgotten: it has to end first.
A refusal stays whole for {days} days. In a case of several people each is forgotten by themselves.
"""


def render(retention: Retention) -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines(retention)) + "\n"


def _lines(retention: Retention) -> Iterator[str]:
    yield HEAD.format(days=retention.refusal_days)
    yield from _classes(retention)
    for fate, (heading, explained) in FATES.items():
        yield f"## {heading}: {explained}\n"
        yield "| data | where | until, if nobody asks | ground | why |"
        yield "|---|---|---|---|---|"
        yield from (_row(rule) for rule in retention.of(fate))
        yield ""


def _classes(retention: Retention) -> Iterator[str]:
    """What holds for cases of some processes only."""
    for one in retention.classes:
        kept = f" Nobody is forgotten in them: {one.kept}" if one.kept else ""
        days = f"a refusal stays whole for {one.refusal_days} days."
        yield f"Cases of the class `{one.id}`: {days}{kept}\n"


def _row(rule: RetentionRule) -> str:
    where = STORED[rule.holding]
    return f"| {rule.what} | {where} | {rule.until} | {rule.basis} | {rule.why} |"


def main(arguments: Sequence[str], page: Path = PAGE, source: Path = SOURCE) -> int:
    """Write or check the page; the exit status is 1 when a checked page is stale."""
    text = render(FileRetention(source).get())
    return write_or_check("retention", __doc__, arguments, page, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
