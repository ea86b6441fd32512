"""Renew what is secret while the counter stays open.

    python -m ops rotate --stage prod hash                              pseudonyms, links, codes
    python -m ops rotate --stage prod seal --nis 34022 --request FILE   a key, and what to ask
    python -m ops rotate --stage prod sign-in --nis 34022               keys at identity providers
    python -m ops rotate --stage prod session                           sign everybody out

Each command does the next step that can be done, says what comes after it and when, and can be cut
off and done again. docs/runbook.md, "Keys", says which one to use when.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from chalicelib.adapters.system import SystemClock
from ops import command
from ops.command import OperatorError, run
from ops.deploy.authority import chain_for
from ops.operate.rotation import sessions
from ops.operate.rotation.hashes import HashRotation, StepOutcome
from ops.operate.rotation.lifting import Lifting, ScanPage
from ops.operate.rotation.seal import SealRotation
from ops.operate.rotation.secret import Parameter, Phase
from ops.operate.rotation.sign_in import SignInRotation
from ops.stage import municipalities
from ops.stage.config import PRODUCTION
from ops.stage.target import StageTarget, parser_of, target_of

WORKERS = 8
USUAL_PASSES = 2

type Command = Callable[[argparse.Namespace], Iterator[str]]
"""Does what was asked for, and says what it did."""


def rotation_of(target: StageTarget, workers: int = WORKERS) -> HashRotation:
    """The rotation of a stage's secret."""
    client, state = target.client("dynamodb"), f"thuisloket-{target.stage}"
    tables = (state, f"{state}-registers")
    return HashRotation(
        Parameter(target.client("ssm"), f"/thuisloket/{target.stage}/secret"),
        tuple(Lifting(client, table, workers) for table in tables),
        SystemClock(),
    )


def steps(
    rotation: HashRotation, wait: Callable[[datetime], None] | None = None
) -> Iterator[StepOutcome]:
    """The next step; with `wait`, which waits until a moment, also those after it."""
    while True:
        done = rotation.step()
        yield done
        if not (wait and done.again):
            return
        wait(done.again)


def _hash(given: argparse.Namespace) -> Iterator[str]:
    rotation = rotation_of(target_of(given), given.workers)
    if given.plan:
        with _shown(rotation) as shown:
            yield shown.dry_run().said
    elif given.end_links:
        yield rotation.end_links().said
    else:
        if rotation.phase() is Phase.AT_REST:
            command.agree("Begin a new version?", is_agreed=given.yes)
        with _shown(rotation) as shown:
            for done in steps(shown, _sleep if given.wait else None):
                yield done.said + (f"; go on after {_moment(done.again)}" if done.again else "")


def _session(given: argparse.Namespace) -> Iterator[str]:
    target = target_of(given)
    command.agree("Sign everybody out?", is_agreed=given.plan or given.yes)
    client, table = target.client("dynamodb"), f"thuisloket-{target.stage}"
    ended = sum(sessions.sign_out(client, table, dry_run=given.plan))
    yield f"{ended} sessions {'would be' if given.plan else 'were'} ended"


def _sign_in(given: argparse.Namespace) -> Iterator[str]:
    rotation = SignInRotation(target_of(given).client("ssm"), given.stage, given.nis, SystemClock())
    yield from rotation.dry_run()
    if not given.plan:
        command.agree("Do the next step?", is_agreed=given.yes)
        for done in rotation.step():
            yield done.said + (f"; go on after {_moment(done.again)}" if done.again else "")


def _seal(given: argparse.Namespace) -> Iterator[str]:
    target = target_of(given)
    kms, ssm = target.client("kms"), target.client("ssm")
    rotation = SealRotation(kms, ssm, given.stage, given.nis, SystemClock())
    organisation = municipalities.read(municipalities.FOLDER, given.nis)["official_name"]
    yield rotation.told()
    if given.plan:
        return
    if given.request:
        asked = rotation.request(organisation, same_key=given.same_key)
        given.request.write_text(asked, encoding="ascii")
        yield f"{given.request}: send it to your authority, then put its answer with --certificate"
    elif given.certificate:
        yield _told(rotation.put(given.certificate.read_text(encoding="ascii")))
    elif given.stage == PRODUCTION:
        raise OperatorError("--request makes a key, --certificate puts it to use: say which")
    else:
        command.agree("A new key, with a certificate of a test authority?", is_agreed=given.yes)
        certify = partial(chain_for, organisation=organisation, now=datetime.now(UTC))
        yield _told(rotation.certify_for_tests(certify))


def _told(done: StepOutcome) -> str:
    if done.again is None:
        return done.said
    return f"{done.said}; the key before it may be disabled after {_moment(done.again)}"


@contextmanager
def _shown(rotation: HashRotation) -> Iterator[HashRotation]:
    """The same rotation with a bar for the rows that it looks at."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed} rows"))
    bar = Progress(*columns, TimeRemainingColumn(), transient=True, console=Console(stderr=True))
    with bar as progress:
        total = USUAL_PASSES * sum(lifting.size() for lifting in rotation.liftings)
        task = progress.add_task("looking for the old version", total=total or None)
        yield replace(rotation, progress=_advancing(progress, task))


def _advancing(progress: Progress, task: TaskID) -> Callable[[ScanPage], None]:
    return lambda page: progress.advance(task, page.scanned)


def _sleep(until: datetime) -> None:
    clock = SystemClock()
    columns = (TextColumn(f"waiting until {_moment(until)}"), BarColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        left = (until - clock.now()).total_seconds()
        for _ in progress.track(range(int(left) + 1)):
            time.sleep(1)


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("rotate", __doc__)
    what = parser.add_subparsers(required=True, metavar="WHAT")
    hashes = _command(what, "hash", _hash, "the secret behind pseudonyms, guards, links and codes")
    hashes.add_argument("--wait", action="store_true", help="go on with the steps after this one")
    hashes.add_argument(
        "--end-links",
        action="store_true",
        help="the old secret is known to others: take no link in a mail of before any more",
    )
    hashes.add_argument("--workers", type=int, default=WORKERS, help="rows lifted at once")
    seal = _command(what, "seal", _seal, "the key or the certificate of a municipality's seal")
    seal.add_argument("--nis", required=True, choices=municipalities.codes(), help="whose seal")
    seal.add_argument("--request", type=Path, help="make a key, and write what an authority wants")
    seal.add_argument("--same-key", action="store_true", help="with --request: only renew")
    seal.add_argument("--certificate", type=Path, help="put this chain (PEM) to use")
    sign_in = _command(what, "sign-in", _sign_in, "our keys at identity providers")
    sign_in.add_argument("--nis", required=True, choices=municipalities.codes(), help="whose keys")
    _command(what, "session", _session, "sign everybody out, now")
    return parser


def _command(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, act: Command, help_: str
) -> argparse.ArgumentParser:
    parser = what.add_parser(name, help=help_, description=help_)
    command.add_plan(parser)
    command.add_yes(parser)
    parser.set_defaults(act=act)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    given = _parser().parse_args(arguments)
    return run(lambda: _say(given), "not rotated")


def _say(given: argparse.Namespace) -> int:
    for said in given.act(given):
        sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
