"""The demonstration, started as a newcomer does."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_demo_issues_a_certificate_by_the_public_path_and_says_how_long_it_took() -> None:
    command = [sys.executable, "-m", "ops", "demo", "--once", "--size", "120", "--web", "0"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False
    )
    said = " ".join(done.stdout.split())
    assert done.returncode == 0, said + done.stderr
    assert "het Thuisloket draait" in said
    assert "in de mailbox na" in said
    assert "dossiers" in said
