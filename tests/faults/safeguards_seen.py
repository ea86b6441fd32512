"""What keeps from coming back what was once seen to get lost, wrong or stuck: docs/faults.md."""

from tests.faults.safeguards import CASES, SAFEGUARDS, STORE, Safeguard

SEEN = (
    Safeguard(
        "a signature that isn't the municipality's seals nothing",
        "chalicelib/documents/seal/sealer.py",
        "        require_own(signature, attributes, identity.certificate)\n",
        "",
        ("tests/documents/seal/test_sealer.py",),
    ),
    Safeguard(
        "a case in a state that is gone harms no other",
        f"{STORE}/items/codec.py",
        "        self._check_state(case)\n",
        "",
        ("tests/contract/cases/test_road_on_stores.py",),
    ),
    Safeguard(
        "a row that can't be read harms no other",
        f"{STORE}/reading.py",
        "            return Unreadable(tenant, case_id, reason, is_newer)\n",
        "            raise\n",
        ("tests/contract/cases/test_cases_listed.py",),
    ),
    Safeguard(
        "what nobody sees in an address is dropped",
        "chalicelib/domain/shared/mail_address.py",
        "seen(email).strip()",
        "email.strip()",
        ("tests/domain/shared/test_mail_address.py",),
    ),
    Safeguard(
        "a bounce that names its reader is about the address",
        "chalicelib/domain/shared/mail_address.py",
        "parseaddr(mailbox)[1] or mailbox.strip()",
        "mailbox.strip()",
        ("tests/domain/shared/test_mail_address.py",),
    ),
    Safeguard(
        "each cause has its own event",
        "chalicelib/usecases/certificates/issue.py",
        'f"{error.part}_failed"',
        '"seal_failed"',
        ("tests/faults/test_seen.py",),
    ),
    Safeguard(
        "more files are found than S3 tells at once",
        "chalicelib/adapters/aws/archive.py",
        "pages.paginate(Bucket=self._bucket, Prefix=prefix):",
        "list(pages.paginate(Bucket=self._bucket, Prefix=prefix))[:1]:",
        ("tests/contract/test_archive.py",),
    ),
    Safeguard(
        "lost messages come before the clocks of others",
        f"{CASES}/working/tick.py",
        "sorted(new, key=_is_resend, reverse=True)",
        "new",
        ("tests/usecases/cases/test_ticking.py",),
    ),
    Safeguard(
        "a tick ends when its time is nearly over",
        f"{CASES}/working/tick.py",
        "return self._one(found) if self.clock.now() < until else []",
        "return self._one(found)",
        ("tests/usecases/cases/test_ticking.py",),
    ),
    Safeguard(
        "what was escalated keeps nobody from the next case",
        "chalicelib/usecases/handling/lists/worklists.py",
        "not line.holder and (is_high or not line.is_escalated)",
        "not line.holder",
        ("tests/usecases/handling/test_lists.py",),
    ),
    Safeguard(
        "what was escalated stays so until somebody saw to it",
        "chalicelib/domain/cases/handling.py",
        "Handling(is_escalated=handling.is_escalated, touched=handling.touched)",
        "Handling(touched=handling.touched)",
        ("tests/faults/test_seen.py",),
    ),
    Safeguard(
        "a register that is away is waited for",
        "templates/processes/certificate_request/v2.json",
        '"cap": {"value": 48, "unit": "hours"}',
        '"cap": {"value": 20, "unit": "minutes"}',
        ("tests/faults/test_seen.py",),
    ),
    Safeguard(
        "a day is counted once more after it moved last, however late",
        "chalicelib/usecases/figures/count_days.py",
        "(day.counted_at.date() - day.day).days",
        "(now.date() - day.day).days",
        ("tests/usecases/figures/test_count_days.py",),
    ),
    Safeguard(
        "what a beginning saw of blocked addresses holds for a minute",
        "chalicelib/domain/cases/intake.py",
        "now - self.received_at < LOOKED_AT",
        "now >= self.received_at",
        ("tests/usecases/cases/test_sending.py",),
    ),
    Safeguard(
        "a beginning looks whether its addresses are blocked",
        "chalicelib/adapters/aws/store/writes/opening.py",
        "            if not intake.has_blocked:\n",
        "            if intake.has_blocked:\n",
        ("tests/contract/cases/test_cases_begun.py",),
    ),
    Safeguard(
        "who acts signed in as surely as seeing takes",
        "chalicelib/usecases/cases/assured.py",
        "    if needs := needed_to_list(role, payload, got or Assurance.LOW, frame):\n"
        "        raise TooWeakError(needs)\n",
        "    check_assurance(role, payload, got, frame)\n",
        ("tests/usecases/cases/test_acting.py",),
    ),
    Safeguard(
        "a link to an address that was replaced takes no new one for read",
        "chalicelib/usecases/cases/documents/open_link.py",
        "        if link.reaches(self.keys, party):\n"
        "            self.confirm(case.tenant, party)\n",
        "        self.confirm(case.tenant, party)\n",
        ("tests/usecases/cases/test_documents.py",),
    ),
    Safeguard(
        "no number opens what was mailed to an address that was replaced",
        "chalicelib/usecases/cases/documents/open_link.py",
        "        is_shut = is_shut or not link.reaches(self.keys, party)\n",
        "",
        ("tests/web/portal/test_links.py",),
    ),
    Safeguard(
        "who reads the mails of an address that was replaced is invited to nothing",
        "chalicelib/usecases/cases/invite.py",
        " or not self._is_theirs(read, party)",
        "",
        ("tests/usecases/cases/test_inviting.py",),
    ),
    Safeguard(
        "what was typed opens after as sure a sign-in",
        "chalicelib/web/http/left/keeping.py",
        "    if not Assurance(session.assurance).reaches(level):\n"
        "        raise TooWeakError(level.value)\n",
        "",
        ("tests/web/http/test_left.py",),
    ),
    Safeguard(
        "a picture says how large it is before anybody opens it",
        "chalicelib/domain/cases/forms/uploads.py",
        "pixels_of(file.content) > MOST_PIXELS",
        "len(file.content) > MAX_FILE",
        ("tests/domain/cases/forms/test_uploads.py",),
    ),
)
"""Beside those that keep each promise at every call."""

EVERY = (*SAFEGUARDS, *SEEN)
