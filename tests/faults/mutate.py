"""Take one safeguard away at a time, and see that a test notices.

    python -m tests.faults.mutate [NAME …]

Nothing in the checkout is touched: the edits are made in a copy. The exit code is the number of
safeguards whose absence nobody noticed.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
STORE = "chalicelib/adapters/aws/store"
CASES = "chalicelib/usecases/cases"


@dataclass(frozen=True, slots=True)
class Safeguard:
    """What keeps a promise: the text in a file, what stands there without it, who must notice."""

    name: str
    path: str
    text: str
    without: str
    tests: tuple[str, ...]


SAFEGUARDS = (
    Safeguard(
        "a change needs the version that was read",
        f"{STORE}/writes/change.py",
        "changing(table, place, values, gone, free, there)",
        "changing(table, place, values, gone, free, {})",
        ("tests/contract/cases/test_cases.py", "tests/contract/cases/test_cases_in_dynamodb.py"),
    ),
    Safeguard(
        "an act is done once under its key",
        f"{STORE}/writes/claims.py",
        "        if change.once:\n",
        "        if change.once and not case.id:\n",
        ("tests/contract/cases/test_cases.py",),
    ),
    Safeguard(
        "a claim is one case's",
        f"{STORE}/writes/claims.py",
        "                FREE,\n",
        '                FREE + " OR attribute_exists(pk)",\n',
        ("tests/contract/cases/test_cases.py",),
    ),
    Safeguard(
        "an answer that was lost is looked up",
        f"{STORE}/storing.py",
        '        return item is not None and item.get("mark") == text(mark)\n',
        "        return False\n",
        ("tests/contract/cases/test_cases_in_dynamodb.py",),
    ),
    Safeguard(
        "what went out is struck off",
        f"{STORE}/cases.py",
        "        self._rows.delete(case_key(case.tenant, case.id, outgoing_sk(outgoing.id)))\n",
        "        return\n",
        ("tests/contract/cases/test_cases.py",),
    ),
    Safeguard(
        "what is stored in the archive stays as it is",
        "chalicelib/adapters/aws/archive.py",
        '            "IfNoneMatch": "*",\n',
        "",
        ("tests/contract/test_archive.py",),
    ),
    Safeguard(
        "what was uploaded is what is stored",
        "chalicelib/usecases/certificates/take_upload.py",
        "        if stored.sha256 != digest:\n",
        "        if not digest:\n",
        ("tests/usecases/certificates/test_take_upload.py",),
    ),
    Safeguard(
        "the tick sends a lost message again",
        f"{CASES}/working/tick.py",
        "        self.cases.touch(replace(case, work=work))\n        self.follow_up.send(case)\n",
        "        self.cases.touch(replace(case, work=work))\n",
        ("tests/usecases/cases/test_opening.py", "tests/usecases/cases/test_ticking.py"),
    ),
    Safeguard(
        "the tick sees to what is to go out",
        f"{CASES}/working/tick.py",
        "        if self._has_outgoing(case, frame):\n",
        "        if self._has_outgoing(case, frame) and not case.id:\n",
        ("tests/usecases/cases/test_ticking.py",),
    ),
    Safeguard(
        "one case harms no other in the tick",
        f"{CASES}/working/tick.py",
        '            self.report("tick", found.tenant, found.id, type(error).__name__)\n'
        "            self._stuck(found)\n",
        "            raise\n",
        ("tests/usecases/cases/test_ticking.py",),
    ),
    Safeguard(
        "one duty harms no other in the tick",
        "chalicelib/jobs/tick.py",
        "        return None\n",
        "        raise\n",
        ("tests/jobs/test_tick.py",),
    ),
    Safeguard(
        "a mail is not sent before it is due",
        f"{CASES}/sending/send_due.py",
        "for outgoing in waiting if outgoing.due_at <= now",
        "for outgoing in waiting",
        ("tests/usecases/cases/test_sending.py",),
    ),
    Safeguard(
        "one mail harms no other",
        f"{CASES}/sending/send_due.py",
        "            return self._unforeseen(case, outgoing, error)\n",
        "            raise\n",
        ("tests/usecases/cases/test_sending.py",),
    ),
    Safeguard(
        "a mail is tried so often and no more",
        "chalicelib/domain/cases/outgoing.py",
        "    return outgoing.tries >= MOST_TRIES\n",
        "    return False\n",
        ("tests/usecases/cases/test_sending.py",),
    ),
    Safeguard(
        "a message of before is stale",
        f"{CASES}/working/run_work.py",
        "        if message.version != case.instance.version:\n",
        "        if not message.case_id:\n",
        ("tests/usecases/cases/test_working.py",),
    ),
    Safeguard(
        "a message that comes twice starts no more tries",
        f"{CASES}/working/run_work.py",
        "next_at <= frame.at + RESEND + EARLY",
        "next_at <= frame.at + RESEND * 99",
        ("tests/usecases/cases/test_working.py",),
    ),
    Safeguard(
        "a work is tried for so long and no longer",
        "chalicelib/domain/process/works.py",
        "        return self.cap is not None and now - entered_at >= self.cap\n",
        "        return False\n",
        ("tests/usecases/cases/test_working.py",),
    ),
    Safeguard(
        "registers are read after the log",
        f"{CASES}/consult.py",
        "        access = self.access_log.record(context, services)\n",
        '        access = LoggedAccess(context, frozenset(services), "")\n',
        ("tests/usecases/cases/test_working.py",),
    ),
    Safeguard(
        "files are stored when nothing but somebody quicker can refuse them",
        f"{CASES}/acting/act.py",
        "        try:\n            change = moved(",
        "        self.files.put(case.uploads, happening.values)\n"
        "        try:\n            change = moved(",
        ("tests/usecases/cases/test_acting.py",),
    ),
    Safeguard(
        "addresses that no mail reaches are refused at the door",
        f"{CASES}/open_case.py",
        "replace(party, email=check_email(party.email)) if party.email else party",
        "party",
        ("tests/usecases/cases/test_opening.py",),
    ),
    Safeguard(
        "young files are nobody's to remove",
        "ops/operate/orphans.py",
        "if orphan.at < now - OLD]",
        "if orphan.at < now + OLD]",
        ("tests/ops/operate/test_orphans.py",),
    ),
)


def main(given: Sequence[str] | None = None) -> int:
    """Take each away; print who noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.mutate", description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of the names of safeguards")
    names = parser.parse_args(given).names
    asked = [s for s in SAFEGUARDS if not names or any(name in s.name for name in names)]
    with TemporaryDirectory() as folder:
        copied(Path(folder))
        missed = [one for one in asked if not _is_noticed(one, Path(folder))]
    print(f"{len(asked) - len(missed)} of {len(asked)} were noticed")
    return len(missed)


def copied(there: Path) -> None:
    """The files that git knows, and what was built, in another place."""
    for name in _files():
        target = there / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy2(ROOT / name, target, follow_symlinks=False)
    fonts = there / "templates" / "fonts"
    if not fonts.exists():
        fonts.symlink_to((ROOT / "templates" / "fonts").resolve())


def _files() -> Iterator[str]:
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    yield from (name for name in told.splitlines() if (ROOT / name).is_file())


def _is_noticed(safeguard: Safeguard, root: Path) -> bool:
    path = root / safeguard.path
    whole = path.read_text(encoding="utf-8")
    if whole.count(safeguard.text) != 1:
        print(f"GONE      {safeguard.name}: it isn't in {safeguard.path}", flush=True)
        return False
    path.write_text(whole.replace(safeguard.text, safeguard.without), encoding="utf-8")
    tests = (sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", *safeguard.tests)
    done = subprocess.run(tests, cwd=root, capture_output=True, text=True, check=False)
    path.write_text(whole, encoding="utf-8")
    is_noticed = done.returncode == 1  # tests failed; anything else is no answer
    first = next((li for li in done.stdout.splitlines() if li.startswith("FAILED")), "")
    print(f"{'noticed' if is_noticed else 'MISSED':9} {safeguard.name}  {first[:100]}", flush=True)
    return is_noticed


if __name__ == "__main__":
    sys.exit(main())
