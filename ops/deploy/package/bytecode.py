"""Bytecode that a function finds beside its sources: Chalice leaves it out of what it zips."""

import sys
from pathlib import Path
from py_compile import PycInvalidationMode
from py_compile import compile as compile_file

import chalice


def compile_all(folder: Path) -> None:
    """Bytecode beside each source; it never looks at its source again.

    Zips know no true time of a file, so bytecode that compares times would never be used.
    """
    for source in sorted(folder.rglob("*.py")):
        compile_file(
            str(source),
            cfile=str(source.parent / "__pycache__" / f"{source.stem}.{_tag()}.pyc"),
            dfile=source.relative_to(folder).as_posix(),
            doraise=True,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )


def compile_ours(project: Path) -> None:
    """Of app.py and of Chalice's own runtime the bytecode can travel in `vendor/` only."""
    compile_all(project / "chalicelib")
    vendor = project / "vendor"
    runtime = Path(chalice.__file__).parent
    for source, name in (
        (project / "app.py", "app.py"),
        (runtime / "app.py", "chalice/app.py"),
        (runtime / "__init__.py", "chalice/__init__.py"),
    ):
        place = vendor / name
        compile_file(
            str(source),
            cfile=str(place.parent / "__pycache__" / f"{source.stem}.{_tag()}.pyc"),
            dfile=name,
            doraise=True,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )


def _tag() -> str:
    return str(sys.implementation.cache_tag)
