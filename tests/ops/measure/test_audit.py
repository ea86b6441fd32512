"""The audit of pinned dependencies says what it saw, and plainly what it couldn't."""

import json

import pytest

from ops.measure.audit import AdvisoryError, read

FINE = {"name": "fpdf2", "version": "2.8.9", "vulns": []}
UNSEEN = {"name": "six", "skip_reason": "Dependency not found on PyPI and could not be audited"}
KNOWN = {
    "name": "multipart",
    "version": "1.2.1",
    "vulns": [{"id": "GHSA-1", "fix_versions": ["1.2.2", "1.3.1"]}],
}


def told(*dependencies: object) -> list[str]:
    return list(read(json.dumps({"dependencies": dependencies}), 0).lines())


def test_what_was_looked_at_is_counted() -> None:
    assert told(FINE, FINE) == ["2 pinned dependencies have no known advisory"]


def test_what_could_not_be_looked_at_is_never_silent() -> None:
    seen, unseen = told(FINE, UNSEEN)
    assert seen == "1 pinned dependencies have no known advisory"
    assert unseen.startswith("NOT AUDITED: 1 of 2")


@pytest.mark.parametrize("report", ["", "Traceback (most recent call last):"])
def test_where_nothing_answers_nothing_was_audited(report: str) -> None:
    (line,) = read(report, 55).lines()
    assert line.startswith("NOT AUDITED: 55 of 55")


def test_a_known_advisory_fails_and_says_what_mends_it() -> None:
    with pytest.raises(AdvisoryError, match=r"multipart 1\.2\.1: GHSA-1, mended in 1\.2\.2"):
        told(FINE, UNSEEN, KNOWN)
