"""What keeps the promises, each with how the code reads without it and who must notice."""

from dataclasses import dataclass

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
        "what is sent in is one case under its key",
        f"{STORE}/writes/opening.py",
        "            item,\n            OVER,\n",
        '            item,\n            OVER + " OR attribute_exists(pk)",\n',
        ("tests/contract/cases",),
    ),
    Safeguard(
        "a guard that says no keeps its event from happening",
        "chalicelib/domain/process/engine.py",
        "    asked.need(transition.needs)\n",
        "    asked.need(())\n",
        ("tests/domain/process",),
    ),
    Safeguard(
        "a change says when what goes out is due",
        f"{STORE}/items/rows.py",
        '"due_pk": text(Partition.LOOK.of(case.tenant)),\n',
        '"was_due_pk": text(Partition.LOOK.of(case.tenant)),\n',
        ("tests/contract/cases",),
    ),
    Safeguard(
        "what a crash left in the archive is told as it is",
        "chalicelib/adapters/aws/archive.py",
        "                return self._there(key)\n",
        "                return stored\n",
        ("tests/contract/test_archive.py",),
    ),
    Safeguard(
        "another decision's document lies elsewhere",
        "chalicelib/usecases/certificates/make.py",
        "{RESULT}-{sha256(page).hexdigest()[:16]}.pdf",
        "{RESULT}-{sha256(page[:0]).hexdigest()[:16]}.pdf",
        ("tests/usecases/certificates/test_make.py",),
    ),
    Safeguard(
        "a seal that doesn't verify is given to nobody",
        "chalicelib/documents/seal/sealer.py",
        ".inspect(sealed).seal is not SealState.INTACT:\n",
        ".inspect(sealed).seal is SealState.NOT_A_PDF:\n",
        ("tests/documents/seal/test_sealer.py",),
    ),
    Safeguard(
        "only who holds a case decides on it",
        f"{CASES}/acting/may_act.py",
        "    if lease is None or lease.staff != official.staff.id:\n",
        "    if lease is None and not official.staff.id:\n",
        ("tests/usecases/cases/test_acting.py",),
    ),
    Safeguard(
        "a mail that comes back late is counted",
        "chalicelib/usecases/mail/feedback.py",
        "        self.count_again(case)\n",
        "",
        ("tests/usecases/mail/test_feedback.py",),
    ),
    Safeguard(
        "a mail that comes back twice is one task",
        "chalicelib/usecases/mail/feedback.py",
        "        if self._is_noted(case, notice):\n",
        "        if not notice.id:\n",
        ("tests/usecases/mail/test_feedback.py",),
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
        "one municipality harms no other on the schedule",
        "chalicelib/jobs/each.py",
        "        return None\n",
        "        raise\n",
        ("tests/jobs/test_each_municipality.py",),
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
        f"{CASES}/opening/open_case.py",
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
    Safeguard(
        "a burst of one municipality is in a group of its own",
        "chalicelib/adapters/aws/cases/messages.py",
        "MessageGroupId=message.tenant",
        'MessageGroupId="all"',
        ("tests/adapters/aws/test_fair_queues.py",),
    ),
    Safeguard(
        "a list shows nothing of before another release's change",
        f"{STORE}/items/codec.py",
        "if not kept.startswith(printed):",
        "if not kept:",
        ("tests/contract/cases/test_lists_in_brief.py",),
    ),
)
