"""Lighthouse on the public pages: a hundred for accessibility, best practices and SEO.

`make lighthouse` fetches it from npm into build/lighthouse, and runs this.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.web.live import chromium, live

TOOL = Path(__file__).resolve().parents[3] / "build" / "lighthouse" / "node_modules" / ".bin"
PAGES = (
    "/",
    "/documenten",
    "/documenten/akte-geboorte",
    "/zaken",
    "/zaken/adreswijziging",
    "/v",
    "/privacy",
    "/toegankelijkheid",
    "/english",
)
CATEGORIES = ("accessibility", "best-practices", "seo")
_PATIENCE = 300


def main() -> int:
    """Print what each page gets, with what is held against it; 1 when a page has less than 100."""
    is_good = True
    with live() as site:
        for path in PAGES:
            report = _report(site.url + path)
            scores = {c: round(100 * (report["categories"][c]["score"] or 0)) for c in CATEGORIES}
            print(path, scores, flush=True)
            for fault in _faults(report):
                print(f"    {fault}")
            is_good = is_good and set(scores.values()) == {100}
    return 0 if is_good else 1


def _report(address: str) -> dict:  # type: ignore[type-arg]
    done = subprocess.run(
        [
            TOOL / "lighthouse",
            address,
            "--quiet",
            "--output=json",
            "--only-categories=" + ",".join(CATEGORIES),
            "--chrome-flags=--headless --no-sandbox --disable-gpu",
        ],
        env={**os.environ, "CHROME_PATH": chromium()},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=True,
    )
    report: dict = json.loads(done.stdout)  # type: ignore[type-arg]
    return report


def _faults(report: dict) -> list[str]:  # type: ignore[type-arg]
    parts = [part["id"] for c in CATEGORIES for part in report["categories"][c]["auditRefs"]]
    audits = (report["audits"][part] for part in parts)
    counted = (one for one in audits if one["scoreDisplayMode"] in {"binary", "numeric"})
    return [one["title"] for one in counted if one["score"] not in (1, None)]


if __name__ == "__main__":
    sys.exit(main())
