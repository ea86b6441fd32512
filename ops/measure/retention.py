"""Write the page about what is held of people: `python -m ops retention`, or `--check` it."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from chalicelib.adapters.files.retention import FileRetention
from chalicelib.domain.privacy.retention import Fate, Holding, Retention, Rule
from chalicelib.settings import TEMPLATES
from ops.measure.written_page import write_or_check

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "retention.md"
SOURCE = TEMPLATES / "retention.toml"

STORED = {
    Holding.APPLICANT: "the request (`STATE`): `applicant`; its place in the index of people",
    Holding.WISH: "the request (`STATE`): `wish`",
    Holding.VERDICT: "the request (`STATE`): `verdict`, `review`",
    Holding.SAID: "`ENTRY` rows: `text`, `attachments`, and what was typed among `data`",
    Holding.FILES: "S3, all versions below the request's key",
    Holding.SESSIONS: "`SESSION` rows",
    Holding.ADDRESSES: "`BLOCKED` and `NOTICE` rows; the suppression list of SES",
    Holding.STEPS: "`EVENT` rows; `ENTRY` rows that prove a step, without their text",
    Holding.LEDGER: "`LEDGER` rows, and those that lead to them; the person as a keyed hash",
    Holding.ACCESS_LOG: "`LOG` rows, under a keyed hash of the person",
    Holding.FIGURES: "`FIGURES` rows: a kept line for each erased request",
    Holding.OTHERS: "requests of other people",
    Holding.GUARDS: "`IDEMPOTENCY`, `DUPLICATE`, `RATE` and `TRY` rows: keyed hashes",
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
[Decision 16](decisions/0016-forgetting-somebody.md) says why it is so.

A request that runs, or has a message or a letter left to send, can't be forgotten: it has to end
first. A refusal stays whole for {days} days.
"""


def render(retention: Retention) -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines(retention)) + "\n"


def _lines(retention: Retention) -> Iterator[str]:
    yield HEAD.format(days=retention.refusal_days)
    for fate, (heading, explained) in FATES.items():
        yield f"## {heading}: {explained}\n"
        yield "| data | where | until, if nobody asks | ground | why |"
        yield "|---|---|---|---|---|"
        yield from (_row(rule) for rule in retention.of(fate))
        yield ""


def _row(rule: Rule) -> str:
    where = STORED[rule.holding]
    return f"| {rule.what} | {where} | {rule.until} | {rule.basis} | {rule.why} |"


def main(arguments: Sequence[str], page: Path = PAGE, source: Path = SOURCE) -> int:
    """Write or check the page; the exit status is 1 when a checked page is stale."""
    text = render(FileRetention(source).get())
    return write_or_check("retention", __doc__, arguments, page, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
