"""The scheduled erasure of files whose time is over."""

from chalicelib.jobs.each import in_each
from chalicelib.wiring import current


def handle() -> None:
    """In every municipality; log how many files were erased."""
    in_each("erasure", "files", current().issuance.erase_files)
